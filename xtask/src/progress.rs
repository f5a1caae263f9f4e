//! Shows which steps run, that they are alive, and how long each took.
//!
//! On a terminal one line ticks with every running step; elsewhere each running step says so
//! every 15 seconds. Everything goes to standard error, so that output stays free for answers.

use std::io::{IsTerminal as _, Write as _, stderr, stdout};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::clock;

const TICK_MS: u64 = 250;
const REMINDER_S: u64 = 15;

/// A step that runs now. Dropped without [`Step::done`], it is shown as failed.
#[must_use = "a step is shown as failed unless it is done"]
pub(crate) struct Step {
    name: String,
    started: Instant,
    ended: bool,
}

struct Running {
    name: String,
    started: Instant,
    reminders: u64,
}

static RUNNING: Mutex<Vec<Running>> = Mutex::new(Vec::new());
static TICKER: Once = Once::new();

impl Step {
    /// Announces a step, named by what it does: "Building the widget".
    pub(crate) fn start(name: impl Into<String>) -> Self {
        let step = Self { name: name.into(), started: clock::now(), ended: false };
        TICKER.call_once(|| drop(thread::spawn(tick)));
        let mut running = running();
        if !stderr().is_terminal() {
            print(&format!("  … {}\n", step.name));
        }
        running.push(Running { name: step.name.clone(), started: step.started, reminders: 0 });
        step
    }

    /// Shows the step as done, with its duration.
    pub(crate) fn done(mut self) {
        self.end("✓");
    }

    /// How long the step has run.
    pub(crate) fn lasts(&self) -> Duration {
        self.started.elapsed()
    }

    fn end(&mut self, mark: &str) {
        let mut running = running();
        running.retain(|other| other.name != self.name || other.started != self.started);
        let duration = shown(self.started.elapsed());
        print(&format!("{}  {mark} {}  {duration}\n", clear(), self.name));
        self.ended = true;
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if !self.ended {
            self.end("✗");
        }
    }
}

/// A duration as people read it: `0.4 s`, `48 s`, `2 min 5 s`.
pub(crate) fn shown(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// Tells of the work, above the ticking line.
pub(crate) fn say(line: &str) {
    let _running = running();
    print(&format!("{}{line}\n", clear()));
}

/// Gives what the command was asked for, on standard output.
pub(crate) fn answer(text: &str) {
    let _running = running();
    print(clear());
    // Who closed standard output wants no answer.
    drop(writeln!(stdout(), "{text}"));
}

fn tick() {
    loop {
        thread::sleep(Duration::from_millis(TICK_MS));
        let mut running = running();
        if stderr().is_terminal() {
            tick_line(&running);
        } else {
            running.iter_mut().for_each(remind);
        }
    }
}

fn tick_line(running: &[Running]) {
    let steps: Vec<String> = running
        .iter()
        .map(|step| format!("{}  {} s", step.name, step.started.elapsed().as_secs()))
        .collect();
    if !steps.is_empty() {
        // Without wrapping, because only the last row of a wrapped line could be wiped again.
        print(&format!("{}\x1b[?7l  … {}\x1b[?7h", clear(), steps.join(" · ")));
    }
}

fn remind(step: &mut Running) {
    let due = step.started.elapsed().as_secs() / REMINDER_S;
    if due > step.reminders {
        step.reminders = due;
        print(&format!("  … {}: {} so far\n", step.name, shown(step.started.elapsed())));
    }
}

/// What wipes the ticking line, where there is one.
fn clear() -> &'static str {
    if stderr().is_terminal() { "\r\x1b[2K" } else { "" }
}

/// A closed standard error must not end the work.
fn print(text: &str) {
    let mut out = stderr().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

fn running() -> MutexGuard<'static, Vec<Running>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_shown_in_the_unit_people_think_in() {
        for (seconds, text) in [(0.42, "0.4 s"), (48.9, "48 s"), (125.0, "2 min 5 s")] {
            assert_eq!(shown(Duration::from_secs_f32(seconds)), text);
        }
    }
}
