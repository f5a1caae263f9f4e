//! What the business is told beside mail: on screens that somebody asked to be told on, and by a
//! call to the owner's own server.
//!
//! Told is what comes in, by name and reference: a new case and what a customer wrote once more.
//! Nothing is told of what was written before somebody asked for it, or that bears the marks of a
//! machine: mail tells of that.

use super::{Obligation, ObligationId, Owed};
use crate::{Case, DAY_MS, PersonId, Site, Timestamp};

/// A person with a screen that tells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Who.
    pub person: PersonId,
    /// Since when one of their screens does.
    pub since: Timestamp,
}

/// What was news a day ago is no reason to make a telephone ring.
const PUSHED_FOR_MS: i64 = DAY_MS;

/// What is owed to screens, and not yet ended. Which there are only the book knows; everything
/// else follows from the facts as in [`super::owed`].
pub fn pushes(case: &Case, site: &Site, listeners: &[Listener]) -> Vec<Obligation> {
    let Some(opened) = &case.opened else { return Vec::new() };
    let mut owed = Owed { case, site, opened, list: Vec::new() };
    for Listener { person, since } in listeners {
        owed.push_new(person, *since);
        owed.push_again(person, *since);
    }
    for obligation in &mut owed.list {
        obligation.until = obligation.from.plus_ms(PUSHED_FOR_MS);
    }
    owed.list
}

impl Owed<'_> {
    /// Every event is called out once, whatever became of the case since.
    pub(super) fn hooks(&mut self) {
        let Some(since) = self.site.webhook.as_ref().map(|webhook| webhook.since) else { return };
        if since <= self.opened.at && !self.opened.what.suspect {
            self.at_once(ObligationId::PostHook(None), self.opened.at);
        }
        let doubtful = self.is_doubtful();
        for (submission, wrote) in self.case.wrote.iter().filter(|_| !doubtful) {
            if since <= wrote.at {
                self.at_once(ObligationId::PostHook(Some(submission.clone())), wrote.at);
            }
        }
    }

    fn push_new(&mut self, person: &PersonId, since: Timestamp) {
        let hears = self.site.notified().any(|one| one.id == *person);
        if hears && self.is_new() && since <= self.opened.at && !self.opened.what.suspect {
            let id = ObligationId::Push { person: person.clone(), submission: None };
            self.at_once(id, self.opened.at);
        }
    }

    fn push_again(&mut self, person: &PersonId, since: Timestamp) {
        if self.is_doubtful() || !self.dealing().contains(person) {
            return;
        }
        for (submission, at) in self.waiting_words() {
            if since <= at {
                let submission = Some(submission);
                self.at_once(ObligationId::Push { person: person.clone(), submission }, at);
            }
        }
    }
}
