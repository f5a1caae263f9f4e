//! Facts that are in the store and not in the book: after a rebuild, and what the hourly
//! hand-over finds.

use hearback_domain::Timestamp;
use hearback_domain::key::{facts_of_site, read_fact_key};
use hearback_domain::wire::fact_from_json;

use super::ranges::Range;
use super::{Book, BookPlatform, LOOK_AGAIN_MS};
use crate::platform::{KEYS_PER_GET_MAX, KvError, KvName, KvPage, ShelfError};

impl<P: BookPlatform> Book<P> {
    /// Reads one page of one range: one list and at most ten reads.
    pub(super) async fn catch_up(&self) -> Result<(), ShelfError> {
        let index = self.index();
        let Some(range) = index.due_range(self.platform.now())? else { return Ok(()) };
        let page = self.platform.list(&range.prefix, range.cursor.as_deref()).await;
        let taken = match &page {
            Ok(page) => self.take_lacking(&page.keys).await?,
            Err(KvError(_)) => false,
        };
        if !index.is_as_read(&range)? {
            return Ok(());
        }
        let now = self.platform.now();
        match page {
            Ok(KvPage { cursor: None, .. }) if taken => self.end_range(&range, now),
            Ok(KvPage { cursor, .. }) if taken => {
                index.set_range(&Range { cursor, at: now, ..range })
            }
            Ok(_) | Err(KvError(_)) => {
                index.set_range(&Range { at: now.plus_ms(LOOK_AGAIN_MS), ..range })
            }
        }
    }

    /// With the whole site read, the cases held back until then are looked at.
    fn end_range(&self, range: &Range, now: Timestamp) -> Result<(), ShelfError> {
        self.index().end_range(&range.prefix)?;
        if range.prefix == facts_of_site(&self.site) {
            self.index().set_all_cases(now)?;
        }
        Ok(())
    }

    /// Whether everything listed is in the index now.
    async fn take_lacking(&self, names: &[KvName]) -> Result<bool, ShelfError> {
        let mut lacking = Vec::new();
        for name in names {
            if self.lacks(name)? {
                lacking.push(name.key.clone());
            }
        }
        let mut whole = true;
        for keys in lacking.chunks(KEYS_PER_GET_MAX) {
            let Ok(values) = self.platform.get_many(keys).await else { return Ok(false) };
            whole &= values.iter().all(Option::is_some) && values.len() == keys.len();
            self.take(values.iter().flatten().filter_map(|stored| fact_from_json(stored)))?;
        }
        Ok(whole)
    }

    /// Whether a fact is unknown here, or the store holds another of its name.
    fn lacks(&self, name: &KvName) -> Result<bool, ShelfError> {
        let Some((case, fact)) = read_fact_key(&self.site, &name.key) else { return Ok(false) };
        let known_at = self.index().fact_at(&case, fact)?;
        Ok(known_at.is_none_or(|at| at.to_string() != name.note))
    }
}
