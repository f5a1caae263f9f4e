//! What is told beside mail: by a call to the owner's own server, and on screens.
//!
//! Invariant: what is told holds nothing a customer typed, only the kind, the reference and when
//! something is due. A call is signed as Standard Webhooks has it
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>),
//! a message to a screen is encrypted (see `push`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hearback_domain::submission::Kind;
use hearback_domain::wire::{DeskRow, HookEvent, PushNote};
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    At, Case, Obligation, ObligationId, Opened, Outcome, SECOND_MS, Site, Stage, Timestamp,
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{Book, BookPlatform};
use crate::fault::{Fault, is_on};
use crate::outside::{Calls, NotCalled};
use crate::platform::{Call, Fetched, ShelfError};
use crate::push::{self, Message, Screen, TEXT_BYTES_MAX};
use crate::web::Method;

/// What came of a try.
pub(super) enum Tried {
    /// The obligation has come to its end.
    Ended(Outcome),
    /// It is tried again.
    Again,
    /// There was nobody to be told, and nothing is owed any more.
    Nobody,
}

/// What an obligation is about.
struct News<'a> {
    opened: &'a At<Opened>,
    case: &'a Case,
    site: &'a Site,
    /// When the customer wrote.
    at: Timestamp,
    /// Whether they had written before.
    again: bool,
    /// By when something is owed to them.
    due: Option<Timestamp>,
}

impl<'a> News<'a> {
    fn of(case: &'a Case, site: &'a Site, submission: Option<&str>) -> Option<Self> {
        let opened = case.opened.as_ref()?;
        let at = match submission {
            Some(submission) => case.wrote.get(submission)?.at,
            None => opened.at,
        };
        let due = DeskRow::of(case).and_then(|row| row.due).map(Timestamp::from_ms);
        Some(Self { opened, case, site, at, again: submission.is_some(), due })
    }

    /// What a mail to a person of the business is about, in the few words a screen shows.
    fn title(&self, mail: &ObligationId) -> String {
        let what = match mail {
            ObligationId::TellWrote { .. } => "a customer wrote again",
            ObligationId::TellHandedOver { .. } => "a case was handed to you",
            ObligationId::Remind { stage: Stage::Half, .. } => "half the time is over",
            ObligationId::Remind { stage: Stage::Eve, .. } => "a promise is due soon",
            ObligationId::Remind { stage: Stage::Day, .. } => "a promise is due today",
            ObligationId::TellLate { .. } => "nobody acted, and the time was moved",
            _ => match self.opened.what.fields.kind {
                Kind::Question => "a question came in",
                Kind::Complaint => "a complaint came in",
                Kind::Praise => "praise or an idea came in",
                Kind::Callback => "somebody asks to be called",
            },
        };
        format!("{}: {what}", self.site.business.as_str())
    }

    fn body(&self, now: Timestamp) -> String {
        let reference = self.opened.what.reference.as_str();
        let clock = Reader::of_business(self.site.zone());
        match self.due {
            Some(due) => format!("{reference}. Promised by {}.", clock.moment(due, now)),
            None => format!("{reference}."),
        }
    }
}

impl<P: BookPlatform> Book<P> {
    /// Calls the owner's server.
    pub(super) async fn post_hook(
        &self,
        (case, site): (&Case, &Site),
        obligation: &Obligation,
        submission: Option<&str>,
    ) -> Result<Tried, ShelfError> {
        let (Some(webhook), Some(news)) = (&site.webhook, News::of(case, site, submission)) else {
            return Ok(Tried::Nobody);
        };
        let id = self.config.secret.message_name(&self.site, &case.id, &obligation.id.text());
        let event = HookEvent {
            event: if news.again { "case.wrote" } else { "case.opened" },
            id: format!("msg_{id}"),
            site: self.site.as_str().to_owned(),
            reference: news.opened.what.reference.as_str().to_owned(),
            kind: news.opened.what.fields.kind.name(),
            due: news.due.map(Timestamp::rfc3339),
            desk_url: self.config.desk_case_url(&self.site, &case.id),
            at: news.at.rfc3339(),
        };
        let call = self.signed_call(webhook.url.as_str(), &event.id, event.json());
        self.platform.sync().await?;
        let calls = Calls::begin(&self.platform, &self.config);
        let answer = calls.call(&webhook.url, &call).await;
        Ok(self.told(obligation, &answer))
    }

    /// A call with the three headers by which its receiver knows whose it is.
    fn signed_call(&self, url: &str, id: &str, body: String) -> Call {
        let seconds = (self.platform.now().ms() / SECOND_MS).to_string();
        let key = self.config.secret.webhook_key(&self.site);
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes a key of any length");
        for part in [id, ".", &seconds, ".", &body] {
            mac.update(part.as_bytes());
        }
        let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("webhook-id", id.to_owned()),
            ("webhook-timestamp", seconds),
            ("webhook-signature", signature),
        ];
        Call { method: Method::Post, url: url.to_owned(), headers, body: body.into_bytes() }
    }

    /// Tells every screen of a person. One that took it is enough; one that is gone is forgotten.
    pub(super) async fn push(
        &self,
        (case, site): (&Case, &Site),
        obligation: &Obligation,
        mail: &ObligationId,
    ) -> Result<Tried, ShelfError> {
        let submission = match mail {
            ObligationId::TellWrote { submission, .. } => Some(submission.as_str()),
            _ => None,
        };
        let (Some(person), Some(news)) = (mail.person(), News::of(case, site, submission)) else {
            return Ok(Tried::Nobody);
        };
        let note = self.note(&news, mail);
        self.platform.sync().await?;
        let calls = Calls::begin(&self.platform, &self.config);
        let mut tried = Tried::Nobody;
        for (session, subscription) in self.index().screens(person, self.platform.now())? {
            let name = format!("{}.{}.{session}", case.id.text(), obligation.id.text());
            let message = Message {
                secret: &self.config.secret,
                contact: self.config.mail_from.as_str(),
                name: &name,
                now: self.platform.now(),
                text: &note,
            };
            let screen = Screen::parse(&subscription);
            let call = screen.and_then(|screen| Some((push::call(&screen, &message)?, screen.url)));
            let answer = match call {
                Some((call, url)) => calls.call(&url, &call).await,
                // Nothing will ever come of these keys.
                None => Ok(Fetched { status: 404, body: String::new() }),
            };
            if matches!(&answer, Ok(Fetched { status: 404 | 410, .. })) {
                self.index().forget_screen(&session)?;
                continue;
            }
            let told = self.told(obligation, &answer);
            if !matches!(tried, Tried::Ended(Outcome::Sent)) {
                tried = told;
            }
        }
        Ok(tried)
    }

    fn note(&self, news: &News<'_>, mail: &ObligationId) -> String {
        let desk = format!("/desk/{}/case/{}", self.site.as_str(), news.case.id.text());
        let (title, body) = (news.title(mail), news.body(self.platform.now()));
        let note = PushNote { title, body, url: desk, tag: news.case.id.text() }.json();
        debug_assert!(note.len() <= TEXT_BYTES_MAX, "names are short");
        note
    }

    /// What an answer means: any 2xx has taken it, 410 wants no more, everything else is tried
    /// again until its time is over.
    fn told(&self, obligation: &Obligation, answer: &Result<Fetched, NotCalled>) -> Tried {
        let why = match answer {
            Ok(Fetched { status: 200..=299, .. }) => return Tried::Ended(Outcome::Sent),
            _ if is_on(Fault::TrustedServer) => return Tried::Ended(Outcome::Sent),
            Ok(Fetched { status: 410, .. }) => {
                return Tried::Ended(Outcome::GivenUp("it answered 410".to_owned()));
            }
            Ok(fetched) => format!("it answered {}", fetched.status),
            Err(error) => error.text(),
        };
        match self.platform.now() >= obligation.until {
            true => Tried::Ended(Outcome::GivenUp(why)),
            false => Tried::Again,
        }
    }
}
