//! Futures on one thread and in virtual time: time passes only when nobody has anything to do.
//!
//! Tasks belong to a group; a group dies at once, wherever its tasks wait. That is how a book
//! dies between any two awaits.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Tasks that die together. The world itself is group 0 and never dies.
pub(crate) type Group = u64;

/// The group of everything that never dies.
pub(crate) const WORLD: Group = 0;

struct Task {
    group: Group,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

/// Runs tasks and the clock.
#[derive(Default)]
pub(crate) struct Executor {
    now_ms: Cell<i64>,
    serial: Cell<u64>,
    current: Cell<u64>,
    tasks: RefCell<BTreeMap<u64, Task>>,
    ready: RefCell<VecDeque<u64>>,
    timers: RefCell<BinaryHeap<Reverse<(i64, u64, u64)>>>,
    dead: RefCell<BTreeSet<Group>>,
}

impl Executor {
    pub(crate) fn starting_at(now_ms: i64) -> Rc<Self> {
        let executor = Self::default();
        executor.now_ms.set(now_ms);
        Rc::new(executor)
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.now_ms.get()
    }

    /// The task that runs just now.
    pub(crate) fn current(&self) -> u64 {
        self.current.get()
    }

    /// A number never given before.
    pub(crate) fn next(&self) -> u64 {
        self.serial.set(self.serial.get() + 1);
        self.serial.get()
    }

    pub(crate) fn spawn(&self, group: Group, future: impl Future<Output = ()> + 'static) -> u64 {
        let id = self.next();
        self.tasks.borrow_mut().insert(id, Task { group, future: Box::pin(future) });
        self.ready.borrow_mut().push_back(id);
        id
    }

    /// Drops all tasks of a group, the running one as soon as it waits.
    pub(crate) fn kill(&self, group: Group) {
        self.dead.borrow_mut().insert(group);
        let tasks = std::mem::take(&mut *self.tasks.borrow_mut());
        let (dead, alive): (BTreeMap<_, _>, BTreeMap<_, _>) =
            tasks.into_iter().partition(|(_, task)| task.group == group);
        *self.tasks.borrow_mut() = alive;
        // What is dropped may wake others.
        drop(dead);
    }

    /// Drops everything, so that tasks and the world they hold go away.
    pub(crate) fn clear(&self) {
        let tasks = std::mem::take(&mut *self.tasks.borrow_mut());
        drop(tasks);
    }

    /// Lets time pass until a moment.
    pub(crate) fn run_until(&self, end_ms: i64) {
        loop {
            while let Some(id) = self.pop_ready() {
                self.poll(id);
            }
            let due = self.timers.borrow().peek().map(|Reverse((at, _, id))| (*at, *id));
            match due {
                Some((at, id)) if at <= end_ms => {
                    self.timers.borrow_mut().pop();
                    self.now_ms.set(at.max(self.now_ms.get()));
                    self.ready.borrow_mut().push_back(id);
                }
                _ => break,
            }
        }
        self.now_ms.set(end_ms);
    }

    fn pop_ready(&self) -> Option<u64> {
        self.ready.borrow_mut().pop_front()
    }

    fn poll(&self, id: u64) {
        let Some(mut task) = self.tasks.borrow_mut().remove(&id) else { return };
        self.current.set(id);
        let polled = task.future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        self.current.set(0);
        if polled.is_pending() && !self.dead.borrow().contains(&task.group) {
            self.tasks.borrow_mut().insert(id, task);
        }
    }

    /// Waits; another task runs meanwhile, even for 0 ms.
    pub(crate) async fn sleep(&self, span_ms: i64) {
        let until = self.now_ms() + span_ms;
        let mut asked = false;
        poll_fn(|_| {
            if asked && self.now_ms() >= until {
                return Poll::Ready(());
            }
            asked = true;
            self.timers.borrow_mut().push(Reverse((until, self.next(), self.current())));
            Poll::Pending
        })
        .await;
    }

    fn wake(&self, id: u64) {
        self.ready.borrow_mut().push_back(id);
    }
}

/// A place for one answer; dropped unanswered, the asker learns that none comes.
pub(crate) fn slot<T>(executor: &Rc<Executor>) -> (Promise<T>, Answer<T>) {
    let state = Rc::new(RefCell::new(Slot { value: None, gone: false, waiting: None }));
    let executor = Rc::clone(executor);
    (
        Promise { state: Rc::clone(&state), executor: Rc::clone(&executor) },
        Answer { state, executor },
    )
}

struct Slot<T> {
    value: Option<T>,
    gone: bool,
    waiting: Option<u64>,
}

/// The answering side of a slot.
pub(crate) struct Promise<T> {
    state: Rc<RefCell<Slot<T>>>,
    executor: Rc<Executor>,
}

/// The asking side of a slot.
pub(crate) struct Answer<T> {
    state: Rc<RefCell<Slot<T>>>,
    executor: Rc<Executor>,
}

impl<T> Promise<T> {
    pub(crate) fn keep(self, value: T) {
        self.state.borrow_mut().value = Some(value);
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        let mut state = self.state.borrow_mut();
        state.gone = true;
        if let Some(id) = state.waiting {
            self.executor.wake(id);
        }
    }
}

impl<T> Answer<T> {
    /// The answer, or `None` when whoever promised it is gone.
    pub(crate) async fn wait(self) -> Option<T> {
        poll_fn(|_| {
            let mut state = self.state.borrow_mut();
            match state.value.take() {
                Some(value) => Poll::Ready(Some(value)),
                None if state.gone => Poll::Ready(None),
                None => {
                    state.waiting = Some(self.executor.current());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
