//! A time and the words that a person gives with it, as they come from a form.
//!
//! Both are read by the clock of the business. Not here: whether the promise they are for still
//! stands (see [`crate::follows`]).

use crate::Timestamp;
use crate::opening_hours::{clock_minute, date};
use crate::site::{Line, LineError, Text, Zone};

const DAY_MINUTES: u16 = 24 * 60;

/// Nobody keeps in mind what is farther off.
pub(crate) const DUE_DAYS_MAX: i64 = 366;

/// Why a day and a time are no time to promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueError {
    /// No day, or none that the calendar has.
    Day,
    /// No time, or none that a clock shows.
    Time,
    /// It has passed.
    Past,
    /// More than a year off.
    TooFar,
}

/// Why words cannot stand beside a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsError {
    /// Nothing but white space.
    Empty,
    /// More characters than this.
    TooLong(usize),
}

/// Reads a day (`2026-11-30`) and a time (`15:00`), as browsers send them.
///
/// A time that a change of clocks skips means the moment of the change, and one that comes twice
/// its first coming.
///
/// # Errors
/// When it is no time, has passed at `now`, or lies more than a year off.
pub fn due(zone: Zone, day: &str, time: &str, now: Timestamp) -> Result<Timestamp, DueError> {
    let date = date(day.trim()).ok_or(DueError::Day)?;
    let days_ahead = (date - zone.date(now)).num_days();
    if days_ahead < 0 {
        return Err(DueError::Past);
    }
    if days_ahead > DUE_DAYS_MAX {
        return Err(DueError::TooFar);
    }
    // Browsers may send seconds as well.
    let time = time.trim().get(..5).unwrap_or_default();
    let minute = clock_minute(time).ok().filter(|at| *at < DAY_MINUTES).ok_or(DueError::Time)?;
    let due = zone.first_moment(date, minute);
    if due > now { Ok(due) } else { Err(DueError::Past) }
}

/// Reads words on as many lines as were written; they become one.
///
/// # Errors
/// When nothing or too much remains.
pub fn words(raw: &str) -> Result<Text, WordsError> {
    let is_break = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    let lines = raw.split(is_break).map(str::trim).filter(|line| !line.is_empty());
    match Line::parse(&lines.collect::<Vec<_>>().join(" ")) {
        Ok(text) => Ok(text),
        Err(LineError::TooLong(max)) => Err(WordsError::TooLong(max)),
        Err(LineError::Empty | LineError::NotOneLine) => Err(WordsError::Empty),
    }
}

impl DueError {
    /// What the person who gives the time reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Day => "Please choose a day, for example 2026-11-30.",
            Self::Time => "Please choose a time, for example 15:00.",
            Self::Past => "This has passed. Please choose a later time.",
            Self::TooFar => "This is more than a year off. Please choose a day within a year.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).expect("a moment")
    }

    #[test]
    fn a_time_is_read_by_the_clock_of_the_business() {
        let london = Zone::parse("Europe/London").expect("known");
        let now = at("2027-03-26T13:10:00Z");
        for (day, time, expected) in [
            ("2027-03-26", "15:00", Ok("2027-03-26T15:00:00Z")),
            (" 2027-03-26 ", "15:00:00", Ok("2027-03-26T15:00:00Z")),
            ("2027-03-29", "15:00", Ok("2027-03-29T14:00:00Z")),
            // 1:00 to 2:00 is skipped that night.
            ("2027-03-28", "01:30", Ok("2027-03-28T01:00:00Z")),
            // It comes twice that night.
            ("2027-10-31", "01:30", Ok("2027-10-31T00:30:00Z")),
            ("2027-03-26", "13:10", Err(DueError::Past)),
            ("2027-03-25", "15:00", Err(DueError::Past)),
            ("2027-03-25", "", Err(DueError::Past)),
            ("2028-03-28", "15:00", Err(DueError::TooFar)),
            ("", "15:00", Err(DueError::Day)),
            ("2027-02-30", "15:00", Err(DueError::Day)),
            ("tomorrow", "15:00", Err(DueError::Day)),
            ("2027-03-26", "", Err(DueError::Time)),
            ("2027-03-26", "24:00", Err(DueError::Time)),
        ] {
            assert_eq!(due(london, day, time, now), expected.map(at), "{day} {time}");
        }
    }

    #[test]
    fn words_become_one_line() {
        let read = |raw: &str| words(raw).map(|text| text.as_str().to_owned());
        assert_eq!(read(" The part\r\n\r\nis late.\u{0} "), Ok("The part is late.".to_owned()));
        assert_eq!(read(" \r\n "), Err(WordsError::Empty));
        assert_eq!(read(&"ä".repeat(501)), Err(WordsError::TooLong(500)));
        assert!(read(&"ä".repeat(500)).is_ok());
    }
}
