//! Tables of hours, holidays and changes of clocks, and a slow clerk who counts minute by minute.

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::*;

fn at(raw: &str) -> Timestamp {
    Timestamp::parse(raw).expect("a moment")
}

fn day(spans: &[&str]) -> DayHours {
    let spans = spans.iter().map(|raw| Span::parse(raw).expect("a span")).collect();
    DayHours::new(spans).expect("no overlap")
}

/// The same hours every day.
fn daily(zone: &str, spans: &[&str]) -> OpeningHours {
    let week = [(); 7].map(|()| day(spans));
    OpeningHours::new(Zone::parse(zone).expect("known"), week, Vec::new(), BTreeMap::new())
}

/// Monday to Friday 8:00 to 12:00 and 13:00 to 17:30, Saturday 9:00 to 13:00, in London.
fn shop(closed: &[&str], special: &[(&str, &[&str])]) -> OpeningHours {
    let weekday = || day(&["8:00-12:00", "13:00-17:30"]);
    let week =
        [weekday(), weekday(), weekday(), weekday(), weekday(), day(&["9:00-13:00"]), day(&[])];
    let closed = closed.iter().map(|raw| ClosedDays::parse(raw).expect("days")).collect();
    let special =
        special.iter().map(|(date, spans)| (date.parse().expect("a date"), day(spans))).collect();
    OpeningHours::new(Zone::parse("Europe/London").expect("known"), week, closed, special)
}

#[test]
fn a_span_is_read_as_people_write_it() {
    for (raw, written, to) in [
        ("8:00-17:30", "8:00-17:30", 1_050),
        (" 08:00 – 17:30 ", "8:00-17:30", 1_050),
        ("18:00-2:00", "18:00-2:00", 1_560),
        ("18:00-0:00", "18:00-24:00", 1_440),
        ("0:00-24:00", "0:00-24:00", 1_440),
    ] {
        let span = Span::parse(raw).expect(raw);
        assert_eq!((span.to_string().as_str(), span.to_minute()), (written, to), "{raw}");
        assert_eq!(Span::parse(written), Ok(span));
    }
    for (raw, why) in [
        ("8:00", SpanError::NotASpan),
        ("8-17", SpanError::NotASpan),
        ("8:0-17:00", SpanError::NotASpan),
        ("8:00-+7:00", SpanError::NotASpan),
        ("8:00-17:60", SpanError::NoSuchTime),
        ("24:00-2:00", SpanError::NoSuchTime),
        ("8:00-24:30", SpanError::NoSuchTime),
        ("8:00-8:00", SpanError::Empty),
        ("0:00-0:00", SpanError::Empty),
    ] {
        assert_eq!(Span::parse(raw), Err(why), "{raw}");
    }
}

#[test]
fn closed_days_are_read_as_people_write_them() {
    let contains = |raw: &str, date: &str| {
        let days = ClosedDays::parse(raw).expect(raw);
        assert_eq!(ClosedDays::parse(&days.to_string()), Ok(days), "{raw}");
        days.contains(date.parse().expect("a date"))
    };
    for (days, inside, outside) in [
        ("2026-04-03", "2026-04-03", "2027-04-03"),
        ("2026-08-10..2026-08-21", "2026-08-21", "2026-08-22"),
        ("12-25", "2031-12-25", "2031-12-26"),
        ("12-24..01-01", "2027-01-01", "2027-01-02"),
        ("12-24..01-01", "2026-12-24", "2026-12-23"),
        ("02-29", "2028-02-29", "2027-02-28"),
    ] {
        assert!(contains(days, inside) && !contains(days, outside), "{days}");
    }
    for (raw, why) in [
        ("", ClosedDaysError::NotADate),
        ("25.12.", ClosedDaysError::NotADate),
        ("2026-02-29", ClosedDaysError::NotADate),
        ("02-30", ClosedDaysError::NotADate),
        ("2026-1-2", ClosedDaysError::NotADate),
        ("2026-12-24..01-01", ClosedDaysError::MixedForms),
        ("2026-08-21..2026-08-10", ClosedDaysError::Backwards),
    ] {
        assert_eq!(ClosedDays::parse(raw), Err(why), "{raw}");
    }
}

#[test]
fn open_time_is_counted_over_breaks_nights_weekends_and_holidays() {
    let plain = shop(&[], &[]);
    let holidays = shop(&["2026-11-24", "11-25..11-26"], &[("2026-11-26", &["10:00-11:00"])]);
    for (hours, start, minutes, due) in [
        // Monday morning, over the lunch break, to closing time itself and past it.
        (&plain, "2026-11-23T09:00:00Z", 60, "2026-11-23T10:00:00Z"),
        (&plain, "2026-11-23T11:30:00Z", 60, "2026-11-23T13:30:00Z"),
        (&plain, "2026-11-23T16:30:00Z", 60, "2026-11-23T17:30:00Z"),
        (&plain, "2026-11-23T16:30:00Z", 61, "2026-11-24T08:01:00Z"),
        // Before opening, during lunch, at night.
        (&plain, "2026-11-23T05:00:00Z", 30, "2026-11-23T08:30:00Z"),
        (&plain, "2026-11-23T12:15:00Z", 30, "2026-11-23T13:30:00Z"),
        (&plain, "2026-11-23T23:59:59Z", 30, "2026-11-24T08:30:00Z"),
        // Friday evening to Saturday, Saturday afternoon to Monday.
        (&plain, "2026-11-27T17:20:00Z", 30, "2026-11-28T09:20:00Z"),
        (&plain, "2026-11-28T12:50:00Z", 30, "2026-11-30T08:20:00Z"),
        // Seconds are kept.
        (&plain, "2026-11-23T09:00:07Z", 60, "2026-11-23T10:00:07Z"),
        // Closed on the 24th and 25th; the 26th has hours of its own although it is closed.
        (&holidays, "2026-11-23T17:00:00Z", 60, "2026-11-26T10:30:00Z"),
        (&holidays, "2026-11-23T17:00:00Z", 120, "2026-11-27T08:30:00Z"),
    ] {
        assert_eq!(hours.add_open_time(at(start), minutes), Ok(at(due)), "{start} + {minutes}");
    }
}

/// Changes of clocks from the IANA time zone database.
#[test]
fn open_time_is_real_time_where_clocks_change() {
    for (zone, spans, start, minutes, due) in [
        // London, 29 March 2026: 1:00 becomes 2:00, so 0:00 to 8:00 lasts seven hours.
        ("Europe/London", "0:00-8:00", "2026-03-29T00:00:00Z", 7 * 60, "2026-03-29T07:00:00Z"),
        ("Europe/London", "0:00-8:00", "2026-03-29T00:00:00Z", 421, "2026-03-29T23:01:00Z"),
        // 25 October 2026: 2:00 becomes 1:00, so it lasts nine.
        ("Europe/London", "0:00-8:00", "2026-10-24T23:00:00Z", 9 * 60, "2026-10-25T08:00:00Z"),
        // Hours inside the skipped hour do not happen that day.
        ("Europe/London", "1:10-1:50", "2026-03-28T12:00:00Z", 1, "2026-03-30T00:11:00Z"),
        // Hours inside the repeated hour happen at its first coming only.
        ("Europe/London", "1:10-1:50", "2026-10-25T00:20:00Z", 40, "2026-10-26T01:20:00Z"),
        // New York, a night over the change: 22:00 to 6:00 lasts seven hours in spring.
        ("America/New_York", "22:00-6:00", "2026-03-08T03:00:00Z", 420, "2026-03-08T10:00:00Z"),
        ("America/New_York", "22:00-6:00", "2026-11-01T02:00:00Z", 540, "2026-11-01T11:00:00Z"),
        // Lord Howe moves by half an hour.
        ("Australia/Lord_Howe", "0:00-6:00", "2026-10-03T13:30:00Z", 330, "2026-10-03T19:00:00Z"),
        ("Australia/Lord_Howe", "0:00-6:00", "2026-04-04T13:00:00Z", 390, "2026-04-04T19:30:00Z"),
        // Samoa skipped a whole day.
        ("Pacific/Apia", "9:00-10:00", "2011-12-29T20:00:00Z", 60, "2011-12-30T20:00:00Z"),
    ] {
        let hours = daily(zone, &[spans]);
        let found = hours.add_open_time(at(start), minutes);
        assert_eq!(found, Ok(at(due)), "{zone} {spans} {start} + {minutes}");
    }
}

#[test]
fn the_door_is_open_closed_or_never_opens() {
    let plain = shop(&[], &[]);
    let evening = daily("Europe/London", &["18:00-2:00"]);
    let always = daily("Europe/London", &["0:00-24:00"]);
    let never = daily("Europe/London", &[]);
    let once = shop(&["2026-01-01..2030-01-01"], &[("2026-11-23", &["8:00-9:00"])]);
    let open = |until| OpenState::Open { until: at(until) };
    let closed = |back| OpenState::Closed { back: at(back) };
    for (hours, moment, state) in [
        (&plain, "2026-11-23T08:00:00Z", open("2026-11-23T12:00:00Z")),
        (&plain, "2026-11-23T11:59:59.999Z", open("2026-11-23T12:00:00Z")),
        (&plain, "2026-11-23T12:00:00Z", closed("2026-11-23T13:00:00Z")),
        (&plain, "2026-11-28T13:00:00Z", closed("2026-11-30T08:00:00Z")),
        (&evening, "2026-11-23T01:59:00Z", open("2026-11-23T02:00:00Z")),
        (&evening, "2026-11-23T23:00:00Z", open("2026-11-24T02:00:00Z")),
        (&evening, "2026-11-23T02:00:00Z", closed("2026-11-23T18:00:00Z")),
        (&always, "2026-11-23T02:00:00Z", OpenState::AroundTheClock),
        (&never, "2026-11-23T02:00:00Z", OpenState::Never),
        (&once, "2026-11-23T08:30:00Z", open("2026-11-23T09:00:00Z")),
        (&once, "2026-11-23T09:00:00Z", OpenState::Never),
    ] {
        assert_eq!(hours.state(at(moment)), state, "{moment}");
    }
    assert_eq!(never.add_open_time(at("2026-11-23T02:00:00Z"), 1), Err(NeverOpens));
}

#[test]
fn hours_of_neighbouring_days_that_meet_are_one() {
    let late = daily("Europe/London", &["8:00-24:00", "0:00-3:00"]);
    assert_eq!(
        late.state(at("2026-11-23T20:00:00Z")),
        OpenState::Open { until: at("2026-11-24T03:00:00Z") }
    );
}

/// Who counts minute by minute, and never looks at the arithmetic above.
///
/// The clerk's clock shows what the zone's clock shows, but is never put back.
struct Clerk<'a> {
    hours: &'a OpeningHours,
    at: Timestamp,
    clock: NaiveDateTime,
}

impl<'a> Clerk<'a> {
    /// Starts two days early, so that a clock put back shortly before is known.
    fn new(hours: &'a OpeningHours, at: Timestamp) -> Self {
        let mut clerk = Self { hours, at: at.plus_ms(-2 * DAY_MS), clock: NaiveDateTime::MIN };
        clerk.look();
        while clerk.at < at {
            clerk.wait();
        }
        clerk
    }

    fn look(&mut self) {
        self.clock = self.clock.max(self.hours.zone().local(self.at).naive_local());
    }

    fn wait(&mut self) {
        self.at = self.at.plus_ms(MINUTE_MS);
        self.look();
    }

    fn is_open(&self) -> bool {
        (0..=1).any(|days_ago| {
            let Some(date) = self.clock.date().checked_sub_days(Days::new(days_ago)) else {
                return false;
            };
            let midnight = date.and_time(chrono::NaiveTime::MIN);
            self.hours.on(date).iter().any(|span| {
                let from = midnight + TimeDelta::minutes(i64::from(span.from_minute()));
                let to = midnight + TimeDelta::minutes(i64::from(span.to_minute()));
                from <= self.clock && self.clock < to
            })
        })
    }
}

/// Zones with changes of their clocks: by an hour, by half an hour, at midnight, and none.
const CHANGES: [(&str, [&str; 2]); 6] = [
    ("Europe/London", ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
    ("America/New_York", ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]),
    ("Australia/Lord_Howe", ["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"]),
    ("America/Santiago", ["2026-04-05T03:00:00Z", "2026-09-06T04:00:00Z"]),
    ("Africa/Cairo", ["2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"]),
    ("Asia/Kathmandu", ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
];

/// Mostly in the small hours, where clocks are changed.
fn any_span() -> impl Strategy<Value = Span> {
    let span = |from: u16, to: u16| {
        let raw = format!("{}:{:02}-{}:{:02}", from / 60, from % 60, to / 60, to % 60);
        Span::parse(&raw).expect("two clock times")
    };
    prop_oneof![
        (0_u16..14, 1_u16..8).prop_map(move |(from, length)| span(from * 15, (from + length) * 15)),
        (80_u16..96, 17_u16..30)
            .prop_map(move |(from, length)| span(from * 15, (from + length) % 96 * 15)),
        (0_u16..96, 1_u16..96)
            .prop_map(move |(from, length)| span(from * 15, (from + length) % 96 * 15)),
    ]
}

fn any_day() -> impl Strategy<Value = DayHours> {
    proptest::collection::vec(any_span(), 0..3).prop_map(|mut spans| {
        DayHours::new(spans.clone()).unwrap_or_else(|_| {
            spans.truncate(1);
            DayHours::new(spans).expect("one alone")
        })
    })
}

/// Hours with exceptions, and a moment of 2026, mostly shortly before a change of clocks.
fn any_hours_and_moment() -> impl Strategy<Value = (OpeningHours, Timestamp)> {
    let change = (proptest::sample::select(&CHANGES[..]), 0_usize..2);
    let before = prop_oneof![3 => 0_i64..1_440, 1 => -1_440_i64..200 * 1_440];
    let week = proptest::array::uniform7(any_day());
    let special = proptest::collection::btree_map(0_u64..12, any_day(), 0..3);
    let closed = proptest::collection::vec(0_u64..12, 0..3);
    (change, before, week, closed, special).prop_map(
        |(((zone, changes), which), before, week, closed, special)| {
            let zone = Zone::parse(zone).expect("known");
            let start = at(changes[which]).plus_ms(-before * MINUTE_MS);
            let date = |days| zone.date(start).checked_add_days(Days::new(days)).expect("a date");
            let once = |days| ClosedDays::Once { first: date(days), last: date(days + 1) };
            let closed = closed.into_iter().map(once).collect();
            let special = special.into_iter().map(|(days, hours)| (date(days), hours)).collect();
            (OpeningHours::new(zone, week, closed, special), start)
        },
    )
}

/// The clerk gives up after this many days, and then has nothing to say.
const CLERK_DAYS_MAX: i64 = 12;

proptest! {
    #[test]
    fn the_arithmetic_agrees_with_who_counts_minute_by_minute(
        (hours, start) in any_hours_and_moment(), minutes in 1_u32..1_500,
    ) {
        let mut clerk = Clerk::new(&hours, start);
        prop_assert_eq!(hours.state(start).is_open(), clerk.is_open());
        let was_open = clerk.is_open();
        let (mut left, mut turned) = (minutes, None);
        let end = start.plus_ms(CLERK_DAYS_MAX * DAY_MS);
        while left > 0 && clerk.at < end {
            left -= u32::from(clerk.is_open());
            clerk.wait();
            if turned.is_none() && clerk.is_open() != was_open {
                turned = Some(clerk.at);
            }
        }
        match hours.add_open_time(start, minutes) {
            Ok(due) if due <= end => prop_assert_eq!((left, due), (0, clerk.at)),
            Ok(_) | Err(NeverOpens) => prop_assert!(left > 0),
        }
        match hours.state(start) {
            OpenState::Open { until: change } | OpenState::Closed { back: change } => {
                if let Some(turned) = turned {
                    prop_assert_eq!(change, turned);
                }
            }
            OpenState::AroundTheClock => prop_assert!(turned.is_none_or(|t| t.ms() - start.ms() > 7 * DAY_MS)),
            OpenState::Never => prop_assert_eq!(turned, None),
        }
    }

    #[test]
    fn counting_in_two_steps_gives_the_same_and_later_starts_never_end_earlier(
        (hours, start) in any_hours_and_moment(), first in 1_u32..900, second in 0_u32..900,
    ) {
        let once = hours.add_open_time(start, first + second);
        let half_way = hours.add_open_time(start, first);
        if let (Ok(once), Ok(half_way)) = (once, half_way) {
            prop_assert_eq!(hours.add_open_time(half_way, second.max(1)), hours.add_open_time(start, first + second.max(1)));
            prop_assert!(half_way <= once);
            let later = start.plus_ms(i64::from(second) * MINUTE_MS);
            if let Ok(from_later) = hours.add_open_time(later, first) {
                prop_assert!(half_way <= from_later);
            }
        }
    }
}
