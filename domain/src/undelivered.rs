//! What could not be delivered to the customer, and whether somebody has dealt with it since.
//!
//! A mail that a server refused for good, or that was tried for days, ends in
//! [`Outcome::GivenUp`]. The case then needs a person, wherever it lay: an answer nobody received
//! is none. Not here: when a mail is given up (the book), and what reached the customer (see
//! [`Case::heard`]).

use crate::step::{Done, Step};
use crate::{At, Case, ObligationId, Outcome, Timestamp};

/// A mail that never reached the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undelivered<'a> {
    /// Which.
    pub id: &'a ObligationId,
    /// Why, as it was noted: what the mail server said.
    pub why: &'a str,
    /// When it was given up.
    pub at: Timestamp,
}

impl Case {
    /// The last mail that could not be delivered, while nobody has dealt with it.
    ///
    /// It is dealt with once a later mail arrived, the customer wrote, or a person wrote again,
    /// said that they reached the customer, or closed the case, knowing of it.
    pub fn undelivered(&self) -> Option<Undelivered<'_>> {
        let failed = self.performed.iter().filter_map(|(id, At { at, what })| match what {
            Outcome::GivenUp(why) if id.is_for_the_customer() => {
                Some(Undelivered { id, why, at: *at })
            }
            _ => None,
        });
        let last = failed.max_by_key(|failed| failed.at)?;
        let since = |at: Timestamp| at > last.at;
        let arrived = self.performed.iter().any(|(id, ended)| {
            id.is_for_the_customer() && ended.what == Outcome::Sent && since(ended.at)
        });
        let stepped =
            self.steps.values().any(|step| step.what.settles_a_failure() && since(step.at));
        let pressed = [
            self.acknowledged.as_ref().map(|read| read.at),
            self.answered.as_ref().map(|answered| answered.at),
            self.last_wrote(),
            self.disowned,
        ];
        let is_settled = arrived || stepped || pressed.into_iter().flatten().any(since);
        (!is_settled).then_some(last)
    }

    /// Whether something written to the customer could not be delivered and nothing was since.
    pub fn is_undelivered(&self) -> bool {
        self.undelivered().is_some()
    }
}

impl Step {
    /// Whether a person who knows that a mail failed has done enough by this.
    const fn settles_a_failure(&self) -> bool {
        match &self.done {
            Done::Replied { .. }
            | Done::Declined { .. }
            | Done::Reached
            | Done::Spoke
            | Done::Resolved
            | Done::Merged { .. }
            | Done::Marked(_) => true,
            Done::Noted(_)
            | Done::HandedOver { .. }
            | Done::Reopened
            | Done::Joined { .. }
            | Done::Parted { .. }
            | Done::Snoozed(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::fact_from_json;
    use crate::{CaseId, Fact, Place};

    const CASE: &str = "20261123-000102030405060708090a0b0c0d0eff";

    /// Joan wrote at 0; facts are told by name, moment, and the rest.
    fn case(facts: &[(&str, i64, &str)]) -> Case {
        let opened = r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","kind":"question",
            "reference":"HB-7K3Q-X2MD","message":"F28","name":"Joan",
            "email":"joan@whitcombe.example","read_by":100"#;
        let read = |(name, at, rest): &(&str, i64, &str)| {
            let text = format!(r#"{{"case":"{CASE}","fact":"{name}","at":{at},{rest}}}"#);
            fact_from_json(&text).expect("a fact")
        };
        let all: Vec<Fact> = [("opened", 0, opened)].iter().chain(facts).map(read).collect();
        Case::fold(CaseId::parse(CASE).expect("an id"), &all)
    }

    const REFUSED: &str = r#""outcome":"given_up","why":"550 No such user""#;
    const SENT: &str = r#""outcome":"sent""#;
    const READ: (&str, i64, &str) = ("acknowledged", 10, r#""by":"ana","answer_by":200"#);
    const REPLY: (&str, i64, &str) =
        ("step.1", 20, r#""by":"ana","done":"replied","words":"Yes.""#);
    const FAILED: (&str, i64, &str) = ("reply.1", 30, REFUSED);

    fn failed(facts: &[(&str, i64, &str)]) -> Option<String> {
        case(facts).undelivered().map(|failed| failed.id.text())
    }

    #[test]
    fn whatever_the_customer_never_received_is_undelivered() {
        for (facts, expected) in [
            (vec![], None),
            (vec![("receipt", 5, REFUSED)], Some("receipt")),
            (vec![READ, ("acknowledgement", 15, REFUSED)], Some("acknowledgement")),
            (vec![READ, REPLY, FAILED], Some("reply.1")),
            (vec![REPLY, ("reply.1", 30, SENT)], None),
            (vec![("tell-person.ana", 5, REFUSED)], None),
            // Who writes again while a mail is refused writes to the same address.
            (vec![("receipt", 5, REFUSED), REPLY], None),
            (vec![("receipt", 5, REFUSED), REPLY, FAILED], Some("reply.1")),
        ] {
            assert_eq!(failed(&facts).as_deref(), expected, "{facts:?}");
        }
    }

    #[test]
    fn a_failure_is_dealt_with_by_what_reaches_the_customer_and_by_whoever_knows_of_it() {
        let wrote = r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ac","message":"And?""#;
        for (fact, is_settled) in [
            (("step.2", 40, r#""by":"ana","done":"reached""#), true),
            (("step.2", 40, r#""by":"ana","done":"resolved""#), true),
            (("step.2", 40, r#""by":"ana","done":"replied","words":"Again.""#), true),
            (("step.2", 40, r#""by":"ana","done":"spam""#), true),
            (("step.2", 40, r#""by":"ana","done":"noted","words":"Odd.""#), false),
            (("step.2", 40, r#""by":"ana","done":"snoozed","due":500"#), false),
            (("step.2", 25, r#""by":"ana","done":"resolved""#), false),
            (("wrote.019d3f6e-1c2d-7abc-8def-0123456789ac", 40, wrote), true),
            (("acknowledgement", 40, SENT), true),
            (("acknowledgement", 25, SENT), false),
        ] {
            let is_open = failed(&[REPLY, FAILED, fact]).is_some();
            assert_eq!(is_open, !is_settled, "{fact:?}");
        }
    }

    #[test]
    fn an_undelivered_case_is_to_be_done_wherever_it_lay() {
        let resolved = ("step.2", 25, r#""by":"ana","done":"resolved""#);
        assert_eq!(case(&[REPLY, resolved]).place(), Place::Closed);
        assert_eq!(case(&[REPLY, resolved, FAILED]).place(), Place::ToDo);
        assert_eq!(case(&[REPLY, FAILED]).place(), Place::ToDo);
        let spam = ("step.2", 25, r#""by":"ana","done":"spam""#);
        assert_eq!(case(&[REPLY, spam, FAILED]).place(), Place::Closed, "nobody waits there");
    }

    #[test]
    fn a_failure_ends_a_snooze() {
        let snoozed = ("step.2", 25, r#""by":"ana","done":"snoozed","due":500"#);
        let until = |facts: &[_]| case(facts).snoozed_until().map(Timestamp::ms);
        assert_eq!(until(&[REPLY, snoozed]), Some(500));
        assert_eq!(until(&[REPLY, snoozed, FAILED]), None);
        let again = ("step.3", 40, r#""by":"ana","done":"snoozed","due":600"#);
        assert_eq!(until(&[REPLY, snoozed, FAILED, again]), Some(600));
    }

    #[test]
    fn who_was_reached_otherwise_has_heard() {
        let reached = ("step.2", 40, r#""by":"ana","done":"reached""#);
        let heard = |facts: &[_]| case(facts).heard().map(Timestamp::ms);
        assert_eq!(heard(&[REPLY, FAILED]), None);
        assert_eq!(heard(&[REPLY, FAILED, reached]), Some(40));
    }
}
