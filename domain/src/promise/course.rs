//! A promise from its making to its end, read from a case.
//!
//! A promise has one term after another: the time that was given, and each time it was openly
//! moved to. Every term ends by itself, at its own deadline, so that moving a promise never hides
//! the time that was given before. Outcomes are read from facts and the clock; nobody sets them.

use super::again::next_answers;
use super::{PromiseName, Promised, first_promised};
use crate::site::Text;
use crate::step::Done;
use crate::{At, Case, PersonId, Timestamp};

/// One promise of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Which one.
    pub name: PromiseName,
    /// What was promised.
    pub what: Promised,
    /// For a commitment, in the words of whoever made it.
    pub words: Option<Text>,
    /// Who made it; nobody where the machine promised in the name of the business.
    pub by: Option<PersonId>,
    /// The time given first.
    pub first: Term,
    /// The times it was moved to, one after another.
    pub moved: Vec<Term>,
    /// When it was done.
    pub done: Option<Timestamp>,
    /// A later promise that takes its place: when it was made, and its due time.
    successor: Option<(Timestamp, Timestamp)>,
    /// From when on nobody waits for it: the address was somebody else's, no customer wrote, or
    /// what the customer wrote once more was closed.
    void_from: Option<Timestamp>,
}

/// One time that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How many times were given before this one.
    pub number: u32,
    /// When it was given.
    pub given: Timestamp,
    /// By when.
    pub due: Timestamp,
    /// Whether the machine gave it because nobody had acted.
    pub automatic: bool,
    /// Why it was moved, in the words of whoever moved it.
    pub reason: Option<Text>,
}

/// How one term stands or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its time has not come.
    Open,
    /// Done in time.
    Kept,
    /// A later time was given before this one passed.
    Moved,
    /// Its time passed.
    Broken,
    /// It counts for nothing: a sooner time took its place, or nobody was waiting.
    Void,
}

impl Course {
    /// The time that stands now.
    pub fn term(&self) -> &Term {
        self.moved.last().unwrap_or(&self.first)
    }

    /// Whether it is not done, and somebody waits for it.
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.void_from.is_none()
    }

    /// Every term in order, with how it stands at `now`.
    pub fn terms(&self, now: Timestamp) -> impl Iterator<Item = (&Term, Ending)> {
        let later = self.moved.iter().map(|next| Some((next.given, next.due)));
        std::iter::once(&self.first)
            .chain(&self.moved)
            .zip(later.chain([self.successor]))
            .map(move |(term, next)| (term, self.ending(term, next, now)))
    }

    fn ending(&self, term: &Term, next: Option<(Timestamp, Timestamp)>, now: Timestamp) -> Ending {
        let within = |at: Timestamp| at <= term.due;
        // What was late already when it was taken over has been counted where it was given.
        if term.given > term.due {
            return Ending::Void;
        }
        match (next, self.done) {
            (Some((given, due)), done) if done.is_none_or(|done| given <= done) => {
                match (within(given), due > term.due) {
                    (true, true) => Ending::Moved,
                    (true, false) => Ending::Void,
                    (false, _) => Ending::Broken,
                }
            }
            (_, Some(done)) if within(done) => Ending::Kept,
            (_, Some(_)) => Ending::Broken,
            (_, None) if self.void_from.is_some_and(within) => Ending::Void,
            (_, None) if within(now) => Ending::Open,
            (_, None) => Ending::Broken,
        }
    }
}

/// Every promise of a case: the first, that of an answer, those of answers to what the customer
/// wrote once more, then commitments as they were numbered.
pub fn courses(case: &Case) -> Vec<Course> {
    let answers = first(case).into_iter().chain(answer(case)).chain(next_answers(case));
    answers.chain(carried(case)).chain(commitments(case)).collect()
}

/// The promise somebody waits for: the answer's once there is one, before that the first; after an
/// answer the one to what the customer wrote since.
///
/// What was promised on a case that was taken in stands beside these: the earliest is meant.
///
/// None when it is done, or when nobody waits.
pub fn standing(case: &Case) -> Option<Course> {
    if case.is_closed() {
        return None;
    }
    let own = match case.answered {
        Some(_) => next_answers(case).pop().filter(Course::is_open),
        None => answer(case).or_else(|| first(case)).filter(|course| course.done.is_none()),
    };
    let carried = carried(case).into_iter().filter(Course::is_open);
    own.into_iter().chain(carried).min_by_key(|course| course.term().due)
}

fn first(case: &Case) -> Option<Course> {
    let opened = case.opened.as_ref()?;
    let what = first_promised(opened.what.fields.kind);
    let acknowledged = case.acknowledged.as_ref();
    let answered_at = case.answered.as_ref().map(|answered| answered.at);
    // Reading is done by whoever says when they answer; a call is done by calling.
    let (done, successor) = match what {
        Promised::Call => (answered_at, acknowledged.map(|given| (given.at, given.what.answer_by))),
        Promised::Read | Promised::Answer | Promised::Deed => {
            let read_at = acknowledged.map(|acknowledged| acknowledged.at);
            (read_at.into_iter().chain(answered_at).min(), None)
        }
    };
    let given = Term::of(opened.at, opened.what.read_by);
    Some(Course { successor, done, ..Course::begin(case, PromiseName::First, what, None, given) })
}

fn answer(case: &Case) -> Option<Course> {
    let acknowledged = case.acknowledged.as_ref()?;
    let what = match first_promised(case.opened.as_ref()?.what.fields.kind) {
        Promised::Call => Promised::Call,
        Promised::Read | Promised::Answer | Promised::Deed => Promised::Answer,
    };
    let given = Term::of(acknowledged.at, acknowledged.what.answer_by);
    let by = Some(acknowledged.what.by.clone());
    let done = case.answered.as_ref().map(|answered| answered.at);
    Some(Course { done, ..Course::begin(case, PromiseName::Answer, what, by, given) })
}

/// What was owed on cases that were taken in: answered with the next answer given here.
fn carried(case: &Case) -> Vec<Course> {
    let closed = case.closed_at();
    let carried = case.steps.iter().filter_map(|(number, At { at, what })| {
        let Done::Joined { from, due: Some(due) } = &what.done else { return None };
        let answers = case.steps.values().filter(|step| step.what.answers()).map(|step| step.at);
        let answers = answers.chain(case.answered.as_ref().map(|answered| answered.at));
        let done = answers.filter(|answered| answered > at).min();
        let parted = case.steps.iter().find_map(|(later, step)| match &step.what.done {
            Done::Parted { from: left } if later > number && left == from => Some(step.at),
            _ => None,
        });
        let closed = closed.filter(|closed| closed > at);
        let name = PromiseName::Carried(*number);
        let over = (done, parted.into_iter().chain(closed).min());
        Some(Course::next_answer(case, name, what.by.clone(), (*at, *due), over))
    });
    carried.collect()
}

fn commitments(case: &Case) -> impl Iterator<Item = Course> {
    case.commitments.iter().map(|(number, At { at, what })| {
        let (name, by) = (PromiseName::Commitment(*number), Some(what.by.clone()));
        Course {
            words: Some(what.words.clone()),
            done: case.kept.get(number).map(|kept| kept.at),
            ..Course::begin(case, name, Promised::Deed, by, Term::of(*at, what.due))
        }
    })
}

impl Course {
    pub(super) fn next_answer(
        case: &Case,
        name: PromiseName,
        by: PersonId,
        given: (Timestamp, Timestamp),
        (done, closed): (Option<Timestamp>, Option<Timestamp>),
    ) -> Self {
        let first = Term::of(given.0, given.1);
        let begun = Self::begin(case, name, Promised::Answer, Some(by), first);
        let void_from = begun.void_from.into_iter().chain(closed).min();
        Self { done, void_from, ..begun }
    }

    fn begin(
        case: &Case,
        name: PromiseName,
        what: Promised,
        by: Option<PersonId>,
        first: Term,
    ) -> Self {
        let moves = case.moves.iter().filter(|((of, _), _)| *of == name);
        let moved = moves.map(|((_, number), At { at, what })| Term {
            number: *number,
            given: *at,
            due: what.due,
            automatic: what.by.is_none(),
            reason: what.reason.clone(),
        });
        // What was owed on a case that is part of another is owed there.
        let gone = case.merged().filter(|_| !matches!(name, PromiseName::Commitment(_)));
        let gone = gone.map(|(at, _)| at);
        let void_from = case.disowned.into_iter().chain(case.set_aside()).chain(gone).min();
        let moved = moved.collect();
        Self { name, what, words: None, by, first, moved, done: None, successor: None, void_from }
    }
}

impl Term {
    const fn of(given: Timestamp, due: Timestamp) -> Self {
        Self { number: 0, given, due, automatic: false, reason: None }
    }
}
