//! The clock of this machine, for durations shown to people. Product code has its own.

use std::time::Instant;

/// This moment.
#[expect(clippy::disallowed_methods, reason = "xtask runs natively only, and measures itself")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
