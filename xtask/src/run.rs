//! Runs a tool as a visible step. Its whole output goes to a log under `build/log`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::failure::{Doing as _, Failure, Outcome};
use crate::progress::{self, Step, say};
use crate::{children, clock, workspace};

/// How much of a failed tool's output is shown; the log has all.
const SHOWN_LINES_MAX: usize = 40;

/// Runs `command` as the step `name` until it ends.
///
/// # Errors
/// When it cannot start or ends in failure: its last lines are shown, and the sentence names the
/// log.
pub(crate) fn step(name: &str, command: &mut Command) -> Outcome<()> {
    finish(name, command, None)
}

/// Like [`step`], ended as failed after `limit`.
pub(crate) fn step_within(name: &str, limit: Duration, command: &mut Command) -> Outcome<()> {
    finish(name, command, Some(limit))
}

/// Runs `command` under a heading, with its output as it comes.
///
/// # Errors
/// When it cannot start or ends in failure.
pub(crate) fn shown(name: &str, command: &mut Command) -> Outcome<()> {
    say(&format!("\n{name}"));
    let started = clock::now();
    let program = command.get_program().to_string_lossy().into_owned();
    let status = children::start(command.stdin(Stdio::null()))
        .and_then(|mut group| group.wait())
        .map_err(|error| could_not_start(name, &program, &error))?;
    let duration = progress::shown(started.elapsed());
    if status.success() {
        say(&format!("  ✓ {name}  {duration}"));
        return Ok(());
    }
    say(&format!("  ✗ {name}  {duration}"));
    Err(Failure::new(format!("{name}: there is something to mend; the lines above say what.")))
}

/// Like [`step`] for what takes no time worth showing.
pub(crate) fn quiet(name: &str, command: &mut Command) -> Outcome<()> {
    let log = log_path(name);
    log_to(&log, command)?;
    let program = command.get_program().to_string_lossy().into_owned();
    let status = children::start(command)
        .and_then(|mut group| group.wait())
        .map_err(|error| could_not_start(name, &program, &error))?;
    if status.success() { Ok(()) } else { Err(failed(name, &log)) }
}

/// What `command` prints, without showing it as a step. `None` when it cannot run or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The log of the step `name`.
pub(crate) fn log_path(name: &str) -> PathBuf {
    let slug: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    workspace::logs().join(format!("{slug}.log"))
}

/// Sends what `command` prints to the file at `path`, which begins empty.
pub(crate) fn log_to(path: &Path, command: &mut Command) -> Outcome<()> {
    fs::create_dir_all(workspace::logs()).doing(|| "make the folder build/log".to_owned())?;
    let log = File::create(path).doing(|| format!("write {}", path.display()))?;
    let twin = log.try_clone().doing(|| format!("write {}", path.display()))?;
    command.stdin(Stdio::null()).stdout(log).stderr(twin);
    Ok(())
}

/// The last lines of a log, for a person to see why a tool failed.
pub(crate) fn last_lines(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(SHOWN_LINES_MAX)..].join("\n")
}

fn finish(name: &str, command: &mut Command, limit: Option<Duration>) -> Outcome<()> {
    let log = log_path(name);
    log_to(&log, command)?;
    let step = Step::start(name);
    let program = command.get_program().to_string_lossy().into_owned();
    let mut group =
        children::start(command).map_err(|error| could_not_start(name, &program, &error))?;
    let waited = match limit {
        Some(limit) => group.wait_at_most(limit),
        None => group.wait().map(Some),
    };
    match waited.doing(|| format!("wait for {program}"))? {
        Some(status) if status.success() => {
            step.done();
            Ok(())
        }
        Some(_) => {
            drop(step);
            Err(failed(name, &log))
        }
        None => Err(Failure::new(format!("{name} took too long and was ended."))),
    }
}

fn could_not_start(name: &str, program: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("{name}: the program {program} could not start ({error})."))
}

/// Shows why a tool failed, and says where the rest is.
fn failed(name: &str, log: &Path) -> Failure {
    say(&last_lines(log));
    let log = log.display();
    Failure::new(format!("{name} failed; the lines above say why, and {log} has all of them."))
}
