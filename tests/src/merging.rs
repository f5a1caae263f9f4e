//! Two cases that became one, as they stand at the end: a merge is a step on both or on none, and
//! so is its undoing.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hearback_domain::step::{Done, Step};
use hearback_domain::wire::{Ask, Reply, fact_from_json};
use hearback_domain::{At, Case, CaseId};

use crate::world::World;

impl World {
    /// Each half has its other, made in the same moment by the same person.
    pub(crate) fn check_merged(&self, cases: &BTreeMap<CaseId, Case>) {
        for case in cases.values() {
            for (number, step) in case.steps.iter() {
                let (other, is_half): (CaseId, fn(&Done, CaseId) -> bool) = match step.what.done {
                    Done::Merged { into } => {
                        self.check_one_customer(case, cases.get(&into));
                        (into, |done, id| matches!(done, Done::Joined { from, .. } if *from == id))
                    }
                    Done::Joined { from, .. } => {
                        (from, |done, id| matches!(done, Done::Merged { into } if *into == id))
                    }
                    Done::Parted { from } => (from, |done, _| *done == Done::Reopened),
                    Done::Reopened => match merged_before(case, *number) {
                        Some(into) => {
                            (into, |done, id| matches!(done, Done::Parted { from } if *from == id))
                        }
                        None => continue,
                    },
                    _ => continue,
                };
                let is_other = |at: &At<Step>| {
                    at.at == step.at
                        && at.what.by == step.what.by
                        && is_half(&at.what.done, case.id)
                };
                if !cases.get(&other).is_some_and(|other| other.steps.values().any(is_other)) {
                    let (name, other) = (case.id.text(), other.text());
                    self.broken(format!("step {number} of {name} has no other half on {other}"));
                }
            }
        }
    }

    /// With a case the book shows all that are part of it, and nothing of what is not.
    pub(crate) async fn check_shown_together(self: &Rc<Self>) {
        let cases = self.folded();
        for case in cases.values() {
            let Ok(Reply::Facts { facts }) = self.ask(&Ask::Case { case: case.id.text() }).await
            else {
                self.broken(format!("the book does not show {}", case.id.text()));
                continue;
            };
            let facts = facts.iter().filter_map(|stored| fact_from_json(stored));
            let mut shown: BTreeSet<CaseId> = facts.map(|fact| fact.case).collect();
            let mut expected = parts(case.id, &cases);
            expected.extend(case.merged().map(|(_, into)| into));
            expected.insert(case.id);
            shown.insert(case.id);
            if shown != expected {
                self.broken(format!(
                    "other cases are shown with {} than are of it",
                    case.id.text()
                ));
            }
        }
    }

    /// Only cases of one customer become one, the later part of the earlier.
    fn check_one_customer(&self, later: &Case, earlier: Option<&Case>) {
        let of = |case: &Case| {
            let opened = case.opened.as_ref()?;
            Some((opened.what.fields.email.clone()?, opened.at))
        };
        let sound = match (of(later), earlier.and_then(of)) {
            (Some((one, at)), Some((other, before))) => one == other && before <= at,
            _ => false,
        };
        if !sound || earlier.is_some_and(|earlier| earlier.id == later.id) {
            self.broken(format!("{} became part of what is not its own", later.id.text()));
        }
    }
}

/// All that are part of a case, and all that are part of those.
fn parts(id: CaseId, cases: &BTreeMap<CaseId, Case>) -> BTreeSet<CaseId> {
    let (mut all, mut next) = (BTreeSet::new(), vec![id]);
    while let Some(whole) = next.pop() {
        let of_whole = |case: &&Case| case.merged().is_some_and(|(_, into)| into == whole);
        let parts = cases.values().filter(of_whole).map(|case| case.id);
        next.extend(parts.filter(|part| all.insert(*part)));
    }
    all
}

/// Of which case it was part when a step was made.
fn merged_before(case: &Case, number: u32) -> Option<CaseId> {
    let at = case.steps.get(&number)?.at;
    let mut before = case.clone();
    before.steps.retain(|known, _| *known < number);
    before.wrote.retain(|_, wrote| wrote.at < at);
    before.merged().map(|(_, into)| into)
}
