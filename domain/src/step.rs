//! What the people of a business do on a case at their desk, one step after another.
//!
//! Steps are numbered within their case and the book takes only the next number: of two people who
//! act on the same page one is first, and the other sees what happened meanwhile. Not here: giving
//! times, which is about promises (see [`crate::follows`]).

use crate::given::WordsError;
use crate::site::Text;
use crate::submission::plain_text;
use crate::{Case, CaseId, PersonId, Timestamp};

/// One step of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whose.
    pub by: PersonId,
    /// What they did.
    pub done: Done,
}

/// What can be done on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Wrote to the customer.
    Replied {
        /// What.
        words: Words,
        /// It asks something back: now the customer is waited for.
        asks: bool,
    },
    /// Wrote down what only the business reads.
    Noted(Words),
    /// Gave the case to somebody else, who has all of it before them.
    HandedOver {
        /// Whom.
        to: PersonId,
        /// What they should know.
        note: Option<Words>,
    },
    /// Said kindly that this is nothing for the business.
    Declined {
        /// How it was said.
        words: Words,
        /// Who can help instead.
        elsewhere: Option<Text>,
    },
    /// Told the customer by other ways what a mail could not: by telephone, or face to face.
    Reached,
    /// Answered what the customer wrote once more by other ways than here.
    Spoke,
    /// Nothing is left to do.
    Resolved,
    /// Something is left to do after all.
    Reopened,
    /// Said what sort of message it is.
    Marked(Mark),
    /// Put it out of sight until a moment.
    Snoozed(Timestamp),
    /// Made it part of an earlier case of the same customer, where it goes on.
    Merged {
        /// That case.
        into: CaseId,
    },
    /// Took in a later case of the same customer; the other half of [`Done::Merged`].
    Joined {
        /// That case.
        from: CaseId,
        /// By when an answer was promised there, if one was owed: it is owed here now.
        due: Option<Timestamp>,
    },
    /// The case taken in goes on by itself again.
    Parted {
        /// That case.
        from: CaseId,
    },
}

/// What sort of message it is, in a person's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// No customer wrote it.
    Spam,
    /// Somebody means to cheat.
    Fraud,
    /// A customer's, whatever it looked like.
    Genuine,
}

/// What a person of the business writes: 1 to 8,000 characters after trimming, line ends as `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// Four printed pages. Unit: Unicode scalar values.
    pub const CHARS_MAX: usize = 8_000;

    /// Trims and bounds.
    ///
    /// # Errors
    /// When nothing remains, or too much.
    pub fn parse(raw: &str) -> Result<Self, WordsError> {
        let text = plain_text(raw);
        match text.chars().count() {
            0 => Err(WordsError::Empty),
            1..=Self::CHARS_MAX => Ok(Self(text)),
            _ => Err(WordsError::TooLong(Self::CHARS_MAX)),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Step {
    /// What was written, whoever reads it.
    pub const fn words(&self) -> Option<&Words> {
        match &self.done {
            Done::Noted(words) => Some(words),
            Done::HandedOver { note, .. } => note.as_ref(),
            _ => self.words_to_customer(),
        }
    }

    /// Whether the customer has been answered with it, in writing or by other ways.
    pub const fn answers(&self) -> bool {
        matches!(self.done, Done::Spoke) || self.words_to_customer().is_some()
    }

    /// What the customer is written, if anything.
    pub const fn words_to_customer(&self) -> Option<&Words> {
        match &self.done {
            Done::Replied { words, .. } | Done::Declined { words, .. } => Some(words),
            Done::Noted(_)
            | Done::HandedOver { .. }
            | Done::Reached
            | Done::Spoke
            | Done::Resolved
            | Done::Reopened
            | Done::Marked(_)
            | Done::Snoozed(_)
            | Done::Merged { .. }
            | Done::Joined { .. }
            | Done::Parted { .. } => None,
        }
    }
}

/// The most steps on one case: nobody reads on after so many.
pub const STEPS_MAX: u32 = 500;

/// The number that the next step of a case has.
pub fn next_step(case: &Case) -> u32 {
    case.steps.keys().max().map_or(1, |last| last + 1)
}

/// Whether a step still follows from a case: it is the next, and it changes something.
pub(crate) fn step_follows(case: &Case, number: u32, step: &Step, now: Timestamp) -> bool {
    let is_closed = case.is_closed();
    number == next_step(case)
        && number <= STEPS_MAX
        && match &step.done {
            Done::Reached => case.is_undelivered(),
            Done::Spoke => case.waits_for_reply() && case.answered.is_some(),
            // What a mail could not tell may be let be, whatever else is done.
            Done::Resolved => !is_closed || case.is_undelivered(),
            Done::Reopened => is_closed,
            // Until now means that it is in sight again.
            Done::Snoozed(until) => {
                !is_closed && (*until > now || case.snoozed_until().is_some_and(|at| at > now))
            }
            Done::Merged { into } => !is_closed && *into != case.id,
            // The book makes them beside a step on the other case.
            Done::Joined { .. } | Done::Parted { .. } => false,
            Done::Marked(mark) => case.mark() != Some(*mark),
            Done::HandedOver { to, .. } => case.assigned() != Some(to),
            // What is part of another is answered there, and a case set aside not at all.
            Done::Replied { .. } | Done::Declined { .. } => {
                case.set_aside().is_none() && case.merged().is_none()
            }
            Done::Noted(_) => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{At, CaseId};

    fn empty() -> Case {
        let id = CaseId::parse("20261123-000102030405060708090a0b0c0d0eff").expect("an id");
        Case::fold(id, &[])
    }

    fn ana(done: Done) -> Step {
        Step { by: PersonId::parse("ana").expect("an id"), done }
    }

    #[test]
    fn only_the_next_step_follows_and_only_if_it_changes_something() {
        let (case, now) = (empty(), Timestamp::from_ms(100));
        let follows = |number, done| step_follows(&case, number, &ana(done), now);
        let note = || Done::Noted(Words::parse("x").expect("words"));
        assert!(follows(1, note()));
        assert!(!follows(0, note()) && !follows(2, note()), "others were quicker");
        let marked = ana(Done::Marked(Mark::Spam));
        let mut aside = empty();
        aside.steps.insert(1, At { at: now, what: marked });
        let reply = || Done::Replied { words: Words::parse("x").expect("words"), asks: false };
        assert!(follows(1, reply()) && !step_follows(&aside, 2, &ana(reply()), now));
        assert!(follows(1, Done::Resolved) && !follows(1, Done::Reopened));
        assert!(follows(1, Done::Snoozed(Timestamp::from_ms(101))));
        assert!(!follows(1, Done::Snoozed(now)), "it is in sight already");
        assert!(follows(1, Done::Marked(Mark::Spam)));
    }

    #[test]
    fn words_are_trimmed_and_bounded() {
        assert_eq!(Words::parse(" a\r\nb ").map(|words| words.0), Ok("a\nb".to_owned()));
        assert_eq!(Words::parse(" \n "), Err(WordsError::Empty));
        assert!(Words::parse(&"ä".repeat(Words::CHARS_MAX)).is_ok());
        let long = "ä".repeat(Words::CHARS_MAX + 1);
        assert_eq!(Words::parse(&long), Err(WordsError::TooLong(Words::CHARS_MAX)));
    }
}
