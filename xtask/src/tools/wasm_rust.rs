//! The Rust that compiles for wasm, had in one of three ways.
//!
//! In this order: the standard library for wasm is there; rustup adds it; Debian's packages bring
//! another Rust with the library's sources. With sources the library is built along, for size;
//! without, the prebuilt one makes widget and service larger and nothing else.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use crate::failure::{Doing as _, Failure, Outcome};
use crate::progress::say;
use crate::tools::debian;
use crate::{run, workspace};

/// The target of the widget and of the worker.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// rustup tries for very long where its server cannot be reached.
const RUSTUP_LIMIT: Duration = Duration::from_secs(60);
const DEBIAN_PACKAGES: [&str; 5] =
    ["rustc-web", "rust-web-src", "cargo-web", "rust-web-llvm", "lld-22"];
/// A file of the standard library's sources, below a Rust's own folder.
const SOURCES: &str = "lib/rustlib/src/rust/library/std/src/lib.rs";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// What makes cargo build the standard library along, for size; stable Rust allows it by the first.
const FOR_SIZE: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// A Rust with which the widget and the worker compile.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum WasmRust {
    /// The Rust that runs xtask, with a prebuilt standard library for wasm.
    Own {
        /// Whether the standard library's sources are there as well.
        sources: bool,
    },
    /// Debian's Rust for browsers, which has the sources only.
    Debian,
}

/// Finds a Rust that compiles for wasm, or gets one.
///
/// # Errors
/// When all three ways fail, with the command that would help on most machines.
pub(crate) fn provide() -> Outcome<WasmRust> {
    if has_target() {
        return Ok(WasmRust::Own { sources: has_sources() || add_sources() });
    }
    if has_debian() {
        return Ok(WasmRust::Debian);
    }
    if rustup("Adding the wasm target with rustup", &["target", "add", TARGET]) && has_target() {
        return Ok(WasmRust::Own { sources: has_sources() || add_sources() });
    }
    if debian::can_install() {
        debian::install("Installing Debian's Rust for wasm", &DEBIAN_PACKAGES)?;
        if has_debian() {
            return Ok(WasmRust::Debian);
        }
    }
    Err(Failure::new(format!(
        "Rust cannot compile for wasm here: run `rustup target add {TARGET}` with a network that \
         reaches rustup's server, or as root on Debian `apt-get install {}`.",
        DEBIAN_PACKAGES.join(" ")
    )))
}

impl WasmRust {
    /// Cargo, with which `build --target` of a wasm crate works.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = match self {
            Self::Own { .. } => Command::new(env::var_os("CARGO").unwrap_or("cargo".into())),
            Self::Debian => Command::new(DEBIAN_CARGO),
        };
        self.lend_to(&mut command);
        command
    }

    /// Makes `command`, which calls cargo itself, use this Rust.
    pub(crate) fn lend_to(&self, command: &mut Command) {
        if *self == Self::Debian {
            command
                .env_remove("RUSTUP_TOOLCHAIN")
                .env("CARGO", DEBIAN_CARGO)
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        }
    }

    /// Makes `cargo` build the standard library for size, where its sources are there, with
    /// panics that end the program without a message: their texts are a tenth of all.
    pub(crate) fn build_for_size(&self, cargo: &mut Command) {
        if self.has_sources() {
            cargo.envs(FOR_SIZE);
            cargo.env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none");
        }
    }

    fn has_sources(&self) -> bool {
        *self != (Self::Own { sources: false })
    }

    /// A folder to put first on the path of a tool that looks for the prebuilt standard library
    /// and knows no other way. It holds a `rustc` that answers this one question with yes.
    pub(crate) fn stand_in(&self) -> Outcome<Option<PathBuf>> {
        if *self != Self::Debian {
            return Ok(None);
        }
        let folder = workspace::build().join("debian-rust");
        fs::create_dir_all(&folder).doing(|| format!("make the folder {}", folder.display()))?;
        let answers = format!(
            "#!/bin/sh\ncase \"$*\" in\n*--print\\ target-libdir*) dirname \"$0\" ;;\n\
             *) exec {DEBIAN_RUSTC} \"$@\" ;;\nesac\n"
        );
        write_executable(&folder.join("rustc"), &answers)?;
        let passes_on = format!("#!/bin/sh\nexec {DEBIAN_CARGO} \"$@\"\n");
        write_executable(&folder.join("cargo"), &passes_on)?;
        Ok(Some(folder))
    }

    /// What tells builds by different Rusts apart.
    pub(crate) fn identity(&self) -> String {
        let rustc = if *self == Self::Debian { DEBIAN_RUSTC } else { "rustc" };
        let version = run::answer(Command::new(rustc).arg("--version")).unwrap_or_default();
        format!("{self:?} {version}")
    }
}

fn has_target() -> bool {
    let mut question = Command::new("rustc");
    question.args(["--target", TARGET, "--print", "target-libdir"]);
    run::answer(&mut question).is_some_and(|folder| Path::new(&folder).exists())
}

fn has_sources() -> bool {
    run::answer(Command::new("rustc").args(["--print", "sysroot"]))
        .is_some_and(|sysroot| Path::new(&sysroot).join(SOURCES).exists())
}

fn has_debian() -> bool {
    Path::new(DEBIAN_CARGO).exists()
        && Path::new(DEBIAN_RUSTC).exists()
        && Path::new("/usr").join(SOURCES).exists()
}

fn add_sources() -> bool {
    rustup("Adding the standard library's sources", &["component", "add", "rust-src"])
}

/// Whether rustup did as told. Its failure is no failure of ours: there is another way.
fn rustup(name: &str, args: &[&str]) -> bool {
    if run::answer(Command::new("rustup").arg("--version")).is_none() {
        return false;
    }
    let mut command = Command::new("rustup");
    // One try: what does not answer now is had in another way.
    command.args(args).env("RUSTUP_MAX_RETRIES", "0");
    let added = run::step_within(name, RUSTUP_LIMIT, &mut command).is_ok();
    if !added {
        say("    rustup could not: going on in another way.");
    }
    added
}

fn write_executable(path: &Path, text: &str) -> Outcome<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, text)
        .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(0o755)))
        .doing(|| format!("write {}", path.display()))
}
