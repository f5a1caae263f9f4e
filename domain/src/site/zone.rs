//! A place's clock.
//!
//! The changes of clocks from 2010 to 2040 stand in a table that `build.rs` takes from the IANA
//! time zone database; before and after, the first and the last known clock hold.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Timelike};

use crate::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

mod table {
    include!(concat!(env!("OUT_DIR"), "/zones.rs"));
}

/// A zone of the IANA time zone database, with its changes between summer and winter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(&'static (&'static str, u16, u16));

/// When a clock shows a time: once on most days, otherwise where clocks are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockTime {
    /// As on any other day.
    Once(Timestamp),
    /// Never: the clock is put forward over it.
    Skipped {
        /// The moment at which the clock is put forward.
        change: Timestamp,
    },
    /// Before and after the clock is put back.
    Twice {
        /// By the clock before the change.
        first: Timestamp,
        /// By the clock after it.
        second: Timestamp,
    },
}

/// Text that names no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneError;

impl Zone {
    /// Reads an IANA name, such as `Europe/London`.
    ///
    /// # Errors
    /// When the database has no such zone.
    pub fn parse(name: &str) -> Result<Self, ZoneError> {
        let place = table::NAMES.binary_search_by_key(&name, |(known, ..)| known);
        place.map(|place| Self(&table::NAMES[place])).map_err(|_| ZoneError)
    }

    /// The names people choose from: a continent or ocean with a place. Older names and bare
    /// distances from universal time are read as well, and not listed.
    pub fn of_places() -> Vec<&'static str> {
        const WHERE: [&str; 9] = [
            "Africa",
            "America",
            "Antarctica",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific",
        ];
        let is_place =
            |name: &&str| name.split_once('/').is_some_and(|(head, _)| WHERE.contains(&head));
        table::NAMES.iter().map(|(name, ..)| *name).filter(is_place).collect()
    }

    /// Its IANA name.
    pub fn name(self) -> &'static str {
        self.0.0
    }

    /// What the clock there shows.
    pub fn local(self, at: Timestamp) -> DateTime<FixedOffset> {
        let clock = FixedOffset::east_opt(self.ahead_minutes(at) * 60);
        at.utc().with_timezone(&clock.expect("clocks are within a day of universal time"))
    }

    /// The date there.
    pub fn date(self, at: Timestamp) -> NaiveDate {
        self.local(at).date_naive()
    }

    /// How far the clock there is ahead of universal time, in minutes.
    pub fn ahead_minutes(self, at: Timestamp) -> i32 {
        i32::from(self.ahead()[self.stretch(at)])
    }

    /// What a time of a date means on the clock there, which may skip or repeat it.
    ///
    /// `minute` counts from midnight by the clock and may reach into the next date.
    ///
    /// ```
    /// use hearback_domain::{Timestamp, site::{ClockTime, Zone}};
    ///
    /// let london = Zone::parse("Europe/London").unwrap();
    /// let at = |raw| Timestamp::parse(raw).unwrap();
    /// let half_past_one = |date: &str| london.clock_time(date.parse().unwrap(), 90);
    /// assert_eq!(
    ///     half_past_one("2026-03-29"),
    ///     ClockTime::Skipped { change: at("2026-03-29T01:00:00Z") }
    /// );
    /// assert_eq!(
    ///     half_past_one("2026-10-25"),
    ///     ClockTime::Twice { first: at("2026-10-25T00:30:00Z"), second: at("2026-10-25T01:30:00Z") }
    /// );
    /// ```
    pub fn clock_time(self, date: NaiveDate, minute: u16) -> ClockTime {
        let time = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
        let shown = Timestamp::from_ms(time.and_utc().timestamp_millis());
        // Clocks lie within 15 hours of universal time, so the change before is early enough.
        let earliest = self.stretch(shown.plus_ms(-15 * HOUR_MS));
        let (starts, ahead) = (self.starts(), self.ahead());
        let mut coming = None;
        for stretch in earliest..starts.len() {
            let moment = shown.plus_ms(-i64::from(ahead[stretch]) * MINUTE_MS);
            let change = start(starts[stretch]);
            let has_begun = stretch == earliest || change <= moment;
            let has_not_ended = starts.get(stretch + 1).is_none_or(|next| moment < start(*next));
            match coming {
                None if !has_begun => return ClockTime::Skipped { change },
                None if has_not_ended => coming = Some(moment),
                None => {}
                Some(first) if has_begun && has_not_ended => {
                    return ClockTime::Twice { first, second: moment };
                }
                Some(_) => break,
            }
        }
        // The last stretch has no end, so the time has come by now.
        ClockTime::Once(coming.unwrap_or(shown))
    }

    /// The first moment at which the clock there shows this time of this date, or a later one.
    ///
    /// So a time that a change of clocks skips means the moment of the change, and one that
    /// comes twice means its first coming. Later times never give earlier moments.
    /// `minute` counts from midnight by the clock and may reach into the next date.
    pub fn first_moment(self, date: NaiveDate, minute: u16) -> Timestamp {
        match self.clock_time(date, minute) {
            ClockTime::Once(at)
            | ClockTime::Skipped { change: at }
            | ClockTime::Twice { first: at, .. } => at,
        }
    }

    /// When the date begins that lies `days` after that of a moment, by the clock there.
    pub fn midnight_after(self, at: Timestamp, days: u64) -> Timestamp {
        let day = self.date(at).checked_add_days(chrono::Days::new(days));
        day.map_or(at, |day| self.first_moment(day, 0))
    }

    /// The next full `step_minutes` of the hour by the clock there, or `at` if it is one.
    pub fn round_up(self, at: Timestamp, step_minutes: i64) -> Timestamp {
        let local = self.local(at);
        let into_hour_ms = i64::from(local.minute()) * MINUTE_MS
            + i64::from(local.second()) * SECOND_MS
            + at.ms().rem_euclid(SECOND_MS);
        let step_ms = step_minutes * MINUTE_MS;
        at.plus_ms((step_ms - into_hour_ms % step_ms) % step_ms)
    }

    /// The stretch between two changes of the clock that a moment lies in.
    fn stretch(self, at: Timestamp) -> usize {
        let minute = u32::try_from(at.ms() / MINUTE_MS - table::FROM).unwrap_or_default();
        self.starts().partition_point(|start| *start <= minute).saturating_sub(1)
    }

    /// When each stretch begins, in minutes from [`table::FROM`].
    fn starts(self) -> &'static [u32] {
        let (_, first, many) = *self.0;
        &table::AT[usize::from(first)..usize::from(first) + usize::from(many)]
    }

    /// How many minutes the clock is ahead in each stretch.
    fn ahead(self) -> &'static [i16] {
        let (_, first, many) = *self.0;
        &table::AHEAD[usize::from(first)..usize::from(first) + usize::from(many)]
    }
}

fn start(minute: u32) -> Timestamp {
    Timestamp::from_ms((table::FROM + i64::from(minute)) * MINUTE_MS)
}

impl ZoneError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "use a name of the IANA time zone list, for example \"Europe/London\""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect("a moment")
    }

    /// Changes of clocks from the IANA time zone database, 2010 to 2026.
    #[test]
    fn a_clock_shows_a_time_once_never_or_twice() {
        let once = |moment| ClockTime::Once(at(moment));
        let skipped = |change| ClockTime::Skipped { change: at(change) };
        let twice = |first, second| ClockTime::Twice { first: at(first), second: at(second) };
        let cases = [
            // Spring forward: 1:00 to 2:00 does not exist in London on 29 March 2026.
            ("Europe/London", "2026-03-29", 59, once("2026-03-29T00:59:00Z")),
            ("Europe/London", "2026-03-29", 60, skipped("2026-03-29T01:00:00Z")),
            ("Europe/London", "2026-03-29", 90, skipped("2026-03-29T01:00:00Z")),
            ("Europe/London", "2026-03-29", 120, once("2026-03-29T01:00:00Z")),
            // Fall back: 1:30 comes twice on 25 October 2026; 2:00 once.
            ("Europe/London", "2026-10-25", 59, once("2026-10-24T23:59:00Z")),
            (
                "Europe/London",
                "2026-10-25",
                60,
                twice("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
            ),
            (
                "Europe/London",
                "2026-10-25",
                90,
                twice("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
            ),
            ("Europe/London", "2026-10-25", 120, once("2026-10-25T02:00:00Z")),
            // Past midnight, into the day of the change.
            ("Europe/London", "2026-10-24", 1_440 + 120, once("2026-10-25T02:00:00Z")),
            ("America/New_York", "2026-03-08", 150, skipped("2026-03-08T07:00:00Z")),
            (
                "America/New_York",
                "2026-11-01",
                90,
                twice("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"),
            ),
            // Lord Howe moves by half an hour.
            ("Australia/Lord_Howe", "2026-10-04", 135, skipped("2026-10-03T15:30:00Z")),
            ("Australia/Lord_Howe", "2026-10-04", 150, once("2026-10-03T15:30:00Z")),
            (
                "Australia/Lord_Howe",
                "2026-04-05",
                105,
                twice("2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
            ),
            // Sao Paulo changed at midnight: a date that began at 1:00, and a late hour twice.
            ("America/Sao_Paulo", "2018-11-04", 0, skipped("2018-11-04T03:00:00Z")),
            (
                "America/Sao_Paulo",
                "2018-02-17",
                23 * 60,
                twice("2018-02-18T01:00:00Z", "2018-02-18T02:00:00Z"),
            ),
            ("America/Sao_Paulo", "2018-02-18", 0, once("2018-02-18T03:00:00Z")),
            // Newfoundland changed at a minute past midnight: midnight itself came twice.
            (
                "America/St_Johns",
                "2010-11-07",
                0,
                twice("2010-11-07T02:30:00Z", "2010-11-07T03:30:00Z"),
            ),
            // Samoa skipped 30 December 2011 whole.
            ("Pacific/Apia", "2011-12-30", 0, skipped("2011-12-30T10:00:00Z")),
            ("Pacific/Apia", "2011-12-30", 1_439, skipped("2011-12-30T10:00:00Z")),
            ("Pacific/Apia", "2011-12-31", 0, once("2011-12-30T10:00:00Z")),
        ];
        for (zone, date, minute, expected) in cases {
            let zone = Zone::parse(zone).expect("known");
            let found = zone.clock_time(date.parse().expect("a date"), minute);
            assert_eq!(found, expected, "{} {date} {minute}", zone.name());
        }
    }

    #[test]
    fn a_skipped_time_means_the_change_and_a_repeated_one_its_first_coming() {
        let london = Zone::parse("Europe/London").expect("known");
        for (date, minute, expected) in [
            ("2026-03-29", 90, "2026-03-29T01:00:00Z"),
            ("2026-06-01", 90, "2026-06-01T00:30:00Z"),
            ("2026-10-25", 90, "2026-10-25T00:30:00Z"),
        ] {
            let found = london.first_moment(date.parse().expect("a date"), minute);
            assert_eq!(found, at(expected), "{date}");
        }
    }

    #[test]
    fn marks_are_those_of_the_local_clock() {
        let cases = [
            ("Europe/London", "2026-11-23T15:38:00Z", 5, "2026-11-23T15:40:00Z"),
            ("Europe/London", "2026-11-23T15:40:00Z", 5, "2026-11-23T15:40:00Z"),
            ("Europe/London", "2026-11-23T15:40:00.001Z", 5, "2026-11-23T15:45:00Z"),
            ("Asia/Kathmandu", "2026-11-23T10:16:00Z", 60, "2026-11-23T11:15:00Z"),
        ];
        for (zone, at, step, expected) in cases {
            let zone = Zone::parse(zone).expect("known");
            let at = Timestamp::parse(at).expect("a moment");
            assert_eq!(Some(zone.round_up(at, step)), Timestamp::parse(expected));
        }
    }

    #[test]
    fn unknown_zones_are_refused() {
        for raw in ["", "London", "europe/london", "GMT+1"] {
            assert_eq!(Zone::parse(raw), Err(ZoneError), "{raw:?}");
        }
    }

    #[test]
    fn every_zone_shows_what_the_database_says() {
        use chrono::{Offset, TimeZone};

        for known in chrono_tz::TZ_VARIANTS {
            let zone = Zone::parse(known.name()).expect("known");
            // Every 29 hours and 7 minutes from 2010 to 2039: all hours of the day, all seasons.
            let mut at = Timestamp::parse("2010-01-01T00:00:00Z").expect("a moment");
            let end = Timestamp::parse("2039-12-30T00:00:00Z").expect("a moment");
            while at < end {
                let offset = known.offset_from_utc_datetime(&at.utc().naive_utc()).fix();
                let expected = offset.local_minus_utc() / 60;
                assert_eq!(zone.ahead_minutes(at), expected, "{} {}", zone.name(), at.rfc3339());
                at = at.plus_ms(29 * HOUR_MS + 7 * MINUTE_MS);
            }
        }
    }
}
