//! A clerk who stands at the door and looks at the clock every minute.
//!
//! Shares nothing with the arithmetic under test: the calendar is plain numbers, the clock is
//! `chrono-tz` itself, and what is open follows word by word from the module's doc. A time has come
//! once the clock has shown it or a later one, and it does not come again; that is all there is
//! to say about changes of clocks.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;

use super::super::{ClosedDays, DayHours, OpeningHours, Span};
use crate::site::Zone;

/// Minutes from midnight to the opening and from the same midnight to the closing.
pub(super) type FromTo = (i64, i64);

/// A day's minutes by the clock.
pub(super) const DAY: i64 = 1_440;

/// Between 2010 and 2040 no clock is put back by more than three hours.
const CLOCK_PUT_BACK_MAX: i64 = 4 * 60;

/// A calendar in plain numbers.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    pub(super) zone: Tz,
    /// Monday first.
    pub(super) week: Vec<Vec<FromTo>>,
    pub(super) away: Vec<Away>,
    pub(super) special: BTreeMap<NaiveDate, Vec<FromTo>>,
}

/// Days on which the weekly hours do not hold, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) enum Away {
    Once(NaiveDate, NaiveDate),
    Yearly((u32, u32), (u32, u32)),
}

impl Calendar {
    /// The same calendar as the product reads it from what people write.
    pub(super) fn read(&self) -> OpeningHours {
        let zone = Zone::parse(self.zone.name()).expect("known");
        let week = std::array::from_fn(|day| read_day(&self.week[day]));
        let away = self.away.iter().map(|away| {
            let text = match away {
                Away::Once(first, last) if first == last => first.to_string(),
                Away::Once(first, last) => format!("{first}..{last}"),
                Away::Yearly((month, day), (last_month, last_day)) => {
                    format!("{month:02}-{day:02}..{last_month:02}-{last_day:02}")
                }
            };
            ClosedDays::parse(&text).expect("days")
        });
        let special = self.special.iter().map(|(date, hours)| (*date, read_day(hours)));
        OpeningHours::new(zone, week, away.collect(), special)
    }

    /// The hours that begin on a date.
    pub(super) fn hours_of(&self, date: NaiveDate) -> &[FromTo] {
        if let Some(hours) = self.special.get(&date) {
            return hours;
        }
        let away = self.away.iter().any(|away| match away {
            Away::Once(first, last) => *first <= date && date <= *last,
            Away::Yearly(first, last) => {
                let day = (date.month(), date.day());
                let runs_over_new_year = first > last;
                match runs_over_new_year {
                    false => *first <= day && day <= *last,
                    true => *first <= day || day <= *last,
                }
            }
        });
        if away { &[] } else { &self.week[date.weekday().num_days_from_monday() as usize] }
    }

    /// Whether the door is open, for every minute from `start` to before `end`, in minutes since
    /// 1970, UTC. Clocks change and doors turn at full minutes only.
    pub(super) fn watch(&self, start: i64, end: i64) -> Vec<bool> {
        let mut latest_shown = i64::MIN;
        let (mut today, mut hours) = (None, Vec::new());
        let mut seen = Vec::new();
        for minute in start - CLOCK_PUT_BACK_MAX..end {
            latest_shown = latest_shown.max(minute + ahead(self.zone, minute));
            let day = latest_shown.div_euclid(DAY);
            if today != Some(day) {
                today = Some(day);
                hours.clear();
                for day in [day - 1, day] {
                    let on_the_clock = |(from, to): &FromTo| (day * DAY + from, day * DAY + to);
                    hours.extend(self.hours_of(date(day)).iter().map(on_the_clock));
                }
            }
            if minute >= start {
                seen.push(hours.iter().any(|(from, to)| (*from..*to).contains(&latest_shown)));
            }
        }
        seen
    }

    /// The first minute from `start` to before `end` at which the door is open. Days far from any
    /// hours are not watched.
    pub(super) fn first_open(&self, start: i64, end: i64) -> Option<i64> {
        let mut minute = start;
        while minute < end {
            let next = end.min(minute + DAY);
            let day = minute.div_euclid(DAY);
            if (day - 3..=day + 3).any(|day| !self.hours_of(date(day)).is_empty()) {
                let open = self.watch(minute, next).iter().position(|open| *open);
                if let Some(open) = open {
                    return Some(minute + i64::try_from(open).expect("a day has few minutes"));
                }
            }
            minute = next;
        }
        None
    }
}

/// How far the clock of a zone is ahead of universal time, in minutes.
pub(super) fn ahead(zone: Tz, minute: i64) -> i64 {
    let utc = DateTime::from_timestamp(minute * 60, 0).expect("a moment").naive_utc();
    i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()) / 60
}

/// The first minute after `minute` at which a zone's clock has been changed, within 400 days.
pub(super) fn next_change(zone: Tz, minute: i64) -> Option<i64> {
    let before = ahead(zone, minute);
    let days = (1..=400).map(|days| minute + days * DAY);
    let mut later = days.into_iter().find(|later| ahead(zone, *later) != before)?;
    let mut earlier = later - DAY;
    while later - earlier > 1 {
        let middle = (earlier + later) / 2;
        if ahead(zone, middle) == before { earlier = middle } else { later = middle }
    }
    Some(later)
}

/// The date of a day counted from 1970.
pub(super) fn date(day: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(day).expect("after 1970"));
    NaiveDate::default().checked_add_days(days).expect("a date")
}

fn read_day(hours: &[FromTo]) -> DayHours {
    let clock = |minute: i64| format!("{}:{:02}", minute / 60, minute % 60);
    let span = |&(from, to): &FromTo| {
        let to = if to > DAY { to - DAY } else { to };
        Span::parse(&format!("{}-{}", clock(from), clock(to))).expect("two clock times")
    };
    DayHours::new(hours.iter().map(span).collect()).expect("no overlap")
}
