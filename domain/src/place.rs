//! Where a case lies on the desk, read from what people did with it.

use crate::step::{Done, Mark};
use crate::{Case, Outcome, PersonId, Timestamp, open_promises};

/// Where a case lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Somebody of the business is to do something.
    ToDo,
    /// The customer was written to, and nothing is owed: it is their turn.
    Waiting,
    /// It looks like no customer's, and nobody has said what it is.
    Suspect,
    /// Nothing is left to do.
    Closed,
}

impl Place {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::ToDo, Self::Waiting, Self::Suspect, Self::Closed];

    /// Its name where it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ToDo => "todo",
            Self::Waiting => "waiting",
            Self::Suspect => "suspect",
            Self::Closed => "closed",
        }
    }

    /// Reads a stored name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == raw)
    }
}

impl Case {
    /// Where the case lies.
    pub fn place(&self) -> Place {
        if self.is_suspect() {
            return Place::Suspect;
        }
        if self.is_closed() {
            return Place::Closed;
        }
        let is_answered = self.answered.is_some() && !self.waits_for_reply();
        match is_answered && open_promises(self).is_empty() {
            true => Place::Waiting,
            false => Place::ToDo,
        }
    }

    /// Whether a person closed it, and neither a person nor the customer opened it again.
    pub fn is_closed(&self) -> bool {
        if self.disowned.is_some() || self.set_aside().is_some() {
            return true;
        }
        let last = self.steps.values().rev().find_map(|step| match step.what.done {
            Done::Resolved | Done::Declined { .. } => Some(Some(step.at)),
            Done::Reopened | Done::Replied { asks: true, .. } => Some(None),
            _ => None,
        });
        last.flatten().is_some_and(|closed| self.last_wrote().is_none_or(|wrote| wrote < closed))
    }

    /// Whether the customer wrote after the business did.
    pub fn waits_for_reply(&self) -> bool {
        let answered = self.answered.as_ref().map(|answered| answered.at);
        let last = self.last_reply().map(|(_, at)| at).max(answered);
        self.last_wrote().is_some_and(|wrote| last.is_none_or(|last| last < wrote))
    }

    /// When the customer wrote last, after the first message.
    pub fn last_wrote(&self) -> Option<Timestamp> {
        self.wrote.values().map(|wrote| wrote.at).max()
    }

    /// When a person or the customer did something last, after the first message.
    pub fn changed(&self) -> Option<Timestamp> {
        let steps = self.steps.values().map(|step| step.at);
        let read = self.acknowledged.as_ref().map(|read| read.at);
        let answered = self.answered.as_ref().map(|answered| answered.at);
        steps.chain(read).chain(answered).chain(self.last_wrote()).max()
    }

    /// The last step that wrote to the customer, and when.
    pub fn last_reply(&self) -> Option<(u32, Timestamp)> {
        let mut replies = self.steps.iter().rev();
        let reply = replies.find(|(_, step)| step.what.words_to_customer().is_some());
        reply.map(|(number, step)| (*number, step.at))
    }

    /// What a person last said this is.
    pub fn mark(&self) -> Option<Mark> {
        self.steps.values().rev().find_map(|step| match step.what.done {
            Done::Marked(mark) => Some(mark),
            _ => None,
        })
    }

    /// When a person said that no customer waits here, if that was the last they said of it.
    pub fn set_aside(&self) -> Option<Timestamp> {
        let mut steps = self.steps.values().rev();
        let marked = steps.find(|step| matches!(step.what.done, Done::Marked(_)))?;
        let is_none = matches!(marked.what.done, Done::Marked(Mark::Spam | Mark::Fraud));
        is_none.then_some(marked.at)
    }

    /// Who was given the case last.
    pub fn assigned(&self) -> Option<&PersonId> {
        self.steps.values().rev().find_map(|step| match &step.what.done {
            Done::HandedOver { to, .. } => Some(to),
            _ => None,
        })
    }

    /// Until when it is out of sight: as said last, unless the customer wrote since.
    pub fn snoozed_until(&self) -> Option<Timestamp> {
        let snoozed = self.steps.values().rev().find_map(|step| match step.what.done {
            Done::Snoozed(until) => Some((step.at, until)),
            _ => None,
        })?;
        let woken = self.last_wrote().is_some_and(|wrote| wrote > snoozed.0);
        (!woken).then_some(snoozed.1)
    }

    /// Whether something written to the customer could not be delivered and nothing was since.
    pub fn is_undelivered(&self) -> bool {
        let Some((number, _)) = self.last_reply() else { return false };
        let id = crate::ObligationId::SendReply(number);
        let ended = self.performed.get(&id).map(|ended| &ended.what);
        matches!(ended, Some(Outcome::GivenUp(_)))
    }

    fn is_suspect(&self) -> bool {
        let marked = self.opened.as_ref().is_some_and(|opened| opened.what.suspect);
        let touched = self.acknowledged.is_some() || self.answered.is_some();
        marked && !touched && self.mark().is_none()
    }
}
