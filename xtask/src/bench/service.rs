//! The service in one real workerd: processor time, operations of KV and the book, sizes.

use std::process::Command;

use super::{figures, folder, script};
use crate::failure::{Failure, Outcome};
use crate::tools::npm;
use crate::{run, workspace};

/// Bytes of everything served and deployed.
pub(super) fn sizes() -> Outcome<()> {
    run::step("Weighing what is served", script("sizes.mjs").arg(figures("sizes")))
}

/// What one case asks of KV and of its book.
pub(super) fn cases() -> Outcome<()> {
    let mut counting = script("service/operations.mjs");
    run::step("Counting what a case asks for", counting.arg(figures("cases")))
}

/// Processor time per accepted message, beside a Hono + Zod worker.
pub(super) fn processor_time(rounds: u32, requests: u32) -> Outcome<()> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "Processor time is read from /proc, which only Linux has: leave this part out with \
             --part widget --part cases --part sizes.",
        ));
    }
    bundle_rival()?;
    let mut measuring = script("service/cpu.mjs");
    measuring.arg(figures("service")).args([rounds.to_string(), requests.to_string()]);
    run::step("Measuring the service's processor time", &mut measuring)
}

/// The Hono + Zod worker with its packages, as one module.
fn bundle_rival() -> Outcome<()> {
    let sources = workspace::root().join("tests/bench/service");
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&sources);
    run::step("Installing Hono and Zod", &mut install)?;
    let mut esbuild = npm::command("esbuild");
    esbuild.arg(sources.join("hono.mjs")).args(["--bundle", "--minify", "--format=esm"]);
    esbuild.arg("--log-level=warning");
    esbuild.arg(format!("--outfile={}", folder().join("hono.js").display()));
    run::quiet("Packing the Hono worker", &mut esbuild)
}
