//! How times and promises are said: whole sentences, absolute clock times, never "in an hour".
//!
//! One place for every phrase that names a time, so that widget, pages and mails agree.
//! Not here: the sentences of mistakes (they belong to the types that refuse), and page texts.

mod clock;
mod hours_table;
mod notes;
mod record;
pub mod report;
mod sentences;

pub use clock::Clock;
pub use hours_table::{HoursRow, RowKind, hours_table};
pub use notes::{Note, capacity, notes};
pub use record::{RecordWords, record, sooner_than_usual};
pub use sentences::{aim, call_in_slot, duration, open_state, promise, slot_label};
