//! A moment, without a zone.

use chrono::{DateTime, SecondsFormat, Utc};

/// A moment in milliseconds since 1970-01-01T00:00Z; every clock reading is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// One second in milliseconds.
pub const SECOND_MS: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// One hour in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Twenty-four hours in milliseconds; a calendar day may be an hour shorter or longer.
pub const DAY_MS: i64 = 24 * HOUR_MS;

impl Timestamp {
    /// The last second of the year 9999, the farthest moment RFC 3339 can write.
    pub const MAX: Self = Self(253_402_300_799_000);

    /// From milliseconds since 1970, UTC; bounded to what RFC 3339 can write.
    pub fn from_ms(unix_ms: i64) -> Self {
        Self(unix_ms.clamp(0, Self::MAX.0))
    }

    /// Milliseconds since 1970, UTC.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Moved by a span in milliseconds.
    pub fn plus_ms(self, span_ms: i64) -> Self {
        Self::from_ms(self.0.saturating_add(span_ms))
    }

    /// Reads RFC 3339.
    pub fn parse(raw: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(raw).ok().map(|at| Self::from_ms(at.timestamp_millis()))
    }

    /// RFC 3339 in UTC with milliseconds.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// For calendar arithmetic.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_and_read_back() {
        let at = Timestamp::parse("2025-11-17T13:10:00+01:00").expect("well formed");
        assert_eq!(at.rfc3339(), "2025-11-17T12:10:00.000Z");
        assert_eq!(Timestamp::parse(&Timestamp::MAX.rfc3339()), Some(Timestamp::MAX));
    }
}
