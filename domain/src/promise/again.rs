//! The promise that follows from what a customer writes once more: an answer, by a time that was
//! stored with their words.
//!
//! A customer has a turn from the first words after an answer until the next answer; further words
//! of the same turn change nothing, for the earlier time stands. Words that come before the first
//! answer begin none: that one is promised already. A turn that is closed without an answer counts
//! for nothing, and stands again where the case is opened again.

use super::{Course, PromiseName};
use crate::step::Done;
use crate::submission::SubmissionId;
use crate::{Case, PersonId, Timestamp};

/// What makes and ends turns. Of what happened in one moment the upper here came first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event<'a> {
    Closed,
    Reopened,
    Wrote(&'a str, Option<Timestamp>),
    Answered(&'a PersonId),
}

/// From a customer's words until the answer.
struct Turn {
    name: PromiseName,
    given: (Timestamp, Timestamp),
    /// Who had answered before: it is theirs again.
    by: PersonId,
    done: Option<Timestamp>,
    closed: Option<Timestamp>,
}

/// The promises of answers to what the customer wrote after an answer, the earliest first; at most
/// the last is open.
pub(super) fn next_answers(case: &Case) -> Vec<Course> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut answered_by: Option<&PersonId> = None;
    for (at, event) in events(case) {
        let open = turns.last_mut().filter(|turn| turn.done.is_none());
        match (event, open) {
            (Event::Closed, Some(turn)) => turn.closed = Some(at),
            (Event::Reopened, Some(turn)) => turn.closed = None,
            (Event::Answered(by), open) => {
                answered_by = Some(by);
                if let Some(turn) = open {
                    turn.done = Some(at);
                }
            }
            (Event::Wrote(..), Some(turn)) if turn.closed.is_none() => {}
            (Event::Wrote(submission, Some(due)), _) => {
                if let (Some(by), Ok(id)) = (answered_by, SubmissionId::parse(submission)) {
                    let (name, given) = (PromiseName::Next(id), (at, due));
                    turns.push(Turn { name, given, by: by.clone(), done: None, closed: None });
                }
            }
            (Event::Closed | Event::Reopened | Event::Wrote(..), _) => {}
        }
    }
    let course = |turn: Turn| {
        Course::next_answer(case, turn.name, turn.by, turn.given, (turn.done, turn.closed))
    };
    turns.into_iter().map(course).collect()
}

fn events(case: &Case) -> Vec<(Timestamp, Event<'_>)> {
    let wrote = case.wrote.iter().map(|(submission, wrote)| {
        (wrote.at, Event::Wrote(submission.as_str(), wrote.what.answer_by))
    });
    let answered =
        case.answered.iter().map(|answered| (answered.at, Event::Answered(&answered.what)));
    let answers = case.steps.values().filter(|step| step.what.answers());
    let answers = answers.map(|step| (step.at, Event::Answered(&step.what.by)));
    let turned = case.steps.values().filter_map(|step| match step.what.done {
        Done::Resolved | Done::Declined { .. } | Done::Merged { .. } => {
            Some((step.at, Event::Closed))
        }
        Done::Reopened | Done::Joined { .. } | Done::Replied { asks: true, .. } => {
            Some((step.at, Event::Reopened))
        }
        _ => None,
    });
    let mut events: Vec<_> = wrote.chain(answered).chain(answers).chain(turned).collect();
    events.sort();
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promise::{Ending, courses, standing};
    use crate::wire::fact_from_json;
    use crate::{CaseId, Fact};

    const CASE: &str = "20261123-000102030405060708090a0b0c0d0eff";

    /// Joan wrote at 0; facts are told by moment, name and the rest.
    fn case(facts: &[(i64, &str, &str)]) -> Case {
        let opened = r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","kind":"question",
            "reference":"HB-7K3Q-X2MD","message":"F28","name":"Joan",
            "email":"joan@whitcombe.example","read_by":100"#;
        let line = |(at, name, rest): &(i64, &str, &str)| {
            let text = format!(r#"{{"case":"{CASE}","fact":"{name}","at":{at},{rest}}}"#);
            fact_from_json(&text).expect("a fact")
        };
        let all: Vec<Fact> = [(0, "opened", opened)].iter().chain(facts).map(line).collect();
        Case::fold(CaseId::parse(CASE).expect("an id"), &all)
    }

    fn wrote(last: char) -> (String, String) {
        let id = format!("019d3f6e-1c2d-7abc-8def-00000000000{last}");
        (format!("wrote.{id}"), format!(r#""submission":"{id}","message":"And?""#))
    }

    /// The customer writes at a moment and is promised an answer 60 later.
    fn turns(steps: &[(i64, &str)]) -> Vec<(i64, i64, bool, Vec<Ending>)> {
        let facts: Vec<(i64, String, String)> = steps
            .iter()
            .enumerate()
            .map(|(number, (at, what))| match *what {
                "wrote" => {
                    let (name, rest) = wrote(char::from(b'1' + u8::try_from(number).expect("few")));
                    (*at, name, format!(r#"{rest},"answer_by":{}"#, at + 60))
                }
                "replied" => {
                    let rest = r#""by":"ana","done":"replied","words":"Yes.""#.to_owned();
                    (*at, format!("step.{number}"), rest)
                }
                done => (*at, format!("step.{number}"), format!(r#""by":"chidi","done":"{done}""#)),
            })
            .collect();
        let facts: Vec<_> =
            facts.iter().map(|(at, name, rest)| (*at, name.as_str(), rest.as_str())).collect();
        let end = Timestamp::from_ms(10_000);
        let told = |course: Course| {
            let endings = course.terms(end).map(|(_, ending)| ending).collect();
            (course.first.given.ms(), course.first.due.ms(), course.is_open(), endings)
        };
        next_answers(&case(&facts)).into_iter().map(told).collect()
    }

    #[test]
    fn who_writes_after_an_answer_is_promised_the_next() {
        let broken = vec![Ending::Broken];
        assert_eq!(turns(&[(10, "replied"), (20, "wrote")]), [(20, 80, true, broken)]);
        let kept = vec![Ending::Kept];
        let answered = [(10, "replied"), (20, "wrote"), (80, "replied")];
        assert_eq!(turns(&answered), [(20, 80, false, kept.clone())]);
        let spoken = [(10, "replied"), (20, "wrote"), (50, "spoke")];
        assert_eq!(turns(&spoken), [(20, 80, false, kept)]);
        let late = [(10, "replied"), (20, "wrote"), (81, "replied")];
        assert_eq!(turns(&late), [(20, 80, false, vec![Ending::Broken])]);
    }

    #[test]
    fn further_words_change_nothing_while_an_answer_is_promised() {
        assert_eq!(turns(&[(20, "wrote")]), [], "the first promise stands");
        assert_eq!(turns(&[(20, "wrote"), (30, "replied")]), []);
        let twice = [(10, "replied"), (20, "wrote"), (40, "wrote"), (50, "replied"), (60, "wrote")];
        let begun: Vec<_> = turns(&twice).iter().map(|turn| turn.0).collect();
        assert_eq!(begun, [20, 60]);
    }

    #[test]
    fn what_is_closed_in_time_counts_for_nothing_and_stands_again_when_it_is_opened() {
        let void = vec![Ending::Void];
        let closed = [(10, "replied"), (20, "wrote"), (30, "resolved")];
        assert_eq!(turns(&closed), [(20, 80, false, void.clone())]);
        let opened = [(10, "replied"), (20, "wrote"), (30, "resolved"), (40, "reopened")];
        assert_eq!(turns(&opened), [(20, 80, true, vec![Ending::Broken])]);
        let again = [(10, "replied"), (20, "wrote"), (30, "resolved"), (40, "wrote")];
        assert_eq!(turns(&again), [(20, 80, false, void), (40, 100, true, vec![Ending::Broken])]);
        let too_late = [(10, "replied"), (20, "wrote"), (90, "resolved")];
        assert_eq!(turns(&too_late), [(20, 80, false, vec![Ending::Broken])]);
    }

    #[test]
    fn it_stands_until_the_answer_and_is_theirs_who_answered_before() {
        let reply = (10, "step.1", r#""by":"chidi","done":"replied","words":"Yes.""#);
        let (name, rest) = wrote('1');
        let rest = format!(r#"{rest},"answer_by":80"#);
        let again = (20, name.as_str(), rest.as_str());
        let joan = case(&[reply, again]);
        let course = standing(&joan).expect("she waits");
        assert_eq!(course.by.as_ref().map(PersonId::as_str), Some("chidi"));
        let moved = format!("moved.{}.1", course.name);
        let moved = (30, moved.as_str(), r#""by":"ana","due":500,"reason":"The part.""#);
        let ending = |case: &Case| {
            let last = courses(case).pop().expect("one");
            last.terms(Timestamp::from_ms(9_000)).map(|(_, ending)| ending).collect::<Vec<_>>()
        };
        let answer = (400, "step.2", r#""by":"ana","done":"replied","words":"Wednesday.""#);
        let joan = case(&[reply, again, moved, answer]);
        assert_eq!(ending(&joan), [Ending::Moved, Ending::Kept]);
        assert_eq!(standing(&joan), None);
        let (name, rest) = wrote('2');
        let older = case(&[reply, (20, name.as_str(), rest.as_str())]);
        assert_eq!(standing(&older), None, "stored before such promises were made");
    }
}
