//! Debian's packages, which only root may install.

use std::process::Command;

use crate::failure::Outcome;
use crate::run;

/// Whether this is root on a system with `apt-get`.
pub(crate) fn can_install() -> bool {
    nix::unistd::Uid::effective().is_root()
        && run::answer(Command::new("apt-get").arg("--version")).is_some()
}

/// Installs `packages` as the step `name`, with fresh package lists.
pub(crate) fn install(name: &str, packages: &[&str]) -> Outcome<()> {
    run::step("Reading Debian's package lists", Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    run::step(name, &mut install)
}
