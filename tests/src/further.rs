//! Customers who write once more from the page of their case, while people of the business act on
//! it, and what must be true of that: their words are kept once, they are promised the next answer,
//! and whoever owes it hears of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hearback_domain::step::{Done, Mark, Step};
use hearback_domain::submission::SubmissionId;
use hearback_domain::wire::{fact_from_json, fact_to_json};
use hearback_domain::{
    Case, CaseId, DAY_MS, Fact, HOUR_MS, MINUTE_MS, ObligationId, PersonId, SECOND_MS, Timestamp,
};

use crate::deadlines::Watched;
use crate::tending::tend_as;
use crate::visits::{Page, values};
use crate::world::World;

/// After so many tries people leave it.
const TRIES_MAX: u32 = 6;

/// Writes once more, some time later; two people of the business may be at the case just then.
pub(crate) async fn writes_again(world: Rc<World>, case: CaseId, number: u32) {
    let later = (3 * DAY_MS).min(world.weather_left_ms() + HOUR_MS);
    world.executor.sleep(world.below(later)).await;
    if world.likes(0.5) {
        for person in world.site.team.people() {
            let (world, address) = (Rc::clone(&world), person.email.as_str().to_owned());
            world.spawn(at_once(Rc::clone(&world), address, case));
        }
    }
    let link = world.config.case_url(world.site_id(), &case);
    for _ in 0..TRIES_MAX {
        let page = world.open(&link).await.filter(|page| page.status == 200);
        if let Some(page) = page {
            return write(&world, &page, case, number).await;
        }
        world.executor.sleep(world.below(10 * MINUTE_MS)).await;
    }
}

/// Whether a case is part of another, or another of it.
pub(crate) fn is_shared(world: &Rc<World>, case: CaseId) -> bool {
    let folded = world.folded();
    let case = folded.get(&case);
    case.is_some_and(|case| case.merged().is_some() || !case.joined().is_empty())
}

/// Somebody of the business acts within the same seconds.
async fn at_once(world: Rc<World>, address: String, case: CaseId) {
    world.executor.sleep(world.below(SECOND_MS)).await;
    tend_as(&world, &address, &case.text()).await;
}

/// Presses until it is sent, with one form: sent twice it is one message. Around midnight nobody
/// presses again, for each day has a file of its own.
async fn write(world: &Rc<World>, page: &Page, case: CaseId, number: u32) {
    // Whoever said that they never wrote has no form any more.
    let Some(form) = values(&page.html, "form").first().map(|form| (*form).to_owned()) else {
        return;
    };
    let words = format!("More words of customer {number}");
    let day = world.now().ms() / DAY_MS;
    for _ in 0..TRIES_MAX {
        match world.press(page, &[("form", form.as_str()), ("message", words.as_str())]).await {
            Some(303) => {
                world.trace(|| format!("customer {number} wrote again on {}", case.text()));
                return world.ledger.rewrote.borrow_mut().push((case, words));
            }
            None | Some(503) => {}
            // Two cases became one meanwhile, and this key did not come by mail.
            Some(403) if is_shared(world, case) => return,
            Some(status) => world.broken(format!("writing again is answered with {status}")),
        }
        world.executor.sleep(world.below(5 * MINUTE_MS)).await;
        if (world.now().ms() + MINUTE_MS) / DAY_MS != day {
            return;
        }
    }
}

impl World {
    /// Who was told that their further words are sent finds them once, on the case or on one that
    /// it was part of.
    pub(crate) fn check_rewrote(&self) {
        let cases = self.folded();
        for (id, words) in self.ledger.rewrote.borrow().iter() {
            let along = went_along(*id, &cases).into_iter();
            let wrote = along.filter_map(|id| cases.get(&id)).flat_map(|case| case.wrote.values());
            let found: Vec<_> = wrote.filter(|wrote| wrote.what.words.as_str() == words).collect();
            match found.as_slice() {
                [one] if one.what.answer_by.is_some_and(|due| due > one.at) => {}
                [_] => self.broken(format!("further words without a promise: {}", id.text())),
                many => {
                    let times = many.len();
                    self.broken(format!("further words are there {times} times: {}", id.text()));
                }
            }
        }
    }

    /// Of two people who act at once each knows whether it was they: what somebody was told is
    /// taken stands, in just their words.
    pub(crate) fn check_taken(&self) {
        let stored = self.facts_in_store();
        let facts = stored.values().filter_map(|stored| fact_from_json(stored));
        let untimed = |fact: Fact| fact_to_json(&Fact { at: Timestamp::default(), ..fact });
        let known: BTreeSet<String> = facts.map(untimed).collect();
        for taken in self.ledger.taken.borrow().iter().filter(|taken| !known.contains(*taken)) {
            self.broken(format!("somebody was told that this is done, and it is not: {taken}"));
        }
    }
}

/// A case with all that it was ever part of.
fn went_along(id: CaseId, cases: &BTreeMap<CaseId, Case>) -> BTreeSet<CaseId> {
    let (mut all, mut next) = (BTreeSet::new(), vec![id]);
    while let Some(id) = next.pop() {
        if let Some(case) = cases.get(&id).filter(|_| all.insert(id)) {
            next.extend(case.steps.values().filter_map(|step| match step.what.done {
                Done::Merged { into } => Some(into),
                _ => None,
            }));
        }
    }
    all
}

/// From a customer's further words until somebody answered.
pub(crate) struct Turn {
    pub(crate) name: SubmissionId,
    pub(crate) at: Timestamp,
    pub(crate) due: Timestamp,
    /// When it was answered or closed.
    pub(crate) over: Option<Timestamp>,
}

impl Watched<'_> {
    fn steps_at(&self, wanted: fn(&Step) -> bool) -> impl Iterator<Item = Timestamp> + '_ {
        self.case.steps.values().filter(move |step| wanted(&step.what)).map(|step| step.at)
    }

    fn answers(&self) -> impl Iterator<Item = Timestamp> + '_ {
        let pressed = self.case.answered.iter().map(|answered| answered.at);
        self.steps_at(Step::answers).chain(pressed)
    }

    /// When a case was settled first from a moment on: answered, closed, or set aside.
    fn settled(&self, from: Timestamp) -> Option<Timestamp> {
        let closed = |step: &Step| {
            matches!(step.done, Done::Resolved | Done::Declined { .. } | Done::Marked(_))
        };
        let all = self.answers().chain(self.steps_at(closed)).chain(self.case.disowned);
        all.filter(|at| *at >= from).min()
    }

    /// Whether somebody ever said that no customer waits here.
    pub(crate) fn was_set_aside(&self) -> bool {
        let aside = |step: &Step| matches!(step.done, Done::Marked(Mark::Spam | Mark::Fraud));
        self.steps_at(aside).next().is_some()
    }

    /// What was promised to a customer who wrote after an answer. Where a case was opened again
    /// afterwards its promises stand and fall with that; those are left out here.
    pub(crate) fn turns(&self) -> Vec<Turn> {
        let mut wrote: Vec<_> = self.case.wrote.iter().collect();
        wrote.sort_by_key(|(name, wrote)| (wrote.at, (*name).clone()));
        let reopens = |step: &Step| {
            matches!(step.done, Done::Reopened | Done::Marked(_) | Done::Replied { asks: true, .. })
        };
        let reopened = self.steps_at(reopens).max();
        let mut turns: Vec<Turn> = Vec::new();
        for (name, wrote) in wrote {
            let answered = self.answers().any(|at| at < wrote.at);
            let stands = turns.last().is_some_and(|turn| turn.over.is_none_or(|at| at > wrote.at));
            let same = turns.last().is_some_and(|turn| turn.over == Some(wrote.at));
            let (Some(due), Ok(name)) = (wrote.what.answer_by, SubmissionId::parse(name)) else {
                continue;
            };
            if answered && !stands && !same {
                turns.push(Turn { name, at: wrote.at, due, over: self.settled(wrote.at) });
            }
        }
        turns.retain(|turn| reopened.is_none_or(|at| at < turn.at));
        turns
    }

    /// Who is reminded: whoever was given the case, or answered last; nobody is named here where
    /// it was handed over meanwhile.
    pub(crate) fn dealing(&self, at: Timestamp) -> Vec<PersonId> {
        let mut handed: Vec<_> = self
            .case
            .steps
            .values()
            .filter_map(|step| match &step.what.done {
                Done::HandedOver { to, .. } => Some((step.at, to.clone())),
                _ => None,
            })
            .collect();
        handed.sort();
        if handed.last().is_some_and(|(handed_at, _)| *handed_at >= at) {
            return Vec::new();
        }
        let steps = self.case.steps.values().filter(|step| step.what.answers());
        let steps = steps.map(|step| (step.at, step.what.by.clone()));
        let pressed = self.case.answered.iter().map(|one| (one.at, one.what.clone()));
        let answered = steps.chain(pressed).filter(|(answered_at, _)| *answered_at < at).max();
        handed.pop().or(answered).map(|(_, person)| person).into_iter().collect()
    }

    /// Whoever deals with the case hears that the customer wrote; the time that was given is one
    /// that the settings support.
    pub(crate) fn check_wrote(&self) {
        // What was set aside, or written in somebody else's name, tells nobody anything.
        if self.was_set_aside() || self.case.disowned.is_some() {
            return;
        }
        for (name, wrote) in &self.case.wrote {
            let by = self.by_when(wrote.at, false);
            let mut people = self.world.site.team.people();
            let told = people.any(|person| {
                let (submission, person) = (name.clone(), person.id.clone());
                let id = ObligationId::TellWrote { submission, person };
                self.mail(&id).is_some_and(|at| at <= by)
            });
            if !told && self.settled(wrote.at).is_none_or(|at| at > by) {
                self.broken(&format!("nobody was told of {name} by {}", by.rfc3339()));
            }
            let Some(opened) = &self.case.opened else { continue };
            let minutes = self.world.site.targets.minutes(opened.what.fields.kind);
            let least = self.clerk.after(wrote.at, i64::from(minutes) * MINUTE_MS);
            if wrote.what.answer_by.is_none_or(|due| due < least) {
                self.broken(&format!("{name} was promised an answer that is too soon"));
            }
        }
    }
}
