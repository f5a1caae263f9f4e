//! Workers KV as it may behave: two locations that remember values, misses and lists for up to
//! two minutes, writes that fail, and writes that fail and land all the same, now or later.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::rc::Rc;

use hearback_domain::{MINUTE_MS, SECOND_MS};
use hearback_worker::platform::{KvError, KvName, KvPage};

use crate::ledger::Op;
use crate::world::World;

/// "Up to 60 seconds, or more."
const REMEMBERED_MS_MAX: i64 = 120 * SECOND_MS;

/// A write that failed may still arrive within this.
const LANDS_LATER_MS_MAX: i64 = 5 * MINUTE_MS;

type Stored = (String, String);

/// The store.
#[derive(Default)]
pub(crate) struct SimKv {
    truth: RefCell<BTreeMap<String, Stored>>,
    locations: [RefCell<Location>; 2],
}

#[derive(Default)]
struct Location {
    values: BTreeMap<String, (Option<Stored>, i64)>,
    lists: BTreeMap<(String, Option<String>), (KvPage, i64)>,
}

impl SimKv {
    /// All that is really stored under a prefix.
    pub(crate) fn all(&self, prefix: &str) -> BTreeMap<String, String> {
        let truth = self.truth.borrow();
        let of_prefix = truth.iter().filter(|(key, _)| key.starts_with(prefix));
        of_prefix.map(|(key, (value, _))| (key.clone(), value.clone())).collect()
    }

    pub(crate) fn write(&self, key: &str, value: &str, note: &str) {
        self.truth.borrow_mut().insert(key.to_owned(), (value.to_owned(), note.to_owned()));
    }

    fn page(&self, prefix: &str, cursor: Option<&str>, most: usize) -> KvPage {
        let truth = self.truth.borrow();
        let from = cursor.map_or(Bound::Included(prefix), Bound::Excluded);
        let mut rest = truth
            .range::<str, _>((from, Bound::Unbounded))
            .take_while(|(key, _)| key.starts_with(prefix))
            .peekable();
        let mut keys = Vec::new();
        while keys.len() < most {
            let Some((key, (_, note))) = rest.next() else { break };
            keys.push(KvName { key: key.clone(), note: note.clone() });
        }
        let more = rest.peek().is_some();
        let last = keys.last().map_or(cursor.unwrap_or(prefix), |name| name.key.as_str());
        let cursor = more.then(|| last.to_owned());
        KvPage { keys, cursor }
    }
}

impl World {
    fn remembered_until(&self) -> i64 {
        let span =
            if self.happens(self.climate.kv_remembers) { self.below(REMEMBERED_MS_MAX) } else { 0 };
        self.now().plus_ms(span).ms()
    }

    fn read(&self, location: usize, key: &str) -> Option<Stored> {
        let now = self.now().ms();
        let mut here = self.kv.locations[location].borrow_mut();
        if let Some((value, until)) = here.values.get(key)
            && now < *until
        {
            return value.clone();
        }
        let value = self.kv.truth.borrow().get(key).cloned();
        here.values.insert(key.to_owned(), (value.clone(), self.remembered_until()));
        value
    }

    pub(crate) async fn kv_get(
        self: &Rc<Self>,
        location: usize,
        key: &str,
    ) -> Result<Option<String>, KvError> {
        Ok(self.kv_get_many(location, std::slice::from_ref(&key.to_owned())).await?.remove(0))
    }

    pub(crate) async fn kv_get_many(
        self: &Rc<Self>,
        location: usize,
        keys: &[String],
    ) -> Result<Vec<Option<String>>, KvError> {
        self.ledger.count(self.executor.current(), Op::Get);
        self.take_time().await;
        if self.happens(self.climate.kv_get_fails) {
            return Err(KvError("the store does not answer".to_owned()));
        }
        Ok(keys.iter().map(|key| self.read(location, key).map(|(value, _)| value)).collect())
    }

    pub(crate) async fn kv_put(
        self: &Rc<Self>,
        location: usize,
        (key, value, note): (&str, &str, &str),
    ) -> Result<(), KvError> {
        self.ledger.count(self.executor.current(), Op::Put);
        self.take_time().await;
        let failed = || Err(KvError("the store does not say that it wrote".to_owned()));
        if self.happens(self.climate.kv_put_fails) {
            match self.below(3) {
                0 => {}
                1 => self.kv.write(key, value, note),
                _ => self.land_later(key, value, note),
            }
            return failed();
        }
        self.kv.write(key, value, note);
        // Readers of the same location usually, not certainly, see it.
        if !self.happens(self.climate.kv_remembers / 4.0) {
            self.kv.locations[location].borrow_mut().values.remove(key);
        }
        self.take_time().await;
        Ok(())
    }

    fn land_later(self: &Rc<Self>, key: &str, value: &str, note: &str) {
        let (world, after) = (Rc::clone(self), self.below(LANDS_LATER_MS_MAX));
        let (key, value, note) = (key.to_owned(), value.to_owned(), note.to_owned());
        self.spawn(async move {
            world.executor.sleep(after).await;
            world.trace(|| format!("a write that failed lands: {key} {note}"));
            world.kv.write(&key, &value, &note);
        });
    }

    pub(crate) async fn kv_list(
        self: &Rc<Self>,
        location: usize,
        prefix: &str,
        cursor: Option<&str>,
    ) -> Result<KvPage, KvError> {
        self.ledger.count(self.executor.current(), Op::List);
        self.take_time().await;
        if self.happens(self.climate.kv_get_fails) {
            return Err(KvError("the store does not list".to_owned()));
        }
        let (now, name) = (self.now().ms(), (prefix.to_owned(), cursor.map(str::to_owned)));
        if let Some((page, until)) = self.kv.locations[location].borrow().lists.get(&name)
            && now < *until
        {
            return Ok(page.clone());
        }
        // Pages may be short, even empty, and still not be the last.
        let most = if self.happens(0.3) { self.below(4) } else { 1_000 };
        let page = self.kv.page(prefix, cursor, usize::try_from(most).unwrap_or(1_000));
        let until = self.remembered_until();
        self.kv.locations[location].borrow_mut().lists.insert(name, (page.clone(), until));
        Ok(page)
    }
}
