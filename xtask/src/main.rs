//! Every command of the project: `cargo xtask --help`.
//!
//! Invariant: a command that fails ends with one sentence and a non-zero exit, and leaves no
//! process behind. Not here: anything the product itself does.

mod bench;
mod build;
mod children;
mod clock;
mod demo;
mod failure;
mod progress;
mod run;
mod site;
mod test;
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
    /// Measures the widget beside rivals and the service beside another, and writes it down
    #[command(after_help = BENCH_HELP)]
    Bench(bench::BenchArguments),
    /// Gets the tools that are missing and builds the service, the widget and the static files
    #[command(after_help = BUILD_HELP)]
    Build,
    /// Shows Hearback at work: a shop that uses it, the service, and the owner's mailbox
    #[command(after_help = DEMO_HELP)]
    Demo(demo::DemoArguments),
    /// Checks, shows and stores the settings of sites
    #[command(subcommand, after_help = SITE_HELP)]
    Site(site::SiteVerb),
    /// Checks everything: form, lints, native tests, the simulation, and stories in a browser
    #[command(after_help = TEST_HELP)]
    Test(test::TestArguments),
}

const BENCH_HELP: &str = "\
Builds first, then writes docs/measurements.md and prints it. Everything takes about 20 minutes on
2 cores with 3 rounds; leave the machine alone meanwhile, and give more rounds for closer figures.";

const BUILD_HELP: &str = "\
Everything goes to build/: what wrangler serves and deploys. What did not change is not built
again. `npx wrangler dev` and `npx wrangler deploy` call this by themselves.";

const DEMO_HELP: &str = "\
Gets what is missing and builds first: the first time takes some minutes, later starts some
seconds. Everything listens on 127.0.0.1 alone and ends with Ctrl-C.";

const SITE_HELP: &str = "\
Each site has one TOML file; www/demo/site.toml shows every key. One deployment serves many
sites: `put` takes any number of files, and stores none unless all are in order.";

const TEST_HELP: &str = "\
Stories need Chromium: the one that CHROMIUM names, one that is installed, or Debian's, which is
fetched when root asks. They are the files tests/stories/*.test.mjs.";

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
        Verb::Bench(arguments) => bench::run(&arguments),
        Verb::Build => build::all(),
        Verb::Demo(arguments) => demo::run(&arguments),
        Verb::Site(verb) => site::run(&verb),
        Verb::Test(arguments) => test::run(&arguments),
    }
}
