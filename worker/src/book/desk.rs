//! The desk's side of the book: a case with what stands around it, and what people do.
//!
//! Invariant: who asks is whose session it is, and nobody else; a deed is taken only if it still
//! follows from the case. Who is at work on a case and their drafts are the book's own and may be
//! lost with it.

use hearback_domain::step::Words;
use hearback_domain::wire::{
    DeskCase, DeskRow, OTHERS_MAX, Reply, Shown, Want, fact_from_json, fact_to_json,
};
use hearback_domain::{CaseId, DAY_MS, MINUTE_MS, PersonId, Site, Timestamp, What, follows};

use super::index::Index;
use super::merge::Counterpart;
use super::sessions::Signed;
use super::settings::Wanted;
use super::{Book, BookPlatform};
use crate::fault::{Fault, is_on};
use crate::platform::{Row, Shelf, ShelfError};
use crate::push::Screen;

/// Whoever opened a case or kept a draft so long ago is still at work on it.
const AT_WORK_MS: i64 = 10 * MINUTE_MS;

/// A draft nobody touched for so long is no draft any more.
const DRAFTS_KEPT_MS: i64 = 90 * DAY_MS;

impl<P: BookPlatform> Book<P> {
    /// Does or shows what is wanted, for whoever is signed in by a session.
    pub(super) async fn desk(&self, session: &str, want: &Want) -> Result<Reply, ShelfError> {
        let Some(site) = self.settings().await? else { return Ok(Reply::SignedOut) };
        let Some(signed) = self.signed(&site, session)? else { return Ok(Reply::SignedOut) };
        if self.site.is_first_run() {
            return self.at_first_run(&signed, want);
        }
        let (index, now) = (self.index(), self.platform.now());
        let person = &signed.person;
        let shown = match want {
            Want::List(wanted) => Shown::List(Box::new(index.list(person, wanted, now)?)),
            Want::Case { case } => Shown::Case(Box::new(self.desk_case(person, case)?)),
            Want::Do { fact, ends_draft, heard } => {
                match self.do_at_desk(person, fact, (*ends_draft, *heard))? {
                    Some(shown) => shown,
                    None => return Ok(Reply::UnknownCase),
                }
            }
            Want::Draft { case, words } => {
                let id = CaseId::parse(case).map(|id| index.facts(&id)).transpose()?;
                let is_long = |words: &String| words.chars().count() > Words::CHARS_MAX;
                if id.is_none_or(|facts| facts.is_empty()) || words.as_ref().is_some_and(is_long) {
                    return Ok(Reply::UnknownCase);
                }
                index.set_draft(case, person, words.as_deref(), now)?;
                Shown::Done
            }
            Want::Report => Shown::Report(Box::new(self.desk_report(&site)?)),
            Want::Export { of, part } => Shown::Export(self.export(&site, person, *of, *part)?),
            Want::Settings
            | Want::Settle { .. }
            | Want::SettleBack { .. }
            | Want::MailTest { .. } => match self.owner_wants(&site, person, want).await? {
                Some(shown) => shown,
                None => return Ok(Reply::Noted),
            },
            Want::Answers { .. } | Want::ForgetAnswers => return Ok(Reply::Refused),
            Want::Sessions
            | Want::End { .. }
            | Want::Listen(_)
            | Want::Quiet { .. }
            | Want::SignOut => match self.session_wants(session, &signed, want)? {
                Some(shown) => shown,
                None => return Ok(Reply::Refused),
            },
        };
        Ok(Reply::Desk { person: person.as_str().to_owned(), shown })
    }

    /// What the owner alone may want. `None` while the settings cannot be read.
    async fn owner_wants(
        &self,
        site: &Site,
        person: &PersonId,
        want: &Want,
    ) -> Result<Option<Shown>, ShelfError> {
        if site.owner().id != *person {
            return Ok(Some(Shown::OwnerOnly));
        }
        match want {
            Want::Settle { version, what, stored } => {
                self.settle(person, *version, Wanted::To { what, stored }).await
            }
            Want::SettleBack { version, to } => {
                self.settle(person, *version, Wanted::Back(*to)).await
            }
            Want::MailTest { send } => self.mail_test(site, person, *send).await.map(Some),
            _ => {
                let settings = self.desk_settings().await?.map(Box::new);
                Ok(settings.map(|settings| Shown::Settings { taken: false, settings }))
            }
        }
    }

    /// What somebody wants of their own sessions. `None` for a screen that cannot be told.
    fn session_wants(
        &self,
        session: &str,
        signed: &Signed,
        want: &Want,
    ) -> Result<Option<Shown>, ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        match want {
            Want::End { session } => index.end_sessions(signed, *session)?,
            Want::Quiet { session } => index.quiet(signed, *session)?,
            Want::SignOut => index.end_sessions(signed, Some(signed.number))?,
            Want::Listen(subscription) => {
                let is_local = self.config.is_local();
                let screen = Screen::parse(subscription);
                if screen.is_none_or(|screen| screen.url.is_loopback() && !is_local) {
                    return Ok(None);
                }
                index.listen((session, signed), subscription, now)?;
            }
            _ => return Ok(Some(Shown::Sessions(index.sessions(signed, now)?))),
        }
        Ok(Some(Shown::Done))
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
        (ends_draft, heard): (bool, u64),
    ) -> Result<Option<Shown>, ShelfError> {
        let Some(fact) = fact_from_json(fact) else { return Ok(None) };
        let (case, now) = (self.case(&fact.case)?, self.platform.now());
        if case.opened.is_none() || !self.may_perform(&case)? {
            return Ok(None);
        }
        let is_heard = heard >= u64::try_from(case.wrote.len()).unwrap_or_default();
        let may = |what: &What| is_heard || !what.is_to_the_customer();
        let what = Some(fact.what).filter(|what| may(what) && follows(&case, person, what, now));
        let counterpart = what.as_ref().map(|what| self.counterpart(&case, what)).transpose()?;
        let what = what.filter(|_| counterpart != Some(Counterpart::Refused));
        let Reply::Acted { first, facts } = self.follow(&case, what)? else { return Ok(None) };
        if first {
            if let Some(Counterpart::Step(step)) = counterpart.filter(|_| !is_on(Fault::HalfMerge))
            {
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
}

impl<S: Shelf> Index<'_, S> {
    /// Other cases of the same customer.
    fn others(&self, case: &CaseId) -> Result<Vec<DeskRow>, ShelfError> {
        let sql = "SELECT line FROM cases WHERE customer = (SELECT customer FROM cases \
                   WHERE case_id = ?) AND case_id <> ? AND line IS NOT NULL \
                   ORDER BY changed DESC LIMIT ?";
        let (id, most) = (case.text(), i64::try_from(OTHERS_MAX).unwrap_or_default());
        let rows = self.shelf.run(sql, &[id.as_str().into(), id.as_str().into(), most.into()])?;
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
        let old = now.plus_ms(-DRAFTS_KEPT_MS);
        self.shelf.run("DELETE FROM at_work WHERE at <= ?", &[old.into()])?;
        let sql = "INSERT INTO at_work VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, person) \
                   DO UPDATE SET at = excluded.at, draft = excluded.draft";
        let values = [case.into(), person.as_str().into(), now.into(), now.into(), words.into()];
        self.shelf.run(sql, &values).map(drop)
    }
}
