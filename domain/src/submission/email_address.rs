//! Where a written answer goes.

/// A mail address of the everyday shape: at most 254 bytes (RFC 5321, 4.5.3.1.3, less brackets).
///
/// ASCII only, and no quoted local part: both have been used to slip headers and second
/// recipients past mailers. The domain is kept in lower case, the local part as typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// Why text cannot be a mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailAddressError {
    /// There is no `@`.
    NoAt,
    /// Nothing before the `@`.
    NoLocalPart,
    /// Nothing usable behind the `@`.
    NoDomain,
    /// A space, comma, quote, control or non-ASCII character, or a second `@`.
    BadCharacter,
    /// Over [`EmailAddress::BYTES_MAX`] in all, or over 64 before the `@`.
    TooLong,
}

impl EmailAddress {
    /// RFC 5321, 4.5.3.1.3.
    pub const BYTES_MAX: usize = 254;
    /// RFC 5321, 4.5.3.1.1.
    const LOCAL_BYTES_MAX: usize = 64;

    /// Checks the shape; whether somebody reads there only a mail can show.
    ///
    /// # Errors
    /// What is missing or out of place.
    pub fn parse(raw: &str) -> Result<Self, EmailAddressError> {
        let text = raw.trim();
        let Some(at) = text.bytes().rposition(|byte| byte == b'@') else {
            return Err(EmailAddressError::NoAt);
        };
        let (local, domain) = (&text[..at], &text[at + 1..]);
        if local.is_empty() {
            return Err(EmailAddressError::NoLocalPart);
        }
        if !local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
            || local.starts_with('.')
            || local.ends_with('.')
            || local.as_bytes().windows(2).any(|two| two == b"..")
            || !domain.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
        {
            return Err(EmailAddressError::BadCharacter);
        }
        if !is_domain(domain) {
            return Err(EmailAddressError::NoDomain);
        }
        if text.len() > Self::BYTES_MAX || local.len() > Self::LOCAL_BYTES_MAX {
            return Err(EmailAddressError::TooLong);
        }
        let mut kept = String::from(local);
        kept.push('@');
        kept.push_str(&domain.to_ascii_lowercase());
        Ok(Self(kept))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`, in lower case.
    pub fn domain(&self) -> &str {
        self.0.bytes().rposition(|byte| byte == b'@').map_or("", |at| &self.0[at + 1..])
    }
}

impl EmailAddressError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAt => "email_no_at",
            Self::NoLocalPart => "email_no_local_part",
            Self::NoDomain => "email_no_domain",
            Self::BadCharacter => "email_bad_character",
            Self::TooLong => "email_too_long",
        }
    }

    /// What the person reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoAt => "An e-mail address has an @, for example joan@post.example.",
            Self::NoLocalPart => {
                "Before the @ something is missing, for example joan@post.example."
            }
            Self::NoDomain => "After the @ something is missing, for example joan@post.example.",
            Self::BadCharacter => {
                "There is a character in it that e-mail addresses do not have; please check it."
            }
            Self::TooLong => "This is longer than an e-mail address can be; please check it.",
        }
    }
}

/// At least two labels of 1 to 63 characters, none beginning or ending with a hyphen (RFC 1035).
fn is_domain(domain: &str) -> bool {
    let labels = || domain.as_bytes().split(|byte| *byte == b'.');
    labels().count() >= 2
        && labels().all(|label| {
            (1..=63).contains(&label.len()) && label[0] != b'-' && label[label.len() - 1] != b'-'
        })
        && labels().next_back().is_some_and(|last| last.iter().any(u8::is_ascii_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use EmailAddressError::{BadCharacter, NoAt, NoDomain, NoLocalPart, TooLong};

    #[test]
    fn everyday_addresses_pass_and_dangerous_ones_do_not() {
        for good in ["joan@post.example", "o'neil+x@a.b-c.example", "a@xn--bcher-kva.example"] {
            assert_eq!(EmailAddress::parse(good).map(|a| a.0), Ok(good.to_owned()));
        }
        let long = format!("{}@post.example", "a".repeat(65));
        for (bad, why) in [
            ("joan", NoAt),
            ("@post.example", NoLocalPart),
            ("joan@", NoDomain),
            ("joan@post", NoDomain),
            ("joan@.example", NoDomain),
            ("joan@-post.example", NoDomain),
            ("joan@10.0.0.1", NoDomain),
            ("\"joan smith\"@post.example", BadCharacter),
            ("joan@post.example>\r\nRCPT TO:<x@y.example", BadCharacter),
            ("joan@a.example,x@b.example", BadCharacter),
            ("joän@post.example", BadCharacter),
            (".joan@post.example", BadCharacter),
            (long.as_str(), TooLong),
        ] {
            assert_eq!(EmailAddress::parse(bad), Err(why), "{bad:?}");
        }
    }

    #[test]
    fn the_domain_is_kept_in_lower_case() {
        let address = EmailAddress::parse(" Joan@POST.Example ");
        assert_eq!(address.as_ref().map(EmailAddress::as_str), Ok("Joan@post.example"));
        assert_eq!(address.as_ref().map(EmailAddress::domain), Ok("post.example"));
    }
}
