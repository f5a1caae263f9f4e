//! Whether the business takes on work.

use core::fmt;

use chrono::NaiveDate;

use super::Zone;
use crate::Timestamp;

/// Set by hand; people may always write, whatever it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capacity {
    /// Work is taken on.
    #[default]
    Taking,
    /// New work begins again on this date, by the calendar of the business.
    BookedUntil(NaiveDate),
    /// No new work is taken on, and nobody says until when.
    Paused,
}

/// Text that is none of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapacityError;

const TAKING: &str = "taking work";
const PAUSED: &str = "paused";
const BOOKED: &str = "booked until ";

impl Capacity {
    /// Reads `taking work`, `booked until 2026-12-03` or `paused`.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(raw: &str) -> Result<Self, CapacityError> {
        match raw.trim() {
            TAKING => Ok(Self::Taking),
            PAUSED => Ok(Self::Paused),
            text => {
                let date = text.strip_prefix(BOOKED).and_then(|date| date.trim().parse().ok());
                date.map(Self::BookedUntil).ok_or(CapacityError)
            }
        }
    }

    /// What holds at a moment: a date that has come is over.
    pub fn at(self, zone: Zone, now: Timestamp) -> Self {
        match self {
            Self::BookedUntil(date) if date <= zone.date(now) => Self::Taking,
            holds => holds,
        }
    }

    /// From when time counts for whoever writes at `now`.
    pub fn counted_from(self, zone: Zone, now: Timestamp) -> Timestamp {
        match self.at(zone, now) {
            Self::BookedUntil(date) => zone.first_moment(date, 0).max(now),
            Self::Taking | Self::Paused => now,
        }
    }
}

impl fmt::Display for Capacity {
    /// As [`Capacity::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taking => f.write_str(TAKING),
            Self::BookedUntil(date) => write!(f, "{BOOKED}{date}"),
            Self::Paused => f.write_str(PAUSED),
        }
    }
}

impl CapacityError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "write \"taking work\", \"booked until 2026-12-03\" or \"paused\""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_are_read_and_written_back() {
        for raw in ["taking work", "booked until 2026-12-03", "paused"] {
            assert_eq!(Capacity::parse(raw).map(|read| read.to_string()), Ok(raw.to_owned()));
        }
        for raw in ["", "Paused", "booked", "booked until", "booked until 2026-02-30"] {
            assert_eq!(Capacity::parse(raw), Err(CapacityError), "{raw}");
        }
    }

    #[test]
    fn booked_until_a_date_is_over_when_that_date_begins() {
        let zone = Zone::parse("Europe/London").expect("known");
        let booked = Capacity::parse("booked until 2026-12-03").expect("sound");
        let at = |raw| Timestamp::parse(raw).expect("a moment");
        let (before, after) = (at("2026-12-02T23:59:00Z"), at("2026-12-03T00:00:00Z"));
        assert_eq!((booked.at(zone, before), booked.at(zone, after)), (booked, Capacity::Taking));
        assert_eq!(booked.counted_from(zone, before), after);
        assert_eq!(Capacity::Paused.counted_from(zone, before), before);
    }
}
