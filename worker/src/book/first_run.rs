//! Before there is a site: the owner of the deployment signs in at a book of its own and answers
//! what is asked; then the site's own book begins it.
//!
//! Invariants: only the configured address begins anything. A site is begun once, through the
//! history of its settings, and is there when the store has it. Answers may be lost with the book,
//! like drafts. Not here: what is asked, and which site follows from the answers (see `domain`).

use hearback_domain::site::wire::from_json;
use hearback_domain::wire::{FirstAnswer, Reply, SettingsChange, Shown, Want};
use hearback_domain::{Site, Timestamp};

use super::index::Index;
use super::sessions::Signed;
use super::{Book, BookPlatform};
use crate::platform::{Shelf, ShelfError};

/// Where the answers are kept.
const ANSWERS: &str = "first_answers";

impl<P: BookPlatform> Book<P> {
    /// Does what is wanted at the desk of the first run.
    pub(super) fn at_first_run(&self, signed: &Signed, want: &Want) -> Result<Reply, ShelfError> {
        let index = self.index();
        let shown = match want {
            Want::Answers { answer } => Shown::Answers(index.answers(answer.as_ref())?),
            Want::ForgetAnswers => {
                index.forget_meta(ANSWERS)?;
                Shown::Done
            }
            Want::SignOut => {
                index.end_sessions(signed, Some(signed.number))?;
                Shown::Done
            }
            _ => return Ok(Reply::Refused),
        };
        Ok(Reply::Desk { person: signed.person.as_str().to_owned(), shown })
    }

    /// Begins this site and lets its owner in: entered once the store has it, noted while it has
    /// not, refused where the site was begun before or is not the owner's.
    ///
    /// Asked again for the same settings it does the same again, since replies may be lost.
    pub(super) async fn begin(
        &self,
        stored: &str,
        browser: (&str, &str),
    ) -> Result<Reply, ShelfError> {
        let owner = self.config.owner_email.as_ref();
        let is_theirs = |site: &Site| site.id == self.site && Some(&site.owner().email) == owner;
        let site = from_json(stored).ok().filter(|site| !site.id.is_first_run() && is_theirs(site));
        let Some(site) = site else { return Ok(Reply::Refused) };
        if !self.look_at_settings().await? {
            return Ok(Reply::Noted);
        }
        // From here to the store nothing waits: nobody comes between.
        let (index, now) = (self.index(), self.platform.now());
        let last = index.desk_settings()?;
        if last.stored != stored {
            if !index.is_unbegun()? {
                return Ok(Reply::Refused);
            }
            let change = SettingsChange {
                number: last.version + 1,
                at: now.ms(),
                person: site.owner().id.as_str().to_owned(),
                what: SettingsChange::FOUND.to_owned(),
                stored: stored.to_owned(),
            };
            index.note_change(&change, Some(now))?;
            self.follow_settings(&site, None)?;
        }
        index.put_at_once(now)?;
        self.platform.sync().await?;
        self.put_settings().await?;
        if !self.index().is_put()? {
            return Ok(Reply::Noted);
        }
        let now = self.platform.now();
        self.index().let_in("", &site.owner().id, browser, now)?;
        self.platform.sync().await?;
        Ok(Reply::Entered)
    }
}

impl<S: Shelf> Index<'_, S> {
    /// All answers, with this one in place of an earlier one to its question.
    fn answers(&self, answer: Option<&FirstAnswer>) -> Result<Vec<FirstAnswer>, ShelfError> {
        let kept = self.meta(ANSWERS)?;
        let kept = kept.and_then(|kept| serde_json::from_str::<Vec<FirstAnswer>>(&kept).ok());
        let mut kept = kept.unwrap_or_default();
        if let Some(answer) = answer {
            kept.retain(|known| known.question != answer.question);
            kept.push(answer.clone());
            self.set_meta(ANSWERS, &serde_json::to_string(&kept).unwrap_or_default())?;
        }
        Ok(kept)
    }

    /// Whether the store has heard of no settings yet, and nobody else stored any.
    fn is_unbegun(&self) -> Result<bool, ShelfError> {
        let sql = "SELECT COUNT(*) FROM settled WHERE person = '' OR put_at IS NULL";
        Ok(self.count(sql, &[])? == 0)
    }

    /// What waits for the store is put now, and not when its turn comes.
    fn put_at_once(&self, now: Timestamp) -> Result<(), ShelfError> {
        let sql = "UPDATE settled SET put_at = ? WHERE put_at IS NOT NULL";
        self.shelf.run(sql, &[now.into()]).map(drop)
    }

    fn is_put(&self) -> Result<bool, ShelfError> {
        Ok(self.count("SELECT COUNT(*) FROM settled WHERE put_at IS NOT NULL", &[])? == 0)
    }
}
