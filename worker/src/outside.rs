//! Calls to servers that somebody else named: an owner's own, or a browser's push service.
//!
//! Invariant: such a server is called only after its name was looked up and every address of it is
//! public. The runtime looks the name up once more by itself, and nothing ties the two together;
//! what a name that changes between them could reach is what the runtime's own network lets a
//! worker reach, which on Cloudflare is the public network alone. Redirects are never followed,
//! and nothing of an answer but its status is told to anybody.

use std::cell::RefCell;

use hearback_domain::wire::resolved;
use hearback_domain::{OutsideUrl, SECOND_MS, Timestamp, is_public};

use crate::config::Config;
use crate::platform::{Call, Clock, Fetched, Web};
use crate::web::Method;

/// No call of one obligation is begun later than this after the first, so that with the time of a
/// call itself it ends before the shortest wait between two tries.
const BEGUN_WITHIN_MS: i64 = 15 * SECOND_MS;

/// Calls for one server: its addresses of two kinds, and itself.
pub(crate) const CALLS_PER_SERVER: u32 = 3;

/// Calls that belong together.
pub(crate) struct Calls<'a, P> {
    platform: &'a P,
    config: &'a Config,
    began: Timestamp,
    /// Servers whose names were looked up and may be called.
    public: RefCell<Vec<String>>,
}

/// Why a server was not called, or gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotCalled {
    /// It must not be called.
    Private,
    /// It may answer another time; the text says what happened.
    Failed(String),
}

impl NotCalled {
    /// What stands in the case and in the log.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Private => "its address is not public".to_owned(),
            Self::Failed(why) => why.clone(),
        }
    }
}

impl<'a, P: Web + Clock> Calls<'a, P> {
    pub(crate) fn begin(platform: &'a P, config: &'a Config) -> Self {
        Self { platform, config, began: platform.now(), public: RefCell::default() }
    }

    /// Calls a server if its name stands for public addresses alone.
    pub(crate) async fn call(&self, url: &OutsideUrl, call: &Call) -> Result<Fetched, NotCalled> {
        if url.is_loopback() {
            if !self.config.is_local() {
                return Err(NotCalled::Private);
            }
        } else if !self.public.borrow().iter().any(|known| known == url.host()) {
            self.look_up(url.host()).await?;
            self.public.borrow_mut().push(url.host().to_owned());
        }
        self.fetch(call).await
    }

    async fn look_up(&self, host: &str) -> Result<(), NotCalled> {
        let mut addresses = Vec::new();
        for kind in ["A", "AAAA"] {
            let answer = self.fetch(&asking(self.config, host, kind)).await?;
            let known = Some(answer).filter(|answer| answer.status == 200);
            let known = known.and_then(|answer| resolved(&answer.body));
            let unknown = || NotCalled::Failed("its name was not found".to_owned());
            addresses.extend(known.ok_or_else(unknown)?);
        }
        match addresses.is_empty() {
            true => Err(NotCalled::Failed("its name has no address".to_owned())),
            false if addresses.into_iter().all(is_public) => Ok(()),
            false => Err(NotCalled::Private),
        }
    }

    async fn fetch(&self, call: &Call) -> Result<Fetched, NotCalled> {
        if self.platform.now() >= self.began.plus_ms(BEGUN_WITHIN_MS) {
            return Err(NotCalled::Failed("there was no time left".to_owned()));
        }
        self.platform.fetch(call).await.map_err(|error| NotCalled::Failed(error.0))
    }
}

/// Asks the resolver for records of a name, such as `TXT`.
pub(crate) fn asking(config: &Config, name: &str, kind: &str) -> Call {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("name", name).append_pair("type", kind);
    Call {
        method: Method::Get,
        url: format!("{}?{}", config.resolver_url, query.finish()),
        headers: vec![("accept", "application/dns-json".to_owned())],
        body: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::platform::WebError;

    /// A resolver with answers of both kinds, and a server that takes everything.
    struct World {
        v4: &'static str,
        v6: &'static str,
        called: RefCell<Vec<String>>,
    }

    impl Clock for World {
        fn now(&self) -> Timestamp {
            Timestamp::from_ms(0)
        }
    }

    impl Web for World {
        async fn fetch(&self, call: &Call) -> Result<Fetched, WebError> {
            self.called.borrow_mut().push(call.url.clone());
            let (kind, data) = match call.url.rsplit_once("&type=") {
                Some((_, "A")) => (1, self.v4),
                Some((_, _)) => (28, self.v6),
                None => return Ok(Fetched { status: 200, body: String::new() }),
            };
            let records: Vec<_> = data
                .split_whitespace()
                .map(|data| format!(r#"{{"type":{kind},"data":"{data}"}}"#))
                .collect();
            let body = format!(r#"{{"Status":0,"Answer":[{}]}}"#, records.join(","));
            Ok(Fetched { status: 200, body })
        }
    }

    async fn calling(
        url: &str,
        base_url: &str,
        (v4, v6): (&'static str, &'static str),
    ) -> (Result<u16, NotCalled>, usize) {
        let key = "0123456789abcdef0123456789abcdef";
        let config = Config::parse(key, base_url, "desk@hearback.example").expect("sound");
        let world = World { v4, v6, called: RefCell::default() };
        let url = OutsideUrl::parse(url).expect("an address");
        let call = Call {
            method: Method::Post,
            url: url.as_str().to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        let called = Calls::begin(&world, &config).call(&url, &call).await;
        (called.map(|fetched| fetched.status), world.called.borrow().len())
    }

    #[tokio::test]
    async fn a_server_is_called_only_where_all_its_addresses_are_public() {
        let own = "https://hearback.example";
        let url = "https://okafor.example/hook";
        let public = ("93.184.215.14", "2606:4700::1");
        assert_eq!(calling(url, own, public).await, (Ok(200), 3));
        assert_eq!(calling(url, own, ("93.184.215.14", "")).await, (Ok(200), 3));
        for private in [("10.0.0.1", ""), ("93.184.215.14 127.0.0.1", ""), ("93.184.215.14", "::1")]
        {
            assert_eq!(
                calling(url, own, private).await,
                (Err(NotCalled::Private), 2),
                "{private:?}"
            );
        }
        let nothing = NotCalled::Failed("its name has no address".to_owned());
        assert_eq!(calling(url, own, ("", "")).await, (Err(nothing), 2));
    }

    #[tokio::test]
    async fn this_machine_is_called_only_by_a_deployment_on_it() {
        let url = "http://127.0.0.1:9/hook";
        let (local, public) = ("http://127.0.0.1:8787", "https://hearback.example");
        assert_eq!(calling(url, local, ("", "")).await, (Ok(200), 1));
        assert_eq!(calling(url, public, ("", "")).await, (Err(NotCalled::Private), 0));
    }
}
