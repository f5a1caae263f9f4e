//! The Durable Object around a book.

use std::cell::RefCell;
use std::rc::Rc;

use hearback_domain::wire::Ask;
use hearback_domain::{SiteId, Timestamp};
use worker::kv::KvStore;
use worker::{Env, Request, Response, State, durable_object};

use super::mailer::Post;
use super::{config, kv, log, requests, shelf, web};
use crate::book::Book;
use crate::mail::{Mail, MailError};
use crate::platform::{
    Call, Clock, Fetched, Kv, KvError, KvPage, Mailer, Row, Shelf, ShelfError, Value, Web, WebError,
};

/// One site's book on Cloudflare. Its site is told by the first who asks, and kept for alarms.
#[durable_object]
pub struct BookObject {
    state: Rc<State>,
    env: Env,
    book: RefCell<Option<Rc<Book<CloudflareShelf>>>>,
}

const SITE: &str = "site";

impl worker::DurableObject for BookObject {
    fn new(state: State, env: Env) -> Self {
        Self { state: Rc::new(state), env, book: RefCell::new(None) }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let url = request.inner().url();
        let site = requests::path_and_query(&url).0.trim_start_matches('/').to_owned();
        let ask: Ask = request.json().await?;
        let book = match self.opened() {
            Some(book) => book,
            None => {
                self.state.storage().put(SITE, &site).await?;
                self.open(&site)?
            }
        };
        match book.answer(&ask).await {
            Ok(reply) => Response::from_json(&reply),
            Err(error) => Err(failed(&error)),
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let book = match self.opened() {
            Some(book) => book,
            None => {
                let site: Option<String> = self.state.storage().get(SITE).await?;
                self.open(&site.unwrap_or_default())?
            }
        };
        // An alarm that fails comes again, with growing delay; so the error is passed on.
        book.wake().await.map_err(|error| failed(&error))?;
        Response::empty()
    }
}

impl BookObject {
    /// A function of its own, so that the borrow ends before the book may be opened.
    fn opened(&self) -> Option<Rc<Book<CloudflareShelf>>> {
        self.book.borrow().clone()
    }

    fn open(&self, site: &str) -> worker::Result<Rc<Book<CloudflareShelf>>> {
        let site = SiteId::parse(site).map_err(|error| error.sentence().to_owned())?;
        let config = config(&self.env).map_err(|error| error.0)?;
        let shelf = CloudflareShelf {
            state: Rc::clone(&self.state),
            store: self.env.kv(kv::BINDING)?,
            post: Post::open(&self.env),
        };
        let book = Rc::new(Book::open(shelf, config, site).map_err(|error| failed(&error))?);
        *self.book.borrow_mut() = Some(Rc::clone(&book));
        Ok(book)
    }
}

fn failed(error: &ShelfError) -> worker::Error {
    log::trouble("book", &error.0);
    worker::Error::RustError(error.0.clone())
}

/// What a book needs, from a Durable Object and its bindings.
pub(crate) struct CloudflareShelf {
    state: Rc<State>,
    store: KvStore,
    post: Post,
}

impl Clock for CloudflareShelf {
    fn now(&self) -> Timestamp {
        super::edge::now()
    }
}

impl Kv for CloudflareShelf {
    async fn get(&self, key: &str) -> Result<Option<String>, KvError> {
        kv::get(&self.store, key).await
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<String>>, KvError> {
        kv::get_many(&self.store, keys).await
    }

    async fn put(&self, key: &str, value: &str, note: &str) -> Result<(), KvError> {
        let put = kv::put(&self.store, key, value, note).await;
        put.inspect_err(|error| log::trouble("saving a fact", &error.0))
    }

    async fn list(&self, prefix: &str, cursor: Option<&str>) -> Result<KvPage, KvError> {
        kv::list(&self.store, prefix, cursor).await
    }
}

impl Mailer for CloudflareShelf {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let sent = self.post.send(mail).await;
        sent.inspect_err(|error| log::trouble("mail", &without_addresses(error)))
    }
}

impl Web for CloudflareShelf {
    async fn fetch(&self, call: &Call) -> Result<Fetched, WebError> {
        web::fetch(call).await
    }
}

/// Servers repeat addresses in their refusals, and addresses do not belong in a log.
fn without_addresses(error: &MailError) -> String {
    match error {
        MailError::Refused { code, .. } => format!("refused with {code}"),
        MailError::NotLetIn { code, .. } => format!("name or password refused with {code}"),
        MailError::Unreachable(why) | MailError::Unknown(why) | MailError::Misconfigured(why) => {
            why.clone()
        }
    }
}

impl Shelf for CloudflareShelf {
    fn run(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, ShelfError> {
        shelf::run(&self.state.storage(), sql, values)
    }

    async fn sync(&self) -> Result<(), ShelfError> {
        shelf::sync(&self.state.storage()).await
    }

    async fn set_alarm(&self, at: Timestamp) -> Result<(), ShelfError> {
        shelf::set_alarm(&self.state.storage(), at).await
    }
}
