//! What Hearback knows: the words, the facts and what follows from them.
//!
//! Pure: no I/O, no async, no clock, no randomness; time is always an argument. Compiled into
//! both halves, so the widget and the service refuse the same input with the same sentence.
//! The widget takes [`submission`] alone; everything else stands behind the feature `service`.

#[cfg(feature = "service")]
pub mod accent;
#[cfg(feature = "service")]
pub mod card;
#[cfg(feature = "service")]
pub mod opening_hours;
#[cfg(feature = "service")]
pub mod promise;
#[cfg(feature = "service")]
pub mod site;
pub mod submission;
#[cfg(feature = "service")]
mod timestamp;
#[cfg(feature = "service")]
pub mod wording;

#[cfg(feature = "service")]
pub use timestamp::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
