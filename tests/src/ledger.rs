//! What the simulation itself saw: what was promised to whom, who pressed what, and the count of
//! operations.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use hearback_domain::{CaseId, PersonId, Timestamp};

/// An operation that costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Get,
    Put,
    List,
    Mail,
    Ask,
    Wake,
    Call,
}

/// How often each operation was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ops {
    /// Reads of the store; a bulk read is one.
    pub gets: u64,
    /// Writes to the store.
    pub puts: u64,
    /// Lists of the store.
    pub lists: u64,
    /// Attempts to hand over a mail.
    pub mails: u64,
    /// Requests to the book.
    pub asks: u64,
    /// Alarms of the book.
    pub wakes: u64,
    /// Calls to other servers.
    pub calls: u64,
}

impl Ops {
    /// Both together.
    pub fn add_all(&mut self, other: &Self) {
        self.gets += other.gets;
        self.puts += other.puts;
        self.lists += other.lists;
        self.mails += other.mails;
        self.asks += other.asks;
        self.wakes += other.wakes;
        self.calls += other.calls;
    }

    /// What was done since an earlier count.
    pub(crate) fn since(&self, before: &Self) -> Self {
        Self {
            gets: self.gets - before.gets,
            puts: self.puts - before.puts,
            lists: self.lists - before.lists,
            mails: self.mails - before.mails,
            asks: self.asks - before.asks,
            wakes: self.wakes - before.wakes,
            calls: self.calls - before.calls,
        }
    }

    fn add(&mut self, op: Op) {
        let count = match op {
            Op::Get => &mut self.gets,
            Op::Put => &mut self.puts,
            Op::List => &mut self.lists,
            Op::Mail => &mut self.mails,
            Op::Ask => &mut self.asks,
            Op::Wake => &mut self.wakes,
            Op::Call => &mut self.calls,
        };
        *count += 1;
    }
}

/// A 201: from here on the message must not be lost.
#[derive(Clone, Debug)]
pub(crate) struct Receipted {
    pub(crate) at: Timestamp,
    pub(crate) case: CaseId,
    pub(crate) reference: String,
    /// The words that were sent, by which the fact is known again.
    pub(crate) message: String,
    pub(crate) submission: String,
}

/// What the world saw.
#[derive(Default)]
pub(crate) struct Ledger {
    ops: RefCell<Ops>,
    /// Operations of the wake-ups under way, by task.
    wakes: RefCell<BTreeMap<u64, Ops>>,
    pub(crate) receipted: RefCell<Vec<Receipted>>,
    /// Everything that was really pressed: `case deed by time`.
    pub(crate) pressed: RefCell<BTreeSet<String>>,
    /// Everything that people really asked the book for who tend a case: the facts, without moment.
    pub(crate) tended: RefCell<BTreeSet<String>>,
    /// Of those, what the book said it took from just this asker.
    pub(crate) taken: RefCell<BTreeSet<String>>,
    /// The names of what was taken so: the case and the fact's own name.
    pub(crate) first: RefCell<BTreeSet<(CaseId, String)>>,
    /// Who has a case open at the desk and keeps a draft on it.
    pub(crate) at_work: RefCell<BTreeSet<(CaseId, PersonId)>>,
    /// Drafts that were begun.
    pub(crate) drafts: Cell<u32>,
    /// What customers wrote once more and were told is sent: the case and the words.
    pub(crate) rewrote: RefCell<Vec<(CaseId, String)>>,
    /// Cases whose private link was opened from a mail.
    pub(crate) opened_from_mail: RefCell<BTreeSet<String>>,
    /// The facts the book wrote to the store, by key, in the order of writing.
    pub(crate) book_puts: RefCell<BTreeMap<String, Vec<String>>>,
    /// Ids under which somebody sent other words a second time, which no widget does.
    pub(crate) reworded: RefCell<BTreeSet<String>>,
}

impl Ledger {
    pub(crate) fn count(&self, task: u64, op: Op) {
        self.ops.borrow_mut().add(op);
        if let Some(wake) = self.wakes.borrow_mut().get_mut(&task) {
            wake.add(op);
        }
    }

    pub(crate) fn ops(&self) -> Ops {
        *self.ops.borrow()
    }

    pub(crate) fn begin_wake(&self, task: u64) {
        self.wakes.borrow_mut().insert(task, Ops::default());
        self.count(task, Op::Wake);
    }

    pub(crate) fn end_wake(&self, task: u64) -> Option<Ops> {
        self.wakes.borrow_mut().remove(&task)
    }
}
