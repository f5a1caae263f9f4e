//! The widget as browsers load it: `widget.js`, small and with a lasting name, and what it fetches
//! on intent, the engine `w/{name}.js` and `w/{name}.wasm`, named by their content.
//!
//! Invariant: the engines of the last builds stay in `build/www/w`, so that a page opened before
//! a deployment from the same folder still finds its own. `widget.json` names the current one for
//! pages whose engine is gone all the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::stamp;
use crate::failure::{Doing as _, Outcome};
use crate::tools::{Tools, wasm_rust};
use crate::{run, workspace};

/// What the wasm is made of.
const WASM_INPUTS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "domain/Cargo.toml",
    "domain/src",
    "widget/Cargo.toml",
    "widget/src",
    "xtask/src/build/widget.rs",
];
/// What the scripts are made of, besides the wasm.
const SCRIPT_INPUTS: [&str; 2] = ["widget/loader", "widget/panel"];
/// Rust's own default of 1 MiB would be most of what the widget takes of a phone's memory.
const STACK: &str = "-Clink-arg=-zstack-size=32768";
/// Enough of a SHA-256 that two engines never share a name.
const NAME_HEX_DIGITS: usize = 8;
/// Some weeks of deployments; a page open for longer asks `widget.json`.
const ENGINES_KEPT: usize = 20;
/// The oldest browsers with adopted style sheets; all of them have the wasm features below.
const BROWSERS: &str = "--target=chrome109,firefox115,safari16.4";
/// What rustc assumes every engine has; without these flags wasm-opt refuses its output.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds the widget into `build/www`, unless it is up to date.
pub(super) fn build(tools: &Tools) -> Outcome<()> {
    let wasm_stamp = format!("{} {}", stamp_of(&WASM_INPUTS)?, tools.rust.identity());
    let wasm_stamp_file = workspace::build().join("widget-wasm.stamp");
    if !stamp::matches(&wasm_stamp_file, &wasm_stamp) {
        compile(tools)?;
        write(&wasm_stamp_file, &wasm_stamp)?;
    }
    let stamp = format!("{} {wasm_stamp}", stamp_of(&SCRIPT_INPUTS)?);
    let stamp_file = workspace::build().join("widget.stamp");
    if stamp::matches(&stamp_file, &stamp) && workspace::www().join("widget.js").exists() {
        return Ok(());
    }
    pack()?;
    write(&stamp_file, &stamp)
}

fn stamp_of(inputs: &[&str]) -> Outcome<String> {
    let paths: Vec<PathBuf> = inputs.iter().map(|input| workspace::root().join(input)).collect();
    stamp::of(&paths.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

/// The build's own folder: the wasm and minified styles on their way.
fn scratch() -> PathBuf {
    workspace::build().join("widget")
}

/// Rust to `engine.wasm`.
fn compile(tools: &Tools) -> Outcome<()> {
    let mut cargo = tools.rust.cargo();
    cargo
        .args(["rustc", "--release", "--lib", "--crate-type", "cdylib"])
        .args(["--package", "hearback-widget", "--target", wasm_rust::TARGET])
        .args(["--", STACK])
        .env("CARGO_TARGET_DIR", workspace::target())
        .current_dir(workspace::root());
    tools.rust.build_for_size(&mut cargo);
    run::step("Compiling the widget", &mut cargo)?;

    let compiled = workspace::target().join(wasm_rust::TARGET).join("release/hearback_widget.wasm");
    let folder = scratch();
    fs::create_dir_all(&folder).doing(|| format!("make the folder {}", folder.display()))?;
    let mut optimise = Command::new(workspace::node_bin().join("wasm-opt"));
    optimise
        .args(["-Oz", "--converge", "--strip-debug", "--strip-producers"])
        .arg("--strip-target-features")
        .args(WASM_FEATURES)
        .arg(compiled)
        .arg("--output")
        .arg(folder.join("engine.wasm"));
    run::step("Shrinking the widget", &mut optimise)
}

/// Scripts and styles to what is served.
fn pack() -> Outcome<()> {
    let widget = workspace::root().join("widget");
    let engine = scratch().join("engine.js");
    let panel_css = minified_css(&widget.join("panel/panel.css"))?;
    esbuild("Packing the widget's engine", |command| {
        command
            .arg(widget.join("panel/main.js"))
            .args(["--format=esm", BROWSERS])
            .arg(format!("--define:PANEL_CSS={}", json(&panel_css)))
            .arg(format!("--outfile={}", engine.display()));
    })?;
    let engine = publish(&engine, &scratch().join("engine.wasm"))?;
    write(&workspace::www().join("widget.json"), &engine)?;

    let shell_css = minified_css(&widget.join("loader/shell.css"))?;
    esbuild("Packing the widget's first script", |command| {
        command
            .arg(widget.join("loader/main.js"))
            .args(["--format=iife", BROWSERS])
            .arg(format!("--define:SHELL_CSS={}", json(&shell_css)))
            .arg(format!("--define:ENGINE={engine}"))
            .arg(format!("--outfile={}", workspace::www().join("widget.js").display()));
    })
}

/// Puts an engine under the name of its content; what the first script must know of it, as JSON:
/// its name and the integrity of its wasm.
fn publish(script: &Path, wasm: &Path) -> Outcome<String> {
    let script = fs::read(script).doing(|| format!("read {}", script.display()))?;
    let wasm = fs::read(wasm).doing(|| format!("read {}", wasm.display()))?;
    let mut both = Sha256::new();
    both.update(&script);
    both.update(&wasm);
    let name = &stamp::hex(&both.finalize())[..NAME_HEX_DIGITS];
    let folder = workspace::www().join("w");
    fs::create_dir_all(&folder).doing(|| format!("make the folder {}", folder.display()))?;
    write(&folder.join(format!("{name}.js")), script)?;
    let integrity = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(&wasm)));
    write(&folder.join(format!("{name}.wasm")), wasm)?;
    forget_old(&folder)?;
    Ok(serde_json::json!([name, integrity]).to_string())
}

/// Removes all engines but the last ones; each is a script and a wasm.
fn forget_old(folder: &Path) -> Outcome<()> {
    let mut files = stamp::files_below(folder)?;
    files.sort_by_key(|file| file.metadata().and_then(|data| data.modified()).ok());
    for file in files.iter().rev().skip(2 * ENGINES_KEPT) {
        fs::remove_file(file).doing(|| format!("remove {}", file.display()))?;
    }
    Ok(())
}

fn minified_css(path: &Path) -> Outcome<String> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let minified = scratch().join(name);
    esbuild("Packing the widget's styles", |command| {
        command.arg(path).arg(format!("--outfile={}", minified.display()));
    })?;
    fs::read_to_string(&minified)
        // The minifier leaves room around slashes, which need none.
        .map(|css| css.trim().replace(" / ", "/"))
        .doing(|| format!("read {}", minified.display()))
}

fn esbuild(name: &str, add: impl FnOnce(&mut Command)) -> Outcome<()> {
    let mut command = Command::new(workspace::node_bin().join("esbuild"));
    command.args(["--bundle", "--minify", "--log-level=warning"]).current_dir(workspace::root());
    add(&mut command);
    run::quiet(name, &mut command)
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome<()> {
    fs::write(path, content).doing(|| format!("write {}", path.display()))
}
