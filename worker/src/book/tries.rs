//! How often what is owed was tried, and when to try again.

use hearback_domain::{CaseId, Timestamp};

use super::index::Index;
use crate::platform::{Row, Shelf, ShelfError};

impl<S: Shelf> Index<'_, S> {
    /// How often an obligation was tried, and when to try it next.
    pub(super) fn tries(&self, case: &CaseId, id: &str) -> Result<(i64, Timestamp), ShelfError> {
        let sql = "SELECT tries, next_at FROM tries WHERE case_id = ? AND obligation = ?";
        let rows = self.shelf.run(sql, &[case.text().into(), id.into()])?;
        let read = |row: &Row| (row.int(0), Timestamp::from_ms(row.int(1).unwrap_or_default()));
        let (tries, next_at) = rows.first().map(read).unwrap_or_default();
        Ok((tries.unwrap_or_default(), next_at))
    }

    /// Notes an intent: the try is counted, and the next is not before `next_at`.
    pub(super) fn set_tries(
        &self,
        case: &CaseId,
        id: &str,
        tries: i64,
        next_at: Timestamp,
    ) -> Result<(), ShelfError> {
        let sql = "INSERT INTO tries VALUES (?, ?, ?, ?) ON CONFLICT (case_id, obligation) \
                   DO UPDATE SET tries = excluded.tries, next_at = excluded.next_at";
        let values = [case.text().into(), id.into(), tries.into(), next_at.into()];
        self.shelf.run(sql, &values).map(drop)
    }

    pub(super) fn forget_tries(&self, case: &CaseId, id: &str) -> Result<(), ShelfError> {
        let sql = "DELETE FROM tries WHERE case_id = ? AND obligation = ?";
        self.shelf.run(sql, &[case.text().into(), id.into()]).map(drop)
    }

    /// Forgets also what need not be done any more, such as telling somebody what they read.
    pub(super) fn forget_all_tries(&self, case: &CaseId) -> Result<(), ShelfError> {
        self.shelf.run("DELETE FROM tries WHERE case_id = ?", &[case.text().into()]).map(drop)
    }
}
