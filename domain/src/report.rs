//! What a business did with its promises, week by week: for its desk, and mailed on Mondays.
//!
//! Counted from the same entries, by the same rules, as the record that customers see (see
//! [`crate::record`]): a promise counts in the week of its deadline, a message in the week in
//! which it was to be read, also where nobody has. Weeks begin on Mondays by the clock of the
//! business. Not here: how it is said (see [`crate::wording`]) and drawn; who hears nothing
//! (see [`crate::silence`]).

use chrono::{Datelike, Days, NaiveDate};

use crate::opening_hours::OpeningHours;
use crate::promise::waking;
use crate::record::{Entry, Record, Tally, Waits};
use crate::submission::Kind;
use crate::{DAY_MS, Timestamp};

/// Whole weeks that are shown: as many as 90 days hold.
pub const WEEKS: u64 = 13;

/// The entries that a report is counted from have a deadline within this time: thirteen weeks, and
/// the one that has begun.
pub const REPORT_MS: i64 = (WEEKS as i64 + 1) * WEEK_DAYS as i64 * DAY_MS + DAY_MS;

const WEEK_DAYS: u64 = 7;

/// What was measured of one site by a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Over 90 days, as customers see it.
    pub record: Record,
    /// Whole weeks, the oldest first; the last is the one the report is about.
    pub weeks: Vec<Week>,
    /// Promises of the week that has begun.
    pub so_far: Tally,
    /// How long each message of the last week took to be read, the shortest first.
    pub read: Vec<Wait>,
    /// And to be answered.
    pub answered: Vec<Wait>,
}

/// One week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// When it began: a Monday at 0:00.
    pub begins: Timestamp,
    /// How the promises ended that were due in it.
    pub promises: Tally,
    /// Reading of what was to be read in it.
    pub read: Waits,
    /// Answering of what was to be answered in it.
    pub answered: Waits,
}

/// How long one customer waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wait {
    /// Minutes of opening time; for whoever still waits as many as have passed.
    pub minutes: u32,
    /// Whether they still wait.
    pub goes_on: bool,
}

impl Report {
    /// Counts cases as they stand at `now`; each case once.
    pub fn count(hours: &OpeningHours, entries: &[Entry], now: Timestamp) -> Self {
        let begun = monday_before(hours, now);
        let week = |back| {
            let from = monday(hours, begun, back);
            Span { hours, entries, from, to: monday(hours, begun, back - 1), now }
        };
        let last = week(1);
        let so_far = Span { hours, entries, from: last.to, to: now, now };
        Self {
            record: Record::count(hours, entries, now),
            weeks: (1..=WEEKS).rev().map(|back| week(back).week()).collect(),
            so_far: so_far.promises(),
            read: sorted(last.read()),
            answered: sorted(last.answered()),
        }
    }

    /// The week it is about.
    pub fn week(&self) -> Week {
        self.weeks.last().copied().unwrap_or_default()
    }

    /// The week before that.
    pub fn week_before(&self) -> Week {
        self.weeks.iter().rev().nth(1).copied().unwrap_or_default()
    }

    /// How the promises ended of all weeks shown.
    pub fn promises(&self) -> Tally {
        self.weeks.iter().fold(Tally::default(), |sum, week| Tally {
            kept: sum.kept + week.promises.kept,
            moved: sum.moved + week.promises.moved,
            broken: sum.broken + week.promises.broken,
        })
    }
}

/// What counts between two moments.
struct Span<'a> {
    hours: &'a OpeningHours,
    entries: &'a [Entry],
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
}

impl Span<'_> {
    fn week(&self) -> Week {
        Week {
            begins: self.from,
            promises: self.promises(),
            read: Waits::of(self.read().map(|wait| wait.minutes)),
            answered: Waits::of(self.answered().map(|wait| wait.minutes)),
        }
    }

    fn promises(&self) -> Tally {
        let strokes = self.entries.iter().flat_map(|entry| &entry.promises);
        Tally::of(strokes.copied().filter(|(due, _)| self.has(*due)))
    }

    fn read(&self) -> impl Iterator<Item = Wait> {
        let is_read = |entry: &&Entry| entry.kind != Kind::Callback && self.has(entry.first_due);
        self.entries.iter().filter(is_read).map(|entry| self.wait(entry, entry.read))
    }

    fn answered(&self) -> impl Iterator<Item = Wait> {
        let is_due = |entry: &&Entry| entry.answer_counts_from().is_some_and(|due| self.has(due));
        self.entries.iter().filter(is_due).map(|entry| self.wait(entry, entry.answered))
    }

    fn wait(&self, entry: &Entry, end: Option<Timestamp>) -> Wait {
        Wait {
            minutes: entry.minutes_to(end, self.hours, self.now),
            goes_on: end.is_none_or(|end| end > self.now),
        }
    }

    /// A deadline counts once it has passed.
    fn has(&self, due: Timestamp) -> bool {
        self.from <= due && due < self.to && due < self.now
    }
}

fn sorted(waits: impl Iterator<Item = Wait>) -> Vec<Wait> {
    let mut waits: Vec<_> = waits.collect();
    waits.sort_unstable();
    waits
}

/// The date of the Monday on or before a moment.
fn monday_before(hours: &OpeningHours, at: Timestamp) -> NaiveDate {
    let date = hours.zone().date(at);
    let days = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

/// When the Monday began that lies so many weeks before another.
fn monday(hours: &OpeningHours, begun: NaiveDate, back: u64) -> Timestamp {
    let date = begun.checked_sub_days(Days::new(back * WEEK_DAYS)).unwrap_or(begun);
    hours.zone().first_moment(date, 0)
}

/// When the report of a week that has passed is mailed: at the first opening from a Monday on.
/// The first such moment after `now`; none where the business is closed for longer than the
/// hours are searched.
///
/// In a week without any opening nothing is mailed: the next report counts it. A business whose
/// hours say nothing gets it on Monday morning.
pub fn mailed_after(hours: &OpeningHours, now: Timestamp) -> Option<Timestamp> {
    let begun = monday_before(hours, now);
    let weeks = OpeningHours::SEARCH_DAYS_MAX / WEEK_DAYS;
    (0..=weeks).find_map(|ahead| {
        let date = begun.checked_add_days(Days::new(ahead * WEEK_DAYS))?;
        let from = hours.zone().first_moment(date, 0);
        let opening = hours.stretches(from).find(|stretch| stretch.date >= date);
        let at = opening.map_or_else(|| waking(hours, from), |stretch| stretch.from);
        let is_of_the_week = at < hours.zone().midnight_after(from, WEEK_DAYS);
        (is_of_the_week && at > now).then_some(at)
    })
}

#[cfg(test)]
mod tests;
