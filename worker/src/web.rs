//! Requests and responses as plain values, so that routes are tested without a network.

use crate::pages::CONTENT_SECURITY_POLICY;

/// What a route sees of a request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, percent-encoded as it came, beginning with `/`.
    pub path: String,
    /// What stands behind the `?`, percent-encoded.
    pub query: String,
    /// `Origin`.
    pub origin: Option<String>,
    /// `Content-Type`, in lower case.
    pub content_type: String,
    /// `Cookie`.
    pub cookie: String,
    /// `Authorization`.
    pub authorization: String,
    /// `User-Agent`.
    pub agent: String,
    /// Where it came from; a name for throttling. Of who asks to sign in, a keyed name of it is
    /// kept for a day.
    pub address: String,
    /// The time zone of whoever asks, as the platform guesses it; empty where it does not.
    pub time_zone: String,
    /// The body.
    pub body: Body,
}

/// A method the service knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// `GET`, and `HEAD`, which is a `GET` whose body is not sent.
    #[default]
    Get,
    /// `POST`
    Post,
    /// `OPTIONS`
    Options,
    /// Any other.
    Other,
}

/// A request's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Read whole.
    Whole(Vec<u8>),
    /// Longer than [`BODY_BYTES_MAX`]: not read.
    TooLong,
}

/// The longest answer of the team in a plain form: 8,000 characters of three bytes, each byte as
/// `%E4`, with the rest of the form.
pub const BODY_BYTES_MAX: usize = 128_000;

/// The header that says what a page may load and do.
const POLICY: &str = "content-security-policy";

impl Default for Body {
    fn default() -> Self {
        Self::Whole(Vec::new())
    }
}

/// What a route answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Headers by their names.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
    /// The body where it is no text.
    pub bytes: Vec<u8>,
}

impl Response {
    /// JSON, not to be stored by anybody.
    pub fn json(status: u16, body: String) -> Self {
        Self::new(status, "application/json", body).with("cache-control", "no-store")
    }

    /// A page. Nothing in it may run, nobody may frame it, and no other site learns its address.
    pub fn page(status: u16, html: String) -> Self {
        Self::uncached_page(status, html).with("cache-control", "no-store")
    }

    /// A page for everybody. The browser may show it again for "back", with what was entered in
    /// it, and asks for it anew at any other time.
    pub fn public_page(status: u16, html: String) -> Self {
        Self::uncached_page(status, html).with("cache-control", "private, no-cache")
    }

    fn uncached_page(status: u16, html: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", html)
            .with(POLICY, CONTENT_SECURITY_POLICY)
            .with("referrer-policy", "same-origin")
    }

    /// A page that may also load something: `more` directives of its policy. What is no page stays
    /// as it is.
    #[must_use]
    pub fn allowing(mut self, more: &str) -> Self {
        let policies = self.headers.iter_mut().filter(|(name, _)| *name == POLICY);
        for (_, policy) in policies.filter(|(_, known)| known.starts_with(CONTENT_SECURITY_POLICY))
        {
            *policy = format!("{policy}; {more}");
        }
        self
    }

    /// Elsewhere, by `GET`.
    pub fn see_other(location: String) -> Self {
        Self::new(303, "text/plain; charset=utf-8", String::new())
            .with("location", location)
            .with("cache-control", "no-store")
            .with("referrer-policy", "same-origin")
    }

    /// Text of some type.
    pub fn new(status: u16, content_type: &str, body: String) -> Self {
        let content_type = ("content-type", content_type.to_owned());
        let headers = vec![content_type, ("x-content-type-options", "nosniff".to_owned())];
        Self { status, headers, body, bytes: Vec::new() }
    }

    /// Bytes of some type.
    pub fn bytes(content_type: &str, bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::new(200, content_type, String::new()) }
    }

    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl Request {
    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookie
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(known, value)| (known == name).then_some(value))
    }

    /// A query parameter, decoded; the first of its name.
    pub fn parameter(&self, name: &str) -> Option<String> {
        form_pairs(&self.query).find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// Decodes `application/x-www-form-urlencoded` pairs.
pub fn form_pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    form_urlencoded::parse(text.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded() {
        let pairs: Vec<_> = form_pairs("a=1+2&b=%C3%A4&c&d=%zz%4").collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(pairs, [pair("a", "1 2"), pair("b", "ä"), pair("c", ""), pair("d", "%zz%4")]);
    }

    #[test]
    fn only_a_page_of_the_usual_policy_is_allowed_more() {
        let page = || Response::page(200, String::new());
        let policy = |page: &Response| page.header(POLICY).map(str::to_owned);
        let more = |csp| csp + "; worker-src 'self'; connect-src 'self'";
        let widened = page().allowing("worker-src 'self'").allowing("connect-src 'self'");
        assert_eq!(policy(&widened), policy(&page()).map(more));
        let other = Response::new(200, "text/html", String::new())
            .with(POLICY, "default-src 'none'".to_owned());
        assert_eq!(other.clone().allowing("script-src 'self'"), other);
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let request = Request { cookie: "ab=1; b=2".to_owned(), ..Request::default() };
        assert_eq!(request.cookie("b"), Some("2"));
        assert_eq!(request.cookie("a"), None);
    }
}
