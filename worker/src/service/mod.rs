//! The edge: from a request to a response, and what the book is told afterwards.
//!
//! Accepting a message needs the store and nothing else. A handler reads: parse, load, decide,
//! store, respond; what it returns to be told to the book may be lost, since the hourly hand-over
//! finds it. Not here: performing anything owed (see `book`).

mod accept_case;
mod act_page;
mod api;
mod card_page;
mod case_file;
mod case_page;
mod desk;
mod hand_over;
mod operate;
mod sites;
mod tend_form;
mod tend_page;
mod together;
mod told;
mod views;
mod write_again;

use std::rc::Rc;

use hearback_domain::SiteId;
use hearback_domain::wire::Ask;

pub use hand_over::{LISTS_PER_HOUR_MAX, SITES_PER_HOUR_MAX};
pub use sites::SiteCache;
use sites::SiteNow;
pub(crate) use {
    api::{first_promise, promise_sentence, reader},
    views::{answering, by_when, call_link, upper},
};

use crate::config::Config;
use crate::pages::{ErrorView, error_page};
use crate::platform::{Books, Clock, Kv, KvError, Random, Throttle, Web};
use crate::web::{Method, Request, Response};

/// What the world must offer the edge.
pub trait Edge: Kv + Clock + Random + Books + Throttle + Web {}
impl<E: Kv + Clock + Random + Books + Throttle + Web> Edge for E {}

/// The service at one edge location.
pub struct Service<E> {
    edge: E,
    config: Config,
    sites: Rc<SiteCache>,
}

/// A response, and what to tell a book once it is on its way.
#[derive(Clone, Debug)]
pub struct Answer {
    /// For the asker.
    pub response: Response,
    /// For the book; losing it delays the owner's notice by at most an hour.
    pub tell: Option<(SiteId, Ask)>,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self { response, tell: None }
    }
}

/// A site, or the reason there is none to work with.
enum Found {
    Site(Rc<SiteNow>),
    Unknown,
    OutOfReach,
}

impl<E: Edge> Service<E> {
    /// The service on an edge, with the settings it remembers there.
    pub const fn new(edge: E, config: Config, sites: Rc<SiteCache>) -> Self {
        Self { edge, config, sites }
    }

    /// Answers any request; every path has an answer.
    pub async fn answer(&self, request: &Request) -> Answer {
        let path: Vec<&str> = request.path.split('/').skip(1).collect();
        match (request.method, path.as_slice()) {
            (Method::Get, [""]) => Response::see_other("/install".to_owned()).into(),
            (Method::Get, ["install"]) => self.install(request).into(),
            (Method::Get, ["v1", "health"]) => Response::json(200, "{}".to_owned()).into(),
            (_, ["v1", "sites", site, rest @ ..]) => self.api(request, site, rest).await,
            (_, ["card", site, rest @ ..]) => self.card(request, site, rest).await,
            (Method::Get | Method::Post, ["case", site, case, rest @ ..]) => {
                self.case(request, site, case, rest).await
            }
            (Method::Get, ["act", token]) => self.exchange_token(token).into(),
            (Method::Get | Method::Post, ["act", site, case, who]) => {
                self.act(request, site, case, who).await
            }
            (Method::Get, ["pictures", site, name]) => self.picture(site, name).await.into(),
            (_, ["desk", rest @ ..]) => self.desk(request, rest).await,
            (Method::Get, _) => error(404).into(),
            (_, ["case" | "act", ..]) => error(405).into(),
            _ => error(404).into(),
        }
    }

    /// The edge, for the shell around it.
    pub const fn edge(&self) -> &E {
        &self.edge
    }

    async fn site(&self, id: &str) -> Found {
        let Some(id) = SiteId::parse(id).ok().filter(|id| !id.is_first_run()) else {
            return Found::Unknown;
        };
        match self.sites.get(&self.edge, &id).await {
            Ok(Some(site)) => Found::Site(site),
            Ok(None) => Found::Unknown,
            Err(KvError(_)) => Found::OutOfReach,
        }
    }
}

/// The page for something that went wrong, with no business known.
fn error(status: u16) -> Response {
    let view = ErrorView { status, ..ErrorView::default() };
    Response::page(status, error_page(&view).into_string())
}
