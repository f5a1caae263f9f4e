//! The desk's side of the book: the list, a case with what stands around it, and what people do.
//!
//! Invariant: who asks is whose session it is, and nobody else; a deed is taken only if it still
//! follows from the case. Lines of the list follow from the facts; who is at work on a case and
//! their drafts are the book's own and may be lost with it.

use hearback_domain::wire::{
    DeskCase, DeskCounts, DeskList, DeskRow, ListWanted, Reply, Shown, Want, fact_from_json,
    fact_to_json,
};
use hearback_domain::{Case, CaseId, HOUR_MS, MINUTE_MS, PersonId, Timestamp, follows};

use super::index::Index;
use super::merge::Counterpart;
use super::settings::Wanted;
use super::{Book, BookPlatform};
use crate::platform::{Row, Shelf, ShelfError, Value};

/// Lines on a page of the list.
const LINES_MAX: i64 = 60;

/// Languages, with their regions, among which one can choose.
const LANGUAGES_MAX: i64 = 60;

/// Other cases of a customer that are shown.
const OTHERS_MAX: i64 = 20;

/// Whoever opened a case or kept a draft so long ago is still at work on it.
const AT_WORK_MS: i64 = 10 * MINUTE_MS;

/// Whoever looks again within this time has not seen what was new.
const LOOK_LASTS_MS: i64 = 10 * MINUTE_MS;

impl<P: BookPlatform> Book<P> {
    /// Does or shows what is wanted, for whoever is signed in by a session.
    pub(super) async fn desk(&self, session: &str, want: &Want) -> Result<Reply, ShelfError> {
        let Some(site) = self.settings().await? else { return Ok(Reply::SignedOut) };
        let Some(signed) = self.signed(&site, session)? else { return Ok(Reply::SignedOut) };
        let (index, now) = (self.index(), self.platform.now());
        let shown = match want {
            Want::List(wanted) => Shown::List(Box::new(index.list(&signed.person, wanted, now)?)),
            Want::Case { case } => Shown::Case(Box::new(self.desk_case(&signed.person, case)?)),
            Want::Do { fact, ends_draft } => {
                let Some(shown) = self.do_at_desk(&signed.person, fact, *ends_draft)? else {
                    return Ok(Reply::UnknownCase);
                };
                shown
            }
            Want::Draft { case, words } => {
                index.set_draft(case, &signed.person, words.as_deref(), now)?;
                Shown::Done
            }
            Want::Report => Shown::Report(Box::new(self.desk_report(&site)?)),
            Want::Export { of, part } => {
                Shown::Export(self.export(&site, &signed.person, *of, *part)?)
            }
            Want::Settings | Want::Settle { .. } | Want::SettleBack { .. }
                if site.owner().id != signed.person =>
            {
                Shown::OwnerOnly
            }
            Want::Settings => match self.desk_settings().await? {
                Some(settings) => Shown::Settings { taken: false, settings: Box::new(settings) },
                None => return Ok(Reply::Noted),
            },
            Want::Settle { version, what, stored } => {
                let wanted = Wanted::To { what, stored };
                match self.settle(&signed.person, *version, wanted).await? {
                    Some(shown) => shown,
                    None => return Ok(Reply::Noted),
                }
            }
            Want::SettleBack { version, to } => {
                match self.settle(&signed.person, *version, Wanted::Back(*to)).await? {
                    Some(shown) => shown,
                    None => return Ok(Reply::Noted),
                }
            }
            Want::Sessions => Shown::Sessions(index.sessions(&signed, now)?),
            Want::End { session } => {
                index.end_sessions(&signed, *session)?;
                Shown::Done
            }
            Want::SignOut => {
                index.end_sessions(&signed, Some(signed.number))?;
                Shown::Done
            }
        };
        Ok(Reply::Desk { person: signed.person.as_str().to_owned(), shown })
    }

    fn desk_case(&self, person: &PersonId, case: &str) -> Result<DeskCase, ShelfError> {
        let Some(id) = CaseId::parse(case) else { return Ok(DeskCase::default()) };
        let (index, now) = (self.index(), self.platform.now());
        let facts = index.facts(&id)?;
        if facts.is_empty() {
            return Ok(DeskCase::default());
        }
        let at_work = index.come_to_work(case, person, now)?;
        let facts = self.with_joined(&id, facts)?;
        let facts = facts.iter().map(fact_to_json).collect();
        Ok(DeskCase { facts, others: index.others(&id)?, ..at_work })
    }

    /// Takes a fact that a person makes; none where its case is not known whole.
    fn do_at_desk(
        &self,
        person: &PersonId,
        fact: &str,
        ends_draft: bool,
    ) -> Result<Option<Shown>, ShelfError> {
        let Some(fact) = fact_from_json(fact) else { return Ok(None) };
        let (case, now) = (self.case(&fact.case)?, self.platform.now());
        if case.opened.is_none() || !self.may_perform(&case)? {
            return Ok(None);
        }
        let what = Some(fact.what).filter(|what| follows(&case, person, what, now));
        let counterpart = what.as_ref().map(|what| self.counterpart(&case, what)).transpose()?;
        let what = what.filter(|_| counterpart != Some(Counterpart::Refused));
        let Reply::Acted { first, facts } = self.follow(&case, what)? else { return Ok(None) };
        if first {
            if let Some(Counterpart::Step(step)) = counterpart {
                self.take_counterpart(*step)?;
            }
            let case = self.case(&case.id)?;
            self.note_line(&case)?;
            if ends_draft {
                self.index().set_draft(&case.id.text(), person, None, now)?;
            }
        }
        Ok(Some(Shown::Acted { first, facts }))
    }

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
        let sql = "UPDATE cases SET place = ?, due = ?, changed = ?, snoozed = ?, who = ?, \
                   kind = ?, language = ?, customer = ?, line = ? WHERE case_id = ?";
        let whose = if row.who.is_empty() { &row.by } else { &row.who };
        let values: [Value; 10] = [
            row.place.as_str().into(),
            row.due.into(),
            row.changed.into(),
            row.snoozed.into(),
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
    fn list(
        &self,
        person: &PersonId,
        wanted: &ListWanted,
        now: Timestamp,
    ) -> Result<DeskList, ShelfError> {
        let mut chosen = Chosen::part(wanted, person, now);
        chosen.only("kind = ?", &wanted.kind);
        chosen.only("(language = ? OR language LIKE ? || '-%')", &wanted.language);
        let search = search(&wanted.words);
        chosen.only("rowid IN (SELECT rowid FROM found WHERE found MATCH ?)", &search);
        let order = match wanted.show.as_str() {
            "closed" => "changed DESC",
            _ => {
                "CASE place WHEN 'todo' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, due, changed DESC"
            }
        };
        let sql = format!(
            "SELECT line FROM cases WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
            chosen.sql
        );
        let mut values = chosen.values;
        values.extend([(LINES_MAX + 1).into(), (i64::from(wanted.page) * LINES_MAX).into()]);
        let lines = self.shelf.run(&sql, &values)?;
        let rows: Vec<DeskRow> =
            lines.iter().filter_map(|row| serde_json::from_str(row.text(0)).ok()).collect();
        let lines_max = usize::try_from(LINES_MAX).unwrap_or_default();
        Ok(DeskList {
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
                   SUM(open AND due BETWEEN ? AND ?), SUM(open AND due < ?), \
                   SUM(open AND who = ?), SUM(place = 'waiting' AND seen), SUM(NOT seen), \
                   SUM(place = 'suspect'), SUM(place = 'closed') FROM (SELECT place, due, who, \
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

    /// Other cases of the same customer.
    fn others(&self, case: &CaseId) -> Result<Vec<DeskRow>, ShelfError> {
        let sql = "SELECT line FROM cases WHERE customer = (SELECT customer FROM cases \
                   WHERE case_id = ?) AND case_id <> ? AND line IS NOT NULL \
                   ORDER BY changed DESC LIMIT ?";
        let id = case.text();
        let rows =
            self.shelf.run(sql, &[id.as_str().into(), id.as_str().into(), OTHERS_MAX.into()])?;
        Ok(rows.iter().filter_map(|row| serde_json::from_str(row.text(0)).ok()).collect())
    }

    /// Notes that a person is at work on a case; what they were writing, and who else is at work.
    fn come_to_work(
        &self,
        case: &str,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<DeskCase, ShelfError> {
        let sql = "INSERT INTO at_work VALUES (?, ?, ?, ?, NULL) ON CONFLICT (case_id, person) \
                   DO UPDATE SET since = CASE WHEN at <= ? THEN excluded.since ELSE since END, \
                   at = excluded.at";
        let gone = now.plus_ms(-AT_WORK_MS);
        let me = person.as_str();
        self.shelf.run(sql, &[case.into(), me.into(), now.into(), now.into(), gone.into()])?;
        let sql = "SELECT person, since, draft, at > ? FROM at_work WHERE case_id = ?";
        let rows = self.shelf.run(sql, &[gone.into(), case.into()])?;
        let mine = rows.iter().find(|row| row.text(0) == me);
        let draft = mine.and_then(|row| row.text_or_null(2)).map(str::to_owned);
        let others = rows.iter().filter(|row| row.text(0) != me && row.int(3) == Some(1));
        let read = |row: &Row| (row.text(0).to_owned(), row.int(1).unwrap_or_default());
        Ok(DeskCase { draft, writing: others.map(read).collect(), ..DeskCase::default() })
    }

    fn set_draft(
        &self,
        case: &str,
        person: &PersonId,
        words: Option<&str>,
        now: Timestamp,
    ) -> Result<(), ShelfError> {
        let sql = "INSERT INTO at_work VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, person) \
                   DO UPDATE SET at = excluded.at, draft = excluded.draft";
        let values = [case.into(), person.as_str().into(), now.into(), now.into(), words.into()];
        self.shelf.run(sql, &values).map(drop)
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
                (format!("place = 'todo' AND {SEEN} AND due < ?"), values)
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
