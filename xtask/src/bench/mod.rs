//! `cargo xtask bench`: measures what speed, weight and thrift promise, and writes the figures
//! down in `docs/measurements.md`.
//!
//! Invariant: each part keeps its figures under `build/bench` with the machine and the moment they
//! are of; the paper is made of these, and goes on to say of a part without figures what it said.
//! Not here: limits that must hold; tests assert those.

mod harness;
mod service;
mod widget;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use clap::ValueEnum as _;

use crate::failure::{Doing as _, Outcome};
use crate::progress::{answer, say};
use crate::tools::npm;
use crate::{build, run, workspace};

/// What `cargo xtask bench` may be told.
#[derive(clap::Args)]
pub(crate) struct BenchArguments {
    /// Measures this part only; may be given more than once. The others keep their last figures
    #[arg(long = "part", value_name = "PART")]
    parts: Vec<Part>,
    /// Where the widget harness lies; it is copied, and stays as it is
    #[arg(long, value_name = "DIR", default_value = "../shared/measure/widget")]
    harness: PathBuf,
    /// How often everything is measured, in turns; figures are medians
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    rounds: u32,
    /// Messages sent to each worker in a round of the service's part
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    requests: u32,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Bytes, processor time, memory, waiting, accessibility: beside floors and four rivals
    Widget,
    /// Processor time per accepted message, beside a Hono + Zod worker
    Service,
    /// What one case asks of KV and of its book
    Cases,
    /// Bytes of everything served and deployed
    Sizes,
}

/// Measures and writes the paper.
///
/// # Errors
/// When the build or a tool fails, or the harness is not where it is said to be.
pub(crate) fn run(arguments: &BenchArguments) -> Outcome<()> {
    let parts = chosen(&arguments.parts);
    let harness = harness::find(&arguments.harness, parts.contains(&Part::Widget))?;
    build::all()?;
    fs::create_dir_all(folder()).doing(|| format!("make the folder {}", folder().display()))?;
    for part in parts {
        match part {
            Part::Sizes => service::sizes()?,
            Part::Cases => service::cases()?,
            Part::Service => service::processor_time(arguments.rounds, arguments.requests)?,
            Part::Widget => widget::measure(&harness, arguments.rounds)?,
        }
    }
    write_down()
}

/// Makes the paper of all figures that are kept, and prints it.
fn write_down() -> Outcome<()> {
    let paper = workspace::root().join("docs/measurements.md");
    run::quiet("Writing the figures down", script("paper.mjs").arg(folder()).arg(&paper))?;
    let text = fs::read_to_string(&paper).doing(|| format!("read {}", paper.display()))?;
    answer(&text);
    say(&format!("The figures stand in {}.", paper.display()));
    Ok(())
}

/// The quick ones first.
fn chosen(named: &[Part]) -> Vec<Part> {
    let mut all = Part::value_variants().to_vec();
    all.reverse();
    all.retain(|part| named.is_empty() || named.contains(part));
    all
}

/// A command for one of the scripts that measure.
fn script(name: &str) -> Command {
    let mut node = npm::command("node");
    node.arg(workspace::root().join("tests/bench").join(name));
    node
}

/// Where figures and the harness's copy are kept.
fn folder() -> PathBuf {
    workspace::build().join("bench")
}

/// The figures of a part.
fn figures(part: &str) -> PathBuf {
    folder().join(format!("{part}.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unnamed_parts_are_all_measured_and_named_ones_alone() {
        assert_eq!(chosen(&[]).len(), Part::value_variants().len());
        assert!(chosen(&[Part::Cases]) == [Part::Cases]);
    }
}
