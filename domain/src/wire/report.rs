//! A report on its way from a book to the edge.

use serde::{Deserialize, Serialize};

use super::desk::DeskRow;
use crate::Timestamp;
use crate::record::{self, Tally, Waits};
use crate::report::{Report, Wait, Week};

/// The report of a site, and what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskReport {
    record: String,
    weeks: Vec<WeekWire>,
    so_far: TallyWire,
    read: Vec<(u32, bool)>,
    answered: Vec<(u32, bool)>,
    /// Cases whose customers hear nothing, those that have waited longest first.
    pub silent: Vec<DeskRow>,
    /// How many there are of them in all.
    pub silent_all: i64,
    /// How many cases there are.
    pub cases: i64,
    /// How many customers left an address or a number.
    pub people: i64,
    /// Whether the store is still being read: what is counted then is not all there is.
    pub reading: bool,
}

/// Which part of the export is wanted; a book gives it as a text in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Export {
    /// One line per case.
    Cases,
    /// One line per customer.
    People,
    /// Every fact as it is stored.
    Facts,
}

/// What comes of wanting an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exported {
    /// A whole part of it.
    Part(String),
    /// Somebody else of the business may have it.
    OwnerOnly,
    /// The store is still being read: there would be gaps in it.
    NotYet,
}

/// Cases or customers in one part of an export: so many fit into the memory and the time of one
/// request, also where every message is as long as it may be.
pub const EXPORT_PART: i64 = 1_000;

/// Kept, moved, broken.
type TallyWire = [u32; 3];
/// Cases, median, 90th percentile.
type WaitsWire = [u32; 3];

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct WeekWire {
    begins: i64,
    promises: TallyWire,
    read: WaitsWire,
    answered: WaitsWire,
}

impl DeskReport {
    /// A report alone.
    pub fn of(report: &Report) -> Self {
        let pairs =
            |waits: &[Wait]| waits.iter().map(|wait| (wait.minutes, wait.goes_on)).collect();
        let week = |week: &Week| WeekWire {
            begins: week.begins.ms(),
            promises: from_tally(week.promises),
            read: from_waits(week.read),
            answered: from_waits(week.answered),
        };
        Self {
            record: record::to_json(&report.record),
            weeks: report.weeks.iter().map(week).collect(),
            so_far: from_tally(report.so_far),
            read: pairs(&report.read),
            answered: pairs(&report.answered),
            ..Self::default()
        }
    }

    /// The report in it.
    pub fn report(&self) -> Report {
        let waits = |pairs: &[(u32, bool)]| {
            pairs
                .iter()
                .map(|(minutes, goes_on)| Wait { minutes: *minutes, goes_on: *goes_on })
                .collect()
        };
        let week = |week: &WeekWire| Week {
            begins: Timestamp::from_ms(week.begins),
            promises: to_tally(week.promises),
            read: to_waits(week.read),
            answered: to_waits(week.answered),
        };
        Report {
            record: record::from_json(&self.record).unwrap_or_default(),
            weeks: self.weeks.iter().map(week).collect(),
            so_far: to_tally(self.so_far),
            read: waits(&self.read),
            answered: waits(&self.answered),
        }
    }
}

const fn from_tally(tally: Tally) -> TallyWire {
    [tally.kept, tally.moved, tally.broken]
}

const fn to_tally([kept, moved, broken]: TallyWire) -> Tally {
    Tally { kept, moved, broken }
}

const fn from_waits(waits: Waits) -> WaitsWire {
    [waits.cases, waits.median, waits.p90]
}

const fn to_waits([cases, median, p90]: WaitsWire) -> Waits {
    Waits { cases, median, p90 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_arrives_as_it_left() {
        let week = Week {
            begins: Timestamp::from_ms(7),
            promises: Tally { kept: 3, moved: 2, broken: 1 },
            read: Waits { cases: 6, median: 38, p90: 128 },
            answered: Waits { cases: 5, median: 60, p90: 300 },
        };
        let report = Report {
            weeks: vec![week, Week::default()],
            so_far: Tally { kept: 1, moved: 0, broken: 0 },
            read: vec![Wait { minutes: 12, goes_on: false }, Wait { minutes: 600, goes_on: true }],
            ..Report::default()
        };
        let sent = serde_json::to_string(&DeskReport::of(&report)).expect("JSON");
        let arrived: DeskReport = serde_json::from_str(&sent).expect("a report");
        assert_eq!(arrived.report(), report);
    }
}
