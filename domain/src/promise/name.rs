//! Which promise of a case is meant.

use core::fmt;

use crate::submission::SubmissionId;

/// The name of a promise within its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseName {
    /// What the customer was promised when they wrote: somebody reads it, or rings.
    First,
    /// The time a person gave for the answer.
    Answer,
    /// An answer to what the customer wrote once more, by the name they gave those words.
    Next(SubmissionId),
    /// An answer that was owed on a case which was taken in, by the number of the step.
    Carried(u32),
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
            _ => match raw.strip_prefix("next-") {
                Some(submission) => {
                    let name = Self::Next(SubmissionId::parse(submission).ok()?);
                    (name.to_string() == raw).then_some(name)
                }
                None => match raw.strip_prefix("carried-") {
                    Some(step) => number(step).map(Self::Carried),
                    None => number(raw.strip_prefix("commitment-")?).map(Self::Commitment),
                },
            },
        }
    }
}

impl fmt::Display for PromiseName {
    /// As it stands in the names of facts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("first"),
            Self::Answer => f.write_str("answer"),
            Self::Next(submission) => write!(f, "next-{}", submission.text()),
            Self::Carried(step) => write!(f, "carried-{step}"),
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
        let words = SubmissionId::parse("019d3f6e-1c2d-7abc-8def-0123456789ac").expect("a UUID");
        for (name, spelled) in [
            (PromiseName::First, "first"),
            (PromiseName::Answer, "answer"),
            (PromiseName::Commitment(12), "commitment-12"),
            (PromiseName::Carried(7), "carried-7"),
            (PromiseName::Next(words), "next-019d3f6e-1c2d-7abc-8def-0123456789ac"),
        ] {
            assert_eq!(name.to_string(), spelled);
            assert_eq!(PromiseName::parse(spelled), Some(name));
        }
        let loud = "next-019D3F6E-1C2D-7ABC-8DEF-0123456789AC";
        for wrong in [
            "",
            "First",
            "commitment",
            "commitment-0",
            "commitment-01",
            "commitment-+1",
            "next-",
            loud,
        ] {
            assert_eq!(PromiseName::parse(wrong), None, "{wrong}");
        }
    }
}
