use proptest::prelude::*;

use super::*;
use crate::site::wire;
use crate::wire::fact_from_json;
use crate::{Case, Fact, HOUR_MS, Site};

fn demo() -> Site {
    wire::from_json(include_str!("../../tests/fixtures/site-demo.json")).expect("the demo")
}

/// A Monday at 9:00 in London; the demo is open 8:00 to 17:30.
fn monday() -> Timestamp {
    Timestamp::parse("2026-11-23T09:00:00Z").expect("a moment")
}

/// A question that arrived on Monday at 9:00, promised for 10:00, read and answered so many
/// minutes later.
fn question(read: Option<i64>, answered: Option<i64>) -> Entry {
    let after = |minutes: i64| monday().plus_ms(minutes * MINUTE_MS);
    let due = after(60);
    let stroke = if read.is_some_and(|read| read <= 60) { Stroke::Kept } else { Stroke::Broken };
    Entry {
        kind: Kind::Question,
        opened: monday(),
        first_due: due,
        read: read.map(after),
        answer_due: read.map(|_| after(120)),
        answered: answered.map(after),
        waits: true,
        promises: vec![(due, stroke)],
    }
}

fn count(entries: &[Entry], minutes: i64) -> Record {
    Record::count(&demo().hours, entries, monday().plus_ms(minutes * MINUTE_MS))
}

#[test]
fn a_promise_counts_from_its_deadline_on_and_not_before() {
    let kept = [question(Some(5), None)];
    assert_eq!(count(&kept, 59).promises, Tally::default());
    assert_eq!(count(&kept, 61).promises, Tally { kept: 1, ..Tally::default() });
    assert_eq!(count(&kept, 61).of(Kind::Question).read.median, 5);
    assert_eq!(count(&kept, 91 * 24 * 60), Record::default());
}

#[test]
fn never_resolving_improves_nothing() {
    let mut entries = vec![question(Some(10), Some(20)); 9];
    entries.push(question(None, None));
    let soon = count(&entries, 121);
    let later = count(&entries, 3 * 24 * 60);
    assert_eq!(soon.promises, Tally { kept: 9, moved: 0, broken: 1 });
    assert_eq!((soon.read.cases, soon.read.median, soon.read.p90), (10, 10, 10));
    // Two of ten: now the unread one waits on in the ninth rank.
    entries.push(question(None, None));
    let two = count(&entries, 3 * 24 * 60);
    assert!(two.read.p90 > later.read.p90 && two.read.p90 > 8 * 60, "{two:?}");
}

#[test]
fn times_are_counted_in_opening_hours() {
    // Monday 9:00 to Tuesday 9:00: until 17:30, and from 8:00.
    let record = count(&[question(Some(24 * 60), None)], 3 * 24 * 60);
    assert_eq!(record.read.median, (17 * 60 + 30 - 9 * 60) + 60);
}

#[test]
fn with_ten_cases_no_promise_is_earlier_than_nine_of_ten_took() {
    let slow = |cases| vec![question(Some(90), None); cases];
    let supported = |cases| count(&slow(cases), 24 * 60).supported_minutes(Kind::Question, 60);
    assert_eq!(supported(9), 60);
    assert_eq!(supported(10), 90);
    assert_eq!(count(&slow(10), 24 * 60).supported_minutes(Kind::Complaint, 30), 30);
    let quick = count(&vec![question(Some(1), None); 10], 24 * 60);
    assert_eq!(quick.supported_minutes(Kind::Question, 60), 60);
}

fn case(facts: &[&str]) -> Case {
    let prefix = r#"{"case":"20261123-000102030405060708090a0b0c0d0eff","#;
    let read = |rest: &&str| fact_from_json(&format!("{prefix}{rest}}}")).expect(rest);
    let facts: Vec<Fact> = facts.iter().map(read).collect();
    Case::fold(facts[0].case, &facts)
}

fn opened(more: &str) -> String {
    format!(
        r#""fact":"opened","at":1000,"submission":"019d3f6e-1c2d-7abc-8def-0123456789ab",
           "reference":"HB-7K3Q-X2MD","kind":"question","message":"Hello?","name":"Joan",
           "email":"joan@post.example","read_by":9000{more}"#
    )
}

#[test]
fn a_moved_promise_counts_as_moved_and_then_by_its_new_time() {
    let opened = opened("");
    let moved = r#""fact":"moved.first.1","at":8000,"due":20000"#;
    let late = r#""fact":"moved.first.1","at":9500,"due":20000"#;
    let answered = r#""fact":"answered","by":"ana","at":15000"#;
    let at = Timestamp::from_ms;
    let strokes = |facts: &[&str]| Entry::of(&case(facts)).expect("an entry").promises;
    let (first, second) = (at(9000), at(20000));
    assert_eq!(strokes(&[&opened]), [(first, Stroke::Broken)]);
    assert_eq!(strokes(&[&opened, moved]), [(first, Stroke::Moved), (second, Stroke::Broken)]);
    assert_eq!(
        strokes(&[&opened, moved, answered]),
        [(first, Stroke::Moved), (second, Stroke::Kept)]
    );
    assert_eq!(
        strokes(&[&opened, late, answered]),
        [(first, Stroke::Broken), (second, Stroke::Kept)]
    );
}

#[test]
fn what_no_customer_wrote_does_not_count() {
    let suspect = opened(r#","suspect":true"#);
    let answered = r#""fact":"answered","by":"ana","at":5000"#;
    assert_eq!(Entry::of(&case(&[&suspect])), None);
    assert!(Entry::of(&case(&[&suspect, answered])).is_some());
    let disowned = r#""fact":"disowned","at":5000"#;
    assert_eq!(Entry::of(&case(&[&opened(""), disowned])), None);
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let minutes = || prop::option::of(0_i64..5_000);
    (0_usize..4, 0_i64..100_000, minutes(), minutes(), any::<bool>()).prop_map(
        |(kind, ago, read, answered, waits)| {
            let opened = monday().plus_ms(-ago * MINUTE_MS);
            let after = |minutes: i64| opened.plus_ms(minutes * MINUTE_MS);
            let first_due = opened.plus_ms(HOUR_MS);
            let kept = read.is_some_and(|read| after(read) <= first_due);
            let stroke = if kept { Stroke::Kept } else { Stroke::Broken };
            Entry {
                kind: Kind::ALL[kind],
                opened,
                first_due,
                read: read.map(after),
                answer_due: read.map(|read| after(read + 60)),
                answered: answered.map(after),
                waits,
                promises: vec![(first_due, stroke)],
            }
        },
    )
}

proptest! {
    #[test]
    fn records_and_entries_are_read_back_as_written(entries in prop::collection::vec(any_entry(), 0..30)) {
        for entry in &entries {
            prop_assert_eq!(entry_from_json(&entry_to_json(entry)), Some(entry.clone()));
        }
        let record = count(&entries, 0);
        prop_assert_eq!(from_json(&to_json(&record)), Some(record));
    }

    #[test]
    fn reading_sooner_never_makes_a_promise_later(entries in prop::collection::vec(any_entry(), 10..30), which in any::<prop::sample::Index>()) {
        let before = count(&entries, 0);
        let mut entries = entries;
        let entry = which.get(&entries).clone();
        let at = entries.iter().position(|one| *one == entry).expect("it is there");
        entries[at].read = entry.read.map(|read| read.min(entry.opened.plus_ms(MINUTE_MS)));
        let after = count(&entries, 0);
        for kind in Kind::ALL {
            prop_assert!(after.of(kind).read.p90 <= before.of(kind).read.p90);
        }
    }
}
