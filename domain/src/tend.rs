//! What a person may do to the promises of a case, and when it is too late for that.

use crate::given::DUE_DAYS_MAX;
use crate::promise::{Course, PromiseName, Promised, courses};
use crate::record::{Record, Waits};
use crate::step::step_follows;
use crate::{Case, DAY_MS, PersonId, Site, Timestamp, What};

/// Who moves a time so often had better ring; and each move is a mail.
pub const TERMS_MAX: u32 = 20;

/// Whether a person's deed still follows from a case: the time they move is the one that stands,
/// what they promise is new, what they have kept is not kept yet. Two people who act at once
/// cannot both.
pub fn follows(case: &Case, by: &PersonId, what: &What, now: Timestamp) -> bool {
    match what {
        What::Moved { promise, term, to } => {
            let stands = |course: &Course| course.term().number + 1 == *term;
            // Who has not read a message cannot say when it is answered; a call may be moved.
            let may_move = |course: &Course| {
                course.name != PromiseName::First || course.what == Promised::Call
            };
            to.by.as_ref() == Some(by)
                && *term <= TERMS_MAX
                && is_near(to.due, now)
                && open(case, *promise).is_some_and(|course| stands(&course) && may_move(&course))
        }
        What::Committed { number, commitment } => {
            let next = case.commitments.keys().max().map_or(1, |last| last + 1);
            *number == next
                && next <= PromiseName::COMMITMENTS_MAX
                && commitment.by == *by
                && is_near(commitment.due, now)
        }
        What::Kept { number, by: keeper } => {
            keeper == by && open(case, PromiseName::Commitment(*number)).is_some()
        }
        What::Stepped { number, step } => step.by == *by && step_follows(case, *number, step, now),
        What::Acknowledged { by: reader, answer_by } => {
            reader == by
                && is_near(*answer_by, now)
                && case.acknowledged.is_none()
                && case.answered.is_none()
                // Nobody watches over the time of a closed case.
                && !case.is_closed()
        }
        What::Answered { by: answers } => answers == by && case.answered.is_none(),
        What::Opened(_)
        | What::Wrote { .. }
        | What::Proved
        | What::Disowned
        | What::Performed { .. }
        | What::Unknown { .. } => false,
    }
}

/// To come, and within a year: a form counts by the calendar, so that its last day may end later
/// than as many times 24 hours from now.
fn is_near(due: Timestamp, now: Timestamp) -> bool {
    now < due && due <= now.plus_ms((DUE_DAYS_MAX + 2) * DAY_MS)
}

/// The promises of a case that are not done: what a person may tend. Of a closed case only what
/// was promised by a day is left.
pub fn open_promises(case: &Case) -> Vec<Course> {
    let (answered, closed) = (case.answered.is_some(), case.is_closed());
    let mut open = courses(case);
    open.retain(|course| match course.name {
        _ if closed && !matches!(course.name, PromiseName::Commitment(_)) => false,
        PromiseName::First => case.acknowledged.is_none() && !answered,
        PromiseName::Answer => !answered,
        PromiseName::Next(_) | PromiseName::Carried(_) => course.is_open(),
        PromiseName::Commitment(_) => course.done.is_none(),
    });
    open
}

/// What the record says of an answer to this case: how long nine of ten took, and when that time
/// would be over here; none while it is not enough to speak of.
pub fn supported(case: &Case, site: &Site, record: &Record) -> Option<(Waits, Timestamp)> {
    let opened = case.opened.as_ref()?;
    let waits = record.of(opened.what.fields.kind).answered;
    let from = site.hours.add_open_time(opened.at, waits.p90).ok()?;
    waits.is_enough().then_some((waits, from))
}

fn open(case: &Case, promise: PromiseName) -> Option<Course> {
    open_promises(case).into_iter().find(|course| course.name == promise)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::fact_from_json;
    use crate::{CaseId, Fact, HOUR_MS, Move};

    fn case(kind: &str) -> Case {
        let id = "20261123-000102030405060708090a0b0c0d0eff";
        let opened = format!(
            r#"{{"case":"{id}","fact":"opened","at":0,"reference":"HB-7K3Q-X2MD","kind":"{kind}",
                "submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","message":"F28","name":"Joan",
                "email":"joan@whitcombe.example","phone":"07700 900461","read_by":7200000}}"#
        );
        let facts: Vec<Fact> = fact_from_json(&opened).into_iter().collect();
        Case::fold(CaseId::parse(id).expect("an id"), &facts)
    }

    fn moves(case: &Case, promise: PromiseName, term: u32, due_ms: i64) -> bool {
        let by = PersonId::parse("ana").expect("an id");
        let to = Move { due: Timestamp::from_ms(due_ms), by: Some(by.clone()), reason: None };
        follows(case, &by, &What::Moved { promise, term, to }, Timestamp::from_ms(0))
    }

    #[test]
    fn who_has_not_read_a_message_cannot_put_it_off_and_a_call_can_be_moved() {
        let first = |kind| moves(&case(kind), PromiseName::First, 1, HOUR_MS);
        assert!(!first("question") && first("callback"));
    }

    #[test]
    fn nobody_promises_for_years_or_moves_for_ever() {
        let call = case("callback");
        let first = |term, due_ms| moves(&call, PromiseName::First, term, due_ms);
        let zone = crate::site::Zone::parse("Europe/London").expect("known");
        let last = crate::given::due(zone, "1971-01-02", "23:59", Timestamp::from_ms(0));
        assert!(first(1, last.expect("the last day of a form").ms()));
        assert!(!first(1, (DUE_DAYS_MAX + 3) * DAY_MS));
        assert!(!first(2, HOUR_MS), "it was not moved before");
        assert!(!first(TERMS_MAX + 1, HOUR_MS));
    }
}
