//! The test mail that an owner asks for: what the mail provider answered.

use serde::{Deserialize, Serialize};

/// A test mail, and how it went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTest {
    /// When it was handed over, in milliseconds.
    pub at: i64,
    /// To which address.
    pub to: String,
    /// The name of a [`MailAnswer`].
    pub answer: String,
    /// The reply code, 400 to 599; 0 where there was none.
    pub code: u16,
    /// What the server or the connection said, on one line: anybody's text, for the owner alone.
    pub said: String,
}

/// How a mail provider answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailAnswer {
    /// It took the mail.
    Accepted,
    /// It will say no to this mail tomorrow too.
    RefusedForGood,
    /// It said no for now.
    RefusedForNow,
    /// It does not take our name or password.
    NotLetIn,
    /// Nobody answered.
    Unreachable,
    /// The answer was lost: the mail may have gone.
    Lost,
    /// Our own settings cannot work.
    Unusable,
}

impl MailAnswer {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Accepted,
        Self::RefusedForGood,
        Self::RefusedForNow,
        Self::NotLetIn,
        Self::Unreachable,
        Self::Lost,
        Self::Unusable,
    ];

    /// Its name where it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::RefusedForGood => "refused_for_good",
            Self::RefusedForNow => "refused_for_now",
            Self::NotLetIn => "not_let_in",
            Self::Unreachable => "unreachable",
            Self::Lost => "lost",
            Self::Unusable => "unusable",
        }
    }

    /// Reads a stored name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.name() == raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_found_by_its_name() {
        for answer in MailAnswer::ALL {
            assert_eq!(MailAnswer::parse(answer.name()), Some(answer));
        }
        assert_eq!(MailAnswer::parse(""), None);
    }
}
