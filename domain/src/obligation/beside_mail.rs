//! What the business is told beside mail: on screens that somebody asked to be told on, and by a
//! call to the owner's own server.
//!
//! Screens tell a person whatever a mail tells them; the call tells what comes in. Nothing is told
//! of what was before somebody asked for it, or of what bears the marks of a machine: mail tells
//! of that.

use super::{Obligation, ObligationId, Owed, TRIED_FOR_MS};
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
    if owed.is_doubtful() || listeners.is_empty() {
        return Vec::new();
    }
    owed.first_notice();
    owed.watch();
    owed.reminders_of_commitments();
    owed.what_came_in();
    let listens = |person: &PersonId, from: Timestamp| {
        listeners.iter().any(|one| one.person == *person && one.since <= from)
    };
    let mails = owed.list.into_iter();
    let heard = mails.filter(|mail| mail.id.person().is_some_and(|who| listens(who, mail.from)));
    let pushes = heard.map(|mail| Obligation {
        id: ObligationId::Push(Box::new(mail.id)),
        until: mail.until.plus_ms(PUSHED_FOR_MS - TRIED_FOR_MS),
        ..mail
    });
    pushes.filter(|push| !case.performed.contains_key(&push.id)).collect()
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
}
