//! `cargo xtask demo`: the whole of Hearback on this machine, with a shop that uses it and a
//! mailbox for its owner.
//!
//! Invariant: the service and the shop have different origins, as they will on the web. Nothing
//! listens beyond this machine.

mod parts;
mod ports;
mod ready;
mod shop;

use std::thread;
use std::time::Duration;

use crate::failure::Outcome;
use crate::progress::{Step, answer};
use crate::site::{self, Place};
use crate::{build, workspace};

use parts::Part;
use ports::Ports;

/// How often the parts are looked after.
const LOOK_MS: u64 = 250;
/// The origin in the committed page and settings, which the real ones replace.
const SERVICE_ORIGIN: &str = "http://127.0.0.1:8787";
const SHOP_ORIGIN: &str = "http://127.0.0.1:8788";
/// The owner in the committed settings, who may also set up further websites.
const OWNER: &str = "ana@okafor.example";

/// What `cargo xtask demo` may be told.
#[derive(clap::Args)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    ports: Ports,
    /// Ends with success as soon as everything answers
    #[arg(long)]
    check: bool,
}

/// Builds, starts and shows everything, until Ctrl-C.
///
/// # Errors
/// When a port is taken, a step fails, or a part ends by itself.
pub(crate) fn run(arguments: &DemoArguments) -> Outcome<()> {
    let ports = &arguments.ports;
    ports.are_free()?;
    build::all()?;
    store_settings(ports)?;
    shop::open(ports)?;
    let mut parts = [parts::mailbox(ports)?, parts::service(ports)?];
    wait_until_ready(ports, &mut parts)?;
    answer(&words(ports));
    if arguments.check {
        answer("Everything answered, and is stopped again. `cargo xtask demo` keeps it running.");
        return Ok(());
    }
    answer("Ctrl-C ends everything.");
    loop {
        parts.iter_mut().try_for_each(Part::still_runs)?;
        thread::sleep(Duration::from_millis(LOOK_MS));
    }
}

/// Stores the demo's settings, with the shop's real origin among the allowed ones.
fn store_settings(ports: &Ports) -> Outcome<()> {
    let file = workspace::root().join("www/demo/site.toml");
    let source = site::read(&file)?.replace(SHOP_ORIGIN, &ports.shop_origin());
    site::store(&[site::parse(&file, &source)?], Place::Local)
}

fn wait_until_ready(ports: &Ports, parts: &mut [Part]) -> Outcome<()> {
    let step = Step::start("Starting the service, the shop and the mailbox");
    let mut missing = ready::questions(ports);
    loop {
        missing.retain(|question| !question.is_answered());
        if missing.is_empty() {
            step.done();
            return Ok(());
        }
        parts.iter_mut().try_for_each(Part::still_runs)?;
        ready::check_patience(&step, &missing)?;
        thread::sleep(Duration::from_millis(LOOK_MS));
    }
}

fn words(ports: &Ports) -> String {
    let (service, shop, mailbox) = (ports.service_origin(), ports.shop_origin(), ports.mailbox());
    format!(
        "
Hearback runs on this machine:

  The shop      {shop}/
  The mailbox   {mailbox}/
  The card      {service}/card/demo
  The desk      {service}/desk/demo

What to try:

  1. In the shop, press “Write to us” at the lower right.
  2. In the mailbox, open Ana's mail and tap one of the three times she may answer by.
  3. Look at the mail the customer gets now, and at the private page it links to.
  4. Sign in at the desk as {OWNER}: the code lies in the mailbox. There you answer, look at the
     report and change the settings.
  5. Set up a website of your own at {service}/install with the same address.
  6. Press Ctrl-C here while you write: your words stay, and go out when the demo runs again.
"
    )
}
