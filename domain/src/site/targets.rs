//! How soon each kind of case is read.

use crate::submission::Kind;

/// Minutes of opening time until a case of each kind is read (for a call-back: rung).
///
/// Each lies within [`Targets::MINUTES_MIN`] and [`Targets::MINUTES_MAX`], and complaints come
/// before questions: somebody who is annoyed waits worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    question: u32,
    complaint: u32,
    praise: u32,
    callback: u32,
}

/// Why minutes do not make [`Targets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetsError {
    /// The target of this kind is out of bounds.
    OutOfBounds(Kind),
    /// Complaints are not due sooner than questions.
    ComplaintTooLate,
}

impl Targets {
    /// Promises are rounded up to five minutes; less could not be kept by a person anyway.
    pub const MINUTES_MIN: u32 = 5;
    /// About a month of eight-hour days; more is no promise.
    pub const MINUTES_MAX: u32 = 10_000;

    /// Puts the targets together, in minutes of opening time.
    ///
    /// # Errors
    /// When one is out of bounds, or a complaint is not read sooner than a question.
    pub fn new(
        question: u32,
        complaint: u32,
        praise: u32,
        callback: u32,
    ) -> Result<Self, TargetsError> {
        let targets = Self { question, complaint, praise, callback };
        for kind in Kind::ALL {
            if !(Self::MINUTES_MIN..=Self::MINUTES_MAX).contains(&targets.minutes(kind)) {
                return Err(TargetsError::OutOfBounds(kind));
            }
        }
        if complaint >= question {
            return Err(TargetsError::ComplaintTooLate);
        }
        Ok(targets)
    }

    /// Minutes of opening time for this kind.
    pub const fn minutes(self, kind: Kind) -> u32 {
        match kind {
            Kind::Question => self.question,
            Kind::Complaint => self.complaint,
            Kind::Praise => self.praise,
            Kind::Callback => self.callback,
        }
    }
}

impl TargetsError {
    /// The kind whose target is to be mended.
    pub const fn kind(self) -> Kind {
        match self {
            Self::OutOfBounds(kind) => kind,
            Self::ComplaintTooLate => Kind::Complaint,
        }
    }

    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::OutOfBounds(_) => "give minutes of opening time, 5 to 10000",
            Self::ComplaintTooLate => {
                "give fewer minutes than for a question: a complaint is read sooner"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_are_due_sooner_than_questions() {
        assert!(Targets::new(60, 30, 240, 60).is_ok());
        assert_eq!(Targets::new(60, 60, 240, 60), Err(TargetsError::ComplaintTooLate));
        assert_eq!(Targets::new(60, 4, 240, 60), Err(TargetsError::OutOfBounds(Kind::Complaint)));
        assert_eq!(
            Targets::new(60, 30, 240, 10_001),
            Err(TargetsError::OutOfBounds(Kind::Callback))
        );
    }
}
