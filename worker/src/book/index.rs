//! The book's tables, each statement spelled once.
//!
//! What is of cases follows from the facts and can be dropped; `tries` and `ranges` only say when to
//! try or look again. Sessions, screens, drafts, settings and `meta` are the book's own. Not here: what the rows mean (see `domain`).

use hearback_domain::key::fact_key;
use hearback_domain::record::{Entry, entry_from_json, entry_to_json};
use hearback_domain::wire::{BookState, fact_from_json, fact_to_json};
use hearback_domain::{CaseId, Fact, ObligationId, SiteId, Timestamp};

use super::record::COUNT_AT;
use super::report::MAIL_AT;
use crate::fault::{Fault, is_on};
use crate::platform::{Row, Shelf, ShelfError, Value};

/// One row per table and index, in the order they are made.
const TABLES: [&str; 18] = [
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS facts (case_id TEXT NOT NULL, fact_id TEXT NOT NULL, \
     at INTEGER NOT NULL, stored TEXT NOT NULL, save_at INTEGER, saves INTEGER NOT NULL, \
     PRIMARY KEY (case_id, fact_id))",
    "CREATE INDEX IF NOT EXISTS facts_to_save ON facts (save_at) WHERE save_at IS NOT NULL",
    "CREATE TABLE IF NOT EXISTS cases (case_id TEXT PRIMARY KEY, next_at INTEGER, \
     last_due INTEGER, entry TEXT, place TEXT, due INTEGER, changed INTEGER, snoozed INTEGER, \
     undelivered INTEGER, who TEXT, kind TEXT, language TEXT, customer TEXT, line TEXT)",
    "CREATE INDEX IF NOT EXISTS cases_owing ON cases (next_at) WHERE next_at IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS cases_counted ON cases (last_due) WHERE last_due IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS cases_placed ON cases (place, due)",
    "CREATE INDEX IF NOT EXISTS cases_of_customer ON cases (customer) WHERE customer IS NOT NULL",
    "CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5(words, \
     tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE TABLE IF NOT EXISTS sign_ins (browser TEXT PRIMARY KEY, person TEXT, \
     network TEXT NOT NULL, at INTEGER NOT NULL, tries INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS sessions (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, \
     person TEXT NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL, browser TEXT NOT NULL, \
     network TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE IF NOT EXISTS screens (session TEXT PRIMARY KEY, endpoint TEXT NOT NULL UNIQUE, \
     p256dh TEXT NOT NULL, auth TEXT NOT NULL, since INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS settled (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, \
     person TEXT NOT NULL, what TEXT NOT NULL, stored TEXT NOT NULL, put_at INTEGER, \
     was_put INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS at_work (case_id TEXT NOT NULL, person TEXT NOT NULL, \
     since INTEGER NOT NULL, at INTEGER NOT NULL, draft TEXT, PRIMARY KEY (case_id, person))",
    "CREATE TABLE IF NOT EXISTS tries (case_id TEXT NOT NULL, obligation TEXT NOT NULL, \
     tries INTEGER NOT NULL, next_at INTEGER NOT NULL, PRIMARY KEY (case_id, obligation))",
    "CREATE TABLE IF NOT EXISTS automatic (case_id TEXT NOT NULL, obligation TEXT NOT NULL, \
     sort TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL, \
     PRIMARY KEY (case_id, obligation))",
    "CREATE INDEX IF NOT EXISTS automatic_by_time ON automatic (sort, at)",
    "CREATE TABLE IF NOT EXISTS ranges (prefix TEXT PRIMARY KEY, cursor TEXT, at INTEGER NOT NULL)",
];

/// Which form the tables have; another number makes a book read the store again.
const TABLES_FORM: &str = "5";
const FORM: &str = "form";

/// What is dropped for another form. Facts stay: some of them only the book has. What went out
/// automatically is counted again from them.
const OF_A_FORM: [&str; 6] = [
    "DROP TABLE IF EXISTS cases",
    "DROP TABLE IF EXISTS ranges",
    "DROP TABLE IF EXISTS automatic",
    "DROP TABLE IF EXISTS found",
    "DROP TABLE IF EXISTS sign_ins",
    "DROP TABLE IF EXISTS sessions",
];

/// The tables of one book.
pub(super) struct Index<'a, S> {
    pub(super) shelf: &'a S,
}

/// A fact waiting for the store.
pub(super) struct Unsaved {
    pub(super) fact: Fact,
    pub(super) saves: i64,
}

/// A mail that no human asked for, as caps count it.
pub(super) struct Automatic<'a> {
    pub(super) case: &'a CaseId,
    pub(super) id: &'a ObligationId,
    /// Caps hold for each sort by itself.
    pub(super) sort: &'a str,
    /// The name of the address it goes to.
    pub(super) address: &'a str,
}

impl<'a, S: Shelf> Index<'a, S> {
    pub(super) fn new(shelf: &'a S) -> Self {
        Self { shelf }
    }

    /// Makes the tables that are missing. Whether those of an older form were dropped: what they
    /// held is to be read again.
    pub(super) fn make_tables(&self) -> Result<bool, ShelfError> {
        let run = |sql: &&str| self.shelf.run(sql, &[]).map(drop);
        TABLES.iter().take(1).try_for_each(run)?;
        let form = self.meta(FORM)?;
        let is_older = form.as_deref() != Some(TABLES_FORM);
        if is_older {
            OF_A_FORM.iter().try_for_each(run)?;
        }
        TABLES.iter().try_for_each(run)?;
        if is_older {
            self.set_meta(FORM, TABLES_FORM)?;
        }
        Ok(is_older)
    }

    /// Drops all that the store can give back, but for what went out automatically: the
    /// caps hold also while the store is read again.
    pub(super) fn clear(&self) -> Result<(), ShelfError> {
        let saved = "DELETE FROM facts WHERE save_at IS NULL";
        let all = ["DELETE FROM cases", "DELETE FROM ranges", "DELETE FROM found"];
        let settled = "DELETE FROM settled WHERE NOT EXISTS (SELECT * FROM settled \
                       WHERE put_at IS NOT NULL)";
        let cases = "INSERT INTO cases (case_id, next_at) SELECT DISTINCT case_id, 0 FROM facts";
        std::iter::once(saved)
            .chain(all)
            .chain([cases, settled])
            .try_for_each(|sql| self.shelf.run(sql, &[]).map(drop))
    }

    pub(super) fn meta(&self, name: &str) -> Result<Option<String>, ShelfError> {
        let rows = self.shelf.run("SELECT value FROM meta WHERE name = ?", &[name.into()])?;
        Ok(rows.first().map(|row| row.text(0).to_owned()))
    }

    pub(super) fn set_meta(&self, name: &str, value: &str) -> Result<(), ShelfError> {
        let sql = "INSERT INTO meta VALUES (?, ?) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.shelf.run(sql, &[name.into(), value.into()]).map(drop)
    }

    pub(super) fn forget_meta(&self, name: &str) -> Result<(), ShelfError> {
        self.shelf.run("DELETE FROM meta WHERE name = ?", &[name.into()]).map(drop)
    }

    /// Takes a fact that the store holds; `false` when it was known.
    ///
    /// Where another of its name is known the one of higher precedence counts. The store may
    /// hold the other then, so the one that counts is written again.
    pub(super) fn take_stored(&self, fact: &Fact) -> Result<bool, ShelfError> {
        match self.known(fact)? {
            None => self.put_fact(fact, None)?,
            Some(known) if known == *fact => return Ok(false),
            Some(known) if fact.precedence(&known).is_lt() => self.put_fact(fact, Some(fact.at))?,
            Some(known) => self.put_fact(&known, Some(known.at))?,
        }
        Ok(true)
    }

    /// Takes a fact made here, to be saved; `false` when one of its name is known already.
    pub(super) fn take_made(&self, fact: &Fact) -> Result<bool, ShelfError> {
        if self.known(fact)?.is_some() && !is_on(Fault::UngatedTap) {
            return Ok(false);
        }
        self.put_fact(fact, Some(fact.at))?;
        Ok(true)
    }

    fn known(&self, fact: &Fact) -> Result<Option<Fact>, ShelfError> {
        let sql = "SELECT stored FROM facts WHERE case_id = ? AND fact_id = ?";
        let rows = self.shelf.run(sql, &[fact.case.text().into(), fact.id().into()])?;
        Ok(rows.first().and_then(|row| fact_from_json(row.text(0))))
    }

    fn put_fact(&self, fact: &Fact, save_at: Option<Timestamp>) -> Result<(), ShelfError> {
        let sql = "INSERT INTO facts VALUES (?, ?, ?, ?, ?, 0) \
                   ON CONFLICT (case_id, fact_id) DO UPDATE SET \
                   at = excluded.at, stored = excluded.stored, save_at = excluded.save_at";
        let values = [
            fact.case.text().into(),
            fact.id().into(),
            fact.at.into(),
            fact_to_json(fact).into(),
            save_at.into(),
        ];
        self.shelf.run(sql, &values).map(drop)
    }

    pub(super) fn facts(&self, case: &CaseId) -> Result<Vec<Fact>, ShelfError> {
        let sql = "SELECT stored FROM facts WHERE case_id = ? ORDER BY at, fact_id";
        let rows = self.shelf.run(sql, &[case.text().into()])?;
        Ok(rows.iter().filter_map(|row| fact_from_json(row.text(0))).collect())
    }

    /// The moment a fact of this name is known to have happened, in milliseconds.
    pub(super) fn fact_at(&self, case: &CaseId, id: &str) -> Result<Option<i64>, ShelfError> {
        let sql = "SELECT at FROM facts WHERE case_id = ? AND fact_id = ?";
        let rows = self.shelf.run(sql, &[case.text().into(), id.into()])?;
        Ok(rows.first().and_then(|row| row.int(0)))
    }

    pub(super) fn unsaved(&self, now: Timestamp, most: i64) -> Result<Vec<Unsaved>, ShelfError> {
        let sql = "SELECT stored, saves FROM facts WHERE save_at <= ? ORDER BY save_at LIMIT ?";
        let rows = self.shelf.run(sql, &[now.into(), most.into()])?;
        let read = |row: &Row| {
            let fact = fact_from_json(row.text(0))?;
            Some(Unsaved { fact, saves: row.int(1).unwrap_or_default() })
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// Whether exactly this fact still waits for the store.
    pub(super) fn is_unsaved(&self, fact: &Fact) -> Result<bool, ShelfError> {
        let sql = "SELECT COUNT(*) FROM facts WHERE case_id = ? AND fact_id = ? AND stored = ? \
                   AND save_at IS NOT NULL";
        let values = [fact.case.text().into(), fact.id().into(), fact_to_json(fact).into()];
        Ok(self.count(sql, &values)? > 0)
    }

    /// Notes how saving went: `None` when the store took it, else when to try again.
    pub(super) fn set_saved(
        &self,
        fact: &Fact,
        again_at: Option<Timestamp>,
    ) -> Result<(), ShelfError> {
        // Meanwhile an earlier fact of the same name may have come, which is still to be saved.
        let sql = "UPDATE facts SET save_at = ?, saves = saves + 1 \
                   WHERE case_id = ? AND fact_id = ? AND stored = ?";
        let values =
            [again_at.into(), fact.case.text().into(), fact.id().into(), fact_to_json(fact).into()];
        self.shelf.run(sql, &values).map(drop)
    }

    /// Notes when a case next owes something.
    pub(super) fn set_case(
        &self,
        case: &CaseId,
        next_at: Option<Timestamp>,
    ) -> Result<(), ShelfError> {
        let sql = "INSERT INTO cases (case_id, next_at) VALUES (?, ?) \
                   ON CONFLICT (case_id) DO UPDATE SET next_at = excluded.next_at";
        self.shelf.run(sql, &[case.text().into(), next_at.into()]).map(drop)
    }

    /// Cases whose time has come, the longest due first.
    pub(super) fn due_cases(&self, now: Timestamp, most: i64) -> Result<Vec<CaseId>, ShelfError> {
        let sql = "SELECT case_id FROM cases WHERE next_at <= ? ORDER BY next_at LIMIT ?";
        let rows = self.shelf.run(sql, &[now.into(), most.into()])?;
        Ok(rows.iter().filter_map(|row| CaseId::parse(row.text(0))).collect())
    }

    /// Notes what a case adds to the record; whether that changed.
    pub(super) fn set_entry(
        &self,
        case: &CaseId,
        entry: Option<&Entry>,
    ) -> Result<bool, ShelfError> {
        let known = "SELECT entry FROM cases WHERE case_id = ?";
        let rows = self.shelf.run(known, &[case.text().into()])?;
        let stored = entry.map(entry_to_json);
        let known = rows.first().and_then(|row| row.text_or_null(0));
        if known == stored.as_deref() {
            return Ok(false);
        }
        let sql = "INSERT INTO cases (case_id, last_due, entry) VALUES (?, ?, ?) \
                   ON CONFLICT (case_id) \
                   DO UPDATE SET last_due = excluded.last_due, entry = excluded.entry";
        let values =
            [case.text().into(), entry.map(Entry::last_due).into(), stored.as_deref().into()];
        self.shelf.run(sql, &values)?;
        Ok(true)
    }

    /// What cases with a deadline since a moment add to the record, the newest first.
    pub(super) fn entries(&self, since: Timestamp, most: i64) -> Result<Vec<Entry>, ShelfError> {
        let sql = "SELECT entry FROM cases WHERE last_due >= ? ORDER BY last_due DESC LIMIT ?";
        let rows = self.shelf.run(sql, &[since.into(), most.into()])?;
        Ok(rows.iter().filter_map(|row| entry_from_json(row.text(0))).collect())
    }

    /// Notes that an automatic mail goes or went out.
    pub(super) fn set_automatic(
        &self,
        mail: &Automatic<'_>,
        at: Timestamp,
    ) -> Result<(), ShelfError> {
        let sql = "INSERT OR REPLACE INTO automatic VALUES (?, ?, ?, ?, ?)";
        let (case, obligation) = (mail.case.text(), mail.id.text());
        let values =
            [case.into(), obligation.into(), mail.sort.into(), mail.address.into(), at.into()];
        self.shelf.run(sql, &values).map(drop)
    }

    /// Other automatic mails of the same sort since a moment: to the same address, and in all.
    pub(super) fn automatic(
        &self,
        mail: &Automatic<'_>,
        since: Timestamp,
    ) -> Result<(i64, i64), ShelfError> {
        let sql = "SELECT COUNT(*) FROM automatic WHERE sort = ? AND at > ? \
                   AND NOT (case_id = ? AND obligation = ?)";
        let (case, obligation) = (mail.case.text(), mail.id.text());
        let values: [Value; 5] =
            [mail.sort.into(), since.into(), case.into(), obligation.into(), mail.address.into()];
        let in_all = self.count(sql, &values[..4])?;
        Ok((self.count(&format!("{sql} AND address = ?"), &values)?, in_all))
    }

    /// Looks at every case at once.
    pub(super) fn set_all_cases(&self, next_at: Timestamp) -> Result<(), ShelfError> {
        self.shelf.run("UPDATE cases SET next_at = ?", &[next_at.into()]).map(drop)
    }

    /// The earliest moment anything is to be done here.
    pub(super) fn next_at(&self) -> Result<Option<Timestamp>, ShelfError> {
        let sql = "SELECT MIN(at) FROM (SELECT MIN(next_at) AS at FROM cases \
                   UNION ALL SELECT MIN(save_at) FROM facts UNION ALL SELECT MIN(at) FROM ranges \
                   UNION ALL SELECT MIN(put_at) FROM settled \
                   UNION ALL SELECT MIN(CAST(value AS INTEGER)) FROM meta WHERE name IN (?, ?))";
        let rows = self.shelf.run(sql, &[COUNT_AT.into(), MAIL_AT.into()])?;
        Ok(rows.first().and_then(|row| row.int(0)).map(Timestamp::from_ms))
    }

    pub(super) fn state(&self, now: Timestamp) -> Result<BookState, ShelfError> {
        let owing = "SELECT COUNT(*) FROM cases WHERE next_at <= ? \
                     OR case_id IN (SELECT case_id FROM tries)";
        Ok(BookState {
            cases: self.count("SELECT COUNT(*) FROM cases", &[])?,
            facts: self.count("SELECT COUNT(*) FROM facts", &[])?,
            unsaved: self.count("SELECT COUNT(*) FROM facts WHERE save_at IS NOT NULL", &[])?,
            owing: self.count(owing, &[now.into()])?,
            watched: self.count("SELECT COUNT(*) FROM cases WHERE next_at IS NOT NULL", &[])?,
            catching_up: self.count("SELECT COUNT(*) FROM ranges", &[])?,
        })
    }

    pub(super) fn count(&self, sql: &str, values: &[Value]) -> Result<i64, ShelfError> {
        Ok(self.shelf.run(sql, values)?.first().and_then(|row| row.int(0)).unwrap_or_default())
    }
}

/// What a list of the store shows beside a fact's key: its moment, so that a fact overwritten by
/// a competing one is noticed.
pub(crate) fn note_of(fact: &Fact) -> String {
    fact.at.ms().to_string()
}

/// A fact's key and value for the store.
pub(crate) fn stored_form(site: &SiteId, fact: &Fact) -> (String, String, String) {
    (fact_key(site, fact), fact_to_json(fact), note_of(fact))
}
