//! Facts made in the book go to the store too; one that it refuses is tried again.

use super::{Book, BookPlatform, stored_form, wait_after};
use crate::fault::{Fault, is_on};
use crate::platform::ShelfError;

/// Bounds a wake-up's writes; the rest follows in the next.
const SAVES_PER_WAKE_MAX: i64 = 15;

impl<P: BookPlatform> Book<P> {
    pub(super) async fn save_due(&self) -> Result<(), ShelfError> {
        let index = self.index();
        for unsaved in index.unsaved(self.platform.now(), SAVES_PER_WAKE_MAX)? {
            // While others were saved it may have been saved too, or an earlier one have come.
            if !index.is_unsaved(&unsaved.fact)? {
                continue;
            }
            let (key, value, note) = stored_form(&self.site, &unsaved.fact);
            let again_at = match self.platform.put(&key, &value, &note).await {
                Ok(()) => None,
                Err(_) if is_on(Fault::DroppedPut) => None,
                Err(_) => Some(self.platform.now().plus_ms(wait_after(unsaved.saves))),
            };
            index.set_saved(&unsaved.fact, again_at)?;
        }
        Ok(())
    }
}
