//! The arithmetic against the [clerk](super::clerk): random calendars, zones and moments.
//!
//! `HEARBACK_HOURS_CASES=1000000` tries more, `HEARBACK_HOURS_SEED=17` tries others.

use std::cell::Cell;

use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

use super::super::{NeverOpens, OpenState, OpeningHours};
use super::clerk::{self, Away, Calendar, DAY, FromTo};
use crate::{DAY_MS, MINUTE_MS, Timestamp};

/// As many as find every mistake that was made on purpose, within some seconds.
const CASES: u32 = 20_000;
const SEED: u64 = 2026;

/// Changes by an hour, by half an hour, by two; at midnight and a minute past it; over Ramadan;
/// by a whole day; given up in between; and none.
const ZONES: [Tz; 16] = [
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Casablanca,
    Tz::Pacific__Apia,
    Tz::America__Sao_Paulo,
    Tz::Asia__Kathmandu,
    Tz::Antarctica__Troll,
    Tz::Pacific__Chatham,
    Tz::Asia__Tehran,
    Tz::America__St_Johns,
    Tz::America__Santiago,
    Tz::Africa__Cairo,
    Tz::Asia__Gaza,
    Tz::America__Havana,
    Tz::Antarctica__Casey,
];

/// 2010-01-10 and 2037-09-01 in minutes since 1970: the table of zones ends with 2039.
const MOMENTS: std::ops::Range<i64> = 21_051_360..35_589_600;

/// The table of zones and the search for the next opening both reach farther.
const FAR_DAYS: i64 = 398;

/// One question to both.
#[derive(Clone, Debug)]
struct Trial {
    calendar: Calendar,
    start: Timestamp,
    /// How long the clerk stands at the door, in days.
    watched_days: i64,
    /// Opening time to be added.
    minutes: u32,
    /// From `start` to the other end of the time whose open part is asked for.
    until_ms: i64,
}

/// What the clerk wrote down.
struct Watch<'a> {
    trial: &'a Trial,
    hours: OpeningHours,
    /// Minutes since 1970 in which the watch begins and ends.
    first: i64,
    end: i64,
    seen: Vec<bool>,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Always the same trials, unless the environment asks for others.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        rng_seed: RngSeed::Fixed(number("HEARBACK_HOURS_SEED").unwrap_or(SEED)),
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn the_arithmetic_agrees_with_who_counts_minute_by_minute() {
    let wanted = number("HEARBACK_HOURS_CASES").and_then(|cases| u32::try_from(cases).ok());
    let cases = wanted.unwrap_or(CASES);
    let met_a_change = Cell::new(0);
    let outcome = runner(cases).run(&any_trial(), |trial| {
        let watch = Watch::new(&trial);
        let changed = clerk::ahead(trial.calendar.zone, watch.first)
            != clerk::ahead(trial.calendar.zone, watch.end);
        met_a_change.set(met_a_change.get() + u32::from(changed));
        watch.agrees_on_the_door()?;
        watch.agrees_on_added_time()?;
        watch.agrees_on_time_between()
    });
    if let Err(found) = outcome {
        panic!("{found}");
    }
    assert!(met_a_change.get() > cases / 4, "only {} saw a change of clocks", met_a_change.get());
}

#[test]
fn counting_in_two_steps_gives_the_same_and_later_starts_never_end_earlier() {
    let outcome = runner(4_000).run(&any_trial(), |trial| {
        let Trial { start, minutes: second, until_ms, .. } = trial;
        let hours = trial.calendar.read();
        let first = u32::try_from(until_ms / MINUTE_MS).expect("some days");
        let (Ok(once), Ok(half_way)) =
            (hours.add_open_time(start, first + second), hours.add_open_time(start, first))
        else {
            return Ok(());
        };
        prop_assert!(start <= half_way && half_way <= once);
        let in_two_steps = hours.add_open_time(half_way, second);
        if second > 0 {
            prop_assert_eq!(in_two_steps, Ok(once));
        }
        let open_ms = hours.open_ms_between(start, once);
        prop_assert_eq!(open_ms, i64::from(first + second) * MINUTE_MS);
        let later = start.plus_ms(until_ms);
        if let Ok(from_later) = hours.add_open_time(later, first) {
            prop_assert!(half_way <= from_later);
        }
        Ok(())
    });
    if let Err(found) = outcome {
        panic!("{found}");
    }
}

impl<'a> Watch<'a> {
    fn new(trial: &'a Trial) -> Self {
        let first = trial.start.ms() / MINUTE_MS;
        let end = first + trial.watched_days * DAY;
        let seen = trial.calendar.watch(first, end);
        Self { trial, hours: trial.calendar.read(), first, end, seen }
    }

    /// The parts of the watch in which the door was open, no longer than a minute each.
    fn open(&self) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let open = self.seen.iter().zip(self.first..).filter(|(open, _)| **open);
        open.map(|(_, minute)| (moment(minute).max(self.trial.start), moment(minute + 1)))
    }

    fn agrees_on_the_door(&self) -> TestCaseResult {
        let (calendar, start) = (&self.trial.calendar, self.trial.start);
        let open = self.seen[0];
        let turn = self.seen.iter().zip(self.first..).find(|(now, _)| **now != open);
        let turn = turn.map(|(_, minute)| moment(minute));
        let state = self.hours.state(start);
        prop_assert_eq!(state.is_open(), open);
        let long = start.plus_ms(7 * DAY_MS);
        match (state, turn) {
            (OpenState::Open { until }, Some(turn)) => {
                prop_assert!(turn <= long);
                prop_assert_eq!(until, turn);
            }
            (OpenState::Open { until }, None) => {
                prop_assert!(moment(self.end) <= until && until <= long);
            }
            (OpenState::AroundTheClock, turn) => {
                prop_assert!(turn.is_none_or(|turn| long < turn));
            }
            (OpenState::Closed { back }, Some(turn)) => prop_assert_eq!(back, turn),
            (OpenState::Never, Some(_)) => prop_assert!(false, "it opens"),
            (OpenState::Closed { .. } | OpenState::Never, None) => {
                let far = self.first + FAR_DAYS * DAY;
                let opens = calendar.first_open(self.end, far).map(moment);
                let said = match state {
                    OpenState::Closed { back } if back < moment(far) => Some(back),
                    _ => None,
                };
                prop_assert_eq!(said, opens);
            }
        }
        Ok(())
    }

    fn agrees_on_added_time(&self) -> TestCaseResult {
        let mut left_ms = i64::from(self.trial.minutes) * MINUTE_MS;
        let mut due = None;
        for (from, to) in self.open() {
            if left_ms <= to.ms() - from.ms() {
                due = Some(from.plus_ms(left_ms));
                break;
            }
            left_ms -= to.ms() - from.ms();
        }
        let added = self.hours.add_open_time(self.trial.start, self.trial.minutes);
        match (added, due) {
            (added, Some(due)) => prop_assert_eq!(added, Ok(due)),
            (Ok(added), None) => prop_assert!(moment(self.end) < added || left_ms == 0),
            (Err(NeverOpens), None) => {}
        }
        Ok(())
    }

    fn agrees_on_time_between(&self) -> TestCaseResult {
        let (start, to) = (self.trial.start, self.trial.start.plus_ms(self.trial.until_ms));
        let counted = self.open().take_while(|(opens, _)| *opens < to);
        let counted: i64 = counted.map(|(opens, closes)| closes.min(to).ms() - opens.ms()).sum();
        prop_assert_eq!(self.hours.open_ms_between(start, to), counted);
        prop_assert_eq!(self.hours.open_ms_between(to, start), 0);
        Ok(())
    }
}

fn moment(minute: i64) -> Timestamp {
    Timestamp::from_ms(minute * MINUTE_MS)
}

/// Two of three in a zone of the list, two of three shortly before or after a change of clocks.
fn any_trial() -> impl Strategy<Value = Trial> {
    let zone = prop_oneof![2 => select(&ZONES[..]), 1 => select(&chrono_tz::TZ_VARIANTS[..])];
    let near_a_change = prop_oneof![2 => (-2 * DAY..DAY).prop_map(Some), 1 => Just(None)];
    let into_minute_ms = prop_oneof![2 => Just(0), 1 => 0..MINUTE_MS];
    let watched_days = prop_oneof![12 => Just(2_i64), 3 => Just(4), 1 => Just(9)];
    let minutes = prop_oneof![4 => 0_u32..600, 1 => 0_u32..4_000];
    let shares = any::<(Index, Index)>();
    let moment = (zone, MOMENTS, near_a_change, into_minute_ms);
    (moment, any_week(), exceptions(), watched_days, minutes, shares).prop_map(
        |((zone, minute, near, into_ms), week, (away, special), watched_days, minutes, shares)| {
            let change = near.and_then(|near| Some(clerk::next_change(zone, minute)? + near));
            let minute = change.unwrap_or(minute);
            let today = minute.div_euclid(DAY);
            let special = special.into_iter().map(|(day, hours)| (clerk::date(today + day), hours));
            let away = away.into_iter().map(|away| away.at(today)).collect();
            let watched_ms = usize::try_from(watched_days * DAY_MS).expect("some days");
            Trial {
                calendar: Calendar { zone, week, away, special: special.collect() },
                start: moment_with(minute, into_ms),
                watched_days,
                minutes,
                until_ms: until_ms(shares, watched_ms),
            }
        },
    )
}

fn moment_with(minute: i64, into_ms: i64) -> Timestamp {
    Timestamp::from_ms(minute * MINUTE_MS + into_ms)
}

/// Somewhere within the watch, as often on a full minute as not.
fn until_ms((place, full): (Index, Index), watched_ms: usize) -> i64 {
    // Less by a minute than the watch, which began with the minute.
    let ms = i64::try_from(place.index(watched_ms)).expect("some days") - MINUTE_MS;
    let full_ms = if full.index(2) == 0 { MINUTE_MS } else { 1 };
    ms.max(0) / full_ms * full_ms
}

fn any_week() -> impl Strategy<Value = Vec<Vec<FromTo>>> {
    let every_day = |hours: Vec<FromTo>| vec![hours; 7];
    prop_oneof![
        6 => proptest::collection::vec(any_day(), 7),
        2 => any_day().prop_map(every_day),
        1 => Just(every_day(vec![(0, DAY)])),
        1 => Just(every_day(Vec::new())),
    ]
}

fn any_day() -> impl Strategy<Value = Vec<FromTo>> {
    prop_oneof![
        2 => Just(Vec::new()),
        1 => Just(vec![(0, DAY)]),
        9 => proptest::collection::vec(any_hours(), 1..5).prop_map(|mut hours| {
            hours.sort_unstable();
            let mut end = 0;
            hours.retain(|(from, to)| {
                let free = end <= *from;
                if free {
                    end = *to;
                }
                free
            });
            hours
        }),
    ]
}

/// In the small hours, where clocks are changed; over midnight; anywhere; to the minute.
fn any_hours() -> impl Strategy<Value = FromTo> {
    let quarters = |(from, length): (i64, i64)| (from * 15, (from + length) * 15);
    prop_oneof![
        3 => (0_i64..14, 1_i64..8).prop_map(quarters),
        3 => (80_i64..96, 1_i64..30).prop_map(quarters),
        2 => (0_i64..96, 1_i64..95).prop_map(quarters),
        1 => (0..DAY, 1..DAY - 1).prop_map(|(from, length)| (from, from + length)),
    ]
}

/// Days away, counted from the moment of the trial: the first, how many more, and every year.
#[derive(Clone, Copy, Debug)]
struct AwayFrom(i64, i64, bool);

impl AwayFrom {
    fn at(self, today: i64) -> Away {
        let (first, last) = (clerk::date(today + self.0), clerk::date(today + self.0 + self.1));
        let day = |date: chrono::NaiveDate| {
            use chrono::Datelike;
            (date.month(), date.day())
        };
        if self.2 { Away::Yearly(day(first), day(last)) } else { Away::Once(first, last) }
    }
}

type Exceptions = (Vec<AwayFrom>, std::collections::BTreeMap<i64, Vec<FromTo>>);

fn exceptions() -> impl Strategy<Value = Exceptions> {
    let more = prop_oneof![6 => Just(0_i64), 4 => 0_i64..5, 1 => 0_i64..500];
    let away = (-4_i64..8, more, any::<bool>())
        .prop_map(|(first, more, yearly)| AwayFrom(first, more, yearly));
    (
        proptest::collection::vec(away, 0..3),
        proptest::collection::btree_map(-3_i64..8, any_day(), 0..3),
    )
}
