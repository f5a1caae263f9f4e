//! Every command of the project: `cargo xtask --help`.
//!
//! Invariant: a command that fails ends with one sentence and a non-zero exit, and leaves no
//! process behind. Not here: anything the product itself does.

mod build;
mod children;
mod clock;
mod failure;
mod progress;
mod run;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Outcome;

/// Builds, shows and tests Hearback.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Gets the tools that are missing and builds the service, the widget and the static files
    ///
    /// Everything goes to build/: what wrangler serves and deploys. What did not change is not
    /// built again. `npx wrangler dev` and `npx wrangler deploy` call this by themselves.
    Build,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = children::end_all_on_interrupt().and_then(|()| perform(arguments.command));
    children::end_all();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            progress::say(&format!("\n{failure}"));
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Verb) -> Outcome<()> {
    match command {
        Verb::Build => build::all(),
    }
}
