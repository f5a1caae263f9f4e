//! The owner's page about mail: a test that goes out at once, and how the domain that mails come
//! from stands.
//!
//! The book sends the test and keeps what the provider answered; the edge asks a resolver for the
//! records, all at the same time. Not here: reading them (see `hearback_domain::sender`).

use hearback_domain::Timestamp;
use hearback_domain::sender::{
    Finding, Looked, dkim, dkim_name, dmarc, dmarc_names, selectors, spf,
};
use hearback_domain::wire::{MailAnswer, MailTest, Shown, Want};
use hearback_domain::wording::Clock;

use super::super::together::together;
use super::super::{Edge, Service};
use super::{AtDesk, Said, path};
use crate::outside::asking;
use crate::pages::{CheckView, FormTarget, Link, MailView, PartLink, TestedView, mail_page};
use crate::web::Response;

const TOO_OFTEN: &str =
    "That was often. The next test can go out within the hour; below is how the last one went.";

impl<E: Edge> Service<E> {
    /// The page as it is now.
    pub(super) async fn show_mail(&self, desk: &AtDesk<'_>) -> Response {
        let said = self.ask_for(desk, Want::MailTest { send: false }).await;
        self.mail_page(desk, 200, said).await
    }

    /// Sends a test, then leads back to the page, which says how it went.
    pub(super) async fn test_mail(&self, desk: &AtDesk<'_>) -> Response {
        if let Err(response) = self.own_form(desk) {
            return response;
        }
        match self.ask_for(desk, Want::MailTest { send: true }).await {
            Said::To(_, Shown::MailTest { sent: true, .. }) => {
                Response::see_other(format!("{}/settings/mail?sent=1", path(&desk.site.id)))
            }
            said => self.mail_page(desk, 429, said).await,
        }
    }

    /// The way here from the settings.
    pub(super) fn mail_link(&self, settings_path: &str) -> PartLink {
        PartLink {
            title: "Mail".to_owned(),
            says: format!(
                "Comes from {}. Send yourself a test, and see whether it arrives.",
                self.config.mail_from.as_str()
            ),
            url: format!("{settings_path}/mail"),
        }
    }

    /// The page for the owner, or what is shown instead; a status of 429 is said in words.
    async fn mail_page(&self, desk: &AtDesk<'_>, status: u16, said: Said) -> Response {
        let (person, last) = match said {
            Said::To(person, Shown::MailTest { last, .. }) => (person, last),
            Said::To(person, Shown::OwnerOnly) => return self.owner_only(desk, &person).await,
            said => return self.instead(desk, &said),
        };
        let settings_path = format!("{}/settings", path(&desk.site.id));
        let you = desk.you(&person);
        let from = &self.config.mail_from;
        let clock = Clock::of_business(desk.site.zone());
        let view = MailView {
            frame: self.frame(desk, you, self.other_desks(desk).await),
            notice: (status == 429).then(|| TOO_OFTEN.to_owned()),
            from: from.as_str().to_owned(),
            domain: from.domain().to_owned(),
            to: you.email.as_str().to_owned(),
            tested: last.map(|last| {
                let at = clock.moment(Timestamp::from_ms(last.at), self.edge.now());
                tested(&last, at, from.as_str())
            }),
            is_news: desk.request.parameter("sent").is_some(),
            checks: self.checks().await,
            form: FormTarget { action: format!("{settings_path}/mail"), token: self.token(desk) },
            back: Link { label: "the settings".to_owned(), url: settings_path },
        };
        Response::page(status, mail_page(&view).into_string())
    }

    /// How the domain stands that mails come from.
    async fn checks(&self) -> Vec<CheckView> {
        let (domain, own) = (self.config.mail_from.domain(), self.config.dkim_selector.as_ref());
        let (selectors, policies) = (selectors(own), dmarc_names(domain));
        let keys = selectors.iter().map(|selector| dkim_name(selector, domain));
        let names = std::iter::once(domain.to_owned()).chain(policies.iter().cloned()).chain(keys);
        let mut looked = together(names.map(|name| self.look_up(name))).await.into_iter();
        let sender = looked.next().unwrap_or(Looked::Unasked);
        let policies: Vec<_> = policies.into_iter().zip(looked.by_ref()).collect();
        let keys: Vec<_> = selectors.into_iter().zip(looked).collect();
        vec![
            check("SPF", "which servers may send", spf(domain, &sender)),
            check("DKIM", "a signature on each mail", dkim(own, &keys)),
            check("DMARC", "what becomes of forged mail", dmarc(domain, &policies)),
        ]
    }

    /// The TXT records of a name, by DNS over HTTPS.
    async fn look_up(&self, name: String) -> Looked {
        match self.edge.fetch(&asking(&self.config, &name, "TXT")).await {
            Ok(fetched) if fetched.status == 200 => Looked::read(&fetched.body),
            Ok(_) | Err(_) => Looked::Unasked,
        }
    }
}

fn check(name: &'static str, what: &'static str, finding: Finding) -> CheckView {
    CheckView { name, what, standing: finding.standing, says: finding.says, record: finding.record }
}

/// A test's outcome in plain words, and what to do next.
fn tested(test: &MailTest, at: String, from: &str) -> TestedView {
    let (to, code) = (&test.to, test.code);
    let keeper = "Whoever runs Hearback for you finds the settings for it in MAIL_URL.";
    let answer = MailAnswer::parse(&test.answer).unwrap_or(MailAnswer::Lost);
    let (says, next) = match answer {
        MailAnswer::Accepted => (
            format!("Your mail provider took the test for {to}."),
            "Look into your inbox. If it is not there in five minutes, look into the spam folder: \
             if it lies there, mend below what is not good."
                .to_owned(),
        ),
        MailAnswer::RefusedForGood => (
            format!("Your mail provider refused the test for {to}, for good ({code})."),
            format!(
                "Often {from} is not yet a sender that your provider knows, or {to} is mistyped."
            ),
        ),
        MailAnswer::RefusedForNow => (
            format!("Your mail provider refused the test for {to}, for now ({code})."),
            "Please try again in some minutes. Real mails are tried again by themselves, for four \
             days."
                .to_owned(),
        ),
        MailAnswer::NotLetIn => (
            format!("Your mail provider does not take the name or the password ({code})."),
            format!("No mail can go out until that is mended. {keeper}"),
        ),
        MailAnswer::Unreachable => (
            "Your mail provider could not be reached, and the test did not go out.".to_owned(),
            format!("Real mails are tried again by themselves, for four days. {keeper}"),
        ),
        MailAnswer::Lost => (
            "The answer of your mail provider was lost: the test may have gone out.".to_owned(),
            format!("Look into the inbox of {to}, then try once more."),
        ),
        MailAnswer::Unusable => (
            "Hearback is not set up to send mail, and the test did not go out.".to_owned(),
            keeper.to_owned(),
        ),
    };
    let is_good = answer == MailAnswer::Accepted;
    TestedView { is_good, at, says, next, said: test.said.clone() }
}
