//! What is promised to a customer, and the times the owner may offer.
//!
//! All of it follows from the settings and the moment of asking. Not here: whether a promise was
//! kept (a fact), and how it is said (see [`crate::wording`]).

use chrono::{Days, NaiveDate};

use crate::opening_hours::{OpeningHours, Stretch};
use crate::site::Site;
use crate::submission::Kind;
use crate::{DAY_MS, MINUTE_MS, Timestamp};

/// What somebody will do, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What.
    pub what: Promised,
    /// By when.
    pub due: Timestamp,
}

/// What can be promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Promised {
    /// A person reads it and says when the answer comes.
    Read,
    /// A person rings.
    Call,
    /// A person answers.
    Answer,
}

/// Promised times stand on full five minutes: people read "15:40", not "15:38".
const PROMISE_STEP_MINUTES: i64 = 5;

/// Where nothing says when somebody is there: long enough for a weekend away, short enough that
/// nobody asks twice.
const WITHOUT_HOURS_MS: i64 = 3 * DAY_MS;

/// Enough to finish the work in hand and then answer.
const ANSWER_LEAD_MS: i64 = 90 * MINUTE_MS;
/// Closing time is offered while it is at least this far off.
const ANSWER_LEAD_MS_MIN: i64 = 30 * MINUTE_MS;
/// On another day: two hours after opening, where noon lies outside the hours.
const AFTER_OPENING_MS: i64 = 120 * MINUTE_MS;
/// Answers are offered on full hours.
const ANSWER_STEP_MINUTES: i64 = 60;
/// Minutes from midnight to noon.
const NOON: u16 = 12 * 60;
/// The last of the three times lies on the last open day within this many.
const LATER_DAYS_MAX: u64 = 4;

impl Promised {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Read, Self::Call, Self::Answer];

    /// Its name on the wire and in stored facts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Call => "call",
            Self::Answer => "answer",
        }
    }

    /// Reads a wire name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|promised| promised.name() == raw)
    }
}

/// What a customer who writes `now` is promised: the site's target for this kind, counted in
/// opening hours and rounded up to five minutes.
///
/// A site that never opens promises three days by the calendar.
pub fn promise(site: &Site, kind: Kind, now: Timestamp) -> Promise {
    let what = match kind {
        Kind::Callback => Promised::Call,
        Kind::Question | Kind::Complaint | Kind::Praise => Promised::Read,
    };
    let due = site
        .hours
        .add_open_time(now, site.targets.minutes(kind))
        .unwrap_or_else(|_| now.plus_ms(WITHOUT_HOURS_MS));
    Promise { what, due: site.zone().round_up(due, PROMISE_STEP_MINUTES) }
}

/// The three times of "I answer by …": later in these hours, the next open day, and the last open
/// day within four.
///
/// Always three different moments after `now`, in order, inside opening hours or at closing time.
/// Where fewer than three days ever open, noons of the following days fill up.
pub fn answer_choices(site: &Site, now: Timestamp) -> [Timestamp; 3] {
    let hours = &site.hours;
    let (first_day, first) = match first_choice(hours, now) {
        Some(found) => found,
        None => noon_after(hours, now),
    };
    let (second_day, second) =
        next_choice(hours, first_day, first).unwrap_or_else(|| noon_after(hours, first));
    let today = hours.zone().date(now);
    let last_day = today.checked_add_days(Days::new(LATER_DAYS_MAX)).unwrap_or(today);
    let mut third = None;
    let (mut day, mut at) = (second_day, second);
    while let Some((next_day, next)) = next_choice(hours, day, at) {
        if third.is_some() && next_day > last_day {
            break;
        }
        third = Some(next);
        (day, at) = (next_day, next);
        if day >= last_day {
            break;
        }
    }
    [first, second, third.unwrap_or_else(|| noon_after(hours, second).1)]
}

/// Later in the present hours, else soon after the next opening.
fn first_choice(hours: &OpeningHours, now: Timestamp) -> Option<(NaiveDate, Timestamp)> {
    let stretch =
        hours.stretches(now).find(|s| s.to >= s.from.max(now).plus_ms(ANSWER_LEAD_MS_MIN))?;
    let lead_ms = if stretch.from <= now { ANSWER_LEAD_MS } else { AFTER_OPENING_MS };
    let at = hours.zone().round_up(stretch.from.max(now).plus_ms(lead_ms), ANSWER_STEP_MINUTES);
    Some((stretch.date, at.min(stretch.to)))
}

/// The first open day after `day` that has a time later than `at`.
fn next_choice(
    hours: &OpeningHours,
    day: NaiveDate,
    at: Timestamp,
) -> Option<(NaiveDate, Timestamp)> {
    let mut later = hours.stretches(at).filter(|stretch| stretch.date > day).peekable();
    while let Some(stretch) = later.next() {
        let mut of_day = vec![stretch];
        while let Some(more) = later.next_if(|more| more.date == stretch.date) {
            of_day.push(more);
        }
        let choice = choice_of_day(hours, &of_day)?;
        if choice > at {
            return Some((stretch.date, choice));
        }
    }
    None
}

/// Noon if somebody is there, else two hours after the first opening.
fn choice_of_day(hours: &OpeningHours, of_day: &[Stretch]) -> Option<Timestamp> {
    let first = of_day.first()?;
    let noon = hours.zone().first_moment(first.date, NOON);
    if of_day.iter().any(|stretch| stretch.from < noon && noon <= stretch.to) {
        return Some(noon);
    }
    let at = hours.zone().round_up(first.from.plus_ms(AFTER_OPENING_MS), ANSWER_STEP_MINUTES);
    Some(at.min(first.to))
}

/// By the calendar alone.
fn noon_after(hours: &OpeningHours, at: Timestamp) -> (NaiveDate, Timestamp) {
    let today = hours.zone().date(at);
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    (tomorrow, hours.zone().first_moment(tomorrow, NOON))
}
