//! A calendar day in UTC: the part of a fact's key that lets the newest be listed.

use chrono::Datelike;

use crate::{DAY_MS, Timestamp};

/// A day in UTC between 1970 and 9999, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day a moment falls on.
    pub fn of(at: Timestamp) -> Self {
        Self(at.ms() / DAY_MS)
    }

    /// This many days earlier; never before 1970.
    pub fn back(self, days: i64) -> Self {
        Self(self.0.saturating_sub(days).max(0))
    }

    /// `2026-11-23`, as it stands in keys and ids.
    pub fn text(self) -> String {
        let date = Timestamp::from_ms(self.0 * DAY_MS).utc();
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }

    /// Reads [`Day::text`], and nothing else.
    pub fn parse(raw: &str) -> Option<Self> {
        let midnight = Timestamp::parse(&format!("{raw}T00:00:00Z"))?;
        let day = Self::of(midnight);
        (day.text() == raw).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_and_read_back() {
        let day = Timestamp::parse("2024-02-29T23:59:59Z").map(Day::of).expect("a moment");
        assert_eq!(day.text(), "2024-02-29");
        assert_eq!(Day::parse("2024-02-29"), Some(day));
        assert_eq!(day.back(1).text(), "2024-02-28");
        for bad in ["2023-02-29", "2024-2-29", "2024-02-29T", "", "1969-12-31"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }
}
