//! Deliberate faults, so that the simulation shows that it can fail.
//!
//! Invariant: without the feature `faults`, which only the tests turn on, no fault is ever on, and
//! the compiler removes every trace of them.

/// One way to do it wrong, at the one place that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A wake-up ends without setting the next alarm.
    SkippedAlarm,
    /// A fact counts as saved although the store refused it.
    DroppedPut,
    /// A receipt goes out without asking whether its address had one today.
    UncappedReceipt,
    /// A mail is sent before the intent is noted.
    UnnotedIntent,
    /// A second tap acknowledges a second time.
    UngatedTap,
    /// The hourly hand-over is answered and not done.
    SkippedHandOver,
    /// A repeated message is stored again without looking for the first.
    UnseenRepeat,
    /// A failed mail counts as sent.
    TrustedMailer,
    /// A failed call to an owner's server counts as taken.
    TrustedServer,
    /// Reminders go out at night.
    NightReminder,
    /// The machine moves a promise again that it has moved already.
    RepeatedMove,
    /// The machine writes to an address that is not proved.
    UnprovedNews,
    /// The machine moves a promise only once it is broken.
    LateMove,
    /// The record counts as put and is not.
    UnpublishedRecord,
    /// The weekly report counts as mailed and is not.
    UnmailedReport,
    /// A case becomes part of another that does not hear of it.
    HalfMerge,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::SkippedAlarm,
        Self::DroppedPut,
        Self::UncappedReceipt,
        Self::UnnotedIntent,
        Self::UngatedTap,
        Self::SkippedHandOver,
        Self::UnseenRepeat,
        Self::TrustedMailer,
        Self::TrustedServer,
        Self::NightReminder,
        Self::RepeatedMove,
        Self::UnprovedNews,
        Self::LateMove,
        Self::UnpublishedRecord,
        Self::UnmailedReport,
        Self::HalfMerge,
    ];
}

#[cfg(feature = "faults")]
thread_local! {
    static ON: std::cell::Cell<Option<Fault>> = const { std::cell::Cell::new(None) };
}

/// Turns one fault on for this thread, or all off.
#[cfg(feature = "faults")]
pub fn switch(fault: Option<Fault>) {
    ON.set(fault);
}

/// Whether a fault is on.
#[cfg(feature = "faults")]
pub(crate) fn is_on(fault: Fault) -> bool {
    ON.get() == Some(fault)
}

/// Whether a fault is on: never.
#[cfg(not(feature = "faults"))]
pub(crate) const fn is_on(_: Fault) -> bool {
    false
}
