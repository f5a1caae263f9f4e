//! What a server says it can, in its answer to EHLO, and the commands that follow from it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::reply::Reply;
use crate::mail::{Credentials, MailError};

/// The extensions that matter here; anything else is passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Capabilities {
    /// RFC 3207.
    pub(super) start_tls: bool,
    /// RFC 6152.
    eight_bit: bool,
    /// RFC 1870: offered, and the limit in bytes where there is one.
    size: bool,
    size_bytes_max: Option<u64>,
    /// RFC 4616.
    plain: bool,
    /// Never standardised, still the only one some servers have.
    login: bool,
}

impl Capabilities {
    /// From a reply to EHLO, whose first line is the server's name.
    pub(super) fn read(reply: &Reply) -> Self {
        let mut can = Self::default();
        for line in reply.lines().skip(1) {
            let upper = line.to_ascii_uppercase();
            // Old servers write AUTH=LOGIN.
            let mut words = upper.split([' ', '=']).filter(|word| !word.is_empty());
            match words.next() {
                Some("STARTTLS") => can.start_tls = true,
                Some("8BITMIME") => can.eight_bit = true,
                Some("SIZE") => {
                    can.size = true;
                    let bytes_max = words.next().and_then(|bytes| bytes.parse().ok());
                    can.size_bytes_max = bytes_max.filter(|&bytes| bytes > 0);
                }
                Some("AUTH") => {
                    for mechanism in words {
                        can.plain |= mechanism == "PLAIN";
                        can.login |= mechanism == "LOGIN";
                    }
                }
                _ => {}
            }
        }
        can
    }

    /// MAIL FROM with what the server wants to know of the message.
    ///
    /// # Errors
    /// A message larger than the server takes: it would only say so after all of it.
    pub(super) fn mail_from(&self, address: &str, message: &[u8]) -> Result<String, MailError> {
        let size_bytes = u64::try_from(message.len()).unwrap_or(u64::MAX);
        if let Some(bytes_max) = self.size_bytes_max.filter(|&bytes_max| size_bytes > bytes_max) {
            return Err(MailError::Refused {
                permanent: true,
                code: 552,
                said: format!("the mail has {size_bytes} bytes, the server takes {bytes_max}"),
            });
        }
        let size = if self.size { format!(" SIZE={size_bytes}") } else { String::new() };
        let body = if self.eight_bit && !message.is_ascii() { " BODY=8BITMIME" } else { "" };
        Ok(format!("MAIL FROM:<{address}>{size}{body}"))
    }

    /// The lines of the best authentication both sides know, each said after the server asks on.
    pub(super) fn auth(&self, credentials: &Credentials) -> Option<Vec<String>> {
        let Credentials { user, password } = credentials;
        if self.plain {
            let response = STANDARD.encode(format!("\0{user}\0{password}"));
            // The second is for servers that ask first although the answer came along.
            Some(vec![format!("AUTH PLAIN {response}"), response])
        } else if self.login {
            Some(vec!["AUTH LOGIN".into(), STANDARD.encode(user), STANDARD.encode(password)])
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Capabilities {
        let mut so_far = None;
        for (at, line) in lines.iter().enumerate() {
            let mark = if at + 1 == lines.len() { ' ' } else { '-' };
            so_far = Reply::heard(so_far, &format!("250{mark}{line}")).map(|(reply, _)| reply);
        }
        Capabilities::read(&so_far.expect("a reply"))
    }

    #[test]
    fn extensions_are_known_in_any_writing_and_a_name_is_none() {
        let none = Capabilities::default();
        assert_eq!(told(&["STARTTLS"]), none, "the first line is the server's name");
        let can =
            told(&["mail.example", "starttls", "Size", "8bitmime", "AUTH=login Plain", "XYZ"]);
        assert!(can.start_tls && can.size && can.eight_bit && can.plain && can.login);
        assert_eq!(can.size_bytes_max, None);
        assert_eq!(told(&["m", "SIZE 0"]).size_bytes_max, None, "no limit (RFC 1870, 3)");
        assert_eq!(told(&["m", "SIZE 100"]).size_bytes_max, Some(100));
    }

    #[test]
    fn the_sender_line_says_what_the_server_understands() {
        let (plain, umlauts) = ("ab\r\n".as_bytes(), "äb\r\n".as_bytes());
        let full = told(&["m", "SIZE 5", "8BITMIME"]);
        for (can, message, line) in [
            (Capabilities::default(), plain, "MAIL FROM:<a@b.example>"),
            (Capabilities::default(), umlauts, "MAIL FROM:<a@b.example>"),
            (full, plain, "MAIL FROM:<a@b.example> SIZE=4"),
            (full, umlauts, "MAIL FROM:<a@b.example> SIZE=5 BODY=8BITMIME"),
        ] {
            assert_eq!(can.mail_from("a@b.example", message).as_deref(), Ok(line));
        }
        assert!(full.mail_from("a@b.example", b"too big").is_err());
    }
}
