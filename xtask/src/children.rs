//! The processes started here, each the head of its own group, and their end.
//!
//! Invariant: when this process ends by Ctrl-C, by SIGTERM or by returning, no process of any
//! group is left. A SIGKILL of this process cannot be answered and leaves them.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;

use crate::clock;
use crate::failure::{Failure, Outcome};

/// How long a group may take to end by itself before it is killed.
const FAREWELL_MS: u64 = 3_000;
const POLL_MS: u64 = 20;
/// What a shell reports for a command ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// A started process with everything it starts itself. Ended when dropped.
#[derive(Debug)]
pub(crate) struct Group {
    head: Child,
    id: Pid,
}

static GROUPS: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

/// Makes Ctrl-C, SIGTERM and SIGHUP end every group, then this process.
pub(crate) fn end_all_on_interrupt() -> Outcome<()> {
    ctrlc::set_handler(|| {
        // Held until the end: nothing may start any more.
        let groups = groups();
        end(&groups);
        std::process::exit(INTERRUPTED);
    })
    .map_err(|error| Failure::new(format!("Could not prepare for Ctrl-C: {error}.")))
}

/// Starts `command` as the head of a group of its own.
pub(crate) fn start(command: &mut Command) -> std::io::Result<Group> {
    let mut groups = groups();
    let head = command.process_group(0).spawn()?;
    let id = Pid::from_raw(i32::try_from(head.id()).map_err(std::io::Error::other)?);
    groups.push(id);
    Ok(Group { head, id })
}

/// Ends every group that is left; waits where an interrupt does that already.
pub(crate) fn end_all() {
    let mut groups = groups();
    end(&groups);
    groups.clear();
}

impl Group {
    /// Waits for the head to end.
    pub(crate) fn wait(&mut self) -> std::io::Result<ExitStatus> {
        self.head.wait()
    }

    /// How the head ended, if it has.
    pub(crate) fn ended(&mut self) -> std::io::Result<Option<ExitStatus>> {
        self.head.try_wait()
    }

    /// Waits for the head at most `limit`; nothing when it still runs then.
    pub(crate) fn wait_at_most(&mut self, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
        let started = clock::now();
        loop {
            let status = self.ended()?;
            if status.is_some() || started.elapsed() >= limit {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(POLL_MS));
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        end(&[self.id]);
        // The head has ended: this only takes its status, so that no zombie stays.
        drop(self.head.try_wait());
        groups().retain(|id| *id != self.id);
    }
}

/// Asks each group to end, waits a little, then kills what is left.
fn end(ids: &[Pid]) {
    let started = clock::now();
    let mut left: Vec<Pid> = ids.to_vec();
    left.retain(|id| killpg(*id, Signal::SIGTERM).is_ok());
    while !left.is_empty() && started.elapsed() < Duration::from_millis(FAREWELL_MS) {
        thread::sleep(Duration::from_millis(POLL_MS));
        left.retain(|id| is_alive(*id));
    }
    for id in left {
        // Gone in the meantime is as good as killed.
        killpg(id, Signal::SIGKILL).ok();
    }
}

/// Whether any process of the group still runs; one that ended but was not waited for does not.
fn is_alive(id: Pid) -> bool {
    waitpid(id, Some(WaitPidFlag::WNOHANG)).ok();
    killpg(id, None).is_ok()
}

fn groups() -> MutexGuard<'static, Vec<Pid>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}
