//! "What would put this right?"

use super::message::plain_text;

/// What would put it right, in the customer's words: 1 to 1,000 characters after trimming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish(String);

/// Why words cannot be taken as a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishError {
    /// Nothing but white space.
    Empty,
    /// Over [`Wish::CHARS_MAX`].
    TooLong,
}

impl Wish {
    /// Unit: Unicode scalar values.
    pub const CHARS_MAX: usize = 1_000;

    /// Trims and bounds.
    ///
    /// # Errors
    /// When nothing remains, or too much.
    pub fn parse(raw: &str) -> Result<Self, WishError> {
        let text = plain_text(raw);
        match text.chars().count() {
            0 => Err(WishError::Empty),
            1..=Self::CHARS_MAX => Ok(Self(text)),
            _ => Err(WishError::TooLong),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl WishError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "wish_empty",
            Self::TooLong => "wish_too_long",
        }
    }

    /// What the person reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "Please write a few words, or leave this out.",
            Self::TooLong => "Please shorten this to 1,000 characters.",
        }
    }
}
