//! Who is signed in at the desk: asked for by mail, entered with a code, ended by hand or by time.
//!
//! Invariant: whether an address belongs to the team shows in nothing the asker sees. A code holds
//! for the browser that asked, for ten minutes, for a few tries and once. Nobody keeps a person out
//! of a network where that person has a session by asking and guessing from elsewhere. The book
//! knows sessions by a name that cannot be turned back into the cookie.

use hearback_domain::site::Person;
use hearback_domain::wire::{DeskSession, Reply};
use hearback_domain::{DAY_MS, HOUR_MS, MINUTE_MS, PersonId, Site, Timestamp};

use super::index::Index;
use super::{Book, BookPlatform};
use crate::mail::SignIn;
use crate::platform::{Row, Shelf, ShelfError, Value};

/// A code is copied from a mail within this time.
pub(crate) const CODE_LIFE_MINUTES: i64 = 10;
const CODE_LIFE_MS: i64 = CODE_LIFE_MINUTES * MINUTE_MS;

/// Wrong digits are mistyped twice at most by people who have the mail.
const CODE_TRIES_MAX: i64 = 5;

/// Mails with codes to one person in an hour that one network may cause, and all together: nobody
/// fills a mailbox. A network in which the person has a session is not kept out by the others.
const CODES_PER_NETWORK_MAX: i64 = 5;
const CODES_PER_HOUR_MAX: i64 = 15;

/// Digits that may be tried for one person in a day, from networks where they have a session and
/// from all others: at six digits, somebody who tries all year gets in once in 140 years. After
/// that the mailed link alone lets in.
const GUESSES_PER_DAY_MAX: i64 = 20;

/// Requests nobody was mailed for that are remembered, so that nobody fills the book with them.
const REQUESTS_MAX: i64 = 500;

/// Who was not here for so long signs in again.
pub(super) const IDLE_MS: i64 = 30 * DAY_MS;

/// A session's last use is noted this often.
const SEEN_APART_MS: i64 = HOUR_MS;

/// Browsers of one person; the one not seen for longest makes room.
const SESSIONS_MAX: i64 = 20;

/// Somebody who is signed in.
pub(super) struct Signed {
    pub(super) number: i64,
    pub(super) person: PersonId,
}

impl<P: BookPlatform> Book<P> {
    /// Notes that a browser asks, and mails a code if the address is one of the team's.
    pub(super) async fn sign_in(
        &self,
        email: &str,
        (browser, network): (&str, &str),
    ) -> Result<Reply, ShelfError> {
        let now = self.platform.now();
        let Some(site) = self.settings().await? else { return Ok(Reply::Noted) };
        let mut people = site.team.people();
        let person = people.find(|person| person.email.as_str().eq_ignore_ascii_case(email));
        let asked = person.map(|person| &person.id);
        if self.index().ask_to_enter((browser, network), asked, now)?
            && let Some(person) = person
        {
            self.platform.sync().await?;
            let mail = self.code_mail(&site, person, browser, now);
            // A mail that fails is asked for again by whoever waits for it.
            drop(self.platform.send(&mail).await);
        }
        Ok(Reply::Noted)
    }

    fn code_mail(
        &self,
        site: &Site,
        person: &Person,
        browser: &str,
        now: Timestamp,
    ) -> crate::mail::Mail {
        let code = self.config.secret.sign_in_code(&self.site, browser);
        let name = self.config.secret.cookie_name(&self.site, &format!("mail {browser}"));
        let envelope = self.own_envelope("Hearback", person.email.clone(), (&name, now));
        let mail = SignIn {
            reader: match self.site.is_first_run() {
                true => String::new(),
                false => person.first.as_str().to_owned(),
            },
            business: site.business.as_str().to_owned(),
            code,
            url: self.config.enter_url(&self.site, browser),
            minutes: CODE_LIFE_MINUTES,
            accent: hearback_domain::accent::Accent::of(site.accent),
        };
        mail.mail(envelope)
    }

    /// Lets a browser in that has the code.
    pub(super) fn enter(
        &self,
        browser: &str,
        (code, by_link): (&str, bool),
        (session, agent): (&str, &str),
    ) -> Result<Reply, ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        let Some((person, tries)) = index.asked_to_enter(browser, now.plus_ms(-CODE_LIFE_MS))?
        else {
            return Ok(Reply::WrongCode { tries_left: 0 });
        };
        let is_right = code == self.config.secret.sign_in_code(&self.site, browser);
        let may = match &person {
            Some(person) => by_link || index.guesses(person, browser)? <= GUESSES_PER_DAY_MAX,
            None => false,
        };
        match person.filter(|_| is_right && may) {
            Some(person) => {
                index.let_in(browser, &person, (session, agent), now)?;
                Ok(Reply::Entered)
            }
            None => {
                let left = (CODE_TRIES_MAX - tries - 1).max(0);
                Ok(Reply::WrongCode { tries_left: u32::try_from(left).unwrap_or_default() })
            }
        }
    }

    /// Whose session this is, if it is one.
    pub(super) fn signed(&self, site: &Site, session: &str) -> Result<Option<Signed>, ShelfError> {
        let now = self.platform.now();
        let signed = self.index().session(session, now)?;
        // Who has left the team is signed out.
        Ok(signed.filter(|signed| site.team.find(&signed.person).is_some()))
    }
}

impl<S: Shelf> Index<'_, S> {
    /// Notes a request; whether a mail is due. A request beyond what a person may be mailed is
    /// noted as a stranger's, so that it looks like one.
    fn ask_to_enter(
        &self,
        (browser, network): (&str, &str),
        person: Option<&PersonId>,
        now: Timestamp,
    ) -> Result<bool, ShelfError> {
        let run = |sql: &str, values: &[Value]| self.shelf.run(sql, values).map(drop);
        let (an_hour_ago, a_day_ago) = (now.plus_ms(-HOUR_MS), now.plus_ms(-DAY_MS));
        let old = "DELETE FROM sign_ins WHERE at <= ? OR (person IS NULL AND at <= ?)";
        run(old, &[a_day_ago.into(), an_hour_ago.into()])?;
        let person = person.map(PersonId::as_str);
        let sql = "SELECT COUNT(*) FROM sign_ins WHERE person = ? AND at > ?";
        let values = [person.into(), an_hour_ago.into(), network.into()];
        let in_all = self.count(sql, &values[..2])?;
        let from_there = self.count(&format!("{sql} AND network = ?"), &values)?;
        let sql = "SELECT COUNT(*) FROM sessions WHERE person = ? AND network = ?";
        let is_theirs = self.count(sql, &[person.into(), network.into()])? > 0;
        let is_due =
            from_there < CODES_PER_NETWORK_MAX && (is_theirs || in_all < CODES_PER_HOUR_MAX);
        let person = person.filter(|_| is_due);
        let sql = "INSERT OR IGNORE INTO sign_ins VALUES (?, ?, ?, ?, 0)";
        run(sql, &[browser.into(), person.into(), network.into(), now.into()])?;
        let sql = "DELETE FROM sign_ins WHERE person IS NULL AND browser NOT IN (SELECT browser \
                   FROM sign_ins WHERE person IS NULL ORDER BY at DESC, rowid DESC LIMIT ?)";
        run(sql, &[REQUESTS_MAX.into()])?;
        Ok(person.is_some())
    }

    /// How often digits were tried for a person within a day, this time included: in the networks
    /// where they have a session, or else in all others, as the browser asks from one of these.
    fn guesses(&self, person: &PersonId, browser: &str) -> Result<i64, ShelfError> {
        let sql = "WITH asked AS (SELECT browser, tries, network IN (SELECT network FROM sessions \
                   WHERE person = ?) AS at_home FROM sign_ins WHERE person = ?) \
                   SELECT SUM(tries) FROM asked \
                   WHERE at_home = (SELECT at_home FROM asked WHERE browser = ?)";
        let person = person.as_str();
        self.count(sql, &[person.into(), person.into(), browser.into()])
    }

    /// Who asked in this browser since a moment, and how many tries came before this one; none
    /// once there were too many.
    fn asked_to_enter(
        &self,
        browser: &str,
        since: Timestamp,
    ) -> Result<Option<(Option<PersonId>, i64)>, ShelfError> {
        let sql = "UPDATE sign_ins SET tries = tries + 1 WHERE browser = ? AND at > ? \
                   AND tries < ? RETURNING person, tries";
        let values = [browser.into(), since.into(), CODE_TRIES_MAX.into()];
        let rows = self.shelf.run(sql, &values)?;
        let person = |row: &Row| row.text_or_null(0).and_then(|id| PersonId::parse(id).ok());
        Ok(rows.first().map(|row| (person(row), row.int(1).unwrap_or_default() - 1)))
    }

    pub(super) fn let_in(
        &self,
        browser: &str,
        person: &PersonId,
        (session, agent): (&str, &str),
        now: Timestamp,
    ) -> Result<(), ShelfError> {
        let run = |sql: &str, values: &[Value]| self.shelf.run(sql, values).map(drop);
        let sql = "INSERT OR IGNORE INTO sessions (name, person, began, seen, browser, network) \
                   VALUES (?, ?, ?, ?, ?, \
                   COALESCE((SELECT network FROM sign_ins WHERE browser = ?), ''))";
        let (name, at) = (person.as_str(), now.into());
        let values = [session.into(), name.into(), now.into(), at, agent.into(), browser.into()];
        run(sql, &values)?;
        run("DELETE FROM sign_ins WHERE browser = ?", &[browser.into()])?;
        let sql = "DELETE FROM sessions WHERE person = ? AND number NOT IN (SELECT number \
                   FROM sessions WHERE person = ? ORDER BY seen DESC, number DESC LIMIT ?)";
        let person = person.as_str();
        run(sql, &[person.into(), person.into(), SESSIONS_MAX.into()])
    }

    /// Ends the sessions of everybody who is not of the team, or whose address was another before:
    /// whoever reads that mailbox may be somebody else.
    pub(super) fn sign_out_all_but(
        &self,
        site: &Site,
        before: Option<&Site>,
    ) -> Result<(), ShelfError> {
        let known = |person: &Person| before.and_then(|before| before.team.find(&person.id));
        let is_moved =
            |person: &&Person| known(person).is_some_and(|known| known.email != person.email);
        for person in site.team.people().filter(is_moved) {
            for table in ["sessions", "sign_ins"] {
                let sql = format!("DELETE FROM {table} WHERE person = ?");
                self.shelf.run(&sql, &[person.id.as_str().into()])?;
            }
        }
        let people: Vec<Value> =
            site.team.people().map(|person| person.id.as_str().into()).collect();
        let marks = vec!["?"; people.len()].join(", ");
        for table in ["sessions", "sign_ins"] {
            let sql =
                format!("DELETE FROM {table} WHERE person IS NOT NULL AND person NOT IN ({marks})");
            self.shelf.run(&sql, &people)?;
        }
        self.forget_ended_screens()
    }

    fn session(&self, name: &str, now: Timestamp) -> Result<Option<Signed>, ShelfError> {
        let sql = "SELECT number, person, seen FROM sessions WHERE name = ? AND seen > ?";
        let rows = self.shelf.run(sql, &[name.into(), now.plus_ms(-IDLE_MS).into()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (number, seen) = (row.int(0).unwrap_or_default(), row.int(2).unwrap_or_default());
        if seen < now.plus_ms(-SEEN_APART_MS).ms() {
            let sql = "UPDATE sessions SET seen = ? WHERE number = ?";
            self.shelf.run(sql, &[now.into(), number.into()])?;
        }
        let person = PersonId::parse(row.text(1)).ok();
        Ok(person.map(|person| Signed { number, person }))
    }

    pub(super) fn sessions(
        &self,
        signed: &Signed,
        now: Timestamp,
    ) -> Result<Vec<DeskSession>, ShelfError> {
        let sql = "SELECT number, began, seen, browser, EXISTS (SELECT * FROM screens \
                   WHERE session = name) FROM sessions WHERE person = ? AND seen > ? \
                   ORDER BY seen DESC, number DESC";
        let values = [signed.person.as_str().into(), now.plus_ms(-IDLE_MS).into()];
        let read = |row: &Row| {
            let int = |column| row.int(column).unwrap_or_default();
            DeskSession {
                number: int(0),
                began: int(1),
                seen: int(2),
                browser: row.text(3).to_owned(),
                this: int(0) == signed.number,
                told: int(4) == 1,
            }
        };
        Ok(self.shelf.run(sql, &values)?.iter().map(read).collect())
    }

    /// Ends one session of a person, or all but the one that asks.
    pub(super) fn end_sessions(&self, signed: &Signed, one: Option<i64>) -> Result<(), ShelfError> {
        let sql = match one {
            Some(_) => "DELETE FROM sessions WHERE person = ? AND number = ?",
            None => "DELETE FROM sessions WHERE person = ? AND number <> ?",
        };
        let number = one.unwrap_or(signed.number);
        self.shelf.run(sql, &[signed.person.as_str().into(), number.into()])?;
        self.forget_ended_screens()
    }
}
