//! Tables of hours and holidays; changes of clocks and the comparison with a slow clerk who
//! counts minute by minute stand in files of their own.

mod agreement;
mod clerk;
mod clock_changes;

use std::collections::BTreeMap;

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
    let special = special.iter().map(|(date, spans)| (date.parse().expect("a date"), day(spans)));
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
