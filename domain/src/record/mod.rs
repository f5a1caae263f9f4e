//! How long people wait for this business, and how often it keeps its word.
//!
//! Counted over 90 days from facts, each promise at its own deadline, open cases included: who
//! never resolves anything gains nothing, for a case nobody reads waits on in the record as well.
//! Nobody can edit it. Not here: who counts it when (the book), and how it is said (see
//! [`crate::wording`]).

mod entry;
mod wire;

pub use entry::Entry;
pub use wire::{entry_from_json, entry_to_json, from_json, to_json};

use crate::opening_hours::OpeningHours;
use crate::promise::Ending;
use crate::submission::Kind;
use crate::{DAY_MS, MINUTE_MS, Timestamp};

/// What is counted: promises whose deadline lies at most this far back.
pub const RECORD_MS: i64 = 90 * DAY_MS;

/// With fewer cases of a kind, chance speaks louder than habit.
pub const CASES_MIN: u32 = 10;

/// A wait this long is said to be this long: about a year of eight-hour days.
const MINUTES_MAX: i64 = 100_000;

/// More strokes than this cannot be told apart on a phone; the newest are kept.
const STROKES_MAX: usize = 60;

/// What was measured of one site in 90 days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What was measured of each kind, in the order of [`Kind::ALL`].
    pub kinds: [KindRecord; 4],
    /// Reading, over all kinds that are read.
    pub read: Waits,
    /// Over all kinds.
    pub promises: Tally,
    /// One for each promise, in the order of their deadlines; the newest 60.
    pub strokes: Vec<Stroke>,
}

/// What was measured of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindRecord {
    /// From arrival until a person had read it.
    pub read: Waits,
    /// From arrival until it was answered (for a call back: until somebody rang).
    pub answered: Waits,
    /// How its promises ended.
    pub promises: Tally,
}

/// How long customers waited, in minutes of opening time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// How many cases were counted.
    pub cases: u32,
    /// Half of them waited no longer.
    pub median: u32,
    /// Nine of ten waited no longer (nearest rank).
    pub p90: u32,
}

/// How promises ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Done in time.
    pub kept: u32,
    /// A new time was given before the old one passed.
    pub moved: u32,
    /// The time passed.
    pub broken: u32,
}

/// One promise in the bar of strokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Kept.
    Kept,
    /// Openly moved.
    Moved,
    /// Broken.
    Broken,
}

impl Record {
    /// Counts cases as they stand at `now`; each case once.
    pub fn count(hours: &OpeningHours, entries: &[Entry], now: Timestamp) -> Self {
        let kinds = Kind::ALL.map(|kind| {
            let of_kind = || entries.iter().filter(move |entry| entry.kind == kind);
            KindRecord {
                read: Waits::of(of_kind().filter_map(|entry| entry.read_minutes(hours, now))),
                answered: Waits::of(
                    of_kind().filter_map(|entry| entry.answered_minutes(hours, now)),
                ),
                promises: Tally::of(of_kind().flat_map(|entry| entry.strokes(now))),
            }
        });
        let is_read = |entry: &&Entry| entry.kind != Kind::Callback;
        let read = entries.iter().filter(is_read).filter_map(|e| e.read_minutes(hours, now));
        let mut strokes: Vec<_> = entries.iter().flat_map(|entry| entry.strokes(now)).collect();
        strokes.sort_by_key(|(due, stroke)| (*due, *stroke as u8));
        let promises = Tally::of(strokes.iter().copied());
        let newest = strokes.len().saturating_sub(STROKES_MAX);
        let strokes = strokes.drain(newest..).map(|(_, stroke)| stroke).collect();
        Self { kinds, read: Waits::of(read), promises, strokes }
    }

    /// What was measured of one kind.
    pub fn of(&self, kind: Kind) -> &KindRecord {
        &self.kinds[kind as usize]
    }

    /// The honesty brake: minutes of opening time that may be promised where `target` is aimed
    /// at. With ten or more cases of a kind never less than nine of ten of them took.
    pub fn supported_minutes(&self, kind: Kind, target: u32) -> u32 {
        let measured = match kind {
            Kind::Callback => self.of(kind).answered,
            Kind::Question | Kind::Complaint | Kind::Praise => self.of(kind).read,
        };
        measured.supported(target)
    }

    /// The same for an answer, which takes longer than reading.
    pub fn supported_answer_minutes(&self, kind: Kind, target: u32) -> u32 {
        self.of(kind).answered.supported(target)
    }
}

impl Waits {
    pub(crate) fn of(minutes: impl Iterator<Item = u32>) -> Self {
        let mut sorted: Vec<u32> = minutes.collect();
        sorted.sort_unstable();
        let rank = |tenths: usize| {
            let rank = (sorted.len() * tenths).div_ceil(10).max(1);
            sorted.get(rank - 1).copied().unwrap_or_default()
        };
        let cases = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
        Self { cases, median: rank(5), p90: rank(9) }
    }

    const fn supported(self, target: u32) -> u32 {
        if self.is_enough() && self.p90 > target { self.p90 } else { target }
    }

    /// Whether these are enough cases to speak of a habit.
    pub const fn is_enough(self) -> bool {
        self.cases >= CASES_MIN
    }
}

impl Tally {
    pub(crate) fn of(strokes: impl Iterator<Item = (Timestamp, Stroke)>) -> Self {
        let mut tally = Self::default();
        for (_, stroke) in strokes {
            match stroke {
                Stroke::Kept => tally.kept += 1,
                Stroke::Moved => tally.moved += 1,
                Stroke::Broken => tally.broken += 1,
            }
        }
        tally
    }

    /// How many promises came to their deadline.
    pub const fn all(self) -> u32 {
        self.kept + self.moved + self.broken
    }
}

impl Stroke {
    /// Its mark in stored form.
    pub const fn mark(self) -> char {
        match self {
            Self::Kept => 'k',
            Self::Moved => 'm',
            Self::Broken => 'b',
        }
    }

    fn parse(mark: char) -> Option<Self> {
        [Self::Kept, Self::Moved, Self::Broken].into_iter().find(|stroke| stroke.mark() == mark)
    }

    const fn of(ending: Ending) -> Option<Self> {
        match ending {
            Ending::Kept => Some(Self::Kept),
            Ending::Moved => Some(Self::Moved),
            Ending::Broken => Some(Self::Broken),
            Ending::Open | Ending::Void => None,
        }
    }
}

fn whole_minutes(open_ms: i64) -> u32 {
    let minutes = (open_ms + MINUTE_MS - 1) / MINUTE_MS;
    u32::try_from(minutes.clamp(0, MINUTES_MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
