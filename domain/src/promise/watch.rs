//! When somebody is reminded of a promise, so that it is kept or openly moved before it breaks.
//!
//! All moments lie inside opening hours, as the time between is counted in them; a business whose
//! hours say nothing is woken by day. Not here: whether anything is still owed then (see
//! [`crate::owed`]).

use chrono::{Days, NaiveDate};

use crate::opening_hours::OpeningHours;
use crate::{MINUTE_MS, Timestamp};

/// The moments at which a promise is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// Half the time is over: whoever made it is reminded.
    pub half: Timestamp,
    /// Four fifths are over: somebody else is asked to step in.
    pub four_fifths: Timestamp,
    /// Nine tenths are over: the customer is told before the time passes.
    pub nine_tenths: Timestamp,
}

/// A clock by which nobody is woken, where hours say nothing: 9:00 to 18:00.
const DAY_BEGINS_MINUTE: u16 = 9 * 60;
const DAY_ENDS_MINUTE: u16 = 18 * 60;
/// The day before a commitment may be closed; the last open day in this many is taken.
const DAYS_BEFORE_MAX: u64 = 7;

/// Where half, four fifths and nine tenths of the time between two moments are over.
pub fn watch(hours: &OpeningHours, from: Timestamp, due: Timestamp) -> Watch {
    let open_ms = hours.open_ms_between(from, due);
    let point = |tenths: i64| {
        let minutes = u32::try_from(open_ms * tenths / 10 / MINUTE_MS).unwrap_or_default();
        match hours.add_open_time(from, minutes) {
            Ok(at) if open_ms > 0 => at.min(due),
            Ok(_) | Err(_) => waking(hours, from.plus_ms((due.ms() - from.ms()) * tenths / 10)),
        }
    };
    Watch { half: point(5), four_fifths: point(8), nine_tenths: point(9) }
}

/// The day before a commitment is due, and the day itself: when that day's hours begin. Where it
/// is closed, the last opening before. None where that is already over when it is `given`, and
/// one where both fall together.
pub fn watch_commitment(
    hours: &OpeningHours,
    given: Timestamp,
    due: Timestamp,
) -> [Option<Timestamp>; 2] {
    let date = hours.zone().date(due);
    let on_the_day = opening_on_or_before(hours, date).filter(|at| *at <= due);
    let before = date
        .checked_sub_days(Days::new(1))
        .and_then(|eve| opening_on_or_before(hours, eve))
        .filter(|eve| Some(*eve) != on_the_day);
    [before, on_the_day].map(|at| at.filter(|at| *at > given))
}

fn opening_on_or_before(hours: &OpeningHours, date: NaiveDate) -> Option<Timestamp> {
    let opening = |back| {
        let date = date.checked_sub_days(Days::new(back))?;
        let first = hours.on(date).first()?;
        Some(hours.zone().first_moment(date, first.from_minute()))
    };
    let morning = || hours.zone().first_moment(date, DAY_BEGINS_MINUTE);
    (0..=DAYS_BEFORE_MAX).find_map(opening).or_else(|| Some(morning()))
}

/// The first moment from `at` on when the business may be disturbed: while it is open, or by day
/// where its hours say nothing.
pub fn waking(hours: &OpeningHours, at: Timestamp) -> Timestamp {
    if let Ok(open) = hours.add_open_time(at, 0) {
        return open;
    }
    let (zone, date) = (hours.zone(), hours.zone().date(at));
    let morning = zone.first_moment(date, DAY_BEGINS_MINUTE);
    if at < morning {
        return morning;
    }
    if at <= zone.first_moment(date, DAY_ENDS_MINUTE) {
        return at;
    }
    let tomorrow = date.checked_add_days(Days::new(1)).unwrap_or(date);
    zone.first_moment(tomorrow, DAY_BEGINS_MINUTE)
}
