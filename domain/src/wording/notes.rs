//! What everybody is told before anything else: notices, and whether work is taken on.

use super::Clock;
use super::clock::long_date;
use crate::Timestamp;
use crate::site::{Capacity, Site};

/// A few words set apart from the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says, set strong.
    pub head: String,
    /// What follows from it, or when it was written.
    pub line: String,
    /// Whether it is news, rather than how things stand.
    pub is_news: bool,
}

/// All that is to be told at a moment: news first.
pub fn notes(site: &Site, clock: Clock, now: Timestamp) -> Vec<Note> {
    let news = site.notices.shown(site.zone(), now).map(|notice| Note {
        head: notice.text.as_str().to_owned(),
        line: format!("Written {}.", clock.moment(notice.written, now)),
        is_news: true,
    });
    news.chain(capacity(site, now)).collect()
}

/// Nothing while work is taken on.
pub fn capacity(site: &Site, now: Timestamp) -> Option<Note> {
    let (head, line) = match site.capacity.at(site.zone(), now) {
        Capacity::Taking => return None,
        Capacity::BookedUntil(date) => (
            format!("We are booked until {}.", long_date(date)),
            "New work starts again then. Write now and we keep your place.".to_owned(),
        ),
        Capacity::Paused => (
            "We take on no new work at the moment.".to_owned(),
            format!("You may still write: {} reads it.", site.owner().first.as_str()),
        ),
    };
    Some(Note { head, line, is_news: false })
}
