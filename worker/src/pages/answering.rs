//! What it is to answer a message: writing back, ringing, or only reading what needs no answer.

/// How a message is answered; the words for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answering {
    /// By words.
    #[default]
    Answer,
    /// By a call.
    Call,
    /// Praise without an address: it can only be read.
    Read,
}

impl Answering {
    /// "Ana answers".
    pub const fn does(self) -> &'static str {
        match self {
            Self::Answer => "answers",
            Self::Call => "calls you",
            Self::Read => "reads it",
        }
    }

    /// "Ana has answered".
    pub const fn done(self) -> &'static str {
        match self {
            Self::Answer => "answered",
            Self::Call => "called",
            Self::Read => "read it",
        }
    }

    /// "I answer by".
    pub(super) const fn i_do(self) -> &'static str {
        match self {
            Self::Answer | Self::Read => "I answer by",
            Self::Call => "I call",
        }
    }

    /// "you answer".
    pub(super) const fn you_do(self) -> &'static str {
        match self {
            Self::Answer | Self::Read => "you answer",
            Self::Call => "you call",
        }
    }

    /// "I have answered".
    pub(super) const fn i_have(self) -> &'static str {
        match self {
            Self::Answer => "I have answered",
            Self::Call => "I have called",
            Self::Read => "I have read this",
        }
    }

    /// What comes to be known, and how.
    pub(super) const fn means(self) -> &'static str {
        match self {
            Self::Answer => "By mail, by phone or at the counter. ",
            Self::Call => "Also if nobody took the call and you left word. ",
            Self::Read => "No address was left, so there is nothing to answer. ",
        }
    }

    /// "Yes, it is answered".
    pub(super) const fn yes(self) -> &'static str {
        match self {
            Self::Answer => "Yes, it is answered",
            Self::Call => "Yes, I have called",
            Self::Read => "Yes, I have read it",
        }
    }
}
