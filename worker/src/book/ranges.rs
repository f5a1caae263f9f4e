//! What of the store is still to be read, and from where.

use hearback_domain::key::facts_of_site;
use hearback_domain::{SiteId, Timestamp};

use super::index::Index;
use crate::platform::{Row, Shelf, ShelfError, Value};

/// A range of the store still to be read.
pub(super) struct Range {
    pub(super) prefix: String,
    pub(super) cursor: Option<String>,
    /// When to read on.
    pub(super) at: Timestamp,
}

impl<S: Shelf> Index<'_, S> {
    /// Notes a range to be read, from its cursor or from its beginning.
    pub(super) fn set_range(&self, range: &Range) -> Result<(), ShelfError> {
        let sql = "INSERT INTO ranges VALUES (?, ?, ?) ON CONFLICT (prefix) \
                   DO UPDATE SET cursor = excluded.cursor, at = excluded.at";
        let cursor = range.cursor.as_deref();
        let values = [range.prefix.as_str().into(), cursor.into(), range.at.into()];
        self.shelf.run(sql, &values).map(drop)
    }

    pub(super) fn due_range(&self, now: Timestamp) -> Result<Option<Range>, ShelfError> {
        let sql = "SELECT prefix, cursor, at FROM ranges WHERE at <= ? ORDER BY at LIMIT 1";
        let rows = self.shelf.run(sql, &[now.into()])?;
        let cursor = |row: &Row| (row.0.get(1) != Some(&Value::Null)).then(|| row.text(1).into());
        let at = |row: &Row| Timestamp::from_ms(row.int(2).unwrap_or_default());
        let read =
            |row: &Row| Range { prefix: row.text(0).into(), cursor: cursor(row), at: at(row) };
        Ok(rows.first().map(read))
    }

    /// Whether a range still stands as it was read; while its list was on the way it may have
    /// been asked for anew.
    pub(super) fn is_as_read(&self, range: &Range) -> Result<bool, ShelfError> {
        let sql = "SELECT COUNT(*) FROM ranges WHERE prefix = ? AND at = ? AND cursor IS ?";
        let cursor = range.cursor.as_deref();
        let values = [range.prefix.as_str().into(), range.at.into(), cursor.into()];
        Ok(self.count(sql, &values)? > 0)
    }

    /// Whether the whole site is still to be read.
    pub(super) fn is_reading(&self, site: &SiteId) -> Result<bool, ShelfError> {
        let sql = "SELECT COUNT(*) FROM ranges WHERE prefix = ?";
        Ok(self.count(sql, &[facts_of_site(site).into()])? > 0)
    }

    pub(super) fn end_range(&self, prefix: &str) -> Result<(), ShelfError> {
        self.shelf.run("DELETE FROM ranges WHERE prefix = ?", &[prefix.into()]).map(drop)
    }
}
