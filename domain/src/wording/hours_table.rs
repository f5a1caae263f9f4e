//! The hours of a business as the rows of a table.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::clock::{day_month, long_date, weekday_name};
use crate::Timestamp;
use crate::opening_hours::{ClosedDays, OpeningHours, Span};

/// One row: "Tuesday to Friday", "8:00 to 17:30".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursRow {
    /// Which days.
    pub days: String,
    /// From when to when, or "closed".
    pub times: String,
    /// What sort of row it is.
    pub kind: RowKind,
    /// The usual hours in schema.org's writing, "Tu-Fr 08:00-17:30"; none for exceptions.
    pub machine: Vec<String>,
}

/// Why a row stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Today, by the clock of the business, with what holds today.
    Today,
    /// Usual hours.
    Usual,
    /// Closed days and special hours of the coming weeks.
    Once,
}

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Exceptions are shown this many days ahead.
const ONCE_SHOWN_DAYS: u64 = 60;

/// The week from Monday on with equal neighbours joined and today apart, then the exceptions of
/// the coming sixty days.
pub fn hours_table(hours: &OpeningHours, now: Timestamp) -> Vec<HoursRow> {
    let mut rows = usual_rows(hours, now);
    rows.extend(once_rows(hours, now));
    rows
}

fn usual_rows(hours: &OpeningHours, now: Timestamp) -> Vec<HoursRow> {
    let date = hours.zone().date(now);
    let today = date.weekday();
    let mut rows = Vec::new();
    let mut left = &WEEK[..];
    while let [first, rest @ ..] = left {
        let spans = hours.usual(*first).spans();
        let same = |day: &&Weekday| **day != today && hours.usual(**day).spans() == spans;
        let joined = if *first == today { 0 } else { rest.iter().take_while(same).count() };
        let machine = machine(&left[..=joined], spans);
        rows.push(if *first == today {
            let days = format!("Today, {}", weekday_name(today));
            HoursRow { days, times: times(hours.on(date)), kind: RowKind::Today, machine }
        } else {
            let days = days(&left[..=joined]);
            HoursRow { days, times: times(spans), kind: RowKind::Usual, machine }
        });
        left = &rest[joined..];
    }
    rows
}

fn days(days: &[Weekday]) -> String {
    match days {
        [] => String::new(),
        [day] => weekday_name(*day).to_owned(),
        [first, last] => format!("{} and {}", weekday_name(*first), weekday_name(*last)),
        [first, .., last] => format!("{} to {}", weekday_name(*first), weekday_name(*last)),
    }
}

fn once_rows(hours: &OpeningHours, now: Timestamp) -> Vec<HoursRow> {
    let today = hours.zone().date(now);
    let shown: Vec<NaiveDate> = (0..=ONCE_SHOWN_DAYS)
        .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
        .collect();
    let once = |days, times| HoursRow { days, times, kind: RowKind::Once, machine: Vec::new() };
    let closed = hours.closed().iter().filter_map(|closed| {
        let first_shown = shown.iter().find(|date| closed.contains(**date))?;
        Some((*first_shown, once(closed_days(*closed), times(&[]))))
    });
    let special = hours.special().iter().filter(|(date, _)| shown.contains(date));
    let special =
        special.map(|(date, hours)| (*date, once(long_date(*date), times(hours.spans()))));
    let mut rows: Vec<(NaiveDate, HoursRow)> = closed.chain(special).collect();
    rows.sort_by_key(|(date, _)| *date);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn closed_days(days: ClosedDays) -> String {
    let (first, last) = match days {
        ClosedDays::Once { first, last } => {
            (day_month(first.month(), first.day()), day_month(last.month(), last.day()))
        }
        ClosedDays::Yearly { first, last } => {
            (day_month(first.month(), first.day()), day_month(last.month(), last.day()))
        }
    };
    if first == last { first } else { format!("{first} to {last}") }
}

fn times(spans: &[Span]) -> String {
    if spans.is_empty() {
        return "closed".to_owned();
    }
    let span = |span: &Span| span.to_string().replace('-', " to ");
    spans.iter().map(span).collect::<Vec<_>>().join(", ")
}

/// One line per span (schema.org, `openingHours`); a whole day is written up to 23:59.
fn machine(days: &[Weekday], spans: &[Span]) -> Vec<String> {
    let code = |day: Weekday| &weekday_name(day)[..2];
    let days = match days {
        [] => return Vec::new(),
        [day] => code(*day).to_owned(),
        [first, .., last] => format!("{}-{}", code(*first), code(*last)),
    };
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let line = |span: &Span| match (span.from_minute(), span.to_minute()) {
        (0, 1_440) => format!("{days} 00:00-23:59"),
        (from, to) => format!("{days} {}-{}", clock(from), clock(to)),
    };
    spans.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::wire;

    fn rows(now: &str) -> Vec<String> {
        let site = wire::from_json(include_str!("../../tests/fixtures/site-demo.json"));
        let now = Timestamp::parse(now).expect("a moment");
        let rows = hours_table(&site.expect("the demo").hours, now);
        rows.iter().map(|row| format!("{:?}: {}, {}", row.kind, row.days, row.times)).collect()
    }

    #[test]
    fn equal_days_are_joined_today_stands_apart_and_exceptions_follow() {
        assert_eq!(
            rows("2026-11-23T13:10:00Z"),
            [
                "Today: Today, Monday, 8:00 to 17:30",
                "Usual: Tuesday to Friday, 8:00 to 17:30",
                "Usual: Saturday, 9:00 to 13:00",
                "Usual: Sunday, closed",
                "Once: 24 December to 1 January, closed",
            ]
        );
    }

    #[test]
    fn machines_read_the_usual_hours() {
        let site = wire::from_json(include_str!("../../tests/fixtures/site-demo.json"));
        let now = Timestamp::parse("2027-03-26T10:00:00Z").expect("a moment");
        let rows = hours_table(&site.expect("the demo").hours, now);
        let lines: Vec<String> = rows.into_iter().flat_map(|row| row.machine).collect();
        assert_eq!(lines, ["Mo-Th 08:00-17:30", "Fr 08:00-17:30", "Sa 09:00-13:00"]);
        let span = |raw| Span::parse(raw).expect("hours");
        assert_eq!(
            machine(&WEEK, &[span("0:00-24:00"), span("18:00-2:00"), span("9:00-24:00")]),
            ["Mo-Su 00:00-23:59", "Mo-Su 18:00-02:00", "Mo-Su 09:00-00:00"]
        );
    }

    #[test]
    fn today_shows_what_holds_today() {
        assert_eq!(
            rows("2027-03-26T10:00:00Z"),
            [
                "Usual: Monday to Thursday, 8:00 to 17:30",
                "Today: Today, Friday, closed",
                "Usual: Saturday, 9:00 to 13:00",
                "Usual: Sunday, closed",
                "Once: 26 March, closed",
                "Once: Saturday 27 March, 9:00 to 11:00",
                "Once: 29 March, closed",
            ]
        );
    }
}
