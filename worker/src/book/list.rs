//! The list of cases: a line for each, the words it is found by, and which of them are shown.

use hearback_domain::wire::{DeskCounts, DeskList, DeskRow, ListWanted, fact_to_json};
use hearback_domain::{Case, CaseId, HOUR_MS, MINUTE_MS, PersonId, Timestamp};

use super::index::Index;
use super::{Book, BookPlatform};
use crate::platform::{Row, Shelf, ShelfError, Value};

/// Languages, with their regions, among which one can choose.
const LANGUAGES_MAX: i64 = 60;

/// Whoever looks again within this time has not seen what was new.
const LOOK_LASTS_MS: i64 = 10 * MINUTE_MS;

impl<P: BookPlatform> Book<P> {
    /// Notes how a case stands on the list, and by which words it is found.
    pub(super) fn note_line(&self, case: &Case) -> Result<(), ShelfError> {
        let Some(row) = DeskRow::of(case) else { return Ok(()) };
        let fields = case.opened.as_ref().map(|opened| &opened.what.fields);
        let email = fields.and_then(|fields| fields.email.as_ref());
        let phone = fields.and_then(|fields| fields.phone.as_ref());
        let address = email.map(|email| email.as_str().to_owned());
        let customer = address.or_else(|| phone.map(|phone| phone.dialled()));
        let customer = customer.map(|known| self.config.secret.address_name(&known));
        self.index().set_line(&case.id, &row, customer.as_deref())?;
        self.index().set_found(&case.id, &words_of(case))
    }
}

/// Everything a case can be found by.
fn words_of(case: &Case) -> String {
    let mut words = Vec::new();
    if let Some(opened) = &case.opened {
        let fields = &opened.what.fields;
        words.push(opened.what.reference.as_str());
        words.extend(fields.name.as_ref().map(|name| name.as_str()));
        words.extend(fields.email.as_ref().map(|email| email.as_str()));
        words.extend(fields.phone.as_ref().map(|phone| phone.as_str()));
        words.extend(fields.message.as_ref().map(|message| message.as_str()));
        words.extend(fields.wish.as_ref().map(|wish| wish.as_str()));
    }
    words.extend(case.wrote.values().map(|wrote| wrote.what.words.as_str()));
    words.extend(case.steps.values().filter_map(|step| step.what.words()).map(|w| w.as_str()));
    words.join("\n")
}

/// Each word as the beginning of one, in the language of the search.
fn search(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

impl<S: Shelf> Index<'_, S> {
    fn set_line(
        &self,
        case: &CaseId,
        row: &DeskRow,
        customer: Option<&str>,
    ) -> Result<(), ShelfError> {
        let sql = "UPDATE cases SET place = ?, due = ?, changed = ?, snoozed = ?, \
                   undelivered = ?, who = ?, kind = ?, language = ?, customer = ?, line = ? WHERE case_id = ?";
        let whose = if row.who.is_empty() { &row.by } else { &row.who };
        let values: [Value; 11] = [
            row.place.as_str().into(),
            row.due.into(),
            row.changed.into(),
            row.snoozed.into(),
            i64::from(row.undelivered).into(),
            whose.as_str().into(),
            row.kind.as_str().into(),
            row.language.as_str().into(),
            customer.into(),
            serde_json::to_string(row).unwrap_or_default().into(),
            case.text().into(),
        ];
        self.shelf.run(sql, &values).map(drop)
    }

    fn set_found(&self, case: &CaseId, words: &str) -> Result<(), ShelfError> {
        let sql = "SELECT cases.rowid, found.words FROM cases LEFT JOIN found \
                   ON found.rowid = cases.rowid WHERE case_id = ?";
        let rows = self.shelf.run(sql, &[case.text().into()])?;
        let Some(row) = rows.first().filter(|row| row.text_or_null(1) != Some(words)) else {
            return Ok(());
        };
        let number = row.int(0).unwrap_or_default();
        self.shelf.run("DELETE FROM found WHERE rowid = ?", &[number.into()])?;
        let sql = "INSERT INTO found (rowid, words) VALUES (?, ?)";
        self.shelf.run(sql, &[number.into(), words.into()]).map(drop)
    }

    /// One page of the list, and how many cases lie where.
    pub(super) fn list(
        &self,
        person: &PersonId,
        wanted: &ListWanted,
        now: Timestamp,
    ) -> Result<DeskList, ShelfError> {
        let mut chosen = Chosen::part(wanted, person, now);
        chosen.only("kind = ?", &wanted.kind);
        chosen.only("(language = ? OR language LIKE ? || '-%')", &wanted.language);
        let search = search(&wanted.words);
        if !wanted.words.trim().is_empty() && search.is_empty() {
            // Signs alone are found nowhere.
            chosen.sql.push_str(" AND FALSE");
        }
        chosen.only("rowid IN (SELECT rowid FROM found WHERE found MATCH ?)", &search);
        let order = match wanted.show.as_str() {
            "closed" => "changed DESC",
            _ => {
                "undelivered DESC, CASE place WHEN 'todo' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, \
                 due, changed DESC"
            }
        };
        let sql = format!(
            "SELECT line FROM cases WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
            chosen.sql
        );
        let mut values = chosen.values;
        let most = DeskList::LINES_MAX;
        values.extend([(most + 1).into(), (i64::from(wanted.page) * most).into()]);
        let lines = self.shelf.run(&sql, &values)?;
        let rows: Vec<DeskRow> =
            lines.iter().filter_map(|row| serde_json::from_str(row.text(0)).ok()).collect();
        let lines_max = usize::try_from(most).unwrap_or_default();
        let first = rows.first().and_then(|row| CaseId::parse(&row.case));
        let first = first.map(|case| self.facts(&case)).transpose()?.unwrap_or_default();
        Ok(DeskList {
            first: first.iter().map(fact_to_json).collect(),
            more: rows.len() > lines_max,
            rows: rows.into_iter().take(lines_max).collect(),
            looked: self.look(person, now, wanted.quiet)?,
            languages: self.languages()?,
            counts: self.counts(person, wanted.today_ends, now)?,
        })
    }

    fn counts(
        &self,
        person: &PersonId,
        today_ends: i64,
        now: Timestamp,
    ) -> Result<DeskCounts, ShelfError> {
        let sql = "SELECT COUNT(*), SUM(open), SUM(open AND due < ?), \
                   SUM(open AND due BETWEEN ? AND ?), SUM(open AND (due < ? OR undelivered)), \
                   SUM(open AND who = ?), SUM(place = 'waiting' AND seen), SUM(NOT seen), \
                   SUM(place = 'suspect'), SUM(place = 'closed'), SUM(open AND undelivered) \
                   FROM (SELECT place, due, who, undelivered, \
                   place = 'closed' OR snoozed IS NULL OR snoozed <= ? AS seen, place = 'todo' \
                   AND (snoozed IS NULL OR snoozed <= ?) AS open FROM cases WHERE line IS NOT NULL)";
        let values = [
            now.into(),
            now.into(),
            now.plus_ms(HOUR_MS).into(),
            today_ends.into(),
            person.as_str().into(),
            now.into(),
            now.into(),
        ];
        let rows = self.shelf.run(sql, &values)?;
        let count = |column| rows.first().and_then(|row| row.int(column)).unwrap_or_default();
        Ok(DeskCounts {
            all: count(0),
            open: count(1),
            late: count(2),
            soon: count(3),
            today: count(4),
            mine: count(5),
            waiting: count(6),
            snoozed: count(7),
            suspect: count(8),
            closed: count(9),
            undelivered: count(10),
        })
    }

    /// The languages of what is not closed.
    fn languages(&self) -> Result<Vec<String>, ShelfError> {
        let sql = "SELECT DISTINCT language FROM cases WHERE place IN ('todo', 'waiting', \
                   'suspect') AND language <> '' LIMIT ?";
        let rows = self.shelf.run(sql, &[LANGUAGES_MAX.into()])?;
        let primary = |row: &Row| row.text(0).split('-').next().map(str::to_ascii_lowercase);
        let mut languages: Vec<String> = rows.iter().filter_map(primary).collect();
        languages.sort();
        languages.dedup();
        Ok(languages)
    }

    /// Notes that a person looks, unless a machine asks; when they did before.
    fn look(&self, person: &PersonId, now: Timestamp, quiet: bool) -> Result<i64, ShelfError> {
        let name = format!("look.{}", person.as_str());
        let read = |text: &str| {
            let (before, at) = text.split_once(' ')?;
            Some((before.parse::<i64>().ok()?, at.parse::<i64>().ok()?))
        };
        let (before, at) = self.meta(&name)?.as_deref().and_then(read).unwrap_or_default();
        if quiet {
            return Ok(before);
        }
        let before = if now.ms() - at > LOOK_LASTS_MS { at } else { before };
        self.set_meta(&name, &format!("{before} {}", now.ms()))?;
        Ok(before)
    }
}

/// Which lines are chosen.
struct Chosen {
    sql: String,
    values: Vec<Value>,
}

impl Chosen {
    fn part(wanted: &ListWanted, person: &PersonId, now: Timestamp) -> Self {
        const SEEN: &str = "(snoozed IS NULL OR snoozed <= ?)";
        let searches = !wanted.words.is_empty();
        let (part, values): (String, Vec<Value>) = match wanted.show.as_str() {
            "closed" => ("place = 'closed'".to_owned(), Vec::new()),
            "waiting" => (format!("place = 'waiting' AND {SEEN}"), vec![now.into()]),
            "snoozed" => ("place <> 'closed' AND snoozed > ?".to_owned(), vec![now.into()]),
            "mine" => {
                let values = vec![now.into(), person.as_str().into()];
                (format!("place = 'todo' AND {SEEN} AND who = ?"), values)
            }
            "today" => {
                let values = vec![now.into(), wanted.today_ends.into()];
                (format!("place = 'todo' AND {SEEN} AND (due < ? OR undelivered)"), values)
            }
            // Whoever searches means everything there is.
            _ if searches => ("TRUE".to_owned(), Vec::new()),
            _ => (format!("place <> 'closed' AND {SEEN}"), vec![now.into()]),
        };
        Self { sql: format!("line IS NOT NULL AND {part}"), values }
    }

    /// Where a word is given, only lines of which a condition holds.
    fn only(&mut self, condition: &str, word: &str) {
        if word.is_empty() {
            return;
        }
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(condition.matches('?').map(|_| Value::from(word)));
    }
}
