//! A Durable Object as it may behave: one instance on SQLite, which dies between any two awaits;
//! alarms at least once, late and doubled, now and then never.
//!
//! What the book writes is durable before anything leaves it, and not before: a death takes back
//! what was written since, or not.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use hearback_domain::wire::{Ask, Reply};
use hearback_domain::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
use hearback_worker::book::Book;
use hearback_worker::mail::{Mail, MailError};
use hearback_worker::platform::{
    Clock, Kv, KvError, KvPage, Mailer, OutOfReach, Row, Shelf, ShelfError, Value,
};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};

use crate::executor::{Group, slot};
use crate::ledger::{Op, Ops};
use crate::world::World;

/// The platform tries an alarm that failed this often again.
const ALARM_TRIES_MAX: u32 = 6;

/// The bounds of one wake-up: twenty mails, fifteen facts and the record written, the settings and
/// ten reads of a list's values, one list.
const WAKE_MAX: Ops = Ops { gets: 11, puts: 16, lists: 1, mails: 20, asks: 0, wakes: 1 };

/// All statements of the book stay prepared.
const STATEMENTS_MAX: usize = 100;

/// Where the book lives.
pub(crate) struct BookHost {
    /// The location of the store it reads from.
    pub(crate) location: usize,
    storage: RefCell<Connection>,
    /// Written since the last time anything left the book.
    open: Cell<bool>,
    alarm: Cell<Option<Timestamp>>,
    alarm_before: Cell<Option<Timestamp>>,
    alarm_serial: Cell<u64>,
    alarm_tries: Cell<u32>,
    alive: RefCell<Option<(Group, Rc<Book<SimShelf>>)>>,
    waking: Cell<u32>,
    /// Statements that the book ran.
    pub(crate) statements: Cell<u64>,
}

impl BookHost {
    pub(crate) fn new(location: usize) -> Self {
        Self {
            location,
            storage: RefCell::new(empty()),
            open: Cell::new(false),
            alarm: Cell::new(None),
            alarm_before: Cell::new(None),
            alarm_serial: Cell::new(0),
            alarm_tries: Cell::new(0),
            alive: RefCell::new(None),
            waking: Cell::new(0),
            statements: Cell::new(0),
        }
    }

    /// Lets go of the instance.
    pub(crate) fn forget(&self) {
        let alive = self.alive.borrow_mut().take();
        drop(alive);
    }

    /// All rows of a query, for those who check.
    pub(crate) fn rows(&self, sql: &str) -> Vec<Row> {
        run(&self.storage.borrow(), sql, &[]).expect("a sound query")
    }

    fn execute(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, ShelfError> {
        self.statements.set(self.statements.get() + 1);
        let storage = self.storage.borrow();
        if !self.open.get() {
            run(&storage, "BEGIN", &[])?;
            self.open.set(true);
        }
        run(&storage, sql, values)
    }

    /// Ends what is written but not yet durable.
    fn close(&self, how: &str) {
        if self.open.replace(false) {
            run(&self.storage.borrow(), how, &[]).expect("SQLite in memory");
        }
    }
}

fn empty() -> Connection {
    let storage = Connection::open_in_memory().expect("SQLite in memory");
    storage.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    storage
}

impl World {
    /// Makes what the book wrote durable: something is about to leave it.
    fn flush(self: &Rc<Self>) {
        self.book.close("COMMIT");
        self.mail.outcomes_are_durable();
        if self.book.alarm.get() != self.book.alarm_before.replace(self.book.alarm.get()) {
            self.schedule();
        }
    }

    /// Ends the instance where it stands.
    fn kill_book(self: &Rc<Self>) {
        let Some((group, book)) = self.book.alive.borrow_mut().take() else { return };
        let taken_back = self.likes(0.5);
        self.trace(|| {
            format!("the book dies{}", if taken_back { ", its last writes too" } else { "" })
        });
        self.executor.kill(group);
        self.mail.the_book_died(group);
        drop(book);
        if taken_back {
            self.book.close("ROLLBACK");
            self.book.alarm.set(self.book.alarm_before.get());
        } else {
            self.flush();
        }
        if self.book.waking.replace(0) > 0 {
            self.alarm_failed();
        }
    }

    /// The platform tries a failed alarm again, a few times.
    fn alarm_failed(self: &Rc<Self>) {
        let tries = self.book.alarm_tries.get();
        self.book.alarm_tries.set(tries + 1);
        if tries < ALARM_TRIES_MAX && self.book.alarm.get().is_none() {
            let backoff = (2 * SECOND_MS) << tries;
            self.book.alarm.set(Some(self.now().plus_ms(backoff)));
            self.flush();
        }
    }

    /// Sends the alarm on its way.
    fn schedule(self: &Rc<Self>) {
        let serial = self.executor.next();
        self.book.alarm_serial.set(serial);
        let Some(at) = self.book.alarm.get() else { return };
        if self.happens(self.climate.alarm_lost) {
            self.trace(|| "an alarm is lost".to_owned());
            return;
        }
        let late =
            if self.happens(self.climate.alarm_late) { self.below(10 * MINUTE_MS) } else { 0 };
        let (world, wait) = (Rc::clone(self), (at.ms() - self.now().ms()).max(0) + late);
        self.spawn(async move {
            world.executor.sleep(wait).await;
            // A handler under way is waited for.
            while world.book.waking.get() > 0 {
                world.executor.sleep(SECOND_MS).await;
            }
            if world.book.alarm_serial.get() != serial {
                return;
            }
            world.book.alarm.set(None);
            world.flush();
            world.wake();
            if world.happens(world.climate.alarm_doubled) {
                world.executor.sleep(world.below(2 * MINUTE_MS)).await;
                world.wake();
            }
        });
    }

    /// One alarm goes off.
    fn wake(self: &Rc<Self>) {
        let Ok((group, book)) = self.open_book() else { return };
        let world = Rc::clone(self);
        self.book.waking.set(self.book.waking.get() + 1);
        self.executor.spawn(group, async move {
            let task = world.executor.current();
            world.ledger.begin_wake(task);
            let woke = book.wake().await;
            world.book.waking.set(world.book.waking.get() - 1);
            world.flush();
            match woke {
                Ok(()) => world.book.alarm_tries.set(0),
                Err(error) => {
                    world.broken(format!("a wake-up failed: {}", error.0));
                    world.alarm_failed();
                }
            }
            world.check_wake(task);
        });
    }

    fn check_wake(&self, task: u64) {
        let Some(ops) = self.ledger.end_wake(task) else { return };
        let bounded = ops.gets <= WAKE_MAX.gets
            && ops.puts <= WAKE_MAX.puts
            && ops.lists <= WAKE_MAX.lists
            && ops.mails <= WAKE_MAX.mails;
        if !bounded {
            self.broken(format!("a wake-up did more than its bounds: {ops:?}"));
        }
    }

    fn open_book(self: &Rc<Self>) -> Result<(Group, Rc<Book<SimShelf>>), ShelfError> {
        if let Some((group, book)) = &*self.book.alive.borrow() {
            return Ok((*group, Rc::clone(book)));
        }
        let group = self.executor.next();
        let shelf = SimShelf { world: Rc::clone(self), group };
        let book = Rc::new(Book::open(shelf, self.config.clone(), self.site.id.clone())?);
        *self.book.alive.borrow_mut() = Some((group, Rc::clone(&book)));
        Ok((group, book))
    }

    /// The way from the edge to the book.
    pub(crate) async fn ask(self: &Rc<Self>, ask: &Ask) -> Result<Reply, OutOfReach> {
        self.ledger.count(self.executor.current(), Op::Ask);
        self.take_time().await;
        let silent = || OutOfReach("no answer".to_owned());
        if self.happens(self.climate.book_silent / 2.0) {
            return Err(silent());
        }
        let ask: Ask = over_the_wire(ask);
        let (promise, answer) = slot(&self.executor);
        let (group, book) = self.open_book().map_err(|error| OutOfReach(error.0))?;
        let world = Rc::clone(self);
        self.executor.spawn(group, async move {
            match book.answer(&ask).await {
                Ok(reply) => {
                    world.flush();
                    promise.keep(over_the_wire(&reply));
                }
                Err(error) => world.broken(format!("the book failed: {}", error.0)),
            }
        });
        let reply = answer.wait().await.ok_or_else(silent)?;
        self.take_time().await;
        if self.happens(self.climate.book_silent / 2.0) { Err(silent()) } else { Ok(reply) }
    }

    /// The book's storage is gone, as if it had never been.
    pub(crate) fn wipe_book(self: &Rc<Self>) {
        self.kill_book();
        self.book.close("COMMIT");
        *self.book.storage.borrow_mut() = empty();
        self.book.alarm.set(None);
        self.book.alarm_before.set(None);
        self.book.alarm_serial.set(self.executor.next());
        self.trace(|| "the book's storage is wiped".to_owned());
    }
}

fn over_the_wire<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    let json = serde_json::to_string(value).expect("strings and numbers are JSON");
    serde_json::from_str(&json).expect("what was written is read")
}

/// One instance's view of the world.
pub(crate) struct SimShelf {
    world: Rc<World>,
    group: Group,
}

impl SimShelf {
    /// An await: the instance may die here.
    async fn pause(&self) {
        if self.world.happens(self.world.climate.book_dies) {
            self.world.kill_book();
            std::future::pending::<()>().await;
        }
    }

    /// Something leaves the book, and an answer comes back.
    async fn outside<T>(&self, operation: impl Future<Output = T>) -> T {
        self.pause().await;
        self.world.flush();
        let answer = operation.await;
        self.pause().await;
        answer
    }
}

impl Clock for SimShelf {
    fn now(&self) -> Timestamp {
        self.world.now()
    }
}

impl Kv for SimShelf {
    async fn get(&self, key: &str) -> Result<Option<String>, KvError> {
        self.outside(self.world.kv_get(self.world.book.location, key)).await
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<String>>, KvError> {
        self.outside(self.world.kv_get_many(self.world.book.location, keys)).await
    }

    async fn put(&self, key: &str, value: &str, note: &str) -> Result<(), KvError> {
        let put = async {
            self.world.note_book_put(key, value);
            self.world.kv_put(self.world.book.location, (key, value, note)).await
        };
        self.outside(put).await
    }

    async fn list(&self, prefix: &str, cursor: Option<&str>) -> Result<KvPage, KvError> {
        self.outside(self.world.kv_list(self.world.book.location, prefix, cursor)).await
    }
}

impl Mailer for SimShelf {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.outside(self.world.send(self.group, mail)).await
    }
}

impl Shelf for SimShelf {
    fn run(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, ShelfError> {
        self.world.book.execute(sql, values)
    }

    async fn sync(&self) -> Result<(), ShelfError> {
        self.outside(std::future::ready(Ok(()))).await
    }

    async fn set_alarm(&self, at: Timestamp) -> Result<(), ShelfError> {
        // It becomes durable together with what was written before it.
        self.world.book.alarm.set(Some(at));
        self.world.executor.sleep(0).await;
        self.pause().await;
        Ok(())
    }
}

/// One statement on SQLite.
fn run(storage: &Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>, ShelfError> {
    let mut statement = storage.prepare_cached(sql).map_err(failed)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params_from_iter(values.iter().map(Bound))).map_err(failed)?;
    let mut read = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let column = |at| match row.get_ref(at) {
            Ok(ValueRef::Integer(number)) => Value::Int(number),
            Ok(ValueRef::Text(text)) => Value::Text(String::from_utf8_lossy(text).into_owned()),
            _ => Value::Null,
        };
        read.push(Row((0..columns).map(column).collect()));
    }
    Ok(read)
}

struct Bound<'a>(&'a Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Owned(rusqlite::types::Value::Null),
            Value::Int(number) => ToSqlOutput::from(*number),
            Value::Text(text) => ToSqlOutput::from(text.as_str()),
        })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: rusqlite::Error) -> ShelfError {
    ShelfError(error.to_string())
}

/// Longer than any alarm is late.
pub(crate) const ALARMS_SETTLE_MS: i64 = HOUR_MS;
