//! Who writes.

/// A name as its owner writes it: 1 to 100 characters on one line, without marks that would turn
/// the sentence it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

/// Why text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonNameError {
    /// Nothing but white space.
    Empty,
    /// Over [`PersonName::CHARS_MAX`].
    TooLong,
    /// A line break or another control character, which a mail header must never hold.
    NotOneLine,
}

impl PersonName {
    /// Unit: Unicode scalar values.
    pub const CHARS_MAX: usize = 100;

    /// Trims and bounds.
    ///
    /// # Errors
    /// When nothing or too much remains, or it spans lines.
    pub fn parse(raw: &str) -> Result<Self, PersonNameError> {
        // The widget, which has no bytes to spare, leaves that to the service.
        #[cfg(feature = "service")]
        let raw = &crate::direction::unturned(raw);
        let text = raw.trim();
        if text.chars().any(breaks_a_line) {
            return Err(PersonNameError::NotOneLine);
        }
        match text.chars().count() {
            0 => Err(PersonNameError::Empty),
            1..=Self::CHARS_MAX => Ok(Self(text.to_owned())),
            _ => Err(PersonNameError::TooLong),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PersonNameError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "name_empty",
            Self::TooLong => "name_too_long",
            Self::NotOneLine => "name_not_one_line",
        }
    }

    /// What the person reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "Please tell us your name, so that we can address you.",
            Self::TooLong => "Please shorten your name to 100 characters.",
            Self::NotOneLine => "Please write your name on one line.",
        }
    }
}

/// Control characters and Unicode's own line and paragraph separators.
fn breaks_a_line(c: char) -> bool {
    c.is_control() || c == '\u{2028}' || c == '\u{2029}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(PersonName::parse(" Joan ").map(|n| n.0), Ok("Joan".to_owned()));
        assert_eq!(PersonName::parse("\u{202e}Joan \u{2067}").map(|n| n.0), Ok("Joan".to_owned()));
        assert_eq!(PersonName::parse("\u{202e}"), Err(PersonNameError::Empty));
        for raw in ["Joan\nBcc: x@y.example", "Jo\u{2028}an", "Jo\u{0}an"] {
            assert_eq!(PersonName::parse(raw), Err(PersonNameError::NotOneLine), "{raw:?}");
        }
    }
}
