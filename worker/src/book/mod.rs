//! One site's book: the index of its facts, the clock of what is owed, and the gate through
//! which alone obligations are performed.
//!
//! Invariant: an intent is durable before a mail leaves, and its outcome becomes a fact after.
//! Of cases the book holds nothing that the store could not give back, except facts the store has
//! not taken yet. A wake-up does a bounded amount of each kind of work and sets the next alarm.
//! Not here: what is owed (see `domain`), and how the world is reached (see `platform`).

mod act;
mod beside_mail;
mod catch_up;
mod desk;
mod export;
mod first_run;
mod index;
mod letters;
mod list;
mod mail_test;
mod merge;
mod news;
mod perform;
mod prompts;
mod ranges;
mod record;
mod report;
mod save;
mod screens;
mod sessions;
mod settings;
mod tries;

use std::cell::RefCell;
use std::rc::Rc;

use hearback_domain::key::{facts_of_day, facts_of_site, site_key};
use hearback_domain::wire::{Ask, Reply, fact_from_json, fact_to_json};
use hearback_domain::{CaseId, Day, Fact, MINUTE_MS, SECOND_MS, Site, SiteId, Timestamp};

use crate::config::Config;
use crate::fault::{Fault, is_on};
use crate::platform::{Clock, Kv, Mailer, Shelf, ShelfError, Web};
use index::Index;
pub(crate) use index::stored_form;
use ranges::Range;
pub(crate) use sessions::CODE_LIFE_MINUTES;

/// How long the store may show lists and values from before a write, with room to spare: Workers
/// KV says 60 seconds or more.
pub const STORE_SETTLES_MS: i64 = 3 * MINUTE_MS;

/// How long a site's settings are used before they are read again.
const SETTINGS_FRESH_MS: i64 = MINUTE_MS;

/// When settings or the store cannot be read, this long until the next look.
const LOOK_AGAIN_MS: i64 = MINUTE_MS;

/// The book of one site.
pub struct Book<P> {
    platform: P,
    config: Config,
    site: SiteId,
    settings: RefCell<Option<(Timestamp, Rc<Site>)>>,
}

/// What the world must offer a book.
pub trait BookPlatform: Kv + Clock + Mailer + Shelf + Web {}
impl<P: Kv + Clock + Mailer + Shelf + Web> BookPlatform for P {}

impl<P: BookPlatform> Book<P> {
    /// Opens the book on its storage; an empty one begins by reading the store.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn open(platform: P, config: Config, site: SiteId) -> Result<Self, ShelfError> {
        let book = Self { platform, config, site, settings: RefCell::new(None) };
        let is_older = book.index().make_tables()?;
        if book.index().meta(BORN_AT)?.is_none() {
            // The message that opens a new site's book came a moment before it.
            book.begin_anew(book.platform.now().plus_ms(-MINUTE_MS))?;
        } else if is_older {
            book.rebuild()?;
        }
        Ok(book)
    }

    /// Answers the edge.
    ///
    /// # Errors
    /// When the storage fails; the asker must take it as no answer.
    pub async fn answer(&self, ask: &Ask) -> Result<Reply, ShelfError> {
        let reply = match ask {
            Ask::Tell { facts } => self.take(facts.iter().filter_map(|f| fact_from_json(f)))?,
            Ask::Case { case } => return self.show(case),
            Ask::Act { token } => self.act(token)?,
            Ask::Tend { token, fact } => self.tend_case(token, fact)?,
            Ask::Prove { case } => self.prove(case)?,
            Ask::SignIn { email, browser, network } => {
                self.sign_in(email, (browser, network)).await?
            }
            Ask::Enter { browser, code, by_link, session, agent } => {
                self.enter(browser, (code, *by_link), (session, agent))?
            }
            Ask::Begin { stored, session, agent } => self.begin(stored, (session, agent)).await?,
            Ask::Desk { session, want } => self.desk(session, want).await?,
            Ask::HandOver { days } => self.look_at(days)?,
            Ask::Rebuild => self.rebuild()?,
            Ask::State => Reply::State(self.index().state(self.platform.now())?),
        };
        self.arm().await?;
        Ok(reply)
    }

    /// Does what is due, within bounds, and sets the alarm for the rest.
    ///
    /// # Errors
    /// When the storage fails; the alarm then comes again.
    pub async fn wake(&self) -> Result<(), ShelfError> {
        match self.settings().await? {
            Some(site) => {
                // With every mail of a wake-up spent the report waits for the next.
                if self.perform_due(&site).await? > 0 {
                    self.mail_report(&site).await?;
                }
                self.count_due(&site).await?;
            }
            None => self.put_off()?,
        }
        self.save_due().await?;
        self.put_settings().await?;
        self.catch_up().await?;
        if is_on(Fault::SkippedAlarm) {
            return Ok(());
        }
        self.arm().await
    }

    /// Takes facts of the store into the index, and looks at their cases at once.
    fn take(&self, facts: impl Iterator<Item = Fact>) -> Result<Reply, ShelfError> {
        let index = self.index();
        for fact in facts {
            if index.take_stored(&fact)? {
                let case = self.case(&fact.case)?;
                self.note_automatic(&case)?;
                self.note_entry(&case)?;
                index.set_case(&fact.case, Some(self.platform.now()))?;
            }
        }
        Ok(Reply::Noted)
    }

    fn show(&self, case: &str) -> Result<Reply, ShelfError> {
        let facts = match CaseId::parse(case) {
            Some(case) => self.with_joined(&case, self.index().facts(&case)?)?,
            None => Vec::new(),
        };
        Ok(Reply::Facts { facts: facts.iter().map(fact_to_json).collect() })
    }

    fn look_at(&self, days: &[String]) -> Result<Reply, ShelfError> {
        let days = if is_on(Fault::SkippedHandOver) { &[] } else { days };
        for day in days.iter().filter_map(|day| Day::parse(day)) {
            let (prefix, at) = (facts_of_day(&self.site, day), self.platform.now());
            self.index().set_range(&Range { prefix, cursor: None, at })?;
        }
        self.count_daily()?;
        Ok(Reply::Noted)
    }

    fn rebuild(&self) -> Result<Reply, ShelfError> {
        self.index().clear()?;
        self.begin_anew(self.platform.now())?;
        Ok(Reply::Noted)
    }

    /// Reads the whole site once the store shows every write from before.
    fn begin_anew(&self, born_at: Timestamp) -> Result<(), ShelfError> {
        self.index().set_meta(BORN_AT, &born_at.ms().to_string())?;
        let at = self.platform.now().plus_ms(STORE_SETTLES_MS);
        self.index().set_range(&Range { prefix: facts_of_site(&self.site), cursor: None, at })
    }

    async fn arm(&self) -> Result<(), ShelfError> {
        // Where sites begin nothing is owed.
        if self.site.is_first_run() {
            return Ok(());
        }
        match self.index().next_at()? {
            Some(at) => self.platform.set_alarm(at.max(self.platform.now())).await,
            None => Ok(()),
        }
    }

    fn index(&self) -> Index<'_, P> {
        Index::new(&self.platform)
    }

    /// The site's settings: fresh, or as last seen when the store does not answer.
    async fn settings(&self) -> Result<Option<Rc<Site>>, ShelfError> {
        if self.site.is_first_run() {
            return Ok(self.config.first_run_site().map(Rc::new));
        }
        let now = self.platform.now();
        if let Some((read_at, site)) = &*self.settings.borrow()
            && now < read_at.plus_ms(SETTINGS_FRESH_MS)
        {
            return Ok(Some(Rc::clone(site)));
        }
        let stored = match self.read_settings().await? {
            Some(stored) => {
                self.index().set_meta(LAST_SETTINGS, &stored)?;
                Some(stored)
            }
            None => self.index().meta(LAST_SETTINGS)?,
        };
        let site = stored.and_then(|text| hearback_domain::site::wire::from_json(&text).ok());
        let site = site.map(Rc::new);
        *self.settings.borrow_mut() = site.clone().map(|site| (now, site));
        Ok(site)
    }

    /// The settings as the desk left them a moment ago, else as the store shows them.
    async fn read_settings(&self) -> Result<Option<String>, ShelfError> {
        match self.own_settings()? {
            Some(own) => Ok(Some(own)),
            None => Ok(self.platform.get(&site_key(&self.site)).await.ok().flatten()),
        }
    }
}

/// When this book began to know: what happened to cases opened before, only the store can say.
const BORN_AT: &str = "born_at";
const LAST_SETTINGS: &str = "last_settings";

/// The wait after a number of failed tries: 30 s, doubled each time, at most an hour.
///
/// Longer than any single try may take, so that a try under way is never doubled.
pub(crate) fn wait_after(tries: i64) -> i64 {
    const FIRST_MS: i64 = 30 * SECOND_MS;
    const LONGEST_MS: i64 = 60 * MINUTE_MS;
    let doublings = u32::try_from(tries.clamp(0, 16)).unwrap_or(16);
    FIRST_MS.saturating_mul(2_i64.pow(doublings)).min(LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        let minutes = |tries| wait_after(tries) as f64 / MINUTE_MS as f64;
        assert_eq!([0, 1, 2, 6, 7, 99].map(minutes), [0.5, 1.0, 2.0, 32.0, 60.0, 60.0]);
    }
}
