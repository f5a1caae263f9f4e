//! The screens that tell somebody what comes in: one to a session, and gone with it.
//!
//! Invariant: a screen tells whoever is signed in on it and nobody else; an address at a push
//! service belongs to the session that gave it last. The book's own, and lost with it: whoever
//! wants to be told again presses once more.

use hearback_domain::wire::Subscription;
use hearback_domain::{Listener, PersonId, Timestamp};

use super::index::Index;
use super::sessions::{IDLE_MS, Signed};
use crate::platform::{Row, Shelf, ShelfError};

/// Screens of one person; the latest stay. Each costs calls in the wake-up that tells it.
pub(super) const SCREENS_MAX: u32 = 4;

/// Of sessions that still hold.
const LIVE: &str = "FROM screens JOIN sessions ON sessions.name = screens.session \
                    WHERE sessions.seen > ?";

impl<S: Shelf> Index<'_, S> {
    /// Tells the browser of a session from a moment on.
    pub(super) fn listen(
        &self,
        (session, signed): (&str, &Signed),
        subscription: &Subscription,
        now: Timestamp,
    ) -> Result<(), ShelfError> {
        self.forget_ended_screens()?;
        let Subscription { endpoint, p256dh, auth } = subscription;
        let sql = "INSERT OR REPLACE INTO screens VALUES (?, ?, ?, ?, ?)";
        let values = [
            session.into(),
            endpoint.as_str().into(),
            p256dh.as_str().into(),
            auth.as_str().into(),
            now.into(),
        ];
        self.shelf.run(sql, &values)?;
        let of_person = "SELECT screens.session FROM screens JOIN sessions \
                         ON sessions.name = screens.session WHERE sessions.person = ?";
        let sql = format!(
            "DELETE FROM screens WHERE session IN ({of_person}) AND session NOT IN ({of_person} \
             ORDER BY screens.since DESC LIMIT ?)"
        );
        let person = signed.person.as_str();
        let most = i64::from(SCREENS_MAX);
        self.shelf.run(&sql, &[person.into(), person.into(), most.into()]).map(drop)
    }

    /// Tells the browser of one of a person's sessions no more.
    pub(super) fn quiet(&self, signed: &Signed, number: i64) -> Result<(), ShelfError> {
        let sql = "DELETE FROM screens WHERE session IN \
                   (SELECT name FROM sessions WHERE person = ? AND number = ?)";
        self.shelf.run(sql, &[signed.person.as_str().into(), number.into()]).map(drop)
    }

    /// Forgets one whose push service knows it no more.
    pub(super) fn forget_screen(&self, session: &str) -> Result<(), ShelfError> {
        self.shelf.run("DELETE FROM screens WHERE session = ?", &[session.into()]).map(drop)
    }

    /// Screens end with their sessions.
    pub(super) fn forget_ended_screens(&self) -> Result<(), ShelfError> {
        let sql = "DELETE FROM screens WHERE session NOT IN (SELECT name FROM sessions)";
        self.shelf.run(sql, &[]).map(drop)
    }

    /// Who has a screen that tells them, and since when one does.
    pub(super) fn listeners(&self, now: Timestamp) -> Result<Vec<Listener>, ShelfError> {
        let sql = format!("SELECT person, MIN(since) {LIVE} GROUP BY person");
        let rows = self.shelf.run(&sql, &[now.plus_ms(-IDLE_MS).into()])?;
        let read = |row: &Row| {
            let since = Timestamp::from_ms(row.int(1).unwrap_or_default());
            Some(Listener { person: PersonId::parse(row.text(0)).ok()?, since })
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// The screens of a person, by the names of their sessions.
    pub(super) fn screens(
        &self,
        person: &PersonId,
        now: Timestamp,
    ) -> Result<Vec<(String, Subscription)>, ShelfError> {
        let sql = format!(
            "SELECT session, endpoint, p256dh, auth {LIVE} AND person = ? ORDER BY since DESC"
        );
        let values = [now.plus_ms(-IDLE_MS).into(), person.as_str().into()];
        let read = |row: &Row| {
            let text = |column| row.text(column).to_owned();
            let subscription = Subscription { endpoint: text(1), p256dh: text(2), auth: text(3) };
            (text(0), subscription)
        };
        Ok(self.shelf.run(&sql, &values)?.iter().map(read).collect())
    }
}
