//! Requests and responses as plain values, so that routes are tested without a network.

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
    /// Where it came from; a name for throttling, never stored.
    pub address: String,
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

/// The longest message, wish and page in four-byte characters, escaped, is well below this.
pub const BODY_BYTES_MAX: usize = 64_000;

/// What a page may load: our sheet and pictures, and nothing that runs.
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                   frame-ancestors 'none'; base-uri 'none'";

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

    /// The same page, with our own scripts, which may ask this host alone. A page of another policy
    /// stays as it is.
    #[must_use]
    pub fn with_own_scripts(mut self) -> Self {
        for (_, value) in self.headers.iter_mut().filter(|(_, value)| value == CSP) {
            *value = format!("{CSP}; script-src 'self'; connect-src 'self'");
        }
        self
    }

    fn uncached_page(status: u16, html: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", html)
            .with("content-security-policy", CSP)
            .with("referrer-policy", "same-origin")
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
    fn only_a_page_of_the_usual_policy_gets_scripts_and_only_our_own() {
        let page = || Response::page(200, String::new());
        let policy = |page: &Response| page.header("content-security-policy").map(str::to_owned);
        let own = "; script-src 'self'; connect-src 'self'";
        assert_eq!(policy(&page().with_own_scripts()), policy(&page()).map(|csp| csp + own));
        let other = Response::new(200, "text/html", String::new())
            .with("content-security-policy", "default-src 'none'");
        assert_eq!(other.clone().with_own_scripts(), other);
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let request = Request { cookie: "ab=1; b=2".to_owned(), ..Request::default() };
        assert_eq!(request.cookie("b"), Some("2"));
        assert_eq!(request.cookie("a"), None);
    }
}
