//! Which server takes our mail, read from one address in the settings.

use std::fmt;
use std::net::IpAddr;

/// A submission server: where, how encrypted, as whom.
///
/// Written `smtps://user:password@host` (encrypted from the first byte, port 465),
/// `smtp+starttls://user:password@host` (encrypted after the greeting, port 587) or
/// `smtp://127.0.0.1:1025` (plain, to this very machine only; to any other, `smtp` means
/// STARTTLS too). Marks with a meaning in addresses (`@ : / # %`) are percent-encoded in
/// user and password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// A name or an IP address, without brackets.
    pub host: String,
    /// Never 25.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// As whom we send, if the server asks.
    pub credentials: Option<Credentials>,
}

/// How the connection is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the first byte (RFC 8314).
    Tls,
    /// Encrypted after the greeting, and nothing is said before that (RFC 3207).
    StartTls,
    /// Not at all; only to the same machine.
    Plain,
}

/// A user name and its password; shown as the name alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Often a mail address.
    pub user: String,
    /// Never printed.
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Why an address of a mail server cannot be used. None of the sentences repeats the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailServerError {
    /// Neither `smtps`, `smtp+starttls` nor `smtp`.
    Scheme,
    /// Nothing between `//` and the port.
    Host,
    /// No number from 1 to 65535.
    Port,
    /// 25.
    Port25,
    /// A path, a query or a fragment.
    Trailing,
    /// Only one of user and password.
    HalfCredentials,
    /// A broken percent code, or one that stands for a control character.
    Encoding,
}

impl MailServerError {
    /// What is wrong and what to write instead.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Scheme => {
                "The mail server's address begins with smtps:// (port 465) or smtp+starttls:// \
                 (port 587), for example smtps://user:password@mail.example."
            }
            Self::Host => "After smtps:// or smtp+starttls:// the mail server's name is missing.",
            Self::Port => "The mail server's port is a number from 1 to 65535, usually 465 or 587.",
            Self::Port25 => {
                "Port 25 is closed on Cloudflare Workers; please use 465 (smtps://) or 587 \
                 (smtp+starttls://), which every provider offers for sending."
            }
            Self::Trailing => {
                "After the mail server's name and port nothing more may follow; a / ? or # within \
                 the password is written %2F %3F %23."
            }
            Self::HalfCredentials => {
                "For the mail server a user name and a password are both needed, or neither."
            }
            Self::Encoding => {
                "In the mail server's user name or password a % is not followed by two hex digits \
                 that stand for a printable character; a % itself is written %25."
            }
        }
    }
}

impl fmt::Display for MailServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for MailServerError {}

impl MailServer {
    /// RFC 8314, 7.3.
    const PORT_TLS: u16 = 465;
    /// RFC 6409, 3.1.
    const PORT_SUBMISSION: u16 = 587;

    /// Reads the address.
    ///
    /// # Errors
    /// What is wrong with it, without repeating any of it.
    pub fn parse(url: &str) -> Result<Self, MailServerError> {
        let (scheme, rest) = url.trim().split_once("://").ok_or(MailServerError::Scheme)?;
        let security = match scheme {
            "smtps" => Security::Tls,
            "smtp+starttls" => Security::StartTls,
            "smtp" => Security::Plain,
            _ => return Err(MailServerError::Scheme),
        };
        let (userinfo, server) = match rest.rsplit_once('@') {
            Some((userinfo, server)) => (Some(userinfo), server),
            None => (None, rest),
        };
        let credentials = userinfo.map(credentials).transpose()?;
        let server = server.strip_suffix('/').unwrap_or(server);
        if server.contains(['/', '?', '#'])
            || userinfo.is_some_and(|user| user.contains(['/', '?', '#']))
        {
            return Err(MailServerError::Trailing);
        }
        let (host, port) = host_and_port(server)?;
        let security = match security {
            Security::Plain if !is_loopback(host) => Security::StartTls,
            sound => sound,
        };
        let port = match (port, security) {
            (Some(25), _) => return Err(MailServerError::Port25),
            (Some(port), _) => port,
            (None, Security::Tls) => Self::PORT_TLS,
            (None, Security::StartTls | Security::Plain) => Self::PORT_SUBMISSION,
        };
        Ok(Self { host: host.to_owned(), port, security, credentials })
    }
}

/// `host`, `host:port` or `[v6]:port`.
fn host_and_port(server: &str) -> Result<(&str, Option<u16>), MailServerError> {
    let (host, port) = match server.strip_prefix('[') {
        Some(bracketed) => {
            let (host, behind) = bracketed.split_once(']').ok_or(MailServerError::Host)?;
            if !matches!(host.parse(), Ok(IpAddr::V6(_))) {
                return Err(MailServerError::Host);
            }
            match behind.strip_prefix(':') {
                Some(port) => (host, Some(port)),
                None if behind.is_empty() => (host, None),
                None => return Err(MailServerError::Port),
            }
        }
        None => match server.split_once(':') {
            Some((host, port)) => (named(host)?, Some(port)),
            None => (named(server)?, None),
        },
    };
    let port = port.map(|port| port.parse().ok().filter(|&port| port > 0));
    match port {
        Some(None) => Err(MailServerError::Port),
        Some(port) => Ok((host, port)),
        None => Ok((host, None)),
    }
}

fn named(host: &str) -> Result<&str, MailServerError> {
    let sound =
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
    sound.then_some(host).ok_or(MailServerError::Host)
}

/// Whether the connection cannot leave this machine.
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn credentials(userinfo: &str) -> Result<Credentials, MailServerError> {
    let (user, password) = userinfo.split_once(':').ok_or(MailServerError::HalfCredentials)?;
    if user.is_empty() || password.is_empty() {
        return Err(MailServerError::HalfCredentials);
    }
    Ok(Credentials { user: decoded(user)?, password: decoded(password)? })
}

/// Percent-decoded (RFC 3986, 2.1). Control characters would end a line of the dialogue, and NUL
/// divides user and password in AUTH PLAIN.
fn decoded(raw: &str) -> Result<String, MailServerError> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(MailServerError::Encoding);
        };
        bytes.push(u8::try_from(high * 16 + low).map_err(|_| MailServerError::Encoding)?);
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.chars().any(char::is_control))
        .ok_or(MailServerError::Encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_how_and_as_whom() {
        use Security::{Plain, StartTls, Tls};
        for (url, host, port, security, user) in [
            ("smtps://ana:s3cret@mail.example", "mail.example", 465, Tls, Some("ana")),
            ("smtp://ana:s3cret@mail.example:2525/", "mail.example", 2525, StartTls, Some("ana")),
            (
                "smtp://a%40b.example:p%3A%2F%25@mail.example",
                "mail.example",
                587,
                StartTls,
                Some("a@b.example"),
            ),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, Plain, None),
            ("smtp://localhost:1025", "localhost", 1025, Plain, None),
            ("smtp://[::1]:1025", "::1", 1025, Plain, None),
            ("smtp://[2001:db8::1]", "2001:db8::1", 587, StartTls, None),
            ("smtp+starttls://mail.example", "mail.example", 587, StartTls, None),
            ("smtp+starttls://localhost:1587", "localhost", 1587, StartTls, None),
            ("smtps://127.0.0.1:1465", "127.0.0.1", 1465, Tls, None),
            ("smtp://127.0.0.1.evil.example", "127.0.0.1.evil.example", 587, StartTls, None),
        ] {
            let server = MailServer::parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert_eq!(
                (server.host.as_str(), server.port, server.security),
                (host, port, security),
                "{url}"
            );
            assert_eq!(server.credentials.map(|c| c.user).as_deref(), user, "{url}");
        }
    }

    #[test]
    fn marks_in_a_password_are_decoded() {
        let server = MailServer::parse("smtp://ana:p%3A%2F%25%C3%A4@mail.example").unwrap();
        assert_eq!(server.credentials.map(|c| c.password).as_deref(), Some("p:/%ä"));
    }

    #[test]
    fn a_wrong_address_is_answered_with_what_to_write() {
        use MailServerError::{Encoding, HalfCredentials, Host, Port, Port25, Scheme, Trailing};
        for (url, why) in [
            ("", Scheme),
            ("mail.example", Scheme),
            ("http://mail.example", Scheme),
            ("smtp://", Host),
            ("smtp://ana:x@", Host),
            ("smtp://ma il.example", Host),
            ("smtp://[mail.example]", Host),
            ("smtp://mail.example:", Port),
            ("smtp://mail.example:0", Port),
            ("smtp://mail.example:70000", Port),
            ("smtp://mail.example:25", Port25),
            ("smtp://127.0.0.1:25", Port25),
            ("smtp://mail.example/inbox", Trailing),
            ("smtp://mail.example?tls=no", Trailing),
            ("smtp://ana@mail.example", HalfCredentials),
            ("smtp://ana:@mail.example", HalfCredentials),
            ("smtp://:x@mail.example", HalfCredentials),
            ("smtp://ana:50%@mail.example", Encoding),
            ("smtp://ana:a%00b@mail.example", Encoding),
            ("smtp://ana:a%0d%0ab@mail.example", Encoding),
            ("smtp://ana:%ff@mail.example", Encoding),
        ] {
            assert_eq!(MailServer::parse(url), Err(why), "{url}");
            assert!(why.sentence().ends_with('.'));
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let server = MailServer::parse("smtp://ana:s3cret@mail.example").unwrap();
        let shown = format!("{server:?}");
        assert!(shown.contains("ana") && !shown.contains("s3cret"), "{shown}");
    }
}
