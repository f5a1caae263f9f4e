//! The npm packages, exactly as `package-lock.json` pins them.
//!
//! One of them is Node itself, because wrangler wants a newer one than many systems have; it
//! comes first on the path of everything run from here.

use std::ffi::OsString;
use std::process::Command;
use std::{env, fs};

use crate::build::stamp;
use crate::failure::{Doing as _, Failure, Outcome};
use crate::{run, workspace};

/// Installs the packages unless the ones in place are those of the lock file.
///
/// # Errors
/// When npm is missing, or fails: most often for want of a network.
pub(crate) fn provide() -> Outcome<()> {
    let lock = workspace::root().join("package-lock.json");
    let stamp = workspace::root().join("node_modules/.hearback-stamp");
    let wanted = stamp::of(&[&workspace::root().join("package.json"), &lock])?;
    if stamp::matches(&stamp, &wanted) && workspace::node_bin().join("wrangler").exists() {
        return Ok(());
    }
    if run::answer(Command::new("npm").arg("--version")).is_none() {
        return Err(Failure::new(
            "npm is missing: install Node.js 20 or newer, which brings npm, and start again.",
        ));
    }
    // The engines warning concerns the system's Node; the packages bring their own.
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    install.current_dir(workspace::root());
    run::step("Installing the npm packages", &mut install).map_err(|failure| {
        Failure::new(format!("{failure} If the network is down, start again when it is back."))
    })?;
    fs::write(&stamp, wanted).doing(|| format!("write {}", stamp.display()))
}

/// A command for an executable of the npm packages, run by the pinned Node.
pub(crate) fn command(name: &str) -> Command {
    let mut command = Command::new(workspace::node_bin().join(name));
    command.env("PATH", path()).current_dir(workspace::root());
    // Wrangler neither reports home nor asks, and a log folder of its own is not needed.
    command.env("WRANGLER_SEND_METRICS", "false").env("CI", "true");
    command
}

/// The path with the packages' executables before all others.
pub(crate) fn path() -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(workspace::node_bin()).chain(env::split_paths(&rest));
    env::join_paths(all).unwrap_or(rest)
}
