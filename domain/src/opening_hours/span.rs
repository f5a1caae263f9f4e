//! From when to when, on one day.

use core::fmt;

/// Minutes in a day by the clock.
const DAY_MINUTES: u16 = 24 * 60;

/// From one clock time to another, at most 24 hours; the end may lie past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    from: u16,
    to: u16,
}

/// Why text is no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// Not of the form `8:00-17:30`.
    NotASpan,
    /// A clock has no such time.
    NoSuchTime,
    /// It ends when it begins.
    Empty,
}

/// The spans of one day, in order and without overlap; none means closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayHours(Vec<Span>);

/// Why spans do not make a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayHoursError {
    /// Two of them overlap.
    Overlap(Span, Span),
    /// More than [`DayHours::SPANS_MAX`].
    TooMany,
}

impl Span {
    /// Reads `8:00-17:30`; an end at or before the beginning is that of the next day, so
    /// `18:00-2:00` is an evening and `0:00-24:00` a whole day.
    ///
    /// # Errors
    /// When it is not two clock times.
    pub fn parse(raw: &str) -> Result<Self, SpanError> {
        let (from, to) = raw.split_once(['-', '–']).ok_or(SpanError::NotASpan)?;
        let (from, to) = (clock_minute(from)?, clock_minute(to)?);
        if from == DAY_MINUTES {
            return Err(SpanError::NoSuchTime);
        }
        match to {
            _ if to == from => Err(SpanError::Empty),
            _ if to < from => Ok(Self { from, to: to + DAY_MINUTES }),
            _ => Ok(Self { from, to }),
        }
    }

    /// Minutes from midnight to the opening.
    pub const fn from_minute(self) -> u16 {
        self.from
    }

    /// Minutes from the same midnight to the closing; over 1,440 past the next midnight.
    pub const fn to_minute(self) -> u16 {
        self.to
    }
}

impl fmt::Display for Span {
    /// As [`Span::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = if self.to > DAY_MINUTES { self.to - DAY_MINUTES } else { self.to };
        let (from, minutes) = (self.from / 60, self.from % 60);
        write!(f, "{from}:{minutes:02}-{}:{:02}", to / 60, to % 60)
    }
}

impl SpanError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotASpan => "write hours like \"8:00-17:30\"",
            Self::NoSuchTime => "write clock times from 0:00 to 24:00, like \"8:00-17:30\"",
            Self::Empty => "these hours end when they begin; a whole day is \"0:00-24:00\"",
        }
    }
}

impl DayHours {
    /// More breaks than this nobody takes.
    pub const SPANS_MAX: usize = 6;

    /// Sorts the spans of a day.
    ///
    /// # Errors
    /// When two overlap, or there are too many.
    pub fn new(mut spans: Vec<Span>) -> Result<Self, DayHoursError> {
        if spans.len() > Self::SPANS_MAX {
            return Err(DayHoursError::TooMany);
        }
        spans.sort_unstable();
        for pair in spans.windows(2) {
            if pair[1].from < pair[0].to {
                return Err(DayHoursError::Overlap(pair[0], pair[1]));
            }
        }
        Ok(Self(spans))
    }

    /// In order; none means closed.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }
}

impl DayHoursError {
    /// What the person who writes the settings reads.
    pub fn sentence(self) -> String {
        match self {
            Self::Overlap(a, b) => format!("\"{a}\" and \"{b}\" overlap; join them into one"),
            Self::TooMany => "give at most 6 spans for one day".to_owned(),
        }
    }
}

/// Minutes from midnight by a clock, `H:MM` or `HH:MM`; 24:00 is the end of the day.
pub(crate) fn clock_minute(raw: &str) -> Result<u16, SpanError> {
    let (hour, minute) = raw.trim().split_once(':').ok_or(SpanError::NotASpan)?;
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
        return Err(SpanError::NotASpan);
    }
    let number = |digits: &str| {
        if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse::<u16>().ok() } else { None }
    };
    let hour = number(hour).ok_or(SpanError::NotASpan)?;
    let minute = number(minute).ok_or(SpanError::NotASpan)?;
    match (hour, minute) {
        (0..=23, 0..=59) | (24, 0) => Ok(hour * 60 + minute),
        _ => Err(SpanError::NoSuchTime),
    }
}
