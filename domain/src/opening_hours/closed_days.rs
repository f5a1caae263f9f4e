//! Days on which the usual hours do not hold.

use core::fmt;

use chrono::{Datelike, NaiveDate};

/// A date or a run of dates, once or every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedDays {
    /// From one date to another, both included.
    Once {
        /// The first day.
        first: NaiveDate,
        /// The last day, never before the first.
        last: NaiveDate,
    },
    /// The same every year, both included; it may run over New Year.
    Yearly {
        /// The first day.
        first: YearDay,
        /// The last day.
        last: YearDay,
    },
}

/// A month and a day of it, in any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearDay {
    month: u32,
    day: u32,
}

/// Why text names no days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedDaysError {
    /// Not a date of either form.
    NotADate,
    /// One end with a year, the other without.
    MixedForms,
    /// The last day lies before the first.
    Backwards,
}

impl ClosedDays {
    /// Reads `2026-04-03`, `2026-08-10..2026-08-21`, and the same without a year for every
    /// year: `12-25`, `12-24..01-01`.
    ///
    /// # Errors
    /// When the calendar has no such dates.
    pub fn parse(raw: &str) -> Result<Self, ClosedDaysError> {
        let (first, last) = raw.split_once("..").unwrap_or((raw, raw));
        let (first, last) = (first.trim(), last.trim());
        match (date(first), date(last), YearDay::parse(first), YearDay::parse(last)) {
            (Some(first), Some(last), ..) if last < first => Err(ClosedDaysError::Backwards),
            (Some(first), Some(last), ..) => Ok(Self::Once { first, last }),
            (.., Some(first), Some(last)) => Ok(Self::Yearly { first, last }),
            (Some(_), _, _, Some(_)) | (_, Some(_), Some(_), _) => Err(ClosedDaysError::MixedForms),
            _ => Err(ClosedDaysError::NotADate),
        }
    }

    /// Whether a date is among them.
    pub fn contains(self, date: NaiveDate) -> bool {
        match self {
            Self::Once { first, last } => (first..=last).contains(&date),
            Self::Yearly { first, last } => {
                let day = YearDay { month: date.month(), day: date.day() };
                if first <= last {
                    first <= day && day <= last
                } else {
                    first <= day || day <= last
                }
            }
        }
    }
}

impl fmt::Display for ClosedDays {
    /// As [`ClosedDays::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once { first, last } if first == last => write!(f, "{first}"),
            Self::Once { first, last } => write!(f, "{first}..{last}"),
            Self::Yearly { first, last } if first == last => write!(f, "{first}"),
            Self::Yearly { first, last } => write!(f, "{first}..{last}"),
        }
    }
}

impl YearDay {
    /// The 29th of February counts: it is closed in the years that have it.
    fn parse(raw: &str) -> Option<Self> {
        let in_leap_year = date(&format!("2000-{raw}"))?;
        Some(Self { month: in_leap_year.month(), day: in_leap_year.day() })
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u32 {
        self.day
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl ClosedDaysError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotADate => {
                "write days like \"2026-04-03\", \"2026-08-10..2026-08-21\" or, for every year, \
                 \"12-25\" or \"12-24..01-01\""
            }
            Self::MixedForms => "write both days with a year, or both without",
            Self::Backwards => "the last day comes before the first; swap them",
        }
    }
}

/// Reads a date, strictly `YYYY-MM-DD`.
pub(crate) fn date(raw: &str) -> Option<NaiveDate> {
    let digits = |part: Option<&str>, many: usize| {
        let part = part.filter(|part| part.len() == many)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let mut parts = raw.split('-');
    let year = i32::try_from(digits(parts.next(), 4)?).ok()?;
    let (month, day) = (digits(parts.next(), 2)?, digits(parts.next(), 2)?);
    if parts.next().is_some() { None } else { NaiveDate::from_ymd_opt(year, month, day) }
}
