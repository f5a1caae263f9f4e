//! Once an hour every book is asked to look for facts it lacks: those whose telling was lost.

use hearback_domain::key::SITES;
use hearback_domain::wire::Ask;
use hearback_domain::{Day, HOUR_MS, SiteId, Timestamp};

use super::accept_case::FILED_DAYS_BACK_MAX;
use super::{Edge, Service};
use crate::platform::KvError;

/// Workers KV gives 1,000 lists a day on the free plan; 40 an hour leave room to rebuild a book.
pub const LISTS_PER_HOUR_MAX: usize = 40;

/// One list finds the sites, and each site takes two: today, and one of the days around.
pub const SITES_PER_HOUR_MAX: usize = (LISTS_PER_HOUR_MAX - 1) / 2;

impl<E: Edge> Service<E> {
    /// Asks the books whose turn it is; with many sites each comes every few hours.
    ///
    /// # Errors
    /// When the sites cannot be listed; the next hour tries again.
    pub async fn hand_over(&self) -> Result<(), KvError> {
        let now = self.edge.now();
        let page = self.edge.list(SITES, None).await?;
        let sites: Vec<SiteId> = page
            .keys
            .iter()
            .filter_map(|name| SiteId::parse(name.key.strip_prefix(SITES)?).ok())
            .collect();
        let ask = Ask::HandOver { days: days(now) };
        for site in turn(&sites, now) {
            // A book that does not answer is asked again when its turn comes.
            if self.edge.ask(site, &ask).await.is_err() {
                continue;
            }
        }
        Ok(())
    }
}

/// Today and, in turns by the hour, the other days that a message may have been filed under since
/// that day's last turn: tomorrow by a fast clock, and one day more than ids are believed back.
fn days(now: Timestamp) -> Vec<String> {
    const BACK: [i64; 4] = [-1, 1, FILED_DAYS_BACK_MAX, FILED_DAYS_BACK_MAX + 1];
    let hour = usize::try_from(now.ms() / HOUR_MS).unwrap_or_default();
    let today = Day::of(now);
    vec![today.text(), today.back(BACK[hour % BACK.len()]).text()]
}

/// The sites whose turn it is this hour.
fn turn(sites: &[SiteId], now: Timestamp) -> impl Iterator<Item = &SiteId> {
    let turns = sites.len().div_ceil(SITES_PER_HOUR_MAX).max(1);
    let hour = usize::try_from(now.ms() / HOUR_MS).unwrap_or_default();
    sites.iter().skip(hour % turns * SITES_PER_HOUR_MAX).take(SITES_PER_HOUR_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect(raw)
    }

    #[test]
    fn today_is_looked_at_every_hour_and_the_other_days_in_turns() {
        let days = |hour| days(at(&format!("2026-11-23T{hour}:00:00Z")));
        assert_eq!(days("08"), ["2026-11-23", "2026-11-24"]);
        assert_eq!(days("09"), ["2026-11-23", "2026-11-22"]);
        assert_eq!(days("10"), ["2026-11-23", "2026-11-21"]);
        assert_eq!(days("11"), ["2026-11-23", "2026-11-20"]);
    }

    #[test]
    fn every_site_has_its_turn_and_an_hour_stays_within_its_lists() {
        let id = |n| SiteId::parse(&format!("site-{n}")).expect("an id");
        let sites: Vec<SiteId> = (0..50).map(id).collect();
        let hour = |n: i64| turn(&sites, Timestamp::from_ms(n * HOUR_MS)).cloned();
        let seen: Vec<SiteId> = (0..3).flat_map(hour).collect();
        assert_eq!(seen, sites);
        assert!((0..9).all(|n| 2 * hour(n).count() < LISTS_PER_HOUR_MAX));
    }
}
