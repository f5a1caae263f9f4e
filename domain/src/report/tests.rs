use super::*;
use crate::record::Stroke;
use crate::site::wire;
use crate::{HOUR_MS, MINUTE_MS, Site};

/// Open Monday to Friday 8:00 to 17:30 and Saturday 9:00 to 13:00, in London.
fn demo() -> Site {
    wire::from_json(include_str!("../../tests/fixtures/site-demo.json")).expect("the demo")
}

fn at(raw: &str) -> Timestamp {
    Timestamp::parse(raw).expect("a moment")
}

/// A question of some moment, to be read an hour later, that was read and answered so many
/// minutes later.
fn question(opened: &str, read: Option<i64>, answered: Option<i64>) -> Entry {
    let opened = at(opened);
    let after = |minutes: i64| opened.plus_ms(minutes * MINUTE_MS);
    let due = opened.plus_ms(HOUR_MS);
    let stroke = if read.is_some_and(|read| read <= 60) { Stroke::Kept } else { Stroke::Broken };
    Entry {
        kind: Kind::Question,
        opened,
        first_due: due,
        read: read.map(after),
        answer_due: read.map(|_| after(120)),
        answered: answered.map(after),
        waits: true,
        promises: vec![(due, stroke)],
    }
}

fn count(entries: &[Entry], now: &str) -> Report {
    Report::count(&demo().hours, entries, at(now))
}

#[test]
fn a_report_is_about_the_last_whole_week() {
    let entries = [
        question("2026-11-16T09:00:00Z", Some(10), Some(100)),
        question("2026-11-20T09:00:00Z", Some(30), None),
        question("2026-11-20T10:00:00Z", None, None),
        question("2026-11-23T09:00:00Z", Some(5), None),
    ];
    // A Tuesday.
    let report = count(&entries, "2026-11-24T09:00:00Z");
    assert_eq!(report.weeks.len(), 13);
    assert_eq!(report.week().begins, at("2026-11-16T00:00:00Z"));
    assert_eq!(report.week().promises, Tally { kept: 2, moved: 0, broken: 1 });
    assert_eq!(report.so_far, Tally { kept: 1, moved: 0, broken: 0 });
    // Who has not been read waits on: Friday 10:00 to 17:30, Saturday, Monday, Tuesday.
    let goes_on = Wait { minutes: 450 + 240 + 570 + 60, goes_on: true };
    let read = |minutes| Wait { minutes, goes_on: false };
    assert_eq!(report.read, [read(10), read(30), goes_on]);
    assert_eq!(report.week().answered.cases, 3);
    assert_eq!(
        report.week_before(),
        Week { begins: at("2026-11-09T00:00:00Z"), ..Week::default() }
    );
    assert_eq!(report.record.promises, Tally { kept: 3, moved: 0, broken: 1 });
}

#[test]
fn a_week_begins_on_monday_by_the_clock_of_the_business() {
    // London keeps summer time until 25 October 2026: Monday begins at 23:00 UTC on Sunday.
    let mut sunday = question("2026-10-18T20:00:00Z", Some(10), None);
    sunday.promises[0].0 = at("2026-10-18T22:59:59Z");
    let mut monday = sunday.clone();
    monday.promises[0].0 = at("2026-10-18T23:00:00Z");
    let report = count(&[sunday, monday], "2026-10-27T09:00:00Z");
    let kept: Vec<_> = report.weeks.iter().rev().map(|week| week.promises.kept).take(2).collect();
    assert_eq!(kept, [1, 1]);
    assert_eq!(report.week().begins, at("2026-10-18T23:00:00Z"));
}

#[test]
fn what_is_not_due_yet_counts_for_nothing() {
    let entries = [question("2026-11-24T08:30:00Z", Some(5), None)];
    assert_eq!(count(&entries, "2026-11-24T09:00:00Z"), count(&[], "2026-11-24T09:00:00Z"));
}

#[test]
fn call_backs_are_no_reading_and_praise_without_an_address_no_answering() {
    let question = question("2026-11-16T09:00:00Z", Some(10), Some(100));
    let call = Entry { kind: Kind::Callback, ..question.clone() };
    let praise = Entry { kind: Kind::Praise, waits: false, ..question };
    let week = count(&[call, praise], "2026-11-24T09:00:00Z").week();
    assert_eq!((week.read.cases, week.answered.cases), (1, 1));
}

#[test]
fn the_report_is_mailed_at_the_first_opening_from_monday_on() {
    let hours = demo().hours;
    let after = |now| mailed_after(&hours, at(now));
    for (now, mailed) in [
        ("2026-11-22T12:00:00Z", "2026-11-23T08:00:00Z"),
        ("2026-11-23T07:59:59Z", "2026-11-23T08:00:00Z"),
        ("2026-11-23T08:00:00Z", "2026-11-30T08:00:00Z"),
        // The demo is closed from Christmas until New Year, and open on the Saturday after.
        ("2026-12-21T09:00:00Z", "2027-01-02T09:00:00Z"),
        ("2027-01-02T09:00:00Z", "2027-01-04T08:00:00Z"),
    ] {
        assert_eq!(after(now), Some(at(mailed)), "{now}");
    }
    let closed = OpeningHours::new(hours.zone(), [(); 7].map(|()| Default::default()), vec![], []);
    let monday = mailed_after(&closed, at("2026-11-22T12:00:00Z"));
    assert_eq!(monday, Some(at("2026-11-23T09:00:00Z")));
}
