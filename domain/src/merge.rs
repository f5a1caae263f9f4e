//! Two cases of one customer become one: the later becomes part of the earlier.
//!
//! Nothing is moved or deleted. Each case has a step that names the other, the later is closed and
//! what was owed on it is owed on the earlier; whoever opens the later again takes both apart. Only
//! cases whose address proved itself are put together, for whoever has the link of one may read the
//! other from then on. Not here: whether both belong to one site, which the book says.

use crate::promise::standing;
use crate::step::{Done, Step, next_step};
use crate::{Case, CaseId, Fact, Opened, PersonId, Timestamp, What};

/// So many cases become one at most; who writes more should be rung.
const JOINED_MAX: usize = 10;

impl Case {
    /// When it became part of another case, and of which; none once it was opened again.
    pub fn merged(&self) -> Option<(Timestamp, CaseId)> {
        let merged = self.steps.values().rev().find_map(|step| match step.what.done {
            Done::Merged { into } => Some(Some((step.at, into))),
            Done::Reopened => Some(None),
            _ => None,
        })?;
        // A customer who writes here all the same, as an edge did not know better, opens it.
        merged.filter(|(at, _)| self.last_wrote().is_none_or(|wrote| wrote < *at))
    }

    /// The cases it took in, in their order. Whether each is still part of it, that one says.
    pub fn joined(&self) -> Vec<CaseId> {
        let mut joined = Vec::new();
        for step in self.steps.values() {
            match step.what.done {
                Done::Joined { from, .. } if !joined.contains(&from) => joined.push(from),
                Done::Parted { from } => joined.retain(|one| *one != from),
                _ => {}
            }
        }
        joined
    }

    /// Whether the address on it is known to be the customer's own.
    pub fn is_proved_customers(&self) -> bool {
        self.proved.is_some() && self.disowned.is_none() && self.set_aside().is_none()
    }
}

/// Whether one case may become part of another.
pub fn may_merge(later: &Case, earlier: &Case) -> bool {
    let (Some(one), Some(other)) = (&later.opened, &earlier.opened) else { return false };
    let address = |opened: &Opened| {
        opened.fields.email.as_ref().map(|email| email.as_str().to_ascii_lowercase())
    };
    let email = address(&one.what);
    (other.at, earlier.id) < (one.at, later.id)
        && email.is_some()
        && email == address(&other.what)
        && later.is_proved_customers()
        && earlier.is_proved_customers()
        && !later.is_closed()
        && later.merged().is_none()
        && earlier.merged().is_none()
        && earlier.joined().len() < JOINED_MAX
}

/// The step on the earlier case that answers to a step on the later one: it takes in, or gives
/// back. None where the step is neither.
pub fn joined(later: &Case, step: &Step, earlier: &Case, now: Timestamp) -> Option<Fact> {
    let from = later.id;
    let done = match step.done {
        Done::Merged { .. } => {
            Done::Joined { from, due: standing(later).map(|course| course.term().due) }
        }
        Done::Reopened if earlier.joined().contains(&from) => Done::Parted { from },
        _ => return None,
    };
    let by: PersonId = step.by.clone();
    let what = What::Stepped { number: next_step(earlier), step: Step { by, done } };
    Some(Fact { case: earlier.id, at: now, what })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promise::{Ending, PromiseName, courses};
    use crate::record::Entry;
    use crate::wire::{fact_from_json, fact_to_json};
    use crate::{Place, open_promises};

    const EARLIER: &str = "20261123-000102030405060708090a0b0c0d0e01";
    const LATER: &str = "20261123-000102030405060708090a0b0c0d0e02";

    /// A question with a promise, and what happened since: by moment, name and the rest.
    fn case(id: &str, at: i64, due: i64, facts: &[(i64, &str, &str)]) -> Case {
        let opened = format!(
            r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","kind":"question",
            "reference":"HB-7K3Q-X2MD","message":"F28","name":"Joan",
            "email":"joan@whitcombe.example","read_by":{due}"#
        );
        let opened = (at, "opened", opened.as_str());
        let proved = (at + 1, "proved", r#""x":1"#);
        let line = |(at, name, rest): &(i64, &str, &str)| {
            let text = format!(r#"{{"case":"{id}","fact":"{name}","at":{at},{rest}}}"#);
            fact_from_json(&text).expect("a fact")
        };
        let all: Vec<Fact> = [opened, proved].iter().chain(facts).map(line).collect();
        Case::fold(CaseId::parse(id).expect("an id"), &all)
    }

    fn merging() -> String {
        format!(r#""by":"ana","done":"merged","to":"{EARLIER}""#)
    }

    fn joining(due: i64) -> String {
        format!(r#""by":"ana","done":"joined","to":"{LATER}","due":{due}"#)
    }

    const REPLY: (i64, &str, &str) =
        (20, "step.1", r#""by":"ana","done":"replied","words":"Yes.""#);

    #[test]
    fn only_open_cases_of_a_customer_who_proved_their_address_become_part_of_an_earlier_one() {
        let (earlier, later) = (case(EARLIER, 0, 100, &[]), case(LATER, 50, 150, &[]));
        assert!(may_merge(&later, &earlier));
        assert!(!may_merge(&earlier, &later) && !may_merge(&later, &later));
        let unproved = Case { proved: None, ..later.clone() };
        assert!(!may_merge(&unproved, &earlier));
        assert!(!may_merge(&later, &Case { proved: None, ..earlier.clone() }));
        let closed = [(60, "step.1", r#""by":"ana","done":"resolved""#)];
        assert!(!may_merge(&case(LATER, 50, 150, &closed), &earlier));
        assert!(may_merge(&later, &case(EARLIER, 0, 100, &closed)), "it is opened with that");
    }

    #[test]
    fn the_earlier_of_both_times_stays_owed_and_is_counted_once() {
        let later = case(LATER, 50, 150, &[(60, "step.1", &merging())]);
        let before = case(LATER, 50, 150, &[]);
        let earlier = case(EARLIER, 0, 100, &[REPLY]);
        let step = &later.steps[&1].what;
        let fact = joined(&before, step, &earlier, Timestamp::from_ms(60)).expect("a step");
        assert!(fact_to_json(&fact).contains(r#""due":150"#), "{fact:?}");

        let taken = joining(150);
        let both = case(EARLIER, 0, 100, &[REPLY, (60, "step.2", &taken)]);
        assert_eq!(standing(&both).map(|course| course.name), Some(PromiseName::Carried(2)));
        assert_eq!((both.place(), later.place()), (Place::ToDo, Place::Closed));
        assert_eq!((standing(&later), open_promises(&later).len()), (None, 0));
        let unread = case(EARLIER, 0, 100, &[(60, "step.1", &taken)]);
        assert_eq!(standing(&unread).map(|course| course.term().due.ms()), Some(100));

        let end = Timestamp::from_ms(9_000);
        let endings = |case: &Case| -> Vec<Ending> {
            let all = courses(case);
            all.iter().flat_map(|course| course.terms(end)).map(|(_, ending)| ending).collect()
        };
        assert_eq!(endings(&later), [Ending::Void]);
        assert!(Entry::of(&later).is_some_and(|entry| !entry.waits && entry.read.is_some()));
        let second = (120, "step.3", r#""by":"ana","done":"replied","words":"Both.""#);
        let answered = case(EARLIER, 0, 100, &[REPLY, (60, "step.2", &taken), second]);
        assert_eq!(endings(&answered), [Ending::Kept, Ending::Kept]);
        assert_eq!(standing(&answered), None);
        let closed = (140, "step.3", r#""by":"ana","done":"resolved""#);
        let noted = (160, "step.4", r#""by":"ana","done":"noted","words":"Done.""#);
        let over = case(EARLIER, 0, 100, &[REPLY, (60, "step.2", &taken), closed, noted]);
        assert_eq!(
            endings(&over),
            [Ending::Kept, Ending::Void],
            "closed in time, whatever is noted"
        );
    }

    #[test]
    fn what_was_late_already_is_counted_where_it_was_promised() {
        let later = case(LATER, 50, 150, &[(200, "step.1", &merging())]);
        let end = Timestamp::from_ms(9_000);
        let endings = |case: &Case| -> Vec<Ending> {
            let all = courses(case);
            all.iter().flat_map(|course| course.terms(end)).map(|(_, ending)| ending).collect()
        };
        assert_eq!(endings(&later), [Ending::Broken]);
        let both = case(EARLIER, 0, 100, &[REPLY, (200, "step.2", &joining(150))]);
        assert_eq!(endings(&both), [Ending::Kept, Ending::Void]);
        assert_eq!(standing(&both).map(|course| course.term().due.ms()), Some(150));
    }

    #[test]
    fn whoever_opens_the_later_case_again_takes_both_apart() {
        let reopened = (70, "step.2", r#""by":"ana","done":"reopened""#);
        let later = case(LATER, 50, 150, &[(60, "step.1", &merging()), reopened]);
        assert_eq!((later.merged(), later.place()), (None, Place::ToDo));
        assert_eq!(standing(&later).map(|course| course.term().due.ms()), Some(150));
        let taken = joining(150);
        let both = case(EARLIER, 0, 100, &[REPLY, (60, "step.2", &taken)]);
        assert_eq!(both.joined(), [later.id]);
        let step = &later.steps[&2].what;
        let fact = joined(&later, step, &both, Timestamp::from_ms(70)).expect("a step");
        assert!(fact_to_json(&fact).contains(r#""done":"parted""#));
        let parted = format!(r#""by":"ana","done":"parted","to":"{LATER}""#);
        let apart =
            case(EARLIER, 0, 100, &[REPLY, (60, "step.2", &taken), (70, "step.3", &parted)]);
        assert_eq!((apart.joined(), standing(&apart)), (Vec::new(), None));
    }
}
