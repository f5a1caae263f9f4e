//! A case as its customer is told it: what is true now, every promise with its outcome, and what
//! happened in order. All of it by the customer's own clock.

mod promises;

use hearback_domain::promise::{Promised, standing};
use hearback_domain::step::Done;
use hearback_domain::submission::Kind;
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    At, Case, DAY_MS, ObligationId, Opened, Outcome, PersonId, Site, Timestamp, open_promises,
};

use super::api::promise_sentence;
use super::views::{answering, by_when, upper};
use crate::pages::{Answering, CaseNow, StepKind, StepView};

/// A case about to be told to its customer.
pub(super) struct Told<'a> {
    pub(super) site: &'a Site,
    pub(super) case: &'a Case,
    pub(super) opened: &'a At<Opened>,
    pub(super) now: Timestamp,
    /// Whose clock it is told by.
    pub(super) clock: Reader,
}

/// A step with the moment it stands at.
type Step = (Timestamp, StepView);

impl Told<'_> {
    pub(super) fn moment(&self, at: Timestamp) -> String {
        self.clock.moment(at, self.now)
    }

    fn person(&self, id: Option<&PersonId>) -> &str {
        let team = &self.site.team;
        team.find_some(id).unwrap_or_else(|| team.owner()).first.as_str()
    }

    /// What is true now.
    pub(super) fn headline(&self) -> CaseNow {
        let case = self.case;
        if case.disowned.is_some() {
            return CaseNow::NotMe;
        }
        if let Some(late) = self.late_deed() {
            return late;
        }
        if let Some(talk) = self.talk() {
            return talk;
        }
        if let Some(answered) = &case.answered {
            let by = self.person(Some(&answered.what)).to_owned();
            let done = answering(&self.opened.what).done();
            return CaseNow::Answered { by, done, at: self.moment(answered.at) };
        }
        let Some(course) = standing(case) else {
            return CaseNow::Promised { sentence: self.first_sentence() };
        };
        let term = course.term();
        let due = self.moment(term.due);
        match (&case.acknowledged, term.automatic) {
            _ if term.due < self.now => {
                let by = self.person(course.by.as_ref()).to_owned();
                CaseNow::Overdue { by, what: "word", was_due: due }
            }
            (_, true) => CaseNow::Longer { due },
            (Some(read), false) => {
                let by = self.person(Some(&read.what.by)).to_owned();
                let when = by_when(&self.opened.what, term.due, self.clock, self.now);
                CaseNow::Read { by, deed: answering(&self.opened.what).does(), when }
            }
            (None, false) => CaseNow::Promised { sentence: self.first_sentence() },
        }
    }

    /// What was written to and fro since the first answer, where that is the last of it.
    fn talk(&self) -> Option<CaseNow> {
        let case = self.case;
        if let Some(closed) = case.closed_at() {
            return Some(CaseNow::Closed { at: self.moment(closed) });
        }
        if let (Some(wrote), Some(answered)) = (case.last_wrote(), &case.answered)
            && case.waits_for_reply()
        {
            let last = case.last_reply().and_then(|(number, _)| case.steps.get(&number));
            let last = last.map_or(&answered.what, |step| &step.what.by);
            let by = self.person(Some(case.assigned().unwrap_or(last))).to_owned();
            return Some(self.wrote_again(by, wrote));
        }
        let (number, replied) = case.last_reply()?;
        let step = &case.steps.get(&number)?.what;
        let by = self.person(Some(case.assigned().unwrap_or(&step.by))).to_owned();
        let at = self.moment(replied);
        Some(match step.done {
            Done::Replied { asks: true, .. } => CaseNow::Asked { by, at },
            _ => CaseNow::Answered { by, done: "answered", at },
        })
    }

    /// The customer wrote after an answer, and waits for the next.
    fn wrote_again(&self, by: String, wrote: Timestamp) -> CaseNow {
        let at = self.moment(wrote);
        let Some(course) = standing(self.case) else { return CaseNow::With { by, at, due: None } };
        let (term, due) = (course.term(), self.moment(course.term().due));
        if term.due < self.now {
            CaseNow::Overdue { by, what: "an answer", was_due: due }
        } else if term.automatic {
            CaseNow::Longer { due }
        } else {
            CaseNow::With { by, at, due: Some(due) }
        }
    }

    /// By when the customer is answered, or else who hears of what they write; nothing on a case
    /// that was set aside.
    pub(super) fn next_answer(&self) -> Option<String> {
        let Some(course) = standing(self.case) else {
            let is_heard = !self.case.is_closed();
            return is_heard.then(|| format!("{} is told.", self.person(self.case.assigned())));
        };
        let says = self.what(&course);
        Some(format!("{} by {}.", says.trim_end_matches('.'), self.moment(course.term().due)))
    }

    /// A commitment whose time passed outweighs an answer that came in time.
    fn late_deed(&self) -> Option<CaseNow> {
        self.case.answered.as_ref()?;
        let mut open = open_promises(self.case);
        open.retain(|course| course.term().due < self.now);
        let course = open.iter().min_by_key(|course| course.term().due)?;
        Some(CaseNow::Overdue {
            by: self.person(course.by.as_ref()).to_owned(),
            what: "something",
            was_due: self.moment(course.term().due),
        })
    }

    fn first_sentence(&self) -> String {
        promise_sentence(self.site, &self.opened.what, self.clock, self.now)
    }

    /// What happened, the oldest first, then what is to come.
    pub(super) fn steps(&self) -> Vec<StepView> {
        self.steps_with(&[])
    }

    /// The same, with what happened on cases that are part of this one in its place.
    pub(super) fn steps_with(&self, parts: &[Case]) -> Vec<StepView> {
        let mut steps = self.happened();
        for part in parts {
            if let Some(opened) = &part.opened {
                steps.extend(Told { case: part, opened, ..*self }.happened());
            }
        }
        steps.sort_by_key(|(at, _)| *at);
        steps.extend(self.to_come());
        steps.into_iter().map(|(_, step)| step).collect()
    }

    fn happened(&self) -> Vec<Step> {
        let mut steps = vec![self.beginning()];
        steps.extend(self.receipt());
        if let Some(read) = &self.case.acknowledged {
            let what = format!("{} read your message", self.person(Some(&read.what.by)));
            steps.push(self.done(what, read.at, None));
        }
        steps.extend(self.moves());
        for At { at, what } in self.case.commitments.values() {
            let said = format!("{} promised", self.person(Some(&what.by)));
            steps.push(self.done(said, *at, Some(what.words.as_str())));
        }
        for (number, kept) in &self.case.kept {
            let words = self.case.commitments.get(number).map(|one| one.what.words.as_str());
            let what = format!("{} kept it", self.person(Some(&kept.what)));
            steps.push(self.done(what, kept.at, words));
        }
        steps.extend(self.written());
        let by_step = |at| self.case.steps.values().any(|step| step.at == at);
        if let Some(answered) = self.case.answered.as_ref().filter(|one| !by_step(one.at)) {
            let done = answering(&self.opened.what).done();
            let what = format!("{} {done}", self.person(Some(&answered.what)));
            steps.push(self.done(what, answered.at, None));
        }
        if let Some((by, at)) = self.closed() {
            let what = format!("{} closed it", self.person(Some(by)));
            steps.push(self.done(what, at, None));
        }
        steps
    }

    /// Who closed it, and when, where nothing was written with that.
    fn closed(&self) -> Option<(&PersonId, Timestamp)> {
        let mut steps = self.case.steps.values().rev();
        let closes = |done: &Done| {
            matches!(done, Done::Resolved | Done::Declined { .. } | Done::Merged { .. })
        };
        let last = steps.find(|step| closes(&step.what.done))?;
        let resolved = last.what.done == Done::Resolved && self.case.is_closed();
        resolved.then_some((&last.what.by, last.at))
    }

    /// What was written to and fro.
    fn written(&self) -> Vec<Step> {
        let replies = self.case.steps.values().filter_map(|At { at, what }| {
            let words = what.words_to_customer()?.as_str();
            let by = self.person(Some(&what.by));
            let said = match &what.done {
                Done::Replied { asks: true, .. } => format!("{by} asked you something"),
                Done::Declined { elsewhere: Some(elsewhere), .. } => {
                    format!("{by} answered, and named {}", elsewhere.as_str())
                }
                _ => format!("{by} answered"),
            };
            Some(self.done(said, *at, Some(words)))
        });
        let wrote = self.case.wrote.values().map(|At { at, what }| {
            let (at, step) = self.done("You wrote".to_owned(), *at, None);
            (at, StepView { words: Some((what.words.as_str().to_owned(), None)), ..step })
        });
        replies.chain(wrote).collect()
    }

    fn beginning(&self) -> Step {
        let fields = &self.opened.what.fields;
        let words = fields.message.as_ref().map(|message| {
            let wish = fields.wish.as_ref().map(|wish| wish.as_str().to_owned());
            (message.as_str().to_owned(), wish)
        });
        let what = match fields.kind {
            Kind::Callback => "You asked to be called back",
            Kind::Question | Kind::Complaint | Kind::Praise => "You wrote to us",
        };
        let (at, step) = self.done(what.to_owned(), self.opened.at, None);
        (at, StepView { words, ..step })
    }

    fn receipt(&self) -> Option<Step> {
        let ended = self.case.performed.get(&ObligationId::SendReceipt)?;
        let sent = ended.what == Outcome::Sent;
        let what = "A receipt went to your address".to_owned();
        sent.then(|| self.step(what, ended.at, StepKind::Machine, None))
    }

    fn moves(&self) -> impl Iterator<Item = Step> {
        self.case.moves.values().map(|At { at, what }| match &what.by {
            Some(by) => {
                let first = self.person(Some(by));
                let said = format!("{first} gave a new time: by {}", self.moment(what.due));
                self.done(said, *at, what.reason.as_ref().map(|reason| reason.as_str()))
            }
            None => {
                let said = format!("It takes longer. The new time is {}", self.moment(what.due));
                self.step(said, *at, StepKind::Machine, None)
            }
        })
    }

    /// What is promised next, or was and did not come.
    fn to_come(&self) -> Vec<Step> {
        if self.case.is_closed() {
            return Vec::new();
        }
        let mut open: Vec<Step> = open_promises(self.case)
            .iter()
            .map(|course| {
                let due = course.term().due;
                let what = match course.what {
                    Promised::Read if answering(&self.opened.what) == Answering::Read => {
                        format!("{} reads it", self.person(course.by.as_ref()))
                    }
                    Promised::Read => format!(
                        "{} reads it and says when the answer comes",
                        self.person(course.by.as_ref())
                    ),
                    Promised::Call | Promised::Answer | Promised::Deed => {
                        self.what(course).trim_end_matches('.').to_owned()
                    }
                };
                let kind = if due < self.now { StepKind::Late } else { StepKind::ToCome };
                let when = format!("By {}", self.moment(due));
                (due, StepView { what, when, kind, words: None, said: None })
            })
            .collect();
        open.sort_by_key(|(due, _)| *due);
        open
    }

    fn done(&self, what: String, at: Timestamp, said: Option<&str>) -> Step {
        self.step(what, at, StepKind::Done, said)
    }

    fn step(&self, what: String, at: Timestamp, kind: StepKind, said: Option<&str>) -> Step {
        let (when, said) = (upper(&self.moment(at)), said.map(str::to_owned));
        (at, StepView { what, when, kind, words: None, said })
    }

    /// "Your name, your e-mail and what you wrote here, until 17 November 2027." How long is
    /// counted from when the case is closed.
    pub(super) fn keeps(&self) -> String {
        let fields = &self.opened.what.fields;
        let mut things = Vec::new();
        things.extend(fields.name.is_some().then_some("your name"));
        things.extend(fields.email.is_some().then_some("your e-mail"));
        things.extend(fields.phone.is_some().then_some("your number"));
        things.push("what you wrote here");
        let last = things.pop().unwrap_or_default();
        let list = match things.as_slice() {
            [] => last.to_owned(),
            some => format!("{} and {last}", some.join(", ")),
        };
        let days = i64::from(self.site.retention.days());
        let list = upper(&list);
        match self.case.closed_at() {
            Some(closed) => {
                let until = self.clock.date_with_year(closed.plus_ms(days * DAY_MS));
                format!("{list}, until {until}.")
            }
            None => format!("{list}, until {days} days after this is closed."),
        }
    }
}

#[cfg(test)]
mod tests;
