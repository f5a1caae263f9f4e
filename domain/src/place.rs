//! Where a case lies on the desk, read from what people did with it.

use crate::promise::{Course, PromiseName};
use crate::step::{Done, Mark};
use crate::{Case, HOUR_MS, PersonId, Timestamp, open_promises};

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
        if self.is_undelivered() && !self.is_nobodys() {
            return Place::ToDo;
        }
        let open = open_promises(self);
        let is_promised = |course: &Course| matches!(course.name, PromiseName::Commitment(_));
        let stands = open.iter().any(is_promised) && !self.is_nobodys();
        match self.is_closed() {
            // What was promised by a day stands, whatever else is done.
            true if stands => Place::ToDo,
            true => Place::Closed,
            false if open.is_empty() && self.answered.is_some() && !self.waits_for_reply() => {
                Place::Waiting
            }
            false => Place::ToDo,
        }
    }

    /// Whether a person closed it, and neither a person nor the customer opened it again.
    pub fn is_closed(&self) -> bool {
        self.closed_at().is_some()
    }

    /// Since when it is closed, if it is; what is noted on it later does not move that.
    pub fn closed_at(&self) -> Option<Timestamp> {
        if self.is_nobodys() {
            return self.disowned.into_iter().chain(self.set_aside()).min();
        }
        let last = self.steps.values().rev().find_map(|step| match step.what.done {
            Done::Resolved | Done::Declined { .. } | Done::Merged { .. } => Some(Some(step.at)),
            Done::Reopened | Done::Joined { .. } | Done::Replied { asks: true, .. } => Some(None),
            _ => None,
        });
        last.flatten().filter(|closed| self.last_wrote().is_none_or(|wrote| wrote < *closed))
    }

    /// Whether the customer wrote after the business answered.
    pub fn waits_for_reply(&self) -> bool {
        let last = self.last_answered();
        self.last_wrote().is_some_and(|wrote| last.is_none_or(|last| last < wrote))
    }

    /// When the business answered last, in writing or by other ways.
    pub fn last_answered(&self) -> Option<Timestamp> {
        let answered = self.answered.as_ref().map(|answered| answered.at);
        let steps = self.steps.values().filter(|step| step.what.answers());
        steps.map(|step| step.at).chain(answered).max()
    }

    /// When the customer wrote last, after the first message.
    pub fn last_wrote(&self) -> Option<Timestamp> {
        self.wrote.values().map(|wrote| wrote.at).max()
    }

    /// When a person or the customer did something last, after the first message, and which
    /// person; none for the customer.
    pub fn changed(&self) -> Option<(Timestamp, Option<&PersonId>)> {
        let steps = self.steps.values().map(|step| (step.at, Some(&step.what.by)));
        let read = self.acknowledged.as_ref().map(|read| (read.at, Some(&read.what.by)));
        let answered = self.answered.as_ref().map(|answered| (answered.at, Some(&answered.what)));
        let wrote = self.last_wrote().map(|at| (at, None));
        steps.chain(read).chain(answered).chain(wrote).max_by_key(|(at, _)| *at)
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

    /// Until when it is out of sight: as said last, unless the customer wrote since or was not
    /// reached. It is back an hour before anything is due.
    pub fn snoozed_until(&self) -> Option<Timestamp> {
        let snoozed = self.steps.values().rev().find_map(|step| match step.what.done {
            Done::Snoozed(until) => Some((step.at, until)),
            _ => None,
        })?;
        let failed = self.undelivered().map(|failed| failed.at);
        let woken = self.last_wrote().max(failed).is_some_and(|at| at > snoozed.0);
        let due = open_promises(self).iter().map(|course| course.term().due).min();
        let back = due.map_or(snoozed.1, |due| snoozed.1.min(due.plus_ms(-HOUR_MS)));
        (!woken).then_some(back)
    }

    /// No customer waits here: the address was somebody else's, or a person says so.
    fn is_nobodys(&self) -> bool {
        self.disowned.is_some() || self.set_aside().is_some()
    }

    fn is_suspect(&self) -> bool {
        let marked = self.opened.as_ref().is_some_and(|opened| opened.what.suspect);
        let touched = self.acknowledged.is_some() || self.answered.is_some();
        marked && !touched && self.mark().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::fact_from_json;
    use crate::{CaseId, Fact};

    const CASE: &str = "20261123-000102030405060708090a0b0c0d0eff";

    /// Joan wrote at 0; facts are told by name, moment, and the rest.
    fn case(facts: &[(&str, i64, &str)]) -> Case {
        let opened = r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","kind":"question",
            "reference":"HB-7K3Q-X2MD","message":"F28","name":"Joan",
            "email":"joan@whitcombe.example","read_by":100"#;
        let line = |(name, at, rest): &(&str, i64, &str)| {
            let comma = if rest.is_empty() { "" } else { "," };
            let text = format!(r#"{{"case":"{CASE}","fact":"{name}","at":{at}{comma}{rest}}}"#);
            fact_from_json(&text).expect("a fact")
        };
        let all: Vec<Fact> = [("opened", 0, opened)].iter().chain(facts).map(line).collect();
        Case::fold(CaseId::parse(CASE).expect("an id"), &all)
    }

    const READ: (&str, i64, &str) = ("acknowledged", 10, r#""by":"ana","answer_by":200"#);
    const REPLY: (&str, i64, &str) =
        ("step.1", 20, r#""by":"ana","done":"replied","words":"Yes.""#);
    const ASK: (&str, i64, &str) = ("step.1", 20, r#""by":"ana","done":"asked","words":"Which?""#);
    const RESOLVED: (&str, i64, &str) = ("step.2", 30, r#""by":"ana","done":"resolved""#);
    const WROTE: (&str, i64, &str) = (
        "wrote.019d3f6e-1c2d-7abc-8def-0123456789ac",
        40,
        r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ac","message":"It is back.""#,
    );
    const VISIT: (&str, i64, &str) =
        ("commitment-1", 15, r#""by":"ana","due":300,"words":"A visit""#);

    #[test]
    fn a_case_lies_where_somebody_has_to_do_something() {
        for (facts, expected) in [
            (vec![], Place::ToDo),
            (vec![READ], Place::ToDo),
            (vec![READ, REPLY], Place::Waiting),
            (vec![ASK], Place::Waiting),
            (vec![("answered", 20, r#""by":"ana""#)], Place::Waiting),
            (vec![REPLY, WROTE], Place::ToDo),
            (vec![REPLY, VISIT], Place::ToDo),
            (vec![REPLY, RESOLVED], Place::Closed),
            (vec![REPLY, RESOLVED, VISIT], Place::ToDo),
            (vec![REPLY, RESOLVED, WROTE], Place::ToDo),
            (
                vec![REPLY, RESOLVED, ("step.3", 50, r#""by":"ana","done":"reopened""#)],
                Place::Waiting,
            ),
            (vec![("step.1", 20, r#""by":"ana","done":"spam""#), VISIT], Place::Closed),
            (vec![("disowned", 20, "")], Place::Closed),
        ] {
            assert_eq!(case(&facts).place(), expected, "{facts:?}");
        }
    }

    #[test]
    fn what_a_machine_wrote_waits_to_be_looked_at_until_a_person_says_what_it_is() {
        let suspect = (
            "opened",
            -1,
            r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab",
            "kind":"question","reference":"HB-7K3Q-X2MD","message":"Buy","name":"Bot",
            "email":"bot@spam.example","read_by":100,"suspect":true"#,
        );
        assert_eq!(case(&[suspect]).place(), Place::Suspect);
        assert_eq!(case(&[suspect, READ]).place(), Place::ToDo);
        let genuine = ("step.1", 20, r#""by":"ana","done":"genuine""#);
        assert_eq!(case(&[suspect, genuine]).place(), Place::ToDo);
    }

    #[test]
    fn who_writes_to_the_customer_has_answered() {
        let by = |case: Case| {
            case.answered.map(|answered| (answered.what.as_str().to_owned(), answered.at.ms()))
        };
        assert_eq!(by(case(&[REPLY])), Some(("ana".to_owned(), 20)));
        assert_eq!(by(case(&[("step.1", 20, r#""by":"ana","done":"noted","words":"x""#)])), None);
    }

    #[test]
    fn a_snooze_ends_when_the_customer_writes() {
        let snoozed = ("step.1", 20, r#""by":"ana","done":"snoozed","due":500"#);
        let answered = ("answered", 10, r#""by":"ana""#);
        assert_eq!(case(&[answered, snoozed]).snoozed_until().map(Timestamp::ms), Some(500));
        assert_eq!(case(&[answered, snoozed, WROTE]).snoozed_until(), None);
    }

    #[test]
    fn a_snoozed_case_is_back_an_hour_before_something_is_due() {
        let late = format!(r#""by":"ana","done":"snoozed","due":{}"#, 9 * HOUR_MS);
        let due = format!(r#""by":"ana","answer_by":{}"#, 5 * HOUR_MS);
        let case = case(&[("acknowledged", 10, due.as_str()), ("step.1", 20, late.as_str())]);
        assert_eq!(case.snoozed_until().map(Timestamp::ms), Some(4 * HOUR_MS));
    }
}
