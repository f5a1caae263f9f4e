//! What everybody should know now: a few words of the business, shown wherever it is met.

use chrono::NaiveDate;

use super::{Text, Zone};
use crate::Timestamp;

/// One notice. The moment it was written is its name too: customers are mailed a notice once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: Text,
    /// When it was written.
    pub written: Timestamp,
    /// The last day on which it is shown, by the calendar of the business.
    pub until: Option<NaiveDate>,
    /// Whether customers with an open case are sent it.
    pub mailed: bool,
}

/// More than [`Notices::MAX`] notices, or two written at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticesError;

/// The notices of a site, in the owner's order; each has a moment of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notices(Vec<Notice>);

impl Notice {
    /// Whether it is still shown.
    pub fn is_shown(&self, zone: Zone, now: Timestamp) -> bool {
        self.until.is_none_or(|until| zone.date(now) <= until)
    }
}

impl Notices {
    /// Who reads more than three reads none.
    pub const MAX: usize = 3;

    /// Puts notices together.
    ///
    /// # Errors
    /// When there are too many, or two cannot be told apart.
    pub fn new(notices: Vec<Notice>) -> Result<Self, NoticesError> {
        let mut moments: Vec<_> = notices.iter().map(|notice| notice.written).collect();
        moments.sort_unstable();
        moments.dedup();
        if notices.len() > Self::MAX || moments.len() < notices.len() {
            return Err(NoticesError);
        }
        Ok(Self(notices))
    }

    /// All of them, also those that are over.
    pub fn all(&self) -> &[Notice] {
        &self.0
    }

    /// Those that are shown at a moment.
    pub fn shown(&self, zone: Zone, now: Timestamp) -> impl Iterator<Item = &Notice> {
        self.0.iter().filter(move |notice| notice.is_shown(zone, now))
    }

    /// The one that was written at a moment.
    pub fn find(&self, written: Timestamp) -> Option<&Notice> {
        self.0.iter().find(|notice| notice.written == written)
    }
}

impl NoticesError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "keep at most three notices, each written at a moment of its own"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(written: i64, until: Option<&str>) -> Notice {
        Notice {
            text: Text::parse("Our phone line is down today.").expect("a line"),
            written: Timestamp::from_ms(written),
            until: until.map(|date| date.parse().expect("a date")),
            mailed: false,
        }
    }

    #[test]
    fn a_notice_is_shown_through_its_last_day() {
        let zone = Zone::parse("Europe/London").expect("known");
        let at = |raw| Timestamp::parse(raw).expect("a moment");
        let ends = notice(1, Some("2026-11-23"));
        assert!(ends.is_shown(zone, at("2026-11-23T23:59:00Z")));
        assert!(!ends.is_shown(zone, at("2026-11-24T00:00:00Z")));
        assert!(notice(1, None).is_shown(zone, at("2036-11-24T00:00:00Z")));
    }

    #[test]
    fn there_are_at_most_three_that_can_be_told_apart() {
        assert!(Notices::new((0..3).map(|at| notice(at, None)).collect()).is_ok());
        assert_eq!(Notices::new((0..4).map(|at| notice(at, None)).collect()), Err(NoticesError));
        assert_eq!(Notices::new(vec![notice(1, None), notice(1, None)]), Err(NoticesError));
    }
}
