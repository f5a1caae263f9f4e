//! The JSON API: what the widget asks and sends.

use hearback_domain::card::{Card, News};
use hearback_domain::promise::{Promise, first_promised};
use hearback_domain::site::Zone;
use hearback_domain::wire::{Problem, PromiseWire, ReceiptWire, SubmissionError, SubmissionWire};
use hearback_domain::wording::{self, Clock as Reader};
use hearback_domain::{CaseId, Opened, Site};

use super::accept_case::Accepted;
use super::case_file::CaseFile;
use super::{Answer, Edge, Found, Service, SiteNow};
use crate::web::{Body, Method, Request, Response};

/// After a refusal for speed, this many seconds until the next try.
const RETRY_AFTER_S: &str = "60";

impl<E: Edge> Service<E> {
    pub(super) async fn api(&self, request: &Request, site: &str, rest: &[&str]) -> Answer {
        let site = match self.site(site).await {
            Found::Site(site) => site,
            // There is nobody whose pages might not read that.
            Found::Unknown if request.method == Method::Options => {
                return allow_origin(preflight().into(), request);
            }
            Found::Unknown => return allow_origin(problem(404, SITE_UNKNOWN).into(), request),
            Found::OutOfReach => return problem(503, OUT_OF_REACH).into(),
        };
        if !self.may_speak(&site, request) {
            return problem(403, FOREIGN).into();
        }
        let answer = match (request.method, rest) {
            (Method::Options, ["card" | "cases"]) => preflight().into(),
            (Method::Get, ["card"]) => self.show_card(&site, request).await.into(),
            (Method::Post, ["cases"]) => self.post_case(&site, request).await,
            (_, ["card" | "cases"]) => problem(405, METHOD).into(),
            (_, ["book", ..]) => return self.operate(&site, request, rest).await.into(),
            _ => problem(404, PATH).into(),
        };
        allow_origin(answer, request)
    }

    /// Browsers say where a page is from; only the site's own pages may speak for it. Programs
    /// say nothing, and are bounded by the throttle alone.
    pub(super) fn may_speak(&self, site: &Site, request: &Request) -> bool {
        request
            .origin
            .as_deref()
            .is_none_or(|origin| site.allows_origin(origin) || origin == self.config.base_url)
    }

    /// The card. A browser that wrote before shows the key to its case, in a header, for addresses
    /// stand in logs: it is told how that stands in place of what is usual.
    async fn show_card(&self, site: &SiteNow, request: &Request) -> Response {
        let zone = request.parameter("zone").and_then(|name| Zone::parse(&name).ok());
        let mut card = Card::of(site, &site.record, self.edge.now(), zone);
        if let Some(news) = self.news(site, request).await {
            card.tell(news);
        }
        Response::json(200, hearback_domain::card::wire::to_json(&card, &self.config.base_url))
    }

    async fn news(&self, site: &SiteNow, request: &Request) -> Option<News> {
        let (id, key) = request.authorization.strip_prefix("Bearer ")?.split_once('.')?;
        let id = CaseId::parse(id)?;
        if !self.config.secret.opens_case(&site.id, &id, key) {
            return None;
        }
        match self.case_file(site, &id).await {
            // Where two cases go on as one, this key may be to the words of somebody else.
            CaseFile::Known(case) if !case.joined().is_empty() => None,
            CaseFile::Known(case) => self.case_news(site, &case),
            CaseFile::Unknown | CaseFile::OutOfReach => None,
        }
    }

    async fn post_case(&self, site: &SiteNow, request: &Request) -> Answer {
        let body = match &request.body {
            Body::TooLong => return problem(413, TOO_LONG).into(),
            Body::Whole(body) => body,
        };
        if request.content_type.split(';').next().map(str::trim) != Some("application/json") {
            return problem(415, WRONG_TYPE).into();
        }
        let text = std::str::from_utf8(body).ok();
        let Some(wire) = text.and_then(|text| serde_json::from_str::<SubmissionWire>(text).ok())
        else {
            return problem(400, NOT_JSON).into();
        };
        let submission = match wire.parse() {
            Ok(submission) => submission,
            Err(SubmissionError::Id(error)) => {
                return problem(400, Problem::new(error.code(), error.sentence())).into();
            }
            Err(SubmissionError::Fields(errors)) => {
                return problem(422, Problem::of_fields(&errors)).into();
            }
        };
        if self.is_too_fast(site, request).await {
            return problem(429, TOO_FAST).with("retry-after", RETRY_AFTER_S).into();
        }
        let accepted = self.accept(site, submission).await;
        let response = match &accepted {
            Accepted::Stored(fact, opened) => {
                let receipt = self.receipt(site, &fact.case, opened);
                let json = serde_json::to_string(&receipt).expect("strings are always JSON");
                Response::json(201, json)
            }
            Accepted::OtherWords => problem(409, OTHER_WORDS),
            Accepted::SlotGone(gone) => problem(422, Problem::of_fields(&[gone.at_field()])),
            Accepted::NotStored => problem(503, NOT_STORED),
        };
        Answer { response, tell: accepted.tell(site) }
    }

    /// Counts one more message from an address to a site. An unknown address is not counted.
    pub(super) async fn is_too_fast(&self, site: &Site, request: &Request) -> bool {
        let name = format!("{}/{}", site.id.as_str(), household(&request.address));
        !request.address.is_empty() && self.edge.too_fast(&name).await
    }

    fn receipt(&self, site: &Site, case: &CaseId, opened: &Opened) -> ReceiptWire {
        let promise = first_promise(opened);
        ReceiptWire {
            reference: opened.reference.as_str().to_owned(),
            promise: PromiseWire {
                what: promise.what.name().to_owned(),
                due: promise.due.rfc3339(),
                sentence: promise_sentence(site, opened, reader(site, opened), self.edge.now()),
            },
            case_url: self.config.case_url(&site.id, case),
        }
    }
}

/// What one customer has of addresses: under IPv6 whole networks of 64 bits (RFC 6177), of which
/// anybody may use a new address each time.
pub(crate) fn household(address: &str) -> String {
    match address.parse::<std::net::Ipv6Addr>() {
        Ok(address) => {
            let [first, second, third, fourth, ..] = address.segments();
            format!("{first:x}:{second:x}:{third:x}:{fourth:x}")
        }
        Err(_) => address.to_owned(),
    }
}

/// What a case was promised when it arrived.
pub(crate) const fn first_promise(opened: &Opened) -> Promise {
    Promise { what: first_promised(opened.fields.kind), due: opened.read_by }
}

/// The clock a customer goes by, as far as they told.
pub(crate) fn reader(site: &Site, opened: &Opened) -> Reader {
    let zone = opened.zone.as_deref().and_then(|name| Zone::parse(name).ok());
    Reader::of_customer(zone, site.zone())
}

/// The first promise as its customer reads it.
pub(crate) fn promise_sentence(
    site: &Site,
    opened: &Opened,
    clock: Reader,
    now: hearback_domain::Timestamp,
) -> String {
    let first = site.owner().first.as_str();
    match opened.slot {
        Some(slot) => wording::call_in_slot(first, slot, clock, now),
        None => wording::promise(first, first_promise(opened), clock, now),
    }
}

fn preflight() -> Response {
    Response::new(204, "text/plain", String::new())
        .with("access-control-allow-methods", "GET, POST")
        .with("access-control-allow-headers", "authorization, content-type")
        .with("access-control-max-age", "86400")
}

/// Browsers may read this answer on the page that asked, which was checked before.
fn allow_origin(mut answer: Answer, request: &Request) -> Answer {
    let headers = &mut answer.response.headers;
    if let Some(origin) = &request.origin {
        headers.push(("access-control-allow-origin", origin.clone()));
        headers.push(("access-control-expose-headers", "retry-after".to_owned()));
    }
    headers.push(("vary", "Origin".to_owned()));
    answer
}

pub(super) fn problem(status: u16, problem: Problem) -> Response {
    Response::json(status, problem.json())
}

const SITE_UNKNOWN: Problem = Problem::new(
    "site_unknown",
    "There is no site of this name here; please check data-site in the script tag.",
);
const OUT_OF_REACH: Problem = Problem::new(
    "out_of_reach",
    "We cannot look this up just now; please try again in a minute, or call.",
);
const FOREIGN: Problem = Problem::new(
    "foreign_origin",
    "This page may not write for this site; its owner can add it to the allowed origins.",
);
const METHOD: Problem = Problem::new("method_unknown", "This address takes GET or POST only.");
const PATH: Problem = Problem::new("path_unknown", "There is nothing at this address.");
const TOO_LONG: Problem = Problem::new(
    "too_long",
    "This is more than we can take at once; please shorten it and send the rest later.",
);
const WRONG_TYPE: Problem =
    Problem::new("wrong_type", "Please send JSON, with the content type application/json.");
const NOT_JSON: Problem =
    Problem::new("not_json", "This is not the JSON of a message; every member is a text.");
const TOO_FAST: Problem = Problem::new(
    "too_fast",
    "That was many messages in a short time; please wait a minute, or call.",
);
const OTHER_WORDS: Problem = Problem::new(
    "other_words",
    "This message was sent before with other words, which arrived. Please send it as a new one.",
);
const NOT_STORED: Problem = Problem::new(
    "not_stored",
    "Your message could not be stored; please try again in a minute, or call.",
);
