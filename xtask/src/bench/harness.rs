//! The harness that measures widgets side by side, which is not part of this checkout.
//!
//! Invariant: the original is only read. The copy under `build/bench` keeps its packages, so that
//! the next run need not fetch them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::folder;
use crate::build::stamp;
use crate::failure::{Doing as _, Failure, Outcome};
use crate::tools::npm;
use crate::{run, workspace};

/// Folders that the harness makes itself.
const MADE_THERE: [&str; 3] = ["node_modules", "results", "shots"];

/// Where the harness is.
///
/// # Errors
/// When it is `needed` and not there.
pub(super) fn find(given: &Path, needed: bool) -> Outcome<PathBuf> {
    let path = workspace::root().join(given);
    if !needed || path.join("measure.mjs").is_file() {
        return Ok(path);
    }
    Err(Failure::new(format!(
        "No widget harness is at {}: name its folder with --harness, or leave the widget out with \
         --part service --part cases --part sizes.",
        path.display()
    )))
}

/// Copies the harness and gets its packages and the rivals.
///
/// # Errors
/// When a file cannot be copied, or npm fails: most often for want of a network.
pub(super) fn prepare(original: &Path) -> Outcome<PathBuf> {
    let copy = folder().join("widget");
    for file in stamp::files_below(original)? {
        let name = file.strip_prefix(original).unwrap_or(&file);
        if !MADE_THERE.iter().any(|made| name.starts_with(made)) {
            put(&file, &copy.join(name))?;
        }
    }
    let mut install = Command::new("npm");
    install.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&copy);
    run::step("Installing the harness's packages", &mut install)?;
    let mut rivals = npm::command("node");
    rivals.arg("peers.mjs").current_dir(&copy);
    run::step("Fetching the rivals", &mut rivals)?;
    Ok(copy)
}

/// Copies a file's content alone: the original may be read-only.
pub(super) fn put(from: &Path, to: &Path) -> Outcome<()> {
    let parent = to.parent().unwrap_or(to);
    fs::create_dir_all(parent)
        .and_then(|()| fs::read(from))
        .and_then(|content| fs::write(to, content))
        .doing(|| format!("copy {} to {}", from.display(), to.display()))
}
