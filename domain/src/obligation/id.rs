//! Names of obligations; the facts that end them bear the same.

use crate::fact::moved_id;
use crate::promise::PromiseName;
use crate::submission::SubmissionId;
use crate::{PersonId, Timestamp};

/// The obligations there are. One of each per case, so that doing it twice shows as one.
///
/// A term counts how many times were given for a promise before the one that is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObligationId {
    /// Tell a person of the business that somebody wrote.
    TellPerson(PersonId),
    /// Tell the owner's second address what could not be delivered to the first.
    TellBackup,
    /// Tell the owner that no more receipts go out today.
    TellSiteCap,
    /// The automatic receipt to the customer.
    SendReceipt,
    /// Tell the customer that a person has read their message.
    SendAcknowledgement,
    /// Remind a person of a promise.
    Remind {
        /// On which occasion.
        stage: Stage,
        /// Of which promise.
        promise: PromiseName,
        /// Of which of its terms.
        term: u32,
        /// Whom.
        person: PersonId,
    },
    /// Ask the owner's second address to step in.
    AskBackup {
        /// For which promise.
        promise: PromiseName,
        /// For which of its terms.
        term: u32,
    },
    /// Give a new time before the old one passes. Not a mail: what ends it is the move itself.
    Move {
        /// Which promise.
        promise: PromiseName,
        /// The term that begins.
        term: u32,
    },
    /// Tell a person that a promise was moved because nobody acted.
    TellLate {
        /// Which promise.
        promise: PromiseName,
        /// The term that began.
        term: u32,
        /// Whom.
        person: PersonId,
    },
    /// Tell the customer the new time.
    TellMoved {
        /// Of which promise.
        promise: PromiseName,
        /// The term that began.
        term: u32,
    },
    /// Tell the customer what was promised by a day.
    TellCommitted(u32),
    /// Send the customer what was written to them at a step.
    SendReply(u32),
    /// Tell the customer what everybody should know: the notice written at a moment.
    TellNotice(Timestamp),
    /// Tell a person that the customer wrote once more.
    TellWrote {
        /// The sender's name for what they wrote.
        submission: String,
        /// Whom.
        person: PersonId,
    },
    /// Tell a person that they were given the case at a step.
    TellHandedOver {
        /// The number of the step.
        step: u32,
        /// Whom.
        person: PersonId,
    },
    /// Tell the owner's own server that somebody wrote, or wrote once more: by the sender's name
    /// for that. Not a mail.
    PostHook(Option<String>),
    /// Tell a person on their screens what a mail to them tells. Not a mail.
    Push(Box<ObligationId>),
}

/// When a person is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Half the time is over.
    Half,
    /// The day before a commitment is due.
    Eve,
    /// The day a commitment is due.
    Day,
}

impl Stage {
    const ALL: [Self; 3] = [Self::Half, Self::Eve, Self::Day];

    const fn name(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Eve => "eve",
            Self::Day => "day",
        }
    }
}

impl ObligationId {
    /// As it stands in keys: at most 100 characters of `a-z`, `0-9`, `-` and `.`.
    pub fn text(&self) -> String {
        match self {
            Self::TellPerson(person) => format!("tell-person.{}", person.as_str()),
            Self::TellBackup => "tell-backup".to_owned(),
            Self::TellSiteCap => "tell-site-cap".to_owned(),
            Self::SendReceipt => "receipt".to_owned(),
            Self::SendAcknowledgement => "acknowledgement".to_owned(),
            Self::Remind { stage, promise, term, person } => {
                format!("remind.{}.{promise}.{term}.{}", stage.name(), person.as_str())
            }
            Self::AskBackup { promise, term } => format!("ask-backup.{promise}.{term}"),
            Self::Move { promise, term } => moved_id(*promise, *term),
            Self::TellLate { promise, term, person } => {
                format!("tell-late.{promise}.{term}.{}", person.as_str())
            }
            Self::TellMoved { promise, term } => format!("tell-moved.{promise}.{term}"),
            Self::TellCommitted(number) => format!("tell-commitment.{number}"),
            Self::SendReply(step) => format!("reply.{step}"),
            Self::TellNotice(written) => format!("notice.{}", written.ms()),
            Self::TellWrote { submission, person } => {
                format!("tell-wrote.{submission}.{}", person.as_str())
            }
            Self::TellHandedOver { step, person } => {
                format!("tell-handed-over.{step}.{}", person.as_str())
            }
            Self::PostHook(None) => "post-hook".to_owned(),
            Self::PostHook(Some(submission)) => format!("post-hook.{submission}"),
            Self::Push(mail) => format!("push.{}", mail.text()),
        }
    }

    /// Reads [`ObligationId::text`].
    pub fn parse(raw: &str) -> Option<Self> {
        let (verb, rest) = raw.split_once('.').unwrap_or((raw, ""));
        let parts: Vec<&str> = rest.split('.').filter(|part| !part.is_empty()).collect();
        let id = match (verb, parts.as_slice()) {
            ("tell-backup", []) => Self::TellBackup,
            ("tell-site-cap", []) => Self::TellSiteCap,
            ("receipt", []) => Self::SendReceipt,
            ("acknowledgement", []) => Self::SendAcknowledgement,
            ("tell-person", [person]) => Self::TellPerson(PersonId::parse(person).ok()?),
            ("remind", [stage, promise, term, person]) => {
                let stage = Stage::ALL.into_iter().find(|one| one.name() == *stage)?;
                let (promise, term) = (PromiseName::parse(promise)?, term.parse().ok()?);
                Self::Remind { stage, promise, term, person: PersonId::parse(person).ok()? }
            }
            ("ask-backup", [promise, term]) => {
                Self::AskBackup { promise: PromiseName::parse(promise)?, term: term.parse().ok()? }
            }
            ("moved", [promise, term]) => {
                Self::Move { promise: PromiseName::parse(promise)?, term: term.parse().ok()? }
            }
            ("tell-late", [promise, term, person]) => {
                let (promise, term) = (PromiseName::parse(promise)?, term.parse().ok()?);
                Self::TellLate { promise, term, person: PersonId::parse(person).ok()? }
            }
            ("tell-moved", [promise, term]) => {
                Self::TellMoved { promise: PromiseName::parse(promise)?, term: term.parse().ok()? }
            }
            ("tell-commitment", [number]) => Self::TellCommitted(number.parse().ok()?),
            ("reply", [step]) => Self::SendReply(step.parse().ok()?),
            ("notice", [written]) => Self::TellNotice(Timestamp::from_ms(written.parse().ok()?)),
            ("tell-wrote", [submission, person]) => {
                let submission = SubmissionId::parse(submission).ok()?.text();
                Self::TellWrote { submission, person: PersonId::parse(person).ok()? }
            }
            ("tell-handed-over", [step, person]) => {
                let step = step.parse().ok()?;
                Self::TellHandedOver { step, person: PersonId::parse(person).ok()? }
            }
            ("post-hook", []) => Self::PostHook(None),
            ("post-hook", [submission]) => {
                Self::PostHook(Some(SubmissionId::parse(submission).ok()?.text()))
            }
            ("push", _) => {
                let mail = Self::parse(rest)?;
                mail.person()?;
                Self::Push(Box::new(mail))
            }
            _ => return None,
        };
        (id.text() == raw).then_some(id)
    }

    /// Whom of the business it tells by mail, if it tells one person.
    pub const fn person(&self) -> Option<&PersonId> {
        match self {
            Self::TellPerson(person)
            | Self::Remind { person, .. }
            | Self::TellLate { person, .. }
            | Self::TellWrote { person, .. }
            | Self::TellHandedOver { person, .. } => Some(person),
            _ => None,
        }
    }

    /// Whether it speaks to the customer rather than to the business.
    pub const fn is_for_the_customer(&self) -> bool {
        match self {
            Self::SendReceipt
            | Self::SendAcknowledgement
            | Self::TellMoved { .. }
            | Self::TellCommitted(_)
            | Self::SendReply(_)
            | Self::TellNotice(_) => true,
            Self::TellPerson(_)
            | Self::TellBackup
            | Self::TellSiteCap
            | Self::Remind { .. }
            | Self::AskBackup { .. }
            | Self::Move { .. }
            | Self::TellLate { .. }
            | Self::TellWrote { .. }
            | Self::TellHandedOver { .. }
            | Self::PostHook(_)
            | Self::Push(_) => false,
        }
    }
}
