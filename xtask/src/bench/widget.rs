//! The widget beside floors and rivals, in one run of the harness whose order is drawn anew in
//! each round.

use std::fs;
use std::path::Path;

use hearback_domain::Timestamp;
use hearback_domain::card::{Card, wire};
use hearback_domain::record::Record;

use super::harness::{self, put};
use super::{figures, script};
use crate::build::stamp;
use crate::failure::{Doing as _, Outcome};
use crate::tools::{chromium, npm};
use crate::{run, site, workspace};

/// The page of the harness that is ours.
const OURS: &str = "hearback";
/// What stands beside us: the empty page, two floors, four rivals.
const BESIDE: &str = "empty,vanilla-split,wasm-lazy,betahuhn,sentry,pushfeedback,formbricks";
/// Results of the harness, in its own folder.
const COSTS: &str = "results/costs.json";
const TOUCH: &str = "results/touch.json";
const CHECKS: &str = "results/checks.json";
/// An ordinary Monday afternoon, so that the card says the same in every run.
const CARD_AT: &str = "2026-11-23T14:40:00Z";
const CARD_BASE_URL: &str = "https://hearback.example";

/// Measures and keeps the figures.
///
/// # Errors
/// When a tool is missing or a step fails.
pub(super) fn measure(original: &Path, rounds: u32) -> Outcome<()> {
    let chromium = chromium::provide()?;
    let copy = harness::prepare(original)?;
    add_page(&copy)?;
    let rounds = rounds.to_string();
    let node = |arguments: &[&str], out: &str| {
        let mut command = npm::command("node");
        command.arg("measure.mjs").args(["--only", &format!("{BESIDE},{OURS}")]).args(arguments);
        command.args(["--out", out]).env("CHROMIUM", &chromium).current_dir(&copy);
        command
    };
    let mut costs = node(&["--kinds", "cost,time", "--rounds", &rounds], COSTS);
    run::step("Measuring the widgets", &mut costs)?;
    let mut touch = node(&["--kinds", "time", "--rounds", &rounds], TOUCH);
    run::step("Measuring them by touch", touch.env("HOVER_MS", "0"))?;
    let mut checks = node(&["--kinds", "a11y,hostile", "--rounds", "0"], CHECKS);
    run::step("Checking accessibility, keyboard and hostile pages", &mut checks)?;
    let mut report = npm::command("node");
    report.args(["report.mjs", COSTS, CHECKS]).current_dir(&copy);
    run::step("Gathering the widgets' figures", &mut report)?;
    let mut keep = script("widget/gather.mjs");
    keep.arg(figures("widget")).arg(&copy).arg(TOUCH);
    run::quiet("Keeping the widgets' figures", &mut keep)
}

/// Puts the built widget, its card and its stub among the harness's pages.
fn add_page(copy: &Path) -> Outcome<()> {
    let page = copy.join("pages").join(OURS);
    let sources = workspace::root().join("tests/bench/widget/page");
    for from in [sources, workspace::www()] {
        for file in stamp::files_below(&from)? {
            let name = file.strip_prefix(&from).unwrap_or(&file);
            put(&file, &page.join(name))?;
        }
    }
    let card = page.join("card.json");
    fs::write(&card, demo_card()?).doing(|| format!("write {}", card.display()))
}

fn demo_card() -> Outcome<String> {
    let path = workspace::root().join("www/demo/site.toml");
    let demo = site::parse(&path, &site::read(&path)?)?;
    let at = Timestamp::parse(CARD_AT).expect("the constant is a moment");
    Ok(wire::to_json(&Card::of(&demo, &Record::default(), at, None), CARD_BASE_URL))
}
