//! The present of one case, folded from its facts.

use litemap::LiteMap;

use crate::promise::PromiseName;
use crate::submission::Message;
use crate::{
    CaseId, Commitment, Fact, Move, ObligationId, Opened, Outcome, PersonId, Step, Timestamp, What,
};

/// Everything known about one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// How it began; absent while only later facts have been seen.
    pub opened: Option<At<Opened>>,
    /// Who read it first, and the time they gave.
    pub acknowledged: Option<At<Acknowledgement>>,
    /// Who said first that they have answered.
    pub answered: Option<At<PersonId>>,
    /// New times that were given, by promise and by how many were given before.
    pub moves: LiteMap<(PromiseName, u32), At<Move>>,
    /// What was promised by a day, by number.
    pub commitments: LiteMap<u32, At<Commitment>>,
    /// Who said that a commitment was kept, by its number.
    pub kept: LiteMap<u32, At<PersonId>>,
    /// What people did at their desks, by number.
    pub steps: LiteMap<u32, At<Step>>,
    /// What the customer wrote after the first message, by the names they gave it.
    pub wrote: LiteMap<String, At<Wrote>>,
    /// When the address turned out to be its reader's own.
    pub proved: Option<Timestamp>,
    /// When the address's reader said they never wrote.
    pub disowned: Option<Timestamp>,
    /// How obligations ended.
    pub performed: LiteMap<ObligationId, At<Outcome>>,
    /// Facts of a newer version, by id.
    pub unknown: LiteMap<String, Timestamp>,
}

/// Something with the moment it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: T,
}

/// A human's word that they have read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Who.
    pub by: PersonId,
    /// When the answer comes at the latest.
    pub answer_by: Timestamp,
}

/// What the customer wrote after the first message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// Their words.
    pub words: Message,
    /// By when they were promised an answer, unless one was promised already.
    pub answer_by: Option<Timestamp>,
}

impl Case {
    /// Folds facts in any order, doubled or not; facts of other cases are passed over.
    ///
    /// Where two compete the one of higher precedence counts, so that every order of the same
    /// facts gives the same case.
    pub fn fold<'a>(id: CaseId, facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut facts: Vec<&Fact> = facts.into_iter().filter(|fact| fact.case == id).collect();
        facts.sort_by(|a, b| a.precedence(b));
        let mut case = Self {
            id,
            opened: None,
            acknowledged: None,
            answered: None,
            moves: LiteMap::new(),
            commitments: LiteMap::new(),
            kept: LiteMap::new(),
            steps: LiteMap::new(),
            wrote: LiteMap::new(),
            proved: None,
            disowned: None,
            performed: LiteMap::new(),
            unknown: LiteMap::new(),
        };
        for fact in facts {
            case.take(fact);
        }
        case
    }

    fn take(&mut self, fact: &Fact) {
        let at = fact.at;
        match &fact.what {
            What::Opened(opened) => {
                self.opened.get_or_insert_with(|| At { at, what: opened.as_ref().clone() });
            }
            What::Acknowledged { by, answer_by } => {
                let what = Acknowledgement { by: by.clone(), answer_by: *answer_by };
                self.acknowledged.get_or_insert(At { at, what });
            }
            What::Answered { by } => {
                self.answered.get_or_insert(At { at, what: by.clone() });
            }
            What::Moved { promise, term, to } => {
                self.moves.entry((*promise, *term)).or_insert(At { at, what: to.clone() });
            }
            What::Committed { number, commitment } => {
                let what = commitment.clone();
                self.commitments.entry(*number).or_insert(At { at, what });
            }
            What::Kept { number, by } => {
                self.kept.entry(*number).or_insert(At { at, what: by.clone() });
            }
            What::Stepped { number, step } => self.take_step(*number, at, step),
            What::Wrote { submission, words, answer_by } => {
                let what = Wrote { words: words.clone(), answer_by: *answer_by };
                self.wrote.entry(submission.text()).or_insert(At { at, what });
            }
            What::Proved => {
                self.proved.get_or_insert(at);
            }
            What::Disowned => {
                self.disowned.get_or_insert(at);
            }
            What::Performed { obligation, outcome } => {
                let what = outcome.clone();
                self.performed.entry(obligation.clone()).or_insert(At { at, what });
            }
            What::Unknown { id, .. } => {
                self.unknown.entry(id.clone()).or_insert(at);
            }
        }
    }

    /// Whoever writes to the customer has answered, and so has who spoke with them.
    fn take_step(&mut self, number: u32, at: Timestamp, step: &Step) {
        if self.steps.contains_key(&number) {
            return;
        }
        if step.answers() {
            self.answered.get_or_insert(At { at, what: step.by.clone() });
        }
        self.steps.insert(number, At { at, what: step.clone() });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wire::fact_from_json;

    const STORED: &str = include_str!("wire/fixtures/facts.jsonl");

    fn facts() -> Vec<Fact> {
        STORED.lines().filter_map(fact_from_json).collect()
    }

    #[test]
    fn the_earliest_of_competing_facts_counts() {
        let facts = facts();
        let id = facts[0].case;
        let tap = |by: &str, at| {
            let what = What::Acknowledged {
                by: PersonId::parse(by).expect("an id"),
                answer_by: Timestamp::from_ms(9),
            };
            Fact { case: id, at: Timestamp::from_ms(at), what }
        };
        let case = Case::fold(id, &[tap("chidi", 2), tap("ana", 1)]);
        let by = case.acknowledged.map(|acknowledged| acknowledged.what.by);
        assert_eq!(by.as_ref().map(PersonId::as_str), Some("ana"));
    }

    #[test]
    fn facts_of_another_case_are_passed_over() {
        let other = CaseId::parse("20261124-000102030405060708090a0b0c0d0eff").expect("an id");
        assert_eq!(Case::fold(other, &facts()), Case::fold(other, &[]));
    }

    proptest! {
        #[test]
        fn order_and_doubling_change_nothing(picks in prop::collection::vec(any::<prop::sample::Index>(), 0..40)) {
            let facts = facts();
            let id = facts[0].case;
            let mut shuffled: Vec<Fact> =
                picks.iter().map(|pick| pick.get(&facts).clone()).collect();
            shuffled.extend(facts.iter().rev().cloned());
            prop_assert_eq!(Case::fold(id, &shuffled), Case::fold(id, &facts));
        }
    }
}
