//! Every time that was given on a case, and how it ended.

use hearback_domain::promise::{Course, Ending, Promised, Term, courses};

use super::Told;
use crate::pages::{PromiseState, PromiseView};

/// Where a time stands in the list that is over; before it what is late, and what is open.
const ENDED: u8 = 2;

impl Told<'_> {
    /// Every time that was given: what is late, what is open by due time, then the latest before.
    pub(in crate::service) fn promises(&self) -> Vec<PromiseView> {
        self.promises_from(0, Self::what)
    }

    /// Those times that are over: kept, moved, or done late.
    pub(in crate::service) fn ended_promises(&self) -> Vec<PromiseView> {
        self.promises_from(ENDED, Self::what_for_team)
    }

    fn promises_from(
        &self,
        first_place: u8,
        what: impl Fn(&Self, &Course) -> String,
    ) -> Vec<PromiseView> {
        let mut given: Vec<_> = Vec::new();
        let closed = self.case.is_closed();
        for course in courses(self.case) {
            given.extend(course.terms(self.now).filter_map(|(term, ending)| {
                let stands = course.done.is_none() && term.number == course.term().number;
                let place = match ending {
                    Ending::Open | Ending::Broken if closed && course.words.is_none() => {
                        (ENDED, -term.given.ms())
                    }
                    Ending::Broken if stands => (0, term.due.ms()),
                    Ending::Open => (1, term.due.ms()),
                    _ => (ENDED, -term.given.ms()),
                };
                let view = self.promise(what(self, &course), (&course, term), ending)?;
                Some((place, view))
            }));
        }
        given.retain(|((place, _), _)| *place >= first_place);
        given.sort_by_key(|(place, _)| *place);
        given.into_iter().map(|(_, view)| view).collect()
    }

    fn promise(
        &self,
        what: String,
        (course, term): (&Course, &Term),
        ending: Ending,
    ) -> Option<PromiseView> {
        let done = course.done.map(|at| self.moment(at));
        let next = course.moved.iter().find(|next| next.number > term.number);
        let closed = self.closed().filter(|_| course.words.is_none() && course.done.is_none());
        let (state, outcome) = match (ending, done, next) {
            // What was late when it was closed stays late.
            (Ending::Open | Ending::Broken, None, None)
                if closed.is_some_and(|(_, at)| at <= term.due) =>
            {
                (PromiseState::Moved, closed.map(|(_, at)| format!("Closed, {}", self.moment(at))))
            }
            (Ending::Broken, None, None) if closed.is_some() => (
                PromiseState::Missed,
                closed.map(|(_, at)| format!("Late, closed {}", self.moment(at))),
            ),
            (Ending::Open, ..) => (PromiseState::Open, None),
            (Ending::Kept, done, _) => (PromiseState::Kept, done.map(|at| format!("Kept, {at}"))),
            (Ending::Moved, _, Some(next)) => {
                let (to, told) = (self.moment(next.due), self.moment(next.given));
                (PromiseState::Moved, Some(format!("Moved {told} to {to}")))
            }
            (Ending::Moved, _, None) => {
                (PromiseState::Moved, Some("Moved to a later time".to_owned()))
            }
            (Ending::Broken, _, Some(_)) => {
                (PromiseState::Missed, Some("Not done by then".to_owned()))
            }
            (Ending::Broken, Some(at), None) => {
                (PromiseState::Missed, Some(format!("Late, it was {at}")))
            }
            (Ending::Broken, None, None) => {
                (PromiseState::Missed, Some("Late, and not done yet".to_owned()))
            }
            (Ending::Void, ..) => return None,
        };
        let due = format!("By {}", self.moment(term.due));
        Some(PromiseView { due, what, state, outcome })
    }

    /// "Ana reads your message."
    pub(super) fn what(&self, course: &Course) -> String {
        let first = self.person(course.by.as_ref());
        match (course.what, &course.words) {
            (Promised::Deed, Some(words)) => words.as_str().to_owned(),
            (Promised::Deed, None) => format!("{first} does what was agreed."),
            (Promised::Read, _) => format!("{first} reads your message."),
            (Promised::Call, _) => format!("{first} calls you back."),
            (Promised::Answer, _) => format!("{first} answers."),
        }
    }

    /// The same for whoever gave the promise: "Ana reads the message."
    fn what_for_team(&self, course: &Course) -> String {
        let first = self.person(course.by.as_ref());
        match course.what {
            Promised::Read => format!("{first} reads the message."),
            Promised::Call => format!("{first} calls back."),
            Promised::Answer | Promised::Deed => self.what(course),
        }
    }
}
