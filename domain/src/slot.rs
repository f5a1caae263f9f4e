//! When a customer may be rung: an hour they choose from those that are offered.
//!
//! An offered slot lies inside opening hours from its first minute to its last, begins no sooner
//! than the site can promise a call, and is one that the customer would not sleep through. What a
//! customer chose is taken as long as it has not begun and somebody is there: choosing takes its
//! time. Not here: that missing a slot breaks a promise (a fact), and how slots are said (see
//! [`crate::wording`]).

use core::fmt;

use chrono::{SecondsFormat, Timelike};

use crate::opening_hours::OpeningHours;
use crate::site::Zone;
use crate::submission::{Field, FieldError};
use crate::{DAY_MS, MINUTE_MS, Timestamp};

/// From a full minute on, for at most [`Slot::MINUTES_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    start: Timestamp,
    minutes: u32,
}

/// Why a customer cannot be rung then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotError {
    /// Not a slot, or none of those that are ever offered.
    NotOffered,
    /// It has begun or is over.
    Begun,
    /// Nobody is there then; the hours may have been changed since it was offered.
    Closed,
}

/// Offered slots last an hour.
const OFFERED_MINUTES: u32 = 60;
/// Offered slots begin on half hours by the clock of the business.
const STEP_MINUTES: i64 = 30;
/// More would be a list to read rather than a choice.
const OFFERED_MAX: usize = 6;
/// So that another day can be chosen as well.
const OFFERED_A_DAY_MAX: usize = 3;
/// Nobody remembers a call that lies farther ahead.
const AHEAD_DAYS_MAX: i64 = 31;
/// Who is open around the clock still does not ring people before this hour of theirs …
const DAYTIME_FROM_HOUR: u32 = 8;
/// … or after this one.
const DAYTIME_TO_HOUR: u32 = 21;

impl Slot {
    /// Half a working day; who waits longer by the phone has not been promised anything.
    pub const MINUTES_MAX: u32 = 240;

    /// When ringing may begin.
    pub const fn start(self) -> Timestamp {
        self.start
    }

    /// By when it must have begun.
    pub fn end(self) -> Timestamp {
        self.start.plus_ms(i64::from(self.minutes) * MINUTE_MS)
    }

    /// Reads what [`Slot`] displays, and nothing else.
    ///
    /// # Errors
    /// When it is of no such form.
    pub fn parse(raw: &str) -> Result<Self, SlotError> {
        let read = || {
            let (start, length) = raw.split_once("/PT")?;
            let minutes = length.strip_suffix('M')?.parse().ok()?;
            let slot = Self { start: Timestamp::parse(start)?, minutes };
            let is_slot = (1..=Self::MINUTES_MAX).contains(&minutes)
                && slot.start.ms() % MINUTE_MS == 0
                && slot.to_string() == raw;
            is_slot.then_some(slot)
        };
        read().ok_or(SlotError::NotOffered)
    }

    /// Whether a customer may be rung then, asked at `now`: later than when it was offered, and of
    /// hours that may have changed.
    ///
    /// # Errors
    /// When it has begun, when nobody is there, or when it never was offered.
    pub fn check(self, hours: &OpeningHours, now: Timestamp) -> Result<(), SlotError> {
        if self.start < now {
            return Err(SlotError::Begun);
        }
        let on_a_step = hours.zone().round_up(self.start, STEP_MINUTES) == self.start;
        if self.minutes != OFFERED_MINUTES || !on_a_step || self.end() > horizon(now) {
            return Err(SlotError::NotOffered);
        }
        let whole_ms = self.end().ms() - self.start.ms();
        if hours.open_ms_between(self.start, self.end()) < whole_ms {
            return Err(SlotError::Closed);
        }
        Ok(())
    }

    /// Whether it lies between eight in the morning and nine in the evening by a clock.
    fn is_daytime(self, zone: Zone) -> bool {
        let (start, last) = (zone.local(self.start), zone.local(self.end().plus_ms(-1)));
        start.date_naive() == last.date_naive()
            && start.hour() >= DAYTIME_FROM_HOUR
            && last.hour() < DAYTIME_TO_HOUR
    }
}

impl fmt::Display for Slot {
    /// An interval as in ISO 8601, in UTC: `2026-11-24T09:00:00Z/PT60M`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.start.utc().to_rfc3339_opts(SecondsFormat::Secs, true);
        write!(f, "{start}/PT{}M", self.minutes)
    }
}

impl SlotError {
    /// As a mistake in the form.
    pub const fn at_field(self) -> FieldError {
        FieldError::new(Field::Slot, self.code(), self.sentence())
    }

    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOffered => "slot_not_offered",
            Self::Begun => "slot_begun",
            Self::Closed => "slot_closed",
        }
    }

    /// What the customer reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotOffered => "Please choose one of the times offered.",
            Self::Begun => "This time has begun. Please choose a later one.",
            Self::Closed => "Nobody is there at this time any more. Please choose another.",
        }
    }
}

/// The slots offered to a customer who asks `now`: at most six in the coming month, in order, at
/// most three on one date of theirs, the first as soon as the site's target for a call allows.
///
/// `target_minutes` counts opening time. Slots at the customer's night are offered only where the
/// business keeps no other hours. None at all where it does not open in time.
pub fn offered(
    hours: &OpeningHours,
    now: Timestamp,
    target_minutes: u32,
    customer: Zone,
) -> Vec<Slot> {
    let Ok(earliest) = hours.add_open_time(now, target_minutes) else { return Vec::new() };
    let every = every_slot(hours, earliest, horizon(now));
    let mut by_day = every.clone();
    by_day.retain(|slot| slot.is_daytime(customer));
    spread(if by_day.is_empty() { &every } else { &by_day }, customer)
}

/// The end of the last day on which one may begin.
fn horizon(now: Timestamp) -> Timestamp {
    now.plus_ms(AHEAD_DAYS_MAX * DAY_MS)
}

/// Back to back in each stretch of opening time, from its first half hour on.
fn every_slot(hours: &OpeningHours, earliest: Timestamp, horizon: Timestamp) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for (from, to) in runs(hours, earliest, horizon) {
        let first = hours.zone().round_up(from.max(earliest), STEP_MINUTES);
        let back_to_back = (0..).map(|n| Slot {
            start: first.plus_ms(n * i64::from(OFFERED_MINUTES) * MINUTE_MS),
            minutes: OFFERED_MINUTES,
        });
        slots.extend(back_to_back.take_while(|slot| slot.end() <= to.min(horizon)));
    }
    slots
}

/// Stretches of opening time, those that meet joined: a slot may run from one into the next.
fn runs(
    hours: &OpeningHours,
    earliest: Timestamp,
    horizon: Timestamp,
) -> Vec<(Timestamp, Timestamp)> {
    let mut runs: Vec<(Timestamp, Timestamp)> = Vec::new();
    for stretch in hours.stretches(earliest).take_while(|stretch| stretch.from < horizon) {
        match runs.last_mut() {
            Some((_, to)) if stretch.from <= *to => *to = stretch.to.max(*to),
            _ => runs.push((stretch.from, stretch.to)),
        }
    }
    runs
}

/// The first, the middle and the last of each date, until there are enough.
fn spread(slots: &[Slot], customer: Zone) -> Vec<Slot> {
    let of_days = slots.chunk_by(|a, b| customer.date(a.start) == customer.date(b.start));
    let chosen = of_days.flat_map(|of_day| {
        let last = of_day.len() - 1;
        let many = of_day.len().min(OFFERED_A_DAY_MAX);
        (0..many).map(move |n| of_day[n * last / (many - 1).max(1)])
    });
    chosen.take(OFFERED_MAX).collect()
}

#[cfg(test)]
mod tests;
