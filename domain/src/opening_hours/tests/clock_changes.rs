//! Days on which clocks are changed, by hand; the changes are those of the IANA time zone database.

use super::*;
use crate::HOUR_MS;

/// How the door of somebody with the same hours every day stands at a moment.
fn state(zone: &str, span: &str, moment: &str) -> OpenState {
    daily(zone, &[span]).state(at(moment))
}

fn open(until: &str) -> OpenState {
    OpenState::Open { until: at(until) }
}

fn closed(back: &str) -> OpenState {
    OpenState::Closed { back: at(back) }
}

/// Opening time between two moments, in hours.
fn hours_between(zone: &str, span: &str, from: &str, to: &str) -> f64 {
    daily(zone, &[span]).open_ms_between(at(from), at(to)) as f64 / HOUR_MS as f64
}

// London: 1:00 becomes 2:00 on 29 March 2026, and 2:00 becomes 1:00 on 25 October 2026.

#[test]
fn a_night_in_london_is_an_hour_shorter_in_spring_and_an_hour_longer_in_autumn() {
    let night = |from, to| hours_between("Europe/London", "22:00-6:00", from, to);
    assert_eq!(night("2026-03-27T12:00:00Z", "2026-03-28T12:00:00Z"), 8.0);
    assert_eq!(night("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"), 7.0);
    assert_eq!(night("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"), 9.0);
}

#[test]
fn a_bar_in_london_that_closes_at_half_past_one_closes_when_that_time_is_skipped() {
    for (moment, expected) in [
        ("2026-03-29T00:59:59.999Z", open("2026-03-29T01:00:00Z")),
        ("2026-03-29T01:00:00Z", closed("2026-03-29T17:00:00Z")),
    ] {
        assert_eq!(state("Europe/London", "18:00-1:30", moment), expected, "{moment}");
    }
}

#[test]
fn a_bar_in_london_that_closes_at_half_past_one_does_not_open_again_when_that_time_repeats() {
    for (moment, expected) in [
        ("2026-10-25T00:29:00Z", open("2026-10-25T00:30:00Z")),
        ("2026-10-25T00:30:00Z", closed("2026-10-25T18:00:00Z")),
        // The clock shows 1:15 for the second time.
        ("2026-10-25T01:15:00Z", closed("2026-10-25T18:00:00Z")),
    ] {
        assert_eq!(state("Europe/London", "18:00-1:30", moment), expected, "{moment}");
    }
}

#[test]
fn a_bar_in_london_that_closes_at_two_is_open_through_both_hours() {
    assert_eq!(
        state("Europe/London", "18:00-2:00", "2026-10-25T00:15:00Z"),
        open("2026-10-25T02:00:00Z")
    );
}

#[test]
fn a_baker_in_london_who_opens_at_half_past_one_opens_as_soon_as_the_clock_is_past_it() {
    for (moment, expected) in [
        // Spring: from 1:00 on it is 2:00.
        ("2026-03-29T00:59:00Z", closed("2026-03-29T01:00:00Z")),
        ("2026-03-29T01:00:00Z", open("2026-03-29T04:00:00Z")),
        // Autumn: at the first half past one, and then for an hour more.
        ("2026-10-25T00:29:00Z", closed("2026-10-25T00:30:00Z")),
        ("2026-10-25T00:30:00Z", open("2026-10-25T05:00:00Z")),
        ("2026-10-25T01:10:00Z", open("2026-10-25T05:00:00Z")),
    ] {
        assert_eq!(state("Europe/London", "1:30-5:00", moment), expected, "{moment}");
    }
}

#[test]
fn hours_in_london_that_lie_inside_the_skipped_hour_do_not_happen_that_day() {
    let hours = daily("Europe/London", &["1:10-1:50"]);
    assert_eq!(hours.state(at("2026-03-29T00:30:00Z")), closed("2026-03-30T00:10:00Z"));
    assert_eq!(hours.add_open_time(at("2026-03-28T12:00:00Z"), 1), Ok(at("2026-03-30T00:11:00Z")));
}

#[test]
fn hours_in_london_that_lie_inside_the_repeated_hour_happen_at_its_first_coming() {
    let hours = daily("Europe/London", &["1:10-1:50"]);
    assert_eq!(hours.state(at("2026-10-25T00:20:00Z")), open("2026-10-25T00:50:00Z"));
    assert_eq!(hours.state(at("2026-10-25T01:20:00Z")), closed("2026-10-26T01:10:00Z"));
    assert_eq!(hours.add_open_time(at("2026-10-25T00:20:00Z"), 40), Ok(at("2026-10-26T01:20:00Z")));
}

#[test]
fn a_promise_in_london_counts_real_time_through_the_change() {
    let hours = daily("Europe/London", &["0:00-8:00"]);
    for (start, minutes, due) in [
        ("2026-03-29T00:00:00Z", 7 * 60, "2026-03-29T07:00:00Z"),
        ("2026-03-29T00:00:00Z", 7 * 60 + 1, "2026-03-29T23:01:00Z"),
        ("2026-10-24T23:00:00Z", 9 * 60, "2026-10-25T08:00:00Z"),
    ] {
        assert_eq!(hours.add_open_time(at(start), minutes), Ok(at(due)), "{start} + {minutes}");
    }
}

// New York: 2:00 becomes 3:00 on 8 March 2026, and 2:00 becomes 1:00 on 1 November 2026.

#[test]
fn a_night_in_new_york_is_an_hour_shorter_in_spring_and_an_hour_longer_in_autumn() {
    let hours = daily("America/New_York", &["22:00-6:00"]);
    for (start, minutes, due) in [
        ("2026-03-08T03:00:00Z", 7 * 60, "2026-03-08T10:00:00Z"),
        ("2026-11-01T02:00:00Z", 9 * 60, "2026-11-01T11:00:00Z"),
    ] {
        assert_eq!(hours.add_open_time(at(start), minutes), Ok(at(due)), "{start} + {minutes}");
        assert_eq!(hours.open_ms_between(at(start), at(due)), i64::from(minutes) * MINUTE_MS);
        assert_eq!(hours.state(at(start)), OpenState::Open { until: at(due) });
    }
}

#[test]
fn the_sunday_of_the_change_in_new_york_has_twenty_three_or_twenty_five_hours() {
    let week: [DayHours; 7] =
        std::array::from_fn(|weekday| day(if weekday == 6 { &["0:00-24:00"] } else { &[] }));
    let zone = Zone::parse("America/New_York").expect("known");
    let sundays = OpeningHours::new(zone, week, Vec::new(), BTreeMap::new());
    for (saturday, monday, hours) in [
        ("2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z", 23),
        ("2026-03-14T12:00:00Z", "2026-03-16T12:00:00Z", 24),
        ("2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z", 25),
    ] {
        let open_ms = sundays.open_ms_between(at(saturday), at(monday));
        assert_eq!(open_ms, hours * HOUR_MS, "{saturday}");
    }
}

#[test]
fn weekday_hours_in_new_york_keep_their_clock_over_the_weekend_of_the_change() {
    let hours = daily("America/New_York", &["9:00-17:00"]);
    for (evening, back) in [
        ("2026-03-07T23:00:00Z", "2026-03-08T13:00:00Z"),
        ("2026-10-31T23:00:00Z", "2026-11-01T14:00:00Z"),
    ] {
        assert_eq!(hours.state(at(evening)), closed(back), "{evening}");
    }
}

// Lord Howe: 2:00 becomes 2:30 on 4 October 2026, and 2:00 becomes 1:30 on 5 April 2026.

#[test]
fn a_morning_on_lord_howe_is_half_an_hour_shorter_or_longer() {
    let morning = |from, to| hours_between("Australia/Lord_Howe", "0:00-6:00", from, to);
    assert_eq!(morning("2026-10-03T04:00:00Z", "2026-10-04T04:00:00Z"), 5.5);
    assert_eq!(morning("2026-04-04T04:00:00Z", "2026-04-05T04:00:00Z"), 6.5);
    assert_eq!(morning("2026-06-04T04:00:00Z", "2026-06-05T04:00:00Z"), 6.0);
}

#[test]
fn a_quarter_past_two_on_lord_howe_means_half_past_where_it_is_skipped() {
    for (moment, expected) in [
        ("2026-10-03T15:29:00Z", closed("2026-10-03T15:30:00Z")),
        ("2026-10-03T15:30:00Z", open("2026-10-03T18:00:00Z")),
    ] {
        assert_eq!(state("Australia/Lord_Howe", "2:15-5:00", moment), expected, "{moment}");
    }
}

#[test]
fn a_quarter_to_two_on_lord_howe_counts_at_its_first_coming() {
    for (moment, expected) in [
        ("2026-04-04T14:44:00Z", open("2026-04-04T14:45:00Z")),
        ("2026-04-04T14:45:00Z", closed("2026-04-05T11:30:00Z")),
        // 1:40 for the second time.
        ("2026-04-04T15:10:00Z", closed("2026-04-05T11:30:00Z")),
    ] {
        assert_eq!(state("Australia/Lord_Howe", "22:00-1:45", moment), expected, "{moment}");
    }
}

// Casablanca leaves summer time for Ramadan: 3:00 becomes 2:00 on 15 February 2026, and 2:00
// becomes 3:00 on 22 March 2026.

#[test]
fn a_night_in_casablanca_is_an_hour_longer_as_ramadan_begins_and_an_hour_shorter_after_it() {
    let night = |from, to| hours_between("Africa/Casablanca", "22:00-6:00", from, to);
    assert_eq!(night("2026-02-14T12:00:00Z", "2026-02-15T12:00:00Z"), 9.0);
    assert_eq!(night("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"), 8.0);
    assert_eq!(night("2026-03-21T12:00:00Z", "2026-03-22T12:00:00Z"), 7.0);
}

#[test]
fn a_shop_in_casablanca_opens_by_its_clock_before_during_and_after_ramadan() {
    for (night, back) in [
        ("2026-02-13T22:00:00Z", "2026-02-14T08:00:00Z"),
        ("2026-02-14T22:00:00Z", "2026-02-15T09:00:00Z"),
        ("2026-03-20T22:00:00Z", "2026-03-21T09:00:00Z"),
        ("2026-03-21T22:00:00Z", "2026-03-22T08:00:00Z"),
    ] {
        assert_eq!(state("Africa/Casablanca", "9:00-17:00", night), closed(back), "{night}");
    }
}

// Apia went from Thursday 29 December 2011 straight to Saturday the 31st, at 10:00 UTC of the 30th.

#[test]
fn a_bar_in_apia_stays_open_past_midnight_into_the_saturday_that_came_instead() {
    // The night of the Friday that never was begins where the clock is put over it.
    for (moment, expected) in [
        ("2011-12-30T04:00:00Z", open("2011-12-30T12:00:00Z")),
        ("2011-12-30T10:00:00Z", open("2011-12-30T12:00:00Z")),
        ("2011-12-30T12:00:00Z", closed("2011-12-31T04:00:00Z")),
    ] {
        assert_eq!(state("Pacific/Apia", "18:00-2:00", moment), expected, "{moment}");
    }
}

#[test]
fn a_bar_in_apia_that_opens_on_thursdays_alone_closes_at_midnight_when_friday_is_skipped() {
    let week: [DayHours; 7] =
        std::array::from_fn(|weekday| day(if weekday == 3 { &["18:00-2:00"] } else { &[] }));
    let zone = Zone::parse("Pacific/Apia").expect("known");
    let hours = OpeningHours::new(zone, week, Vec::new(), BTreeMap::new());
    assert_eq!(hours.state(at("2011-12-30T09:00:00Z")), open("2011-12-30T10:00:00Z"));
    assert_eq!(hours.state(at("2011-12-30T10:00:00Z")), closed("2012-01-05T04:00:00Z"));
}

#[test]
fn a_promise_in_apia_does_not_count_the_day_that_never_was() {
    let hours = daily("Pacific/Apia", &["9:00-17:00"]);
    // Half past four on the 29th; an hour later is half past nine on the 31st.
    let due = hours.add_open_time(at("2011-12-30T02:30:00Z"), 60);
    assert_eq!(due, Ok(at("2011-12-30T19:30:00Z")));
    assert_eq!(hours.state(at("2011-12-30T04:00:00Z")), closed("2011-12-30T19:00:00Z"));
}

#[test]
fn a_week_around_the_clock_in_apia_has_six_days() {
    // From midnight of Monday the 26th to midnight of Monday 2 January.
    let week =
        hours_between("Pacific/Apia", "0:00-24:00", "2011-12-26T10:00:00Z", "2012-01-01T10:00:00Z");
    assert_eq!(week, 6.0 * 24.0);
    let state = daily("Pacific/Apia", &["0:00-24:00"]).state(at("2011-12-30T09:59:00Z"));
    assert_eq!(state, OpenState::AroundTheClock);
}

#[test]
fn special_hours_in_apia_on_the_day_that_never_was_do_not_happen() {
    let friday = "2011-12-30".parse().expect("a date");
    let week = [(); 7].map(|()| day(&["9:00-17:00"]));
    let special = BTreeMap::from([(friday, day(&["0:00-24:00"]))]);
    let zone = Zone::parse("Pacific/Apia").expect("known");
    let hours = OpeningHours::new(zone, week, Vec::new(), special);
    assert_eq!(hours.state(at("2011-12-30T04:00:00Z")), closed("2011-12-30T19:00:00Z"));
    assert_eq!(hours.state(at("2011-12-30T10:00:00Z")), closed("2011-12-30T19:00:00Z"));
}

#[test]
fn special_hours_that_never_come_are_an_error_and_not_a_search_without_end() {
    let friday = "2011-12-30".parse().expect("a date");
    let special = BTreeMap::from([(friday, day(&["9:00-17:00"]))]);
    let zone = Zone::parse("Pacific/Apia").expect("known");
    let never = [(); 7].map(|()| DayHours::default());
    let hours = OpeningHours::new(zone, never, Vec::new(), special);
    let before = at("2011-12-28T12:00:00Z");
    assert_eq!(hours.state(before), OpenState::Never);
    assert_eq!(hours.add_open_time(before, 1), Err(NeverOpens));
    assert_eq!(hours.open_ms_between(before, before.plus_ms(30 * DAY_MS)), 0);
}
