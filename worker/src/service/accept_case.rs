//! A message is accepted: checked, promised, stored. The API and the plain form share this.

use hearback_domain::key::fact_key_of;
use hearback_domain::promise::promise;
use hearback_domain::wire::{Ask, Submission, fact_from_json, fact_to_json};
use hearback_domain::{CaseId, DAY_MS, Day, Fact, Opened, Site, Slot, SlotError, Timestamp, What};

use super::{Edge, Service, SiteNow};
use crate::book::stored_form;
use crate::fault::{Fault, is_on};

/// What became of a message.
pub(super) enum Accepted {
    /// It is stored; the fact may be of an earlier arrival of the same message.
    Stored(Fact, Box<Opened>),
    /// The same submission id came before with other words, which stand.
    OtherWords,
    /// The time that was chosen to be rung cannot be had any more.
    SlotGone(SlotError),
    /// The store did not say that it was written.
    NotStored,
}

impl Accepted {
    /// What the book is told: the fact, also when it is a repeat, for the first telling may be lost.
    pub(super) fn tell(&self, site: &Site) -> Option<(hearback_domain::SiteId, Ask)> {
        match self {
            Self::Stored(fact, _) => {
                Some((site.id.clone(), Ask::Tell { facts: vec![fact_to_json(fact)] }))
            }
            Self::OtherWords | Self::SlotGone(_) | Self::NotStored => None,
        }
    }
}

/// A submission id that says when it was made is believed this far back; lists look as far.
pub(super) const FILED_DAYS_BACK_MAX: i64 = 2;

impl<E: Edge> Service<E> {
    pub(super) async fn accept(&self, site: &SiteNow, submission: Submission) -> Accepted {
        let now = self.edge.now();
        let days = filing_days(submission.id.made_at_ms(), now);
        for day in days.iter().filter(|_| !is_on(Fault::UnseenRepeat)) {
            let case = self.config.secret.case_id(&site.id, submission.id, *day);
            match self.edge.get(&fact_key_of(&site.id, &case, "opened")).await {
                Ok(None) => {}
                Ok(Some(stored)) => return repeated(&stored, &submission),
                Err(_) => return Accepted::NotStored,
            }
        }
        // After the repeats: a slot may have begun since it was promised.
        let from = site.capacity.counted_from(site.zone(), now);
        let check = |slot: Slot| match slot.check(&site.hours, now) {
            Ok(()) if slot.start() < from => Err(SlotError::Closed),
            checked => checked,
        };
        if let Some(Err(gone)) = submission.slot.map(check) {
            return Accepted::SlotGone(gone);
        }
        let case = self.config.secret.case_id(&site.id, submission.id, days[0]);
        let opened = self.opened(site, &case, submission, now);
        let fact = Fact { case, at: now, what: What::Opened(Box::new(opened.clone())) };
        let (key, value, note) = stored_form(&site.id, &fact);
        match self.edge.put(&key, &value, &note).await {
            Ok(()) => Accepted::Stored(fact, Box::new(opened)),
            Err(_) => Accepted::NotStored,
        }
    }

    fn opened(
        &self,
        site: &SiteNow,
        case: &CaseId,
        submission: Submission,
        now: Timestamp,
    ) -> Opened {
        Opened {
            submission: submission.id,
            reference: self.config.secret.reference(&site.id, case),
            read_by: match submission.slot {
                Some(slot) => slot.end(),
                None => promise(site, &site.record, submission.fields.kind, now).due,
            },
            slot: submission.slot,
            fields: submission.fields,
            page: submission.page,
            language: submission.language,
            zone: submission.zone,
            suspect: submission.suspect,
        }
    }
}

/// The days under which a message is or will be filed, the one to file it under first.
///
/// An id that says when it was made names one day, so that a repeat finds its case later on. One
/// that does not, or that a very wrong clock made, is looked for under yesterday as well. Tomorrow is believed, so
/// that a message from a clock that is fast stays under one day over midnight.
fn filing_days(made_at_ms: Option<u64>, now: Timestamp) -> Vec<Day> {
    let today = Day::of(now);
    let made = made_at_ms.and_then(|ms| i64::try_from(ms).ok()).map(Timestamp::from_ms);
    let believed = made
        .filter(|at| now.plus_ms(-FILED_DAYS_BACK_MAX * DAY_MS) <= *at)
        .filter(|at| Day::of(*at) <= Day::of(now.plus_ms(DAY_MS)));
    match believed {
        Some(at) => vec![Day::of(at)],
        None => vec![today, today.back(1)],
    }
}

fn repeated(stored: &str, submission: &Submission) -> Accepted {
    match fact_from_json(stored) {
        Some(fact) => match fact.what.clone() {
            What::Opened(first)
                if first.submission == submission.id
                    && first.fields == submission.fields
                    && first.slot == submission.slot =>
            {
                Accepted::Stored(fact, first)
            }
            _ => Accepted::OtherWords,
        },
        None => Accepted::NotStored,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect(raw)
    }

    fn days(made: Option<&str>, now: &str) -> Vec<String> {
        let made = made.map(|made| u64::try_from(at(made).ms()).expect("after 1970"));
        filing_days(made, at(now)).iter().map(|day| day.text()).collect()
    }

    #[test]
    fn a_repeat_is_looked_for_under_the_day_its_id_names() {
        let now = "2026-11-23T00:05:00Z";
        assert_eq!(days(Some("2026-11-22T23:59:00Z"), now), ["2026-11-22"]);
        assert_eq!(days(Some("2026-11-21T00:05:00Z"), now), ["2026-11-21"]);
    }

    #[test]
    fn an_id_of_a_fast_clock_names_one_day_before_and_after_midnight() {
        let made = Some("2026-11-24T00:30:00Z");
        assert_eq!(days(made, "2026-11-23T23:50:00Z"), ["2026-11-24"]);
        assert_eq!(days(made, "2026-11-24T00:10:00Z"), ["2026-11-24"]);
    }

    #[test]
    fn an_id_without_a_believable_moment_is_looked_for_today_and_yesterday() {
        let now = "2026-11-23T00:05:00Z";
        for made in [None, Some("2026-11-20T23:00:00Z"), Some("2026-11-25T00:00:00Z")] {
            assert_eq!(days(made, now), ["2026-11-23", "2026-11-22"], "{made:?}");
        }
    }
}
