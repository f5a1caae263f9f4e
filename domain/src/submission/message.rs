//! The customer's words.

/// What a customer wants to say: 1 to 4,000 characters after trimming, line ends as `\n`.
///
/// Control characters that people paste unknowingly become spaces: nobody is sent away for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(String);

/// Why words cannot be taken as a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// Nothing but white space.
    Empty,
    /// Over [`Message::CHARS_MAX`].
    TooLong,
}

impl Message {
    /// About two printed pages: more is a letter with attachments. Unit: Unicode scalar values.
    pub const CHARS_MAX: usize = 4_000;

    /// Trims and bounds.
    ///
    /// # Errors
    /// When nothing remains, or too much.
    pub fn parse(raw: &str) -> Result<Self, MessageError> {
        let text = plain_text(raw);
        match text.chars().count() {
            0 => Err(MessageError::Empty),
            1..=Self::CHARS_MAX => Ok(Self(text)),
            _ => Err(MessageError::TooLong),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MessageError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "message_empty",
            Self::TooLong => "message_too_long",
        }
    }

    /// What the person reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "Please write what it is about; a few words are enough.",
            Self::TooLong => "Please shorten this to 4,000 characters; you can send more later.",
        }
    }
}

/// Trimmed text with `\n` line ends and no other control characters.
pub(crate) fn plain_text(raw: &str) -> String {
    let mut plain = String::with_capacity(raw.len());
    let mut last = ' ';
    for c in raw.chars() {
        match c {
            '\n' if last == '\r' => {}
            '\r' => plain.push('\n'),
            '\n' | '\t' => plain.push(c),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
        last = c;
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_trimmed_and_bounded() {
        let longest = "ä".repeat(Message::CHARS_MAX);
        assert_eq!(Message::parse(" a\r\nb\u{b}c ").map(|m| m.0), Ok("a\nb c".to_owned()));
        assert_eq!(Message::parse(" \u{0}\r\n"), Err(MessageError::Empty));
        assert!(Message::parse(&longest).is_ok());
        assert_eq!(Message::parse(&(longest + "b")), Err(MessageError::TooLong));
    }
}
