//! Pages that may carry the widget.

/// `https://host[:port]` exactly as a browser writes it in the `Origin` header, in lower case and
/// without the port browsers leave out; `http` only for this machine itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// Why text cannot be an allowed origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginError {
    /// No scheme, no host, or something a host cannot hold.
    NotAnOrigin,
    /// `http` on a host that is not this machine.
    NotSecure,
    /// A path, a query or a closing slash.
    MoreThanHost,
    /// A `*`: each page is named.
    Wildcard,
    /// The scheme's own port, which browsers leave out.
    DefaultPort,
}

impl Origin {
    /// Reads an origin.
    ///
    /// # Errors
    /// When no browser would send it so, or it may not be allowed.
    pub fn parse(raw: &str) -> Result<Self, OriginError> {
        let text = raw.trim().to_ascii_lowercase();
        if text.contains('*') {
            return Err(OriginError::Wildcard);
        }
        let (scheme, rest) = text.split_once("://").ok_or(OriginError::NotAnOrigin)?;
        if rest.contains(['/', '?', '#']) {
            return Err(OriginError::MoreThanHost);
        }
        let (host, port) = split_port(rest)?;
        if !is_host(host) {
            return Err(OriginError::NotAnOrigin);
        }
        match (scheme, port) {
            ("https", Some(443)) | ("http", Some(80)) => Err(OriginError::DefaultPort),
            ("https", _) => Ok(Self(text)),
            ("http", _) if is_loopback(host) => Ok(Self(text)),
            ("http", _) => Err(OriginError::NotSecure),
            _ => Err(OriginError::NotAnOrigin),
        }
    }

    /// As it stands in the `Origin` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OriginError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotAnOrigin => {
                "write how the page's address begins, for example \"https://okafor.example\""
            }
            Self::NotSecure => "use https; http is only for 127.0.0.1 and localhost",
            Self::MoreThanHost => {
                "leave out everything behind the host, for example \"https://okafor.example\""
            }
            Self::Wildcard => "name each page's host; there is no \"*\"",
            Self::DefaultPort => "leave out the port: browsers do not send it when it is 443 or 80",
        }
    }
}

fn split_port(rest: &str) -> Result<(&str, Option<u16>), OriginError> {
    let after_host = if rest.starts_with('[') { rest.find(']').map(|end| end + 1) } else { None };
    let colon = rest[after_host.unwrap_or(0)..].find(':').map(|at| at + after_host.unwrap_or(0));
    let Some(colon) = colon else { return Ok((rest, None)) };
    let digits = &rest[colon + 1..];
    let port = digits.parse::<u16>().ok().filter(|port| port.to_string() == digits && *port > 0);
    port.map(|port| (&rest[..colon], Some(port))).ok_or(OriginError::NotAnOrigin)
}

fn is_host(host: &str) -> bool {
    host == "[::1]"
        || (!host.is_empty()
            && host.len() <= 253
            && !host.starts_with(['.', '-'])
            && !host.ends_with(['.', '-'])
            && !host.contains("..")
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "127.0.0.1" || host == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;
    use OriginError::{DefaultPort, MoreThanHost, NotAnOrigin, NotSecure, Wildcard};

    #[test]
    fn an_origin_is_exactly_what_a_browser_sends() {
        for (raw, kept) in [
            ("https://Okafor.example", "https://okafor.example"),
            ("https://shop.okafor.example:8443", "https://shop.okafor.example:8443"),
            ("http://localhost:8788", "http://localhost:8788"),
            ("http://127.0.0.1:8788", "http://127.0.0.1:8788"),
            ("http://[::1]:8788", "http://[::1]:8788"),
        ] {
            assert_eq!(Origin::parse(raw).map(|origin| origin.0), Ok(kept.to_owned()), "{raw}");
        }
        for (raw, why) in [
            ("okafor.example", NotAnOrigin),
            ("ftp://okafor.example", NotAnOrigin),
            ("https://", NotAnOrigin),
            ("https://ana@okafor.example", NotAnOrigin),
            ("https://okafor.example:99999", NotAnOrigin),
            ("https://okafor.example:+8", NotAnOrigin),
            ("https://okafor.example:", NotAnOrigin),
            ("null", NotAnOrigin),
            ("http://okafor.example", NotSecure),
            ("http://localhost.evil.example", NotSecure),
            ("https://okafor.example/", MoreThanHost),
            ("https://okafor.example/prices", MoreThanHost),
            ("https://*.okafor.example", Wildcard),
            ("*", Wildcard),
            ("https://okafor.example:443", DefaultPort),
            ("http://localhost:80", DefaultPort),
        ] {
            assert_eq!(Origin::parse(raw), Err(why), "{raw}");
        }
    }
}
