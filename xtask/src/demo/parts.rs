//! The demo's own processes: the service in workerd and the mailbox.

use std::path::PathBuf;
use std::process::Command;

use super::OWNER;
use super::ports::Ports;
use crate::children::{self, Group};
use crate::failure::{Doing as _, Failure, Outcome};
use crate::progress::say;
use crate::tools::npm;
use crate::{build, run};

/// A process that must not end by itself.
pub(super) struct Part {
    name: &'static str,
    group: Group,
    log: PathBuf,
}

/// Starts the service, as wrangler serves it locally.
pub(super) fn service(ports: &Ports) -> Outcome<Part> {
    let mut wrangler = npm::command("wrangler");
    wrangler
        .args(["dev", "--ip", "127.0.0.1", "--inspector-port", "0", "--port"])
        .arg(ports.service.to_string())
        .args(["--show-interactive-dev-session=false", "--var"])
        .arg(format!("BASE_URL:{}", ports.service_origin()))
        .arg(format!("MAIL_URL:smtp://127.0.0.1:{}", ports.smtp))
        .arg("--var")
        .arg(format!("OWNER_EMAIL:{OWNER}"))
        .env(build::BUILT, "1");
    start("service", &mut wrangler)
}

/// Starts a mail server that keeps every mail and shows it in a browser.
pub(super) fn mailbox(ports: &Ports) -> Outcome<Part> {
    let mut maildev = npm::command("maildev");
    maildev
        .args(["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--web"])
        .arg(ports.mailbox.to_string())
        .arg("--smtp")
        .arg(ports.smtp.to_string());
    start("mailbox", &mut maildev)
}

impl Part {
    /// # Errors
    /// When the process has ended, with its last lines shown.
    pub(super) fn still_runs(&mut self) -> Outcome<()> {
        if self.group.ended().doing(|| format!("look after the {}", self.name))?.is_none() {
            return Ok(());
        }
        say(&run::last_lines(&self.log));
        Err(Failure::new(format!(
            "The {} ended by itself; the lines above say why, and {} has all of them.",
            self.name,
            self.log.display()
        )))
    }
}

fn start(name: &'static str, command: &mut Command) -> Outcome<Part> {
    let log = run::log_path(name);
    run::log_to(&log, command)?;
    let group = children::start(command).doing(|| format!("start the {name}"))?;
    Ok(Part { name, group, log })
}
