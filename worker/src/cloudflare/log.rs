//! Lines for the operator's log. Nothing a customer typed is ever in one.

/// Something failed and will be tried again or was answered with an error.
pub(super) fn trouble(doing: &str, why: &str) {
    worker::console_error!("{doing}: {why}");
}
