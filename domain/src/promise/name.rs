//! Which promise of a case is meant.

use core::fmt;

/// The name of a promise within its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseName {
    /// What the customer was promised when they wrote: somebody reads it, or rings.
    First,
    /// The time a person gave for the answer.
    Answer,
    /// Something to be done by a day, counted from 1.
    Commitment(u32),
}

impl PromiseName {
    /// More than anybody can keep for one customer; bounds a case.
    pub const COMMITMENTS_MAX: u32 = 20;

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(raw: &str) -> Option<Self> {
        match raw {
            "first" => Some(Self::First),
            "answer" => Some(Self::Answer),
            _ => number(raw.strip_prefix("commitment-")?).map(Self::Commitment),
        }
    }
}

impl fmt::Display for PromiseName {
    /// As it stands in the names of facts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("first"),
            Self::Answer => f.write_str("answer"),
            Self::Commitment(number) => write!(f, "commitment-{number}"),
        }
    }
}

/// A number from 1 on as it is written here: no sign, no leading zero.
fn number(raw: &str) -> Option<u32> {
    let number: u32 = raw.parse().ok()?;
    (number > 0 && number.to_string() == raw).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_like_this() {
        for (name, spelled) in [
            (PromiseName::First, "first"),
            (PromiseName::Answer, "answer"),
            (PromiseName::Commitment(12), "commitment-12"),
        ] {
            assert_eq!(name.to_string(), spelled);
            assert_eq!(PromiseName::parse(spelled), Some(name));
        }
        for wrong in ["", "First", "commitment", "commitment-0", "commitment-01", "commitment-+1"] {
            assert_eq!(PromiseName::parse(wrong), None, "{wrong}");
        }
    }
}
