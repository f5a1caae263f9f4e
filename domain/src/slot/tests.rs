//! What is offered and what is taken, by hand and for any hours.

use proptest::prelude::*;

use super::*;
use crate::opening_hours::{ClosedDays, DayHours, Span};
use crate::site::{Site, wire};
use crate::submission::Kind;
use crate::wording::{Clock, slot_label};

fn at(raw: &str) -> Timestamp {
    Timestamp::parse(raw).expect("a moment")
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).expect("known")
}

/// Monday to Friday 8:00 to 17:30, Saturday 9:00 to 13:00; a call within an hour of it.
fn demo() -> Site {
    wire::from_json(include_str!("../../tests/fixtures/site-demo.json")).expect("the demo")
}

fn with_week(week: [&[&str]; 7], closed: &[&str]) -> OpeningHours {
    let day = |spans: &[&str]| {
        DayHours::new(spans.iter().map(|raw| Span::parse(raw).expect("hours")).collect())
    };
    let closed = closed.iter().map(|raw| ClosedDays::parse(raw).expect("days")).collect();
    let week = week.map(|spans| day(spans).expect("a day"));
    OpeningHours::new(zone("Europe/London"), week, closed, [])
}

/// As a customer reads them.
fn labels(hours: &OpeningHours, now: &str, customer: &str) -> Vec<String> {
    let clock = Clock::of_customer(Some(zone(customer)), hours.zone());
    let minutes = demo().targets.minutes(Kind::Callback);
    let slots = offered(hours, at(now), minutes, zone(customer));
    slots.into_iter().map(|slot| slot_label(slot, clock, at(now))).collect()
}

#[test]
fn the_rest_of_today_stands_first_and_two_open_days_follow() {
    assert_eq!(
        labels(&demo().hours, "2026-11-23T14:25:00Z", "Europe/London"),
        [
            "Today, 15:30 to 16:30",
            "Today, 16:30 to 17:30",
            "Tomorrow, 8:00 to 9:00",
            "Tomorrow, 12:00 to 13:00",
            "Tomorrow, 16:00 to 17:00",
            "Wednesday, 8:00 to 9:00",
        ]
    );
}

#[test]
fn who_asks_late_is_offered_the_next_open_day() {
    assert_eq!(
        labels(&demo().hours, "2026-11-27T17:20:00Z", "Europe/London"),
        [
            // An hour of opening time from Friday 17:20 on ends on Saturday at 9:50.
            "Tomorrow, 10:00 to 11:00",
            "Tomorrow, 11:00 to 12:00",
            "Tomorrow, 12:00 to 13:00",
            "Monday, 8:00 to 9:00",
            "Monday, 12:00 to 13:00",
            "Monday, 16:00 to 17:00",
        ]
    );
}

#[test]
fn who_is_elsewhere_reads_both_clocks() {
    assert_eq!(
        labels(&demo().hours, "2026-11-23T15:25:00Z", "Europe/Berlin")[..2],
        [
            "Today, 17:30 to 18:30 Berlin time (16:30 to 17:30 London time)",
            "Tomorrow, 9:00 to 10:00 Berlin time (8:00 to 9:00 London time)",
        ]
    );
}

#[test]
fn a_slot_lies_in_no_break_and_runs_over_hours_that_meet() {
    let with_break = with_week([&["8:00-9:30", "9:30-12:20", "13:00-14:30"]; 7], &[]);
    let every: Vec<String> =
        every_slot(&with_break, at("2026-11-23T05:00:00Z"), at("2026-11-24T00:00:00Z"))
            .iter()
            .map(Slot::to_string)
            .collect();
    assert_eq!(
        every,
        [
            "2026-11-23T08:00:00Z/PT60M",
            "2026-11-23T09:00:00Z/PT60M",
            "2026-11-23T10:00:00Z/PT60M",
            "2026-11-23T11:00:00Z/PT60M",
            "2026-11-23T13:00:00Z/PT60M",
        ]
    );
}

#[test]
fn who_is_open_around_the_clock_rings_by_day() {
    let always = with_week([&["0:00-24:00"]; 7], &[]);
    assert_eq!(
        labels(&always, "2026-11-23T22:10:00Z", "Europe/London")[..3],
        ["Tomorrow, 8:30 to 9:30", "Tomorrow, 13:30 to 14:30", "Tomorrow, 19:30 to 20:30"]
    );
    assert_eq!(
        labels(&always, "2026-11-23T22:10:00Z", "Asia/Tokyo")[0],
        "Today, 8:30 to 9:30 Tokyo time (Monday 23:30 to 0:30 London time)"
    );
}

#[test]
fn who_is_open_at_the_customers_night_alone_still_offers_it() {
    assert_eq!(
        labels(&demo().hours, "2026-11-23T07:00:00Z", "Pacific/Auckland")[0],
        "Today, 22:00 to 23:00 Auckland time (9:00 to 10:00 London time)"
    );
}

#[test]
fn who_is_away_for_long_or_never_opens_offers_nothing() {
    let away = |closed| {
        labels(&with_week([&["8:00-17:30"]; 7], closed), "2026-08-01T12:00:00Z", "Europe/London")
    };
    assert_eq!(away(&["2026-08-02..2026-08-17"]).len(), OFFERED_MAX);
    assert_eq!(away(&["2026-08-01..2026-08-17"])[0], "Tuesday 18 August, 9:00 to 10:00");
    assert_eq!(away(&["2026-08-01..2026-09-20"]), [""; 0]);
    assert_eq!(labels(&with_week([&[]; 7], &[]), "2026-08-01T12:00:00Z", "Europe/London"), [""; 0]);
    let short = with_week([&["8:00-8:50"]; 7], &[]);
    assert_eq!(labels(&short, "2026-08-01T12:00:00Z", "Europe/London"), [""; 0]);
}

#[test]
fn slots_keep_to_the_clock_over_a_change_of_it() {
    let nights = with_week([&["22:00-6:00"]; 7], &[]);
    let starts: Vec<String> =
        every_slot(&nights, at("2026-03-28T21:00:00Z"), at("2026-03-29T12:00:00Z"))
            .iter()
            .map(|slot| Clock::of_business(nights.zone()).time(slot.start()))
            .collect();
    assert_eq!(starts, ["22:00", "23:00", "0:00", "2:00", "3:00", "4:00", "5:00"]);
}

#[test]
fn a_slot_is_written_and_read_back() {
    let slot = Slot::parse("2026-11-24T09:00:00Z/PT60M").expect("a slot");
    assert_eq!(
        (slot.start(), slot.end()),
        (at("2026-11-24T09:00:00Z"), at("2026-11-24T10:00:00Z"))
    );
    assert_eq!(slot.to_string(), "2026-11-24T09:00:00Z/PT60M");
    for bad in [
        "",
        "2026-11-24T09:00:00Z",
        "2026-11-24T09:00:00Z/PT",
        "2026-11-24T09:00:00Z/PT0M",
        "2026-11-24T09:00:00Z/PT060M",
        "2026-11-24T09:00:00Z/PT+60M",
        "2026-11-24T09:00:00Z/PT241M",
        "2026-11-24T09:00:00Z/PT60M ",
        "2026-11-24T09:00:00Z/PT1H",
        "2026-11-24T09:00:30Z/PT60M",
        "2026-11-24T10:00:00+01:00/PT60M",
        "2026-11-31T09:00:00Z/PT60M",
        "2026-11-24T09:00:00.000Z/PT60M",
        "99999-11-24T09:00:00Z/PT60M",
    ] {
        assert_eq!(Slot::parse(bad), Err(SlotError::NotOffered), "{bad}");
    }
}

#[test]
fn a_choice_is_taken_until_it_begins_and_while_somebody_is_there() {
    let hours = demo().hours;
    let now = at("2026-11-23T14:25:00Z");
    for (slot, taken) in [
        ("2026-11-23T15:30:00Z/PT60M", Ok(())),
        // Chosen slowly: it was offered earlier.
        ("2026-11-23T14:30:00Z/PT60M", Ok(())),
        ("2026-11-23T14:00:00Z/PT60M", Err(SlotError::Begun)),
        ("2026-11-22T10:00:00Z/PT60M", Err(SlotError::Begun)),
        // Over closing time, on Sunday, at night, on a holiday.
        ("2026-11-23T17:00:00Z/PT60M", Err(SlotError::Closed)),
        ("2026-11-29T10:00:00Z/PT60M", Err(SlotError::Closed)),
        ("2026-11-24T02:00:00Z/PT60M", Err(SlotError::Closed)),
        ("2026-12-24T10:00:00Z/PT60M", Err(SlotError::Closed)),
        // Never offered: of another length, off the half hours, far ahead.
        ("2026-11-24T10:00:00Z/PT30M", Err(SlotError::NotOffered)),
        ("2026-11-24T10:10:00Z/PT60M", Err(SlotError::NotOffered)),
        ("2027-02-01T10:00:00Z/PT60M", Err(SlotError::NotOffered)),
    ] {
        let slot = Slot::parse(slot).expect("a slot");
        assert_eq!(slot.check(&hours, now), taken, "{slot}");
    }
}

fn any_day() -> impl Strategy<Value = DayHours> {
    let span = |(from, length): (u16, u16)| {
        let to = (from + length) % 96;
        let raw = format!("{}:{:02}-{}:{:02}", from / 4, from % 4 * 15, to / 4, to % 4 * 15);
        Span::parse(&raw).expect("hours")
    };
    proptest::collection::vec((0_u16..96, 1_u16..95).prop_map(span), 0..4).prop_map(|spans| {
        DayHours::new(spans.clone()).unwrap_or_else(|_| {
            DayHours::new(spans.into_iter().take(1).collect()).expect("one alone")
        })
    })
}

fn any_zone() -> impl Strategy<Value = Zone> {
    const ZONES: [&str; 7] = [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Auckland",
        "Pacific/Marquesas",
        "UTC",
    ];
    proptest::sample::select(&ZONES[..]).prop_map(zone)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_offered_is_few_in_order_inside_the_hours_and_taken(
        week in proptest::array::uniform7(any_day()),
        (business, customer) in (any_zone(), any_zone()),
        minutes in 0_i64..365 * 1_440,
        target in 5_u32..600,
    ) {
        let hours = OpeningHours::new(business, week, Vec::new(), []);
        let now = at("2026-01-01T00:00:00Z").plus_ms(minutes * MINUTE_MS);
        let slots = offered(&hours, now, target, customer);
        prop_assert!(slots.len() <= OFFERED_MAX);
        let by_day = slots.iter().any(|slot| slot.is_daytime(customer));
        for slot in &slots {
            prop_assert_eq!(slot.check(&hours, now), Ok(()));
            prop_assert_eq!(Slot::parse(&slot.to_string()), Ok(*slot));
            prop_assert!(hours.add_open_time(now, target).is_ok_and(|due| due <= slot.start()));
            prop_assert_eq!(slot.is_daytime(customer), by_day);
            // Every minute of it, asked one by one.
            for minute in 0..i64::from(OFFERED_MINUTES) {
                let moment = slot.start().plus_ms(minute * MINUTE_MS);
                prop_assert!(hours.state(moment).is_open());
            }
        }
        for pair in slots.windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start());
        }
        for slot in &slots {
            let date = customer.date(slot.start());
            let of_date = slots.iter().filter(|slot| customer.date(slot.start()) == date);
            prop_assert!(of_date.count() <= OFFERED_A_DAY_MAX);
        }
    }

    #[test]
    fn no_text_is_read_as_a_slot_that_is_written_otherwise(
        raw in "(\\PC{0,40}|2026-1[0-9]-[0-3][0-9]T[0-2][0-9]:[0-6]0:00Z/PT[0-9]{1,3}M)",
    ) {
        if let Ok(slot) = Slot::parse(&raw) {
            prop_assert_eq!(slot.to_string(), raw);
        }
    }
}
