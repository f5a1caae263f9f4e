//! The settings of the site: the book takes every change of the desk, keeps the history, and
//! puts both into the store.
//!
//! Invariants: a change is taken only by whoever saw the last one, and only from the owner; it is
//! durable here before it is confirmed, and goes to the store until that has it. What somebody
//! stored past the desk is found at the next look and becomes a change of its own, so that neither
//! is lost unseen.

use hearback_domain::key::{site_history, site_history_key, site_key};
use hearback_domain::site::wire::from_json;
use hearback_domain::wire::{DeskSettings, SettingsChange, Shown};
use hearback_domain::{PersonId, Site, Timestamp};

use super::index::Index;
use super::{Book, BookPlatform, LAST_SETTINGS, LOOK_AGAIN_MS, STORE_SETTLES_MS};
use crate::platform::{KEYS_PER_GET_MAX, Row, Shelf, ShelfError, Value};

/// Changes that are shown, and read again from the store.
const CHANGES_MAX: i64 = 50;

/// Changes that are put in one wake-up.
const PUTS_MAX: i64 = 4;

/// Pages of the history that are read.
const PAGES_MAX: usize = 5;

/// A change that somebody wants.
pub(super) enum Wanted<'a> {
    /// These settings, of which a part is new.
    To { what: &'a str, stored: &'a str },
    /// The settings as they were after an earlier change.
    Back(i64),
}

impl<P: BookPlatform> Book<P> {
    /// The settings as the owner may change them; none while the store does not answer.
    pub(super) async fn desk_settings(&self) -> Result<Option<DeskSettings>, ShelfError> {
        if !self.look_at_settings().await? {
            return Ok(None);
        }
        self.index().desk_settings().map(Some)
    }

    /// Takes a change; none while the store does not answer.
    pub(super) async fn settle(
        &self,
        person: &PersonId,
        version: i64,
        wanted: Wanted<'_>,
    ) -> Result<Option<Shown>, ShelfError> {
        if !self.look_at_settings().await? {
            return Ok(None);
        }
        // From here on nothing waits for the store: nobody comes between.
        let (index, now) = (self.index(), self.platform.now());
        let (what, stored) = match wanted {
            Wanted::To { what, stored } => (what, Some(stored.to_owned())),
            Wanted::Back(number) => (SettingsChange::BACK, index.settled(number)?),
        };
        let last = index.desk_settings()?;
        let site = stored.as_deref().and_then(|stored| from_json(stored).ok());
        let taken = match (stored, site) {
            (Some(stored), Some(site)) if site.id == self.site && last.version == version => {
                let change = SettingsChange {
                    number: last.version + 1,
                    at: now.ms(),
                    person: person.as_str().to_owned(),
                    what: what.to_owned(),
                    stored,
                };
                index.note_change(&change, Some(now))?;
                self.follow_settings(&site, from_json(&last.stored).ok().as_ref())?;
                true
            }
            _ => false,
        };
        if taken {
            self.platform.sync().await?;
            self.put_settings().await?;
        }
        Ok(Some(Shown::Settings { taken, settings: Box::new(self.index().desk_settings()?) }))
    }

    /// Puts changes that the store does not have yet.
    pub(super) async fn put_settings(&self) -> Result<(), ShelfError> {
        for change in self.index().changes_to_put(self.platform.now())? {
            let value = serde_json::to_string(&change).unwrap_or_default();
            let key = site_history_key(&self.site, change.number);
            let mut put = self.platform.put(&key, &value, "").await.is_ok();
            let is_last = self.index().desk_settings()?.version == change.number;
            if put && is_last && !change.person.is_empty() {
                put = self.platform.put(&site_key(&self.site), &change.stored, "").await.is_ok();
            }
            let now = self.platform.now();
            let again = (!put).then(|| now.plus_ms(LOOK_AGAIN_MS));
            self.index().set_put(change.number, again, now)?;
        }
        Ok(())
    }

    /// The settings that hold although the store may not show them yet.
    pub(super) fn own_settings(&self) -> Result<Option<String>, ShelfError> {
        self.index().young_settings(self.platform.now())
    }

    /// Learns what the store holds; whether it answered.
    pub(super) async fn look_at_settings(&self) -> Result<bool, ShelfError> {
        if self.index().desk_settings()?.version == 0 && !self.read_history().await? {
            return Ok(false);
        }
        let Ok(stored) = self.platform.get(&site_key(&self.site)).await else { return Ok(false) };
        let (index, now) = (self.index(), self.platform.now());
        let (last, Some(stored)) = (index.desk_settings()?, stored) else { return Ok(true) };
        let is_past = index.young_settings(now)?.is_some() && index.was_settled(&stored)?;
        if stored == last.stored || is_past || from_json(&stored).is_err() {
            return Ok(true);
        }
        let what = match last.version {
            0 => SettingsChange::FOUND,
            _ => SettingsChange::ELSEWHERE,
        };
        let change = SettingsChange {
            number: last.version + 1,
            at: now.ms(),
            person: String::new(),
            what: what.to_owned(),
            stored,
        };
        index.note_change(&change, Some(now))?;
        if let Ok(site) = from_json(&change.stored) {
            self.follow_settings(&site, from_json(&last.stored).ok().as_ref())?;
        }
        Ok(true)
    }

    /// A book that begins has its history from the store.
    async fn read_history(&self) -> Result<bool, ShelfError> {
        let (mut keys, mut cursor) = (Vec::new(), None);
        for _ in 0..PAGES_MAX {
            let page = self.platform.list(&site_history(&self.site), cursor.as_deref()).await;
            let Ok(page) = page else { return Ok(false) };
            keys.extend(page.keys.into_iter().map(|name| name.key));
            cursor = page.cursor;
            if cursor.is_none() {
                break;
            }
        }
        let most = usize::try_from(CHANGES_MAX).unwrap_or(KEYS_PER_GET_MAX);
        let last = keys.split_off(keys.len().saturating_sub(most));
        if last.is_empty() {
            return Ok(true);
        }
        let Ok(values) = self.platform.get_many(&last).await else { return Ok(false) };
        for value in values.iter().flatten() {
            if let Ok(change) = serde_json::from_str::<SettingsChange>(value) {
                self.index().note_change(&change, None)?;
            }
        }
        Ok(true)
    }

    /// What follows at once from new settings: who has left is signed out, and open cases are
    /// looked at where customers are to be told something.
    pub(super) fn follow_settings(
        &self,
        site: &Site,
        before: Option<&Site>,
    ) -> Result<(), ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        index.set_meta(LAST_SETTINGS, &hearback_domain::site::wire::to_json(site))?;
        self.settings.replace(None);
        index.sign_out_all_but(site, before)?;
        let has_news = site.notices.all().iter().any(|notice| {
            let known = before.and_then(|before| before.notices.find(notice.written));
            notice.mailed && known.is_none_or(|known| !known.mailed)
        });
        if has_news {
            index.look_at_open_cases(now)?;
        }
        Ok(())
    }
}

impl<S: Shelf> Index<'_, S> {
    pub(super) fn desk_settings(&self) -> Result<DeskSettings, ShelfError> {
        let sql = "SELECT number, at, person, what, stored FROM settled \
                   ORDER BY number DESC LIMIT ?";
        let rows = self.shelf.run(sql, &[CHANGES_MAX.into()])?;
        let stored = rows.first().map(|row| row.text(4).to_owned()).unwrap_or_default();
        let listed = |row: &Row| SettingsChange { stored: String::new(), ..change(row) };
        let changes: Vec<_> = rows.iter().map(listed).collect();
        let version = changes.first().map(|change| change.number).unwrap_or_default();
        Ok(DeskSettings { stored, version, changes })
    }

    fn settled(&self, number: i64) -> Result<Option<String>, ShelfError> {
        let sql = "SELECT stored FROM settled WHERE number = ?";
        let rows = self.shelf.run(sql, &[number.into()])?;
        Ok(rows.first().map(|row| row.text(0).to_owned()))
    }

    fn was_settled(&self, stored: &str) -> Result<bool, ShelfError> {
        Ok(self.count("SELECT COUNT(*) FROM settled WHERE stored = ?", &[stored.into()])? > 0)
    }

    pub(super) fn note_change(
        &self,
        change: &SettingsChange,
        put_at: Option<Timestamp>,
    ) -> Result<(), ShelfError> {
        let sql = "INSERT OR IGNORE INTO settled VALUES (?, ?, ?, ?, ?, ?, 0)";
        let values: [Value; 6] = [
            change.number.into(),
            change.at.into(),
            change.person.as_str().into(),
            change.what.as_str().into(),
            change.stored.as_str().into(),
            put_at.into(),
        ];
        self.shelf.run(sql, &values).map(drop)
    }

    fn changes_to_put(&self, now: Timestamp) -> Result<Vec<SettingsChange>, ShelfError> {
        let sql = "SELECT number, at, person, what, stored FROM settled WHERE put_at <= ? \
                   ORDER BY number LIMIT ?";
        Ok(self.shelf.run(sql, &[now.into(), PUTS_MAX.into()])?.iter().map(change).collect())
    }

    fn set_put(
        &self,
        number: i64,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), ShelfError> {
        let sql = "UPDATE settled SET put_at = ?, was_put = ? WHERE number = ?";
        self.shelf.run(sql, &[again.into(), now.into(), number.into()]).map(drop)
    }

    /// The last change, where it was made at the desk and the store may show what was before.
    fn young_settings(&self, now: Timestamp) -> Result<Option<String>, ShelfError> {
        let sql = "SELECT stored FROM settled WHERE person <> '' AND number = (SELECT \
                   MAX(number) FROM settled) AND (put_at IS NOT NULL OR was_put > ?)";
        let rows = self.shelf.run(sql, &[now.plus_ms(-STORE_SETTLES_MS).into()])?;
        Ok(rows.first().map(|row| row.text(0).to_owned()))
    }

    fn look_at_open_cases(&self, now: Timestamp) -> Result<(), ShelfError> {
        let sql = "UPDATE cases SET next_at = ? WHERE place IN ('todo', 'waiting')";
        self.shelf.run(sql, &[now.into()]).map(drop)
    }
}

fn change(row: &Row) -> SettingsChange {
    let int = |column| row.int(column).unwrap_or_default();
    let text = |column| row.text(column).to_owned();
    SettingsChange { number: int(0), at: int(1), person: text(2), what: text(3), stored: text(4) }
}
