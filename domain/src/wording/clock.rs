//! Times by somebody's clock.

use chrono::{Datelike, NaiveDate, Timelike};

use crate::site::Zone;
use crate::{Slot, Timestamp};

/// The clock a reader goes by, and whether it must be named.
///
/// Everybody reads times by their own clock. Where that differs from the clock of the business
/// at the moment in question, the sentence names the reader's city, so that nobody has to guess
/// whose 15:40 it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    reader: Zone,
    business: Zone,
    in_writing: bool,
}

/// A date this many days ahead needs no date beside its weekday.
const WEEKDAY_ALONE_DAYS_MAX: i64 = 6;
/// Farther off, the year is said as well.
const WITHOUT_YEAR_DAYS_MAX: i64 = 300;

impl Clock {
    /// For the owner, and for customers whose zone is unknown.
    pub const fn of_business(business: Zone) -> Self {
        Self { reader: business, business, in_writing: false }
    }

    /// For a customer, in their zone if it is known.
    pub const fn of_customer(customer: Option<Zone>, business: Zone) -> Self {
        match customer {
            Some(reader) => Self { reader, business, in_writing: false },
            None => Self::of_business(business),
        }
    }

    /// The same for what is read later than it is written, as mails are: days by their dates, for
    /// "tomorrow" is another day tomorrow.
    pub const fn in_writing(self) -> Self {
        Self { in_writing: true, ..self }
    }

    /// The zone whose clock is shown.
    pub const fn zone(self) -> Zone {
        self.reader
    }

    /// "today 15:40", "tomorrow 12:00", "Friday 12:00", "Monday 30 November, 9:00"; in the past
    /// "yesterday 9:00" and dates. With "(London time)" behind it where it could be mistaken.
    ///
    /// ```
    /// use hearback_domain::{Timestamp, site::Zone, wording::Clock};
    ///
    /// let (shop, customer) = (Zone::parse("Europe/London").unwrap(), Zone::parse("Asia/Tokyo").ok());
    /// let now = Timestamp::parse("2026-11-23T13:10:00Z").unwrap();
    /// let due = Timestamp::parse("2026-11-23T15:40:00Z").unwrap();
    /// assert_eq!(Clock::of_business(shop).moment(due, now), "today 15:40");
    /// assert_eq!(Clock::of_customer(customer, shop).moment(due, now), "tomorrow 0:40 (Tokyo time)");
    /// ```
    pub fn moment(self, at: Timestamp, now: Timestamp) -> String {
        let is_near = (-1..=WEEKDAY_ALONE_DAYS_MAX).contains(&self.days_ahead(at, now));
        let comma = if is_near && !self.in_writing { "" } else { "," };
        format!("{}{comma} {}", self.day(at, now), self.time(at))
    }

    /// "tomorrow, 9:00 to 10:00"; by both clocks where they differ: "tomorrow, 10:00 to 11:00 Berlin
    /// time (9:00 to 10:00 London time)", with the other weekday where that differs as well.
    pub fn slot(self, slot: Slot, now: Timestamp) -> String {
        let start = slot.start();
        let span =
            |clock: Self| format!("{} to {}", clock.bare_time(start), clock.bare_time(slot.end()));
        let (day, by_reader) = (self.day(start, now), span(self));
        if self.agrees(start) {
            return format!("{day}, {by_reader}");
        }
        let there = Self::of_business(self.business);
        let date_there = self.business.date(start);
        let weekday = if date_there == self.reader.date(start) {
            String::new()
        } else {
            format!("{} ", weekday_name(date_there.weekday()))
        };
        let (reader, business) = (place(self.reader, start), place(self.business, start));
        format!("{day}, {by_reader} {reader} ({weekday}{} {business})", span(there))
    }

    /// "Mon 23 Nov, 15:40", where there is little room; always by its date.
    pub fn short(self, at: Timestamp) -> String {
        let date = self.reader.date(at);
        let month = day_month(date.month(), date.day());
        let (day, month) = month.split_once(' ').unwrap_or_default();
        let three = |name: &str| name.get(..3).unwrap_or_default().to_owned();
        let weekday = three(weekday_name(date.weekday()));
        format!("{weekday} {day} {}, {}", three(month), self.time(at))
    }

    /// "15:40", with the city where it could be mistaken.
    pub fn time(self, at: Timestamp) -> String {
        self.bare_time(at) + &self.named(at)
    }

    /// "Monday 23 November".
    pub fn date(self, at: Timestamp) -> String {
        long_date(self.reader.date(at))
    }

    /// "23 November 2028".
    pub fn date_with_year(self, at: Timestamp) -> String {
        let date = self.reader.date(at);
        format!("{} {}", day_month(date.month(), date.day()), date.year())
    }

    /// "today", "tomorrow", "Friday", "Monday 30 November"; in the past "yesterday" and dates.
    fn day(self, at: Timestamp, now: Timestamp) -> String {
        let date = self.reader.date(at);
        match self.days_ahead(at, now) {
            0 if !self.in_writing => "today".to_owned(),
            1 if !self.in_writing => "tomorrow".to_owned(),
            -1 if !self.in_writing => "yesterday".to_owned(),
            2..=WEEKDAY_ALONE_DAYS_MAX if !self.in_writing => {
                weekday_name(date.weekday()).to_owned()
            }
            days if days.abs() > WITHOUT_YEAR_DAYS_MAX => {
                format!("{} {}", long_date(date), date.year())
            }
            _ => long_date(date),
        }
    }

    fn days_ahead(self, at: Timestamp, now: Timestamp) -> i64 {
        (self.reader.date(at) - self.reader.date(now)).num_days()
    }

    /// Hours without a leading zero, 0 to 23.
    fn bare_time(self, at: Timestamp) -> String {
        let local = self.reader.local(at);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// " (London time)" when the two clocks differ then.
    fn named(self, at: Timestamp) -> String {
        if self.agrees(at) { String::new() } else { format!(" ({})", place(self.reader, at)) }
    }

    /// Whether both clocks show the same.
    fn agrees(self, at: Timestamp) -> bool {
        self.reader.ahead_minutes(at) == self.business.ahead_minutes(at)
    }
}

/// "London time", "UTC+5".
fn place(zone: Zone, at: Timestamp) -> String {
    match zone.name().rsplit_once('/') {
        Some((area, city)) if area != "Etc" => format!("{} time", city.replace('_', " ")),
        _ => universal(zone.ahead_minutes(at)),
    }
}

/// "UTC", "UTC+5:30", for zones that are named after no city.
fn universal(ahead: i32) -> String {
    let (sign, minutes) = if ahead < 0 { ('−', -ahead) } else { ('+', ahead) };
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// "Monday 23 November".
pub(super) fn long_date(date: NaiveDate) -> String {
    format!("{} {}", weekday_name(date.weekday()), day_month(date.month(), date.day()))
}

/// "23 November".
pub(super) fn day_month(month: u32, day: u32) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{day} {}", MONTHS[(month.clamp(1, 12) - 1) as usize])
}

/// "Monday".
pub(super) const fn weekday_name(day: chrono::Weekday) -> &'static str {
    match day {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).expect("known")
    }

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect("a moment")
    }

    #[test]
    fn times_are_absolute_and_as_short_as_they_can_be_without_doubt() {
        let now = at("2026-11-23T13:10:00Z");
        let clock = Clock::of_business(zone("Europe/London"));
        for (moment, said) in [
            ("2026-11-23T15:40:00Z", "today 15:40"),
            ("2026-11-23T09:05:00Z", "today 9:05"),
            ("2026-11-24T12:00:00Z", "tomorrow 12:00"),
            ("2026-11-24T00:00:00Z", "tomorrow 0:00"),
            ("2026-11-25T12:00:00Z", "Wednesday 12:00"),
            ("2026-11-29T12:00:00Z", "Sunday 12:00"),
            ("2026-11-30T09:00:00Z", "Monday 30 November, 9:00"),
            ("2027-01-04T09:00:00Z", "Monday 4 January, 9:00"),
            ("2027-11-22T09:00:00Z", "Monday 22 November 2027, 9:00"),
            ("2026-11-22T09:00:00Z", "yesterday 9:00"),
            ("2026-11-18T09:00:00Z", "Wednesday 18 November, 9:00"),
            ("2024-02-29T09:00:00Z", "Thursday 29 February 2024, 9:00"),
        ] {
            assert_eq!(clock.moment(at(moment), now), said);
        }
        assert_eq!(clock.date(now), "Monday 23 November");
        assert_eq!(clock.date_with_year(now), "23 November 2026");
    }

    #[test]
    fn a_customer_elsewhere_reads_their_own_clock_by_name() {
        let now = at("2026-11-23T23:10:00Z");
        let due = at("2026-11-24T09:30:00Z");
        for (business, customer, said) in [
            ("Europe/London", "Europe/London", "tomorrow 9:30"),
            ("Europe/London", "Europe/Lisbon", "tomorrow 9:30"),
            ("Europe/London", "Europe/Berlin", "today 10:30 (Berlin time)"),
            ("America/New_York", "Europe/London", "tomorrow 9:30 (London time)"),
            ("Europe/London", "America/New_York", "tomorrow 4:30 (New York time)"),
            ("Europe/London", "Asia/Kolkata", "today 15:00 (Kolkata time)"),
            (
                "Europe/London",
                "America/Argentina/Buenos_Aires",
                "tomorrow 6:30 (Buenos Aires time)",
            ),
            ("America/New_York", "UTC", "tomorrow 9:30 (UTC)"),
            ("Europe/London", "Etc/GMT+5", "tomorrow 4:30 (UTC−5)"),
        ] {
            let clock = Clock::of_customer(Some(zone(customer)), zone(business));
            assert_eq!(clock.moment(due, now), said, "{customer} reads {business}");
        }
        let unknown = Clock::of_customer(None, zone("Europe/London"));
        assert_eq!(unknown.time(due), "9:30");
    }

    #[test]
    fn the_city_is_named_only_while_the_clocks_differ() {
        // London and Lisbon always agree, London and Reykjavik only in winter.
        let clock = Clock::of_customer(Some(zone("Atlantic/Reykjavik")), zone("Europe/London"));
        assert_eq!(clock.time(at("2026-01-05T09:00:00Z")), "9:00");
        assert_eq!(clock.time(at("2026-07-06T09:00:00Z")), "9:00 (Reykjavik time)");
    }

    #[test]
    fn a_slot_is_said_by_both_clocks_where_they_differ() {
        let now = at("2026-11-23T13:10:00Z");
        let slot = |start: &str| Slot::parse(&format!("{start}/PT60M")).expect("a slot");
        let afternoon = slot("2026-11-23T15:30:00Z");
        for (business, customer, slot, said) in [
            ("Europe/London", "Europe/London", afternoon, "today, 15:30 to 16:30"),
            ("Europe/London", "Europe/Lisbon", afternoon, "today, 15:30 to 16:30"),
            (
                "Europe/London",
                "Europe/London",
                slot("2026-11-24T08:00:00Z"),
                "tomorrow, 8:00 to 9:00",
            ),
            (
                "Europe/London",
                "Europe/London",
                slot("2026-11-30T08:00:00Z"),
                "Monday 30 November, 8:00 to 9:00",
            ),
            (
                "Europe/Berlin",
                "Europe/London",
                slot("2026-11-24T09:00:00Z"),
                "tomorrow, 9:00 to 10:00 London time (10:00 to 11:00 Berlin time)",
            ),
            (
                "Europe/London",
                "Asia/Tokyo",
                afternoon,
                "tomorrow, 0:30 to 1:30 Tokyo time (Monday 15:30 to 16:30 London time)",
            ),
            (
                "America/New_York",
                "UTC",
                afternoon,
                "today, 15:30 to 16:30 UTC (10:30 to 11:30 New York time)",
            ),
        ] {
            let clock = Clock::of_customer(Some(zone(customer)), zone(business));
            assert_eq!(clock.slot(slot, now), said, "{customer} reads {business}");
        }
    }
}
