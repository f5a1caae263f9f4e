//! What the edge needs, from the bindings of one request.

use hearback_domain::wire::{Ask, Reply};
use hearback_domain::{SiteId, Timestamp};
use worker::kv::KvStore;
use worker::{Env, Headers, Method, ObjectNamespace, RateLimiter, Request, RequestInit};

use super::{kv, log, web};
use crate::platform::{
    Books, Call, Clock, Fetched, Kv, KvError, KvPage, OutOfReach, Random, Throttle, Web, WebError,
};

/// The bindings of the edge.
pub(super) struct CloudflareEdge {
    store: KvStore,
    books: ObjectNamespace,
    throttle: Option<RateLimiter>,
}

impl CloudflareEdge {
    pub(super) fn open(env: &Env) -> worker::Result<Self> {
        Ok(Self {
            store: env.kv(kv::BINDING)?,
            books: env.durable_object("BOOKS")?,
            throttle: env.rate_limiter("THROTTLE").ok(),
        })
    }

    async fn ask_book(&self, site: &SiteId, ask: &Ask) -> worker::Result<Reply> {
        let headers = Headers::new();
        headers.set("content-type", "application/json")?;
        let body = serde_json::to_string(ask)?;
        let mut init = RequestInit::new();
        init.with_method(Method::Post).with_headers(headers).with_body(Some(body.into()));
        let url = format!("https://book/{}", site.as_str());
        let stub = self.books.get_by_name(site.as_str())?;
        let mut response = stub.fetch_with_request(Request::new_with_init(&url, &init)?).await?;
        let text = response.text().await?;
        if response.status_code() != 200 {
            return Err(worker::Error::RustError(format!("book: {}", response.status_code())));
        }
        Ok(serde_json::from_str(&text)?)
    }
}

/// The runtime's clock, which stands still while code runs.
pub(super) fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are below 2^53")]
    Timestamp::from_ms(js_sys::Date::now() as i64)
}

impl Clock for CloudflareEdge {
    fn now(&self) -> Timestamp {
        now()
    }
}

impl Random for CloudflareEdge {
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes).expect("the runtime's crypto never runs dry");
        bytes
    }
}

impl Kv for CloudflareEdge {
    async fn get(&self, key: &str) -> Result<Option<String>, KvError> {
        kv::get(&self.store, key).await
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<String>>, KvError> {
        kv::get_many(&self.store, keys).await
    }

    async fn put(&self, key: &str, value: &str, note: &str) -> Result<(), KvError> {
        let put = kv::put(&self.store, key, value, note).await;
        put.inspect_err(|error| log::trouble("storing", &error.0))
    }

    async fn list(&self, prefix: &str, cursor: Option<&str>) -> Result<KvPage, KvError> {
        kv::list(&self.store, prefix, cursor).await
    }
}

impl Books for CloudflareEdge {
    async fn ask(&self, site: &SiteId, ask: &Ask) -> Result<Reply, OutOfReach> {
        self.ask_book(site, ask).await.map_err(|error| OutOfReach(error.to_string()))
    }
}

impl Throttle for CloudflareEdge {
    async fn too_fast(&self, name: &str) -> bool {
        let Some(throttle) = &self.throttle else { return false };
        throttle.limit(name.to_owned()).await.is_ok_and(|outcome| !outcome.success)
    }
}

impl Web for CloudflareEdge {
    async fn fetch(&self, call: &Call) -> Result<Fetched, WebError> {
        web::fetch(call).await
    }
}
