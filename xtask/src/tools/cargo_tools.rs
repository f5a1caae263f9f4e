//! Tools that cargo installs: compiled once per person, kept in the cache folder.
//!
//! They are compiled for a short wait rather than for speed: they run for a second or two each.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

use crate::failure::{Doing as _, Failure, Outcome};
use crate::{run, workspace};

/// A crate with one executable of use here.
pub(super) struct CargoTool {
    package: &'static str,
    version: &'static str,
    executable: &'static str,
    /// What else cargo is told.
    options: &'static [&'static str],
}

/// Makes JavaScript glue for wasm; its version is that of the crate `wasm-bindgen`.
pub(super) const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    version: "0.2.129",
    executable: "wasm-bindgen",
    // Its other program, which runs tests in browsers, alone needs a TLS library.
    options: &["--no-default-features"],
};

/// Packs the worker; its version is that of the crate `worker`.
pub(super) const WORKER_BUILD: CargoTool = CargoTool {
    package: "worker-build",
    version: "0.8.7",
    executable: "worker-build",
    options: &[],
};

/// Both tools together took 285 s of CPU time this way, and 568 s at opt-level 1.
const QUICK_PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];

impl CargoTool {
    /// Finds the tool on the path or in the cache, or else installs it into the cache.
    ///
    /// # Errors
    /// When cargo cannot install it: most often for want of a network or a C compiler.
    pub(super) fn provide(&self) -> Outcome<PathBuf> {
        let home = workspace::cache().join(format!("{}-{}", self.package, self.version));
        let cached = home.join("bin").join(self.executable);
        if cached.exists() {
            return Ok(cached);
        }
        if self.is_right(self.executable.as_ref()) {
            return Ok(self.executable.into());
        }
        // Installed beside, then moved, so that an interrupted installation leaves no half tool.
        let draft = workspace::cache().join(format!(".{}-{}", self.package, process::id()));
        fs::create_dir_all(&draft).doing(|| format!("make the folder {}", draft.display()))?;
        let name = format!("Installing {} {}", self.package, self.version);
        let target = workspace::cache().join(format!(".target-{}-{}", self.package, self.version));
        let mut installation = self.installation(&draft);
        // A folder that stays when the installation is interrupted, so that the next one goes on.
        installation.env("CARGO_TARGET_DIR", &target);
        let installed = run::step(&name, &mut installation).map_err(|failure| {
            Failure::new(format!("{failure} It needs crates.io and a C compiler (cc)."))
        });
        let moved = installed.and_then(|()| {
            // Another checkout may have been quicker; then its copy is as good.
            fs::rename(&draft, &home)
                .or_else(|error| if cached.exists() { Ok(()) } else { Err(error) })
                .doing(|| format!("move {} to {}", draft.display(), home.display()))
        });
        drop(fs::remove_dir_all(&draft));
        if moved.is_ok() {
            drop(fs::remove_dir_all(&target));
        }
        moved.map(|()| cached)
    }

    fn installation(&self, into: &Path) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(["install", self.package, "--version", self.version, "--locked", "--no-track"])
            .args(self.options)
            .args(["--bin", self.executable, "--root"])
            .arg(into)
            .envs(QUICK_PROFILE)
            .env_remove("RUSTFLAGS")
            .current_dir(into);
        command
    }

    fn is_right(&self, executable: &Path) -> bool {
        let version = run::answer(Command::new(executable).arg("--version"));
        version.is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_have_the_versions_of_their_crates() {
        let lock = fs::read_to_string(workspace::root().join("Cargo.lock")).unwrap();
        for (name, version) in
            [("wasm-bindgen", WASM_BINDGEN.version), ("worker", WORKER_BUILD.version)]
        {
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            let absent = !lock.contains(&format!("name = \"{name}\"\n"));
            assert!(absent || lock.contains(&entry), "{name} is not {version} in Cargo.lock");
        }
    }
}
