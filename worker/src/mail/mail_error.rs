//! Why a mail did not go, or may not have gone.

use std::fmt;

/// The outcome of an attempt that did not end in the server's yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailError {
    /// The server understood and said no.
    Refused {
        /// It will say the same to this very mail tomorrow: trying again is useless.
        permanent: bool,
        /// The reply code, 400 to 599 (RFC 5321, 4.2).
        code: u16,
        /// The server's own words on one line, cut to a few hundred characters.
        said: String,
    },
    /// The server does not take our user name or password. Somebody has to change the settings.
    NotLetIn {
        /// The reply code, 500 to 599 (RFC 4954, 6).
        code: u16,
        /// As above.
        said: String,
    },
    /// Nobody answered, or the connection ended before the mail was handed over: it did not go.
    Unreachable(String),
    /// The answer to the whole mail was lost: it may have gone. A next attempt must carry the
    /// same Message-ID.
    Unknown(String),
    /// Our side cannot send as it is set up: no encryption, a port that is closed. Nothing is wrong with the mail; somebody has to change the settings.
    Misconfigured(String),
}

impl MailError {
    /// Whether another attempt may succeed without anybody changing this mail.
    ///
    /// True for wrong settings too: they are mended, and the mail must not be lost till then.
    pub const fn may_be_tried_again(&self) -> bool {
        !matches!(self, Self::Refused { permanent: true, .. })
    }
}

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { permanent: true, code, said } => {
                write!(f, "The mail server refused it for good: {code} {said}")
            }
            Self::Refused { permanent: false, code, said } => {
                write!(f, "The mail server refused it for now: {code} {said}")
            }
            Self::NotLetIn { code, said } => {
                write!(f, "The mail server does not take our name or password: {code} {said}")
            }
            Self::Unreachable(why) => write!(f, "The mail server could not be reached: {why}"),
            Self::Unknown(why) => {
                write!(f, "It may have gone, the mail server's answer was lost: {why}")
            }
            Self::Misconfigured(why) => write!(f, "The mail settings need mending: {why}"),
        }
    }
}

impl std::error::Error for MailError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_final_no_ends_the_attempts() {
        let refused = |permanent| MailError::Refused { permanent, code: 550, said: "No".into() };
        assert!(!refused(true).may_be_tried_again());
        assert!(refused(false).may_be_tried_again());
        assert!(MailError::Misconfigured("password".into()).may_be_tried_again());
        assert_eq!(refused(true).to_string(), "The mail server refused it for good: 550 No");
    }
}
