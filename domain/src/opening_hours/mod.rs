//! When somebody is there: weekly hours, closed days and special days on the clock of one zone.
//!
//! Hours belong to the date on which they begin, also where they reach past midnight: a holiday
//! does not cut off the night before it. A special day takes the place of whatever else its date
//! would have; a closed day takes the place of the weekly hours. Where clocks change, a skipped
//! time means the moment of the change and a repeated one its first coming
//! (see [`crate::site::ClockTime`]): a door that closes at 1:30 stays closed when 1:30 comes again,
//! and hours that lie wholly inside a skipped hour do not happen. Not here: what is promised from
//! it (see [`crate::promise`]) and how it is said (see [`crate::wording`]).

mod closed_days;
mod span;
#[cfg(test)]
mod tests;

pub(crate) use closed_days::date;
pub use closed_days::{ClosedDays, ClosedDaysError};
pub(crate) use span::clock_minute;
pub use span::{DayHours, DayHoursError, Span, SpanError};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use litemap::LiteMap;

use crate::site::Zone;
use crate::{DAY_MS, MINUTE_MS, Timestamp};

/// The hours of one business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningHours {
    zone: Zone,
    /// Monday first.
    week: [DayHours; 7],
    closed: Vec<ClosedDays>,
    special: LiteMap<NaiveDate, DayHours>,
}

/// How the door stands at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Somebody is there until then.
    Open {
        /// When the door closes.
        until: Timestamp,
    },
    /// Somebody is there, and the door does not close within a week.
    AroundTheClock,
    /// Nobody is there.
    Closed {
        /// When the door opens again.
        back: Timestamp,
    },
    /// The door does not open within [`OpeningHours::SEARCH_DAYS_MAX`].
    Never,
}

/// There is not enough opening time within [`OpeningHours::SEARCH_DAYS_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeverOpens;

/// One stretch of opening time; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The date it belongs to by the clock of the business.
    pub date: NaiveDate,
    /// The moment the door opens.
    pub from: Timestamp,
    /// The moment it closes.
    pub to: Timestamp,
}

impl OpeningHours {
    /// A business that opens once a year is still found, with a month to spare.
    pub const SEARCH_DAYS_MAX: u64 = 400;
    /// A door that stays open longer is said to be open around the clock.
    const OPEN_SHOWN_MS_MAX: i64 = 7 * DAY_MS;

    /// Puts hours together; `week` begins on Monday.
    pub fn new(
        zone: Zone,
        week: [DayHours; 7],
        closed: Vec<ClosedDays>,
        special: impl IntoIterator<Item = (NaiveDate, DayHours)>,
    ) -> Self {
        Self { zone, week, closed, special: special.into_iter().collect() }
    }

    /// The clock these hours are written for.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The usual hours of a day of the week.
    pub fn usual(&self, day: Weekday) -> &DayHours {
        &self.week[day.num_days_from_monday() as usize]
    }

    /// Days on which the usual hours do not hold.
    pub fn closed(&self) -> &[ClosedDays] {
        &self.closed
    }

    /// Dates with hours of their own.
    pub const fn special(&self) -> &LiteMap<NaiveDate, DayHours> {
        &self.special
    }

    /// The hours that begin on a date.
    pub fn on(&self, date: NaiveDate) -> &[Span] {
        if let Some(hours) = self.special.get(&date) {
            return hours.spans();
        }
        if self.closed.iter().any(|days| days.contains(date)) {
            return &[];
        }
        self.usual(date.weekday()).spans()
    }

    /// All stretches that end after `at`, in order of their beginnings, as far as the search
    /// goes. Two may touch or overlap where a night reaches into the next day's hours.
    pub fn stretches(&self, at: Timestamp) -> impl Iterator<Item = Stretch> {
        let today = self.zone.date(at);
        // Yesterday's hours may reach past midnight.
        let first = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        (0..=Self::SEARCH_DAYS_MAX)
            .map_while(move |days| first.checked_add_days(Days::new(days)))
            .flat_map(move |date| self.on(date).iter().map(move |span| self.stretch(date, *span)))
            .filter(move |stretch| stretch.to > at && stretch.to > stretch.from)
    }

    /// The moment by which the door has stood open for `minutes` since `start`.
    ///
    /// ```
    /// use hearback_domain::opening_hours::{DayHours, OpeningHours, Span};
    /// use hearback_domain::{Timestamp, site::Zone};
    ///
    /// let day = DayHours::new(vec![Span::parse("8:00-17:30").unwrap()]).unwrap();
    /// let week = [(); 7].map(|()| day.clone());
    /// let zone = Zone::parse("Europe/London").unwrap();
    /// let hours = OpeningHours::new(zone, week, Vec::new(), []);
    ///
    /// let evening = Timestamp::parse("2026-11-23T17:00:00Z").unwrap();
    /// let due = hours.add_open_time(evening, 60).unwrap();
    /// assert_eq!(Some(due), Timestamp::parse("2026-11-24T08:30:00Z"));
    /// ```
    ///
    /// No minutes at all give `start` itself while the door is open, and the next opening otherwise.
    ///
    /// # Errors
    /// When there is not that much opening time within [`Self::SEARCH_DAYS_MAX`].
    pub fn add_open_time(&self, start: Timestamp, minutes: u32) -> Result<Timestamp, NeverOpens> {
        let mut left_ms = i64::from(minutes) * MINUTE_MS;
        for (from, to) in self.open_from(start) {
            let open_ms = to.ms() - from.ms();
            if left_ms <= open_ms {
                return Ok(from.plus_ms(left_ms));
            }
            left_ms -= open_ms;
        }
        Err(NeverOpens)
    }

    /// How long the door stood open between two moments, in milliseconds: what a customer waited,
    /// nights and holidays left out. Nothing when `to` does not come after `from`.
    ///
    /// The inverse of [`Self::add_open_time`], with the same horizon: what lies farther than
    /// [`Self::SEARCH_DAYS_MAX`] after `from` is not counted.
    ///
    /// ```
    /// # use hearback_domain::opening_hours::{DayHours, OpeningHours, Span};
    /// # use hearback_domain::{MINUTE_MS, Timestamp, site::Zone};
    /// # let day = DayHours::new(vec![Span::parse("8:00-17:30").unwrap()]).unwrap();
    /// # let week = [(); 7].map(|()| day.clone());
    /// # let zone = Zone::parse("Europe/London").unwrap();
    /// // Every day from 8:00 to 17:30.
    /// let hours = OpeningHours::new(zone, week, Vec::new(), []);
    /// let asked = Timestamp::parse("2026-11-23T17:00:00Z").unwrap();
    /// let read = Timestamp::parse("2026-11-24T08:10:00Z").unwrap();
    /// assert_eq!(hours.open_ms_between(asked, read), 40 * MINUTE_MS);
    /// ```
    pub fn open_ms_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        self.open_from(from)
            .take_while(|(opens, _)| *opens < to)
            .map(|(opens, closes)| closes.min(to).ms() - opens.ms())
            .sum()
    }

    /// How the door stands.
    pub fn state(&self, at: Timestamp) -> OpenState {
        let mut until: Option<Timestamp> = None;
        for stretch in self.stretches(at) {
            until = match until {
                None if stretch.from > at => return OpenState::Closed { back: stretch.from },
                None => Some(stretch.to),
                Some(until) if stretch.from > until => return OpenState::Open { until },
                Some(until) => Some(until.max(stretch.to)),
            };
            if until.is_some_and(|until| until > at.plus_ms(Self::OPEN_SHOWN_MS_MAX)) {
                return OpenState::AroundTheClock;
            }
        }
        until.map_or(OpenState::Never, |until| OpenState::Open { until })
    }

    /// Opening time from `start` on as pieces that do not overlap, in order; some may be empty.
    fn open_from(&self, start: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        self.stretches(start).scan(start, |counted, stretch| {
            let from = stretch.from.max(*counted);
            *counted = stretch.to.max(from);
            Some((from, *counted))
        })
    }

    fn stretch(&self, date: NaiveDate, span: Span) -> Stretch {
        Stretch {
            date,
            from: self.zone.first_moment(date, span.from_minute()),
            to: self.zone.first_moment(date, span.to_minute()),
        }
    }
}

impl OpenState {
    /// Whether somebody is there.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Open { .. } | Self::AroundTheClock => true,
            Self::Closed { .. } | Self::Never => false,
        }
    }
}
