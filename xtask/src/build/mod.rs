//! Builds what is served: the service, the widget and the static files, into `build/`.
//!
//! Invariant: what did not change is not built again, and a failed build leaves the last good one
//! in place. There is one kind of build: what is tried is what is deployed.

mod dev_vars;
pub(crate) mod stamp;
mod static_files;
mod widget;
mod worker;

use std::env;

use crate::failure::Outcome;
use crate::tools;

/// Set for wrangler by a command that has built already, so that wrangler's own call of
/// `cargo xtask build` returns at once.
pub(crate) const BUILT: &str = "HEARBACK_BUILT";

/// Brings `build/` up to date.
///
/// # Errors
/// The sentence of the step that failed.
pub(crate) fn all() -> Outcome<()> {
    if env::var_os(BUILT).is_some() {
        return Ok(());
    }
    let tools = tools::provide()?;
    dev_vars::provide()?;
    static_files::copy()?;
    widget::build(&tools)?;
    worker::build(&tools)
}
