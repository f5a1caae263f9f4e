//! The browsers somebody is signed in with, and ending them.

use hearback_domain::Timestamp;
use hearback_domain::wire::{DeskSession, Shown, Want};
use hearback_domain::wording::Clock;

use super::super::{Edge, Service, error};
use super::{AtDesk, Said, field, path};
use crate::pages::{
    FormTarget, SessionView, SessionsView, SignInNotice, TellingView, keys_page, sessions_page,
};
use crate::push::vapid_public;
use crate::web::Response;

impl<E: Edge> Service<E> {
    pub(super) async fn show_sessions(&self, desk: &AtDesk<'_>) -> Response {
        self.sessions_page(desk, 200, None).await
    }

    pub(super) async fn sessions_page(
        &self,
        desk: &AtDesk<'_>,
        status: u16,
        refused: Option<&str>,
    ) -> Response {
        let (person, sessions) = match self.ask_for(desk, Want::Sessions).await {
            Said::To(person, Shown::Sessions(sessions)) => (person, sessions),
            said => return self.instead(desk, &said),
        };
        let clock = Clock::of_business(desk.site.zone());
        let now = self.edge.now();
        let view = |session: &DeskSession| SessionView {
            id: session.number.to_string(),
            browser: session.browser.clone(),
            begun: clock.moment(Timestamp::from_ms(session.began), now),
            seen: clock.moment(Timestamp::from_ms(session.seen), now),
            told: session.told,
        };
        let (this, others): (Vec<_>, Vec<_>) =
            sessions.iter().partition(|session: &&DeskSession| session.this);
        let this = this.first().map(|session| view(session)).unwrap_or_default();
        let page = SessionsView {
            frame: self.frame(desk, desk.you(&person), self.other_desks(desk).await),
            done: done(desk),
            telling: TellingView {
                told: this.told,
                key: vapid_public(&self.config.secret),
                refused: refused.map(str::to_owned),
                session: this.id.clone(),
            },
            this,
            others: others.into_iter().map(view).collect(),
            form: FormTarget {
                action: format!("{}/sessions", path(&desk.site.id)),
                token: self.token(desk),
            },
        };
        Response::page(status, sessions_page(&page).into_string()).allowing(ASKS_THE_BROWSER)
    }

    /// The shortcuts; whose desk it is says their session.
    pub(super) async fn show_keys(&self, desk: &AtDesk<'_>) -> Response {
        let person = match self.ask_for(desk, Want::Sessions).await {
            Said::To(person, _) => person,
            said => return self.instead(desk, &said),
        };
        let frame = self.frame(desk, desk.you(&person), self.other_desks(desk).await);
        Response::page(200, keys_page(&frame).into_string())
    }

    /// Ends a session, or changes which browsers tell.
    pub(super) async fn change_sessions(&self, desk: &AtDesk<'_>) -> Response {
        let body = match self.own_form(desk) {
            Ok(body) => body,
            Err(response) => return response,
        };
        if field(body, "deed") == "listen" {
            return self.listen(desk, body).await;
        }
        if let Ok(session) = field(body, "quiet").parse() {
            return self.quiet(desk, session).await;
        }
        let end = field(body, "end");
        let session = match end.as_str() {
            SessionsView::OTHERS => None,
            number => match number.parse() {
                Ok(number) => Some(number),
                Err(_) => return error(400),
            },
        };
        match self.ask_for(desk, Want::End { session }).await {
            Said::To(..) => {
                Response::see_other(format!("{}/sessions?ended=1", path(&desk.site.id)))
            }
            said => self.instead(desk, &said),
        }
    }

    pub(super) async fn sign_out(&self, desk: &AtDesk<'_>) -> Response {
        if let Err(response) = self.own_form(desk) {
            return response;
        }
        match self.ask_for(desk, Want::SignOut).await {
            Said::To(..) | Said::SignedOut => self.sign_in(desk, 200, SignInNotice::SignedOut),
            said => self.instead(desk, &said),
        }
    }
}

/// This page alone gives the browser a worker.
const ASKS_THE_BROWSER: &str = "worker-src 'self'";

fn done(desk: &AtDesk<'_>) -> Option<String> {
    let said = [
        ("ended", "It is ended. Whoever used it is signed out."),
        (
            "told",
            "This browser tells you from now on when a customer writes, when a case is handed to you, \
             and when something is due or late.",
        ),
        ("quiet", "It tells you no more. The mail comes as before."),
    ];
    let done = said.into_iter().find(|(name, _)| desk.request.parameter(name).is_some());
    done.map(|(_, sentence)| sentence.to_owned())
}
