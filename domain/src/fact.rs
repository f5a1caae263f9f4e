//! What happened, once, for ever.
//!
//! A fact is never changed or taken back; the present is folded from all of them (see `case`).

use std::cmp::Ordering;

use crate::promise::PromiseName;
use crate::site::Text;
use crate::submission::{Fields, Message, PageUrl, SubmissionId};
use crate::{CaseId, ObligationId, PersonId, Reference, Slot, Step, Timestamp};

/// One immutable fact about one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The case it is about.
    pub case: CaseId,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A customer wrote; every case begins with it.
    Opened(Box<Opened>),
    /// Somebody of the business read it and gave a time for the answer.
    Acknowledged {
        /// Who read it.
        by: PersonId,
        /// When the answer comes at the latest.
        answer_by: Timestamp,
    },
    /// Somebody of the business said that they have answered.
    Answered {
        /// Who answered.
        by: PersonId,
    },
    /// A new time was given for a promise.
    Moved {
        /// Which promise.
        promise: PromiseName,
        /// How many times it was given a time before; 1 for the first move.
        term: u32,
        /// The new time.
        to: Move,
    },
    /// Somebody of the business promised something by a day.
    Committed {
        /// Counted from 1 within the case.
        number: u32,
        /// What, and by when.
        commitment: Commitment,
    },
    /// A commitment was kept.
    Kept {
        /// Which one.
        number: u32,
        /// Who says so.
        by: PersonId,
    },
    /// Somebody of the business did something on the case at their desk.
    Stepped {
        /// Counted from 1 within the case.
        number: u32,
        /// Who, and what.
        step: Step,
    },
    /// The customer wrote once more.
    Wrote {
        /// The sender's name for this message.
        submission: SubmissionId,
        /// What they wrote.
        words: Message,
        /// By when they were promised an answer, unless one is promised already; absent from what
        /// was stored before such promises were made.
        answer_by: Option<Timestamp>,
    },
    /// The link that only the given address was sent has been opened: its reader wrote this.
    Proved,
    /// Whoever reads mail at the given address says they never wrote.
    Disowned,
    /// An obligation came to its end.
    Performed {
        /// Which one.
        obligation: ObligationId,
        /// How.
        outcome: Outcome,
    },
    /// Written by a newer version: kept, and shown as unknown.
    Unknown {
        /// Its id, as stored.
        id: String,
        /// Its stored text, whole.
        stored: String,
    },
}

/// A message as it was accepted, with what the customer was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The sender's name for this message.
    pub submission: SubmissionId,
    /// What people quote.
    pub reference: Reference,
    /// What the customer wrote.
    pub fields: Fields,
    /// The page they wrote on.
    pub page: Option<PageUrl>,
    /// The language of their page or browser (BCP 47), as they sent it.
    pub language: Option<String>,
    /// Their IANA time zone, as they sent it.
    pub zone: Option<String>,
    /// By when somebody reads it (or rings, for a call back).
    pub read_by: Timestamp,
    /// When the customer chose to be rung; the promise is to ring then.
    pub slot: Option<Slot>,
    /// It bears a mark that people do not leave: no automatic mail answers it.
    pub suspect: bool,
}

/// A new time for a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// By when now.
    pub due: Timestamp,
    /// Who gave it; nobody when the machine did, as the old time was about to pass.
    pub by: Option<PersonId>,
    /// Why, in the words of whoever gave it.
    pub reason: Option<Text>,
}

/// Something to be done by a day: a visit, a refund, a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// What, in the words of whoever promised it.
    pub words: Text,
    /// By when.
    pub due: Timestamp,
    /// Who promised it.
    pub by: PersonId,
}

/// How an obligation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The mail was accepted by a server.
    Sent,
    /// It must not be sent.
    Withheld(Withheld),
    /// It was tried for days, or refused for good; the text says what the server said.
    GivenUp(String),
}

/// Why an automatic mail was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// The address had a receipt within 24 hours.
    AddressCap,
    /// The site sent as many receipts in 24 hours as it may, and the owner is to be told.
    SiteCapReached,
    /// As above, and the owner knows.
    SiteCap,
    /// What it was to tell was over before it could be told.
    Over,
}

impl What {
    /// Whether a person writes to the customer with it.
    pub fn is_to_the_customer(&self) -> bool {
        matches!(self, Self::Stepped { step, .. } if step.words_to_customer().is_some())
    }
}

impl Fact {
    /// Its name within the case, and so in its key; at most one fact of a name counts.
    pub fn id(&self) -> String {
        match &self.what {
            What::Opened(_) => "opened".to_owned(),
            What::Acknowledged { .. } => "acknowledged".to_owned(),
            What::Answered { .. } => "answered".to_owned(),
            What::Moved { promise, term, .. } => moved_id(*promise, *term),
            What::Committed { number, .. } => PromiseName::Commitment(*number).to_string(),
            What::Kept { number, .. } => format!("kept.{}", PromiseName::Commitment(*number)),
            What::Stepped { number, .. } => format!("step.{number}"),
            What::Wrote { submission, .. } => format!("wrote.{}", submission.text()),
            What::Proved => "proved".to_owned(),
            What::Disowned => "disowned".to_owned(),
            What::Performed { obligation, .. } => obligation.text(),
            What::Unknown { id, .. } => id.clone(),
        }
    }

    /// The order in which facts of one name compete: the earliest counts, and of equally early
    /// ones the one whose stored text sorts first, so that every reader picks the same.
    pub fn precedence(&self, other: &Self) -> Ordering {
        let stored = |fact| crate::wire::fact_to_json(fact);
        self.at.cmp(&other.at).then_with(|| stored(self).cmp(&stored(other)))
    }
}

/// The name of the fact that moves a promise.
pub(crate) fn moved_id(promise: PromiseName, term: u32) -> String {
    format!("moved.{promise}.{term}")
}
