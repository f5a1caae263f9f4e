//! `cargo xtask test`: everything that must hold before a change is done.
//!
//! In the order of what is quickest to know: form, lints, native tests with the simulation, then
//! the stories in real workerd, Chromium and SMTP. The first trouble ends it. Passed and failed
//! tests are counted by their runners.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use crate::failure::{Doing as _, Outcome};
use crate::progress::say;
use crate::tools::wasm_rust::{self, WasmRust};
use crate::tools::{self, chromium, npm};
use crate::{build, run, workspace};

/// What `cargo xtask test` may be told.
#[derive(clap::Args)]
pub(crate) struct TestArguments {
    /// Runs only the tests and stories whose names contain TEXT; form and lints are left out
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

/// Runs everything.
///
/// # Errors
/// The first check that does not hold.
pub(crate) fn run(arguments: &TestArguments) -> Outcome<()> {
    let filter = arguments.filter.as_deref();
    if filter.is_none() {
        form_and_lints()?;
    }
    let mut native = cargo();
    native.args(["test", "--workspace", "--quiet"]).args(filter);
    run::shown("Native tests and the simulation", &mut native)?;
    stories(filter)
}

fn form_and_lints() -> Outcome<()> {
    run::shown("Formatting", cargo().args(["fmt", "--all", "--check"]))?;
    let mut lints = cargo();
    lints.args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]);
    run::shown("Lints", &mut lints)?;
    run::shown("Lints of what runs as wasm", &mut wasm_lints(&wasm_rust::provide()?))
}

fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command
}

/// Clippy, where this Rust brings it; the compiler's own warnings elsewhere.
fn wasm_lints(rust: &WasmRust) -> Command {
    let mut command = rust.cargo();
    command.current_dir(workspace::root());
    let packages = ["--lib", "--package=hearback-worker", "--package=hearback-widget", "--quiet"];
    let has_clippy = matches!(rust, WasmRust::Own { .. });
    command.arg(if has_clippy { "clippy" } else { "check" }).args(packages);
    command.args(["--target", wasm_rust::TARGET]);
    if has_clippy {
        command.args(["--", "-D", "warnings"]);
    } else {
        command.env("RUSTFLAGS", "-D warnings");
    }
    command
}

/// The stories start and end the service themselves; they find it built.
fn stories(filter: Option<&str>) -> Outcome<()> {
    let files = story_files()?;
    if files.is_empty() {
        say("There are no stories in tests/stories.");
        return Ok(());
    }
    tools::provide()?;
    let chromium = chromium::provide()?;
    build::all()?;
    let mut node = npm::command("node");
    node.args(["--test", "--test-concurrency=1"])
        .args(filter.map(|text| format!("--test-name-pattern={text}")))
        .args(files)
        .env(build::BUILT, "1")
        .env("HEARBACK_CHROMIUM", chromium);
    run::shown("Stories", &mut node)
}

fn story_files() -> Outcome<Vec<PathBuf>> {
    let folder = workspace::root().join("tests/stories");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).doing(|| format!("read {}", folder.display()))? {
        let path = entry.doing(|| format!("read {}", folder.display()))?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
