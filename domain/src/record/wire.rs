//! The record and its entries as stored text.
//!
//! The record stands in the store for the edge to read; entries stand in the book's index alone.

use serde::{Deserialize, Serialize};

use super::{Entry, KindRecord, Record, Stroke, Tally, Waits};
use crate::Timestamp;
use crate::submission::Kind;

#[derive(Serialize, Deserialize)]
struct RecordWire {
    question: KindWire,
    complaint: KindWire,
    praise: KindWire,
    callback: KindWire,
    read: WaitsWire,
    promises: TallyWire,
    strokes: String,
}

#[derive(Serialize, Deserialize)]
struct KindWire {
    read: WaitsWire,
    answered: WaitsWire,
    promises: TallyWire,
}

/// Cases, median, 90th percentile.
type WaitsWire = [u32; 3];
/// Kept, moved, broken.
type TallyWire = [u32; 3];

#[derive(Serialize, Deserialize)]
struct EntryWire {
    kind: String,
    opened: i64,
    first_due: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer_due: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<i64>,
    waits: bool,
    promises: Vec<(i64, char)>,
}

/// Writes a record; equal records give equal text.
pub fn to_json(record: &Record) -> String {
    let [question, complaint, praise, callback] = Kind::ALL.map(|kind| {
        let kind = record.of(kind);
        KindWire {
            read: waits_to_wire(kind.read),
            answered: waits_to_wire(kind.answered),
            promises: tally_to_wire(kind.promises),
        }
    });
    let wire = RecordWire {
        question,
        complaint,
        praise,
        callback,
        read: waits_to_wire(record.read),
        promises: tally_to_wire(record.promises),
        strokes: record.strokes.iter().map(|stroke| stroke.mark()).collect(),
    };
    serde_json::to_string(&wire).expect("numbers and strings are always JSON")
}

/// Reads a record. What cannot be read counts as no record: new here.
pub fn from_json(stored: &str) -> Option<Record> {
    let wire: RecordWire = serde_json::from_str(stored).ok()?;
    let kinds = [wire.question, wire.complaint, wire.praise, wire.callback];
    Some(Record {
        kinds: kinds.map(|kind| KindRecord {
            read: waits_from_wire(kind.read),
            answered: waits_from_wire(kind.answered),
            promises: tally_from_wire(kind.promises),
        }),
        read: waits_from_wire(wire.read),
        promises: tally_from_wire(wire.promises),
        strokes: wire.strokes.chars().filter_map(Stroke::parse).collect(),
    })
}

/// Writes an entry of the book's index.
pub fn entry_to_json(entry: &Entry) -> String {
    let wire = EntryWire {
        kind: entry.kind.name().to_owned(),
        opened: entry.opened.ms(),
        first_due: entry.first_due.ms(),
        read: entry.read.map(Timestamp::ms),
        answer_due: entry.answer_due.map(Timestamp::ms),
        answered: entry.answered.map(Timestamp::ms),
        waits: entry.waits,
        promises: entry.promises.iter().map(|(due, stroke)| (due.ms(), stroke.mark())).collect(),
    };
    serde_json::to_string(&wire).expect("numbers and strings are always JSON")
}

/// Reads an entry of the book's index.
pub fn entry_from_json(stored: &str) -> Option<Entry> {
    let wire: EntryWire = serde_json::from_str(stored).ok()?;
    let promises = wire.promises.into_iter();
    Some(Entry {
        kind: Kind::parse(&wire.kind)?,
        opened: Timestamp::from_ms(wire.opened),
        first_due: Timestamp::from_ms(wire.first_due),
        read: wire.read.map(Timestamp::from_ms),
        answer_due: wire.answer_due.map(Timestamp::from_ms),
        answered: wire.answered.map(Timestamp::from_ms),
        waits: wire.waits,
        promises: promises
            .filter_map(|(due, mark)| Some((Timestamp::from_ms(due), Stroke::parse(mark)?)))
            .collect(),
    })
}

const fn waits_to_wire(waits: Waits) -> WaitsWire {
    [waits.cases, waits.median, waits.p90]
}

const fn waits_from_wire([cases, median, p90]: WaitsWire) -> Waits {
    Waits { cases, median, p90 }
}

const fn tally_to_wire(tally: Tally) -> TallyWire {
    [tally.kept, tally.moved, tally.broken]
}

const fn tally_from_wire([kept, moved, broken]: TallyWire) -> Tally {
    Tally { kept, moved, broken }
}
