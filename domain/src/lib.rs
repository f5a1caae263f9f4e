//! What Hearback knows: the words, the facts and what follows from them.
//!
//! Pure: no I/O, no async, no clock, no randomness; time is always an argument. Compiled into
//! both halves, so the widget and the service refuse the same input with the same sentence.
//! The widget takes [`submission`] alone; everything else stands behind the feature `service`.

pub mod submission;

#[cfg(feature = "service")]
pub mod accent;
#[cfg(feature = "service")]
mod act_token;
#[cfg(feature = "service")]
pub mod card;
#[cfg(feature = "service")]
mod case;
#[cfg(feature = "service")]
mod case_id;
#[cfg(feature = "service")]
mod day;
#[cfg(feature = "service")]
pub mod export;
#[cfg(feature = "service")]
mod fact;
#[cfg(feature = "service")]
pub mod given;
#[cfg(feature = "service")]
pub mod key;
#[cfg(feature = "service")]
mod merge;
#[cfg(feature = "service")]
mod obligation;
#[cfg(feature = "service")]
pub mod opening_hours;
#[cfg(feature = "service")]
mod place;
#[cfg(feature = "service")]
pub mod promise;
#[cfg(feature = "service")]
pub mod record;
#[cfg(feature = "service")]
mod reference;
#[cfg(feature = "service")]
pub mod report;
#[cfg(feature = "service")]
mod secret;
#[cfg(feature = "service")]
pub mod silence;
#[cfg(feature = "service")]
pub mod site;
#[cfg(feature = "service")]
pub mod slot;
#[cfg(feature = "service")]
pub mod step;
#[cfg(feature = "service")]
mod tend;
#[cfg(feature = "service")]
mod timestamp;
#[cfg(feature = "service")]
pub mod wire;
#[cfg(feature = "service")]
pub mod wording;

#[cfg(feature = "service")]
pub use {
    act_token::{ActToken, ActTokenError, Deed},
    case::{Acknowledgement, At, Case, Wrote},
    case_id::CaseId,
    day::Day,
    fact::{Commitment, Fact, Move, Opened, Outcome, What, Withheld},
    merge::{joined, may_merge},
    obligation::{Obligation, ObligationId, Stage, TRIED_FOR_MS, moved, owed, performed},
    place::Place,
    reference::Reference,
    secret::{Secret, SecretError},
    site::{PersonId, Site, SiteId},
    slot::{Slot, SlotError},
    step::Step,
    tend::{TERMS_MAX, follows, open_promises, supported},
    timestamp::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp},
};
