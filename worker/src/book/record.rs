//! The record is counted from the index and put where every edge reads it.
//!
//! It is put when it changed, at most twice an hour, so that a busy site stays within the writes
//! of a free account. What stands there is never older than a day while a book is awake at all.

use hearback_domain::key::card_key;
use hearback_domain::record::{Entry, RECORD_MS, Record, from_json, to_json};
use hearback_domain::{Case, DAY_MS, MINUTE_MS, Site, Timestamp};

use super::{Book, BookPlatform, LOOK_AGAIN_MS};
use crate::fault::{Fault, is_on};
use crate::platform::ShelfError;

/// Between two counts.
const COUNTED_APART_MS: i64 = 30 * MINUTE_MS;

/// Cases counted; a busier site counts its newest, which are still more than chance.
pub(super) const ENTRIES_MAX: i64 = 5_000;

/// When to count again.
pub(super) const COUNT_AT: &str = "count_at";
const COUNTED_AT: &str = "counted_at";
const PUT: &str = "record_put";
const PUT_AT: &str = "record_put_at";

impl<P: BookPlatform> Book<P> {
    /// The record as it stands now; while the store is read again, as it was put last.
    pub(super) fn record(&self, site: &Site) -> Result<Record, ShelfError> {
        if self.index().is_reading(&self.site)? {
            let put = self.index().meta(PUT)?;
            return Ok(put.and_then(|text| from_json(&text)).unwrap_or_default());
        }
        let now = self.platform.now();
        let entries = self.index().entries(now.plus_ms(-RECORD_MS), ENTRIES_MAX)?;
        Ok(Record::count(&site.hours, &entries, now))
    }

    /// Notes what a case adds; a change is counted soon.
    pub(super) fn note_entry(&self, case: &Case) -> Result<(), ShelfError> {
        if self.index().set_entry(&case.id, Entry::of(case).as_ref())? {
            self.count_by(self.platform.now())?;
        }
        Ok(())
    }

    /// What is old leaves the record, also where nothing happens.
    pub(super) fn count_daily(&self) -> Result<(), ShelfError> {
        let now = self.platform.now();
        if self.moment(COUNTED_AT)?.is_none_or(|at| now < at.plus_ms(DAY_MS)) {
            return Ok(());
        }
        self.count_by(now)
    }

    /// Lets what is due at a noted moment wait.
    pub(super) fn not_before(&self, name: &str, at: Timestamp) -> Result<(), ShelfError> {
        match self.moment(name)? {
            Some(noted) if noted < at => self.index().set_meta(name, &at.ms().to_string()),
            Some(_) | None => Ok(()),
        }
    }

    /// Counts if it is time, and puts what changed.
    pub(super) async fn count_due(&self, site: &Site) -> Result<(), ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        if self.moment(COUNT_AT)?.is_none_or(|at| now < at) {
            return Ok(());
        }
        if index.is_reading(&self.site)? {
            // Half a record would be no record.
            let again_at = now.plus_ms(LOOK_AGAIN_MS);
            return index.set_meta(COUNT_AT, &again_at.ms().to_string());
        }
        let entries = index.entries(now.plus_ms(-RECORD_MS), ENTRIES_MAX)?;
        let text = to_json(&Record::count(&site.hours, &entries, now));
        index.forget_meta(COUNT_AT)?;
        index.set_meta(COUNTED_AT, &now.ms().to_string())?;
        if let Some(next) = next_deadline(&entries, now) {
            self.count_by(next.plus_ms(1))?;
        }
        // The same is put again once a day: a write that failed may have landed after the one that
        // followed it.
        let is_old = self.moment(PUT_AT)?.is_none_or(|at| at.plus_ms(DAY_MS) <= now);
        let is_put = !is_old && index.meta(PUT)?.as_deref() == Some(&text);
        if is_put || is_on(Fault::UnpublishedRecord) {
            return Ok(());
        }
        match self.platform.put(&card_key(&self.site), &text, "").await {
            Ok(()) => {
                index.set_meta(PUT, &text)?;
                index.set_meta(PUT_AT, &now.ms().to_string())
            }
            Err(_) => self.count_by(self.platform.now().plus_ms(LOOK_AGAIN_MS)),
        }
    }

    /// Counts at a moment, or earlier where that was noted before; never too soon after the last.
    fn count_by(&self, at: Timestamp) -> Result<(), ShelfError> {
        let apart = self.moment(COUNTED_AT)?.map(|last| last.plus_ms(COUNTED_APART_MS));
        let at = apart.map_or(at, |apart| apart.max(at));
        let at = self.moment(COUNT_AT)?.map_or(at, |noted| noted.min(at));
        self.index().set_meta(COUNT_AT, &at.ms().to_string())
    }

    pub(super) fn moment(&self, name: &str) -> Result<Option<Timestamp>, ShelfError> {
        let text = self.index().meta(name)?;
        Ok(text.and_then(|ms| ms.parse().ok()).map(Timestamp::from_ms))
    }
}

/// A promise counts once its deadline has passed: the next that will.
fn next_deadline(entries: &[Entry], now: Timestamp) -> Option<Timestamp> {
    let dues = entries.iter().flat_map(Entry::deadlines);
    dues.filter(|due| *due >= now).min()
}
