//! The browser that tests and measurements drive.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::run;
use crate::tools::debian;

/// Names of a Chromium on the path, and where macOS keeps it.
const PROGRAMS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The Chromium named by `CHROMIUM`, one that is installed, or Debian's.
///
/// # Errors
/// When there is none and none can be installed.
pub(crate) fn provide() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::new(format!(
                "CHROMIUM names {}, where no program is: set it to a Chromium's path, or unset it.",
                named.display()
            )))
        };
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if debian::can_install() {
        debian::install("Installing Chromium", &["chromium"])?;
    }
    installed().ok_or_else(|| {
        Failure::new("No Chromium is here: install one, or name its path in CHROMIUM.")
    })
}

fn installed() -> Option<PathBuf> {
    PROGRAMS.iter().find_map(|program| {
        run::answer(Command::new(program).arg("--version"))?;
        on_path(program)
    })
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
