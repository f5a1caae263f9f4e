//! What is said of the record: measured, with misses.

use super::{Clock, duration};
use crate::Timestamp;
use crate::record::{Record, Stroke, Tally, Waits};
use crate::submission::Kind;

/// The record in sentences. There are none before ten cases were read: new here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordWords {
    /// "Usually read within 40 min of opening time"
    pub usual: String,
    /// "46 of 48 promises kept in 90 days"
    pub kept: String,
    /// For those who hear: "48 promises in 90 days: 46 kept, 1 moved, 1 missed"
    pub spoken: String,
    /// One for each promise, in the order of their deadlines.
    pub strokes: Vec<Stroke>,
    /// What is measured, and how it turned out: "A question is answered", "usually within …".
    pub rows: Vec<(&'static str, String)>,
}

/// What may be said of a record.
pub fn record(record: &Record) -> Option<RecordWords> {
    if !record.read.is_enough() {
        return None;
    }
    let usual = format!("Usually read within {} of opening time", minutes(record.read.median));
    let answered = |kind| record.of(kind).answered;
    let rows = [
        ("A message is read", record.read),
        ("Trouble is answered", answered(Kind::Complaint)),
        ("A question is answered", answered(Kind::Question)),
        ("A call back comes", answered(Kind::Callback)),
    ];
    let enough = rows.into_iter().filter(|(_, waits)| waits.is_enough());
    Some(RecordWords {
        usual,
        kept: kept(record.promises),
        spoken: spoken(record.promises),
        strokes: record.strokes.clone(),
        rows: enough.map(|(what, waits)| (what, row(waits))).collect(),
    })
}

/// "You promise today 15:00: your record for questions is 4 hours.": said before a time is given
/// that nine of ten answers did not make.
pub fn sooner_than_usual(
    kind: Kind,
    waits: Waits,
    due: Timestamp,
    clock: Clock,
    now: Timestamp,
) -> String {
    let due = clock.moment(due, now);
    format!("You promise {due}: your record for {} is {}.", many(kind), minutes(waits.p90))
}

/// A kind, where several cases are meant.
const fn many(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "questions",
        Kind::Complaint => "trouble",
        Kind::Praise => "praise and ideas",
        Kind::Callback => "call backs",
    }
}

fn row(waits: Waits) -> String {
    format!("usually within {}, 9 of 10 within {}", minutes(waits.median), minutes(waits.p90))
}

fn kept(tally: Tally) -> String {
    format!("{} of {} in 90 days", tally.kept, promises(tally.all(), " kept"))
}

fn spoken(tally: Tally) -> String {
    let parts = [(tally.moved, "moved"), (tally.broken, "missed")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: String = parts.map(|(count, how)| format!(", {count} {how}")).collect();
    format!("{} in 90 days: {} kept{parts}", promises(tally.all(), ""), tally.kept)
}

fn promises(count: u32, behind: &str) -> String {
    let noun = if count == 1 { "promise" } else { "promises" };
    format!("{count} {noun}{behind}")
}

/// A time that was measured is said in full five minutes, upwards.
fn minutes(measured: u32) -> String {
    duration(measured.div_ceil(5).max(1) * 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Zone;

    fn measured(cases: u32) -> Record {
        let read = Waits { cases, median: 38, p90: 77 };
        let promises = Tally { kept: 46, moved: 1, broken: 1 };
        Record { read, promises, ..Record::default() }
    }

    #[test]
    fn the_usual_time_stands_beside_the_kept_share() {
        let words = record(&measured(10)).expect("enough");
        assert_eq!(words.usual, "Usually read within 40 min of opening time");
        assert_eq!(words.kept, "46 of 48 promises kept in 90 days");
        assert_eq!(words.spoken, "48 promises in 90 days: 46 kept, 1 moved, 1 missed");
        let row = "usually within 40 min, 9 of 10 within 1 h 20 min";
        assert_eq!(words.rows, [("A message is read", row.to_owned())]);
    }

    #[test]
    fn whoever_promises_more_than_the_record_supports_is_told() {
        let at = |raw| Timestamp::parse(raw).expect("a moment");
        let clock = Clock::of_business(Zone::parse("Europe/London").expect("known"));
        let (now, due) = (at("2026-11-23T13:10:00Z"), at("2026-11-23T15:00:00Z"));
        let said = sooner_than_usual(Kind::Question, measured(10).read, due, clock, now);
        assert_eq!(said, "You promise today 15:00: your record for questions is 1 h 20 min.");
    }

    #[test]
    fn with_fewer_than_ten_cases_nothing_is_claimed() {
        assert_eq!(record(&measured(9)), None);
    }
}
