//! The service for workerd: wasm with its glue, made by worker-build.

use std::process::Command;
use std::{env, fs};

use super::stamp;
use crate::failure::{Doing as _, Failure, Outcome};
use crate::tools::Tools;
use crate::{run, workspace};

/// What the worker is made of.
const INPUTS: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "domain/Cargo.toml",
    "domain/src",
    "worker/Cargo.toml",
    "worker/src",
];

/// What worker-build uses. With `--all-features` wasm-opt writes encodings that only the newest
/// engines read, such as compact imports.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-exception-handling",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds `build/worker`, unless it is up to date.
pub(super) fn build(tools: &Tools) -> Outcome<()> {
    let root = workspace::root();
    let paths: Vec<_> = INPUTS.iter().map(|input| root.join(input)).collect();
    let sources = stamp::of(&paths.iter().map(AsRef::as_ref).collect::<Vec<_>>())?;
    let wanted = format!("{sources} {}", tools.rust.identity());
    let stamp = workspace::build().join("worker.stamp");
    if stamp::matches(&stamp, &wanted) && workspace::worker().join("index.js").exists() {
        return Ok(());
    }
    run::step("Building the service", &mut worker_build(tools)?)?;
    shrink()?;
    fs::write(&stamp, wanted).doing(|| format!("write {}", stamp.display()))
}

fn worker_build(tools: &Tools) -> Outcome<Command> {
    let stand_in = tools.rust.stand_in()?;
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(stand_in.into_iter().chain(env::split_paths(&rest)))
        .map_err(|error| Failure::new(format!("The folder's name is of no use: {error}.")))?;
    let mut command = Command::new(&tools.worker_build);
    command
        .args(["--release", "--out-dir"])
        .arg(workspace::worker())
        .current_dir(workspace::root().join("worker"))
        .env("PATH", path)
        .env("RUST_BACKTRACE", "0")
        .env("CARGO_TARGET_DIR", workspace::target())
        .env("WASM_BINDGEN_BIN", &tools.wasm_bindgen)
        .env("WASM_OPT_BIN", workspace::node_bin().join("wasm-opt"))
        .env("ESBUILD_BIN", workspace::node_bin().join("esbuild"));
    tools.rust.lend_to(&mut command);
    tools.rust.build_for_size(&mut command);
    Ok(command)
}

/// Takes the functions' names off, a tenth of what is uploaded, and packs what is left tighter.
fn shrink() -> Outcome<()> {
    let wasm = workspace::worker().join("index_bg.wasm");
    let mut strip = Command::new(workspace::node_bin().join("wasm-opt"));
    strip.arg(&wasm).args(WASM_FEATURES).args(["--strip-debug", "--strip-producers"]);
    strip.args(["--strip-target-features", "-Oz", "--output"]).arg(&wasm);
    run::quiet("Shrinking the service", &mut strip)
}
