//! The hours of a business as the rows of a table.

use chrono::{Days, Weekday};

use super::clock::{day_month, weekday_name};
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
    use chrono::Datelike;
    let date = hours.zone().date(now);
    let today = date.weekday();
    let mut rows = Vec::new();
    let mut day = Weekday::Mon;
    let mut left = 7;
    while left > 0 {
        let first = day;
        let mut last = day;
        let spans = hours.usual(first).spans();
        let joined =
            |next: Weekday| first != today && next != today && hours.usual(next).spans() == spans;
        left -= 1;
        while left > 0 && joined(last.succ()) {
            last = last.succ();
            left -= 1;
        }
        rows.push(if first == today {
            let days = format!("Today, {}", weekday_name(today));
            HoursRow { days, times: times(hours.on(date)), kind: RowKind::Today }
        } else {
            HoursRow { days: days(first, last), times: times(spans), kind: RowKind::Usual }
        });
        day = last.succ();
    }
    rows
}

fn days(first: Weekday, last: Weekday) -> String {
    if first == last {
        weekday_name(first).to_owned()
    } else {
        format!("{} to {}", weekday_name(first), weekday_name(last))
    }
}

fn once_rows(hours: &OpeningHours, now: Timestamp) -> Vec<HoursRow> {
    use chrono::Datelike;
    let today = hours.zone().date(now);
    let shown =
        || (0..=ONCE_SHOWN_DAYS).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    let once = |days, times| HoursRow { days, times, kind: RowKind::Once };
    let mut dated = Vec::new();
    for closed in hours.closed() {
        if let Some(first_shown) = shown().find(|date| closed.contains(*date)) {
            dated.push((first_shown, once(closed_days(*closed), times(&[]))));
        }
    }
    for (date, special) in hours.special() {
        if shown().any(|shown| shown == *date) {
            let day =
                format!("{} {}", weekday_name(date.weekday()), day_month(date.month(), date.day()));
            dated.push((*date, once(day, times(special.spans()))));
        }
    }
    dated.sort_by_key(|(date, _)| *date);
    dated.into_iter().map(|(_, row)| row).collect()
}

fn closed_days(days: ClosedDays) -> String {
    use chrono::Datelike;
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
