//! The name of one mail.

use hearback_domain::submission::EmailAddress;

/// A Message-ID without its angle brackets (RFC 5322, 3.6.4), at most 250 bytes.
///
/// It derives from what caused the mail, so that a second attempt carries the same one and mail
/// programs show one mail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// Leaves room for the brackets within the 254 that some servers keep.
    const BYTES_MAX: usize = 250;

    /// `unique` at the domain of `sender`.
    ///
    /// Of `unique` only letters, digits, `-`, `_` and `.` are kept, 100 at most: a hash in hex or
    /// base64url passes unchanged.
    pub fn new(unique: &str, sender: &EmailAddress) -> Self {
        let left: String = unique
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .take(100)
            .collect();
        let mut id = format!("{left}@{}", sender.domain());
        id.truncate(Self::BYTES_MAX);
        Self(id)
    }

    /// Reads one back, with or without its brackets; `None` when it could break a header.
    pub fn parse(raw: &str) -> Option<Self> {
        let id = raw.trim();
        let id = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id);
        let (left, right) = id.split_once('@')?;
        let sound = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_graphic() && !b"<>@".contains(&b))
        };
        (id.len() <= Self::BYTES_MAX && sound(left) && sound(right)).then(|| Self(id.to_owned()))
    }

    /// Without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_from_its_cause_and_read_back() {
        let sender = EmailAddress::parse("desk@okafor.example").unwrap();
        let id = MessageId::new("notice-9f\r\n\"<>2c", &sender);
        assert_eq!(id.as_str(), "notice-9f2c@okafor.example");
        assert_eq!(MessageId::parse("<notice-9f2c@okafor.example>"), Some(id.clone()));
        assert_eq!(MessageId::parse(id.as_str()), Some(id));
    }

    #[test]
    fn what_could_break_a_header_is_no_id() {
        for raw in ["", "<>", "a", "@b", "a@", "a b@c", "a@b>\r\nBcc: <x@y", "a@b@c", "<a@b"] {
            assert_eq!(MessageId::parse(raw), None, "{raw:?}");
        }
        assert_eq!(MessageId::parse(&format!("{}@b", "a".repeat(260))), None);
    }
}
