//! Which mail an obligation asks for, put together from the case and the site's settings.

use hearback_domain::accent::Accent;
use hearback_domain::promise::{Promised, answer_choices};
use hearback_domain::site::Person;
use hearback_domain::submission::EmailAddress;
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    ActToken, At, Case, Deed, ObligationId, Opened, Outcome, PersonId, Site, Timestamp,
};

use super::{Book, BookPlatform};
use crate::mail::{
    Acknowledgement, Envelope, GaveUp, HeaderText, Link, Mail, Mailbox, MessageId, OwnerNotice,
    Receipt, SiteCap,
};
use crate::service::{call_link, first_promise, promise_sentence, reader};

/// What every mail about a case needs.
struct Letter<'a> {
    case: &'a Case,
    opened: &'a At<Opened>,
    site: &'a Site,
    now: Timestamp,
}

impl<P: BookPlatform> Book<P> {
    /// The mail for an obligation; `None` when what it is about is gone, such as a person who
    /// left the team.
    pub(super) fn letter(
        &self,
        case: &Case,
        id: &ObligationId,
        site: &Site,
        now: Timestamp,
    ) -> Option<Mail> {
        let letter = Letter { case, opened: case.opened.as_ref()?, site, now };
        let customer = || letter.opened.what.fields.email.clone();
        match id {
            ObligationId::TellPerson(person) => {
                let person = site.team.find(person)?;
                let envelope = self.envelope(&letter, id, person.email.clone(), customer());
                Some(self.notice(&letter, person).mail(envelope))
            }
            ObligationId::TellBackup => {
                let backup = site.team.backup_email()?.clone();
                let envelope = self.envelope(&letter, id, backup, customer());
                Some(self.gave_up(&letter)?.mail(envelope))
            }
            ObligationId::TellSiteCap => {
                let owner = site.owner();
                let envelope = self.envelope(&letter, id, owner.email.clone(), None);
                Some(site_cap(&letter, owner).mail(envelope))
            }
            ObligationId::SendReceipt => {
                let envelope = self.envelope(&letter, id, customer()?, answers_to(site));
                Some(self.receipt(&letter).mail(envelope))
            }
            ObligationId::SendAcknowledgement => {
                let mut envelope = self.envelope(&letter, id, customer()?, answers_to(site));
                envelope.in_reply_to = Some(self.message_id(&letter, &ObligationId::SendReceipt));
                Some(self.acknowledgement(&letter)?.mail(envelope))
            }
        }
    }

    fn envelope(
        &self,
        letter: &Letter<'_>,
        id: &ObligationId,
        to: EmailAddress,
        reply_to: Option<EmailAddress>,
    ) -> Envelope {
        let from = Mailbox {
            name: HeaderText::new(letter.site.business.as_str()),
            address: self.config.mail_from.clone(),
        };
        let message_id = self.message_id(letter, id);
        Envelope { from, to, reply_to, message_id, in_reply_to: None, date: letter.opened.at }
    }

    fn message_id(&self, letter: &Letter<'_>, id: &ObligationId) -> MessageId {
        let secret = &self.config.secret;
        let name = secret.message_name(&self.site, &letter.case.id, &id.text());
        MessageId::new(&name, &self.config.mail_from)
    }

    fn notice(&self, letter: &Letter<'_>, person: &Person) -> OwnerNotice {
        let opened = &letter.opened.what;
        let clock = Reader::of_business(letter.site.zone());
        let due = clock.moment(opened.read_by, letter.now);
        let promise = match first_promise(opened).what {
            Promised::Call => format!("Please call back by {due}."),
            Promised::Read | Promised::Answer => format!("Please read this by {due}."),
        };
        OwnerNotice {
            reader: person.first.as_str().to_owned(),
            business: letter.site.business.as_str().to_owned(),
            reference: opened.reference.as_str().to_owned(),
            fields: opened.fields.clone(),
            page: opened.page.clone(),
            language: opened.language.clone().filter(|tag| is_foreign(tag, letter.site)),
            promise,
            written: written(clock, letter),
            answer_by: self.answer_by(letter, &person.id, clock),
            answered_url: self.button(letter, Deed::Answer { by: person.id.clone() }),
            if_not: None,
            suspicious: opened.suspect,
            accent: Accent::of(letter.site.accent),
        }
    }

    /// The three times; none where nobody waits for an answer.
    fn answer_by(&self, letter: &Letter<'_>, by: &PersonId, clock: Reader) -> Vec<Link> {
        let fields = &letter.opened.what.fields;
        if fields.email.is_none() && fields.phone.is_none() {
            return Vec::new();
        }
        answer_choices(letter.site, letter.now)
            .map(|answer_by| Link {
                label: clock.moment(answer_by, letter.now),
                url: self.button(letter, Deed::Acknowledge { by: by.clone(), answer_by }),
            })
            .into()
    }

    fn gave_up(&self, letter: &Letter<'_>) -> Option<GaveUp> {
        let given_up =
            letter.case.performed.iter().find_map(|(id, ended)| match (id, &ended.what) {
                (ObligationId::TellPerson(person), Outcome::GivenUp(why)) => {
                    Some((letter.site.team.find(person)?, why))
                }
                _ => None,
            });
        let (person, why) = given_up?;
        let clock = Reader::of_business(letter.site.zone());
        Some(GaveUp {
            notice: self.notice(letter, person),
            owner: person.first.as_str().to_owned(),
            owner_address: person.email.as_str().to_owned(),
            tried_since: clock.moment(letter.opened.at, letter.now),
            failed: why.clone(),
        })
    }

    fn receipt(&self, letter: &Letter<'_>) -> Receipt {
        let (opened, site) = (&letter.opened.what, letter.site);
        let clock = reader(site, opened);
        let first = site.owner().first.as_str();
        let promise = promise_sentence(site, opened, letter.now);
        Receipt {
            business: site.business.as_str().to_owned(),
            person: first.to_owned(),
            kind: opened.fields.kind,
            // On the form the message is at hand ("reads this"); in a mail it is not.
            promise: promise.replacen(" reads this by ", " reads your message by ", 1),
            arrival: format!("It arrived safely {}.", written(clock, letter)),
            reference: opened.reference.as_str().to_owned(),
            case_url: self.config.case_url(&self.site, &letter.case.id),
            call: call_link(site).map(mail_link),
            not_me_url: self.button(letter, Deed::Disown),
            address_line: address_line(site),
            accent: Accent::of(site.accent),
        }
    }

    fn acknowledgement(&self, letter: &Letter<'_>) -> Option<Acknowledgement> {
        let (opened, site) = (&letter.opened.what, letter.site);
        let acknowledged = &letter.case.acknowledged.as_ref()?.what;
        let by = site.team.find(&acknowledged.by).unwrap_or_else(|| site.owner());
        Some(Acknowledgement {
            person: by.name.as_str().to_owned(),
            person_first: by.first.as_str().to_owned(),
            business: site.business.as_str().to_owned(),
            kind: opened.fields.kind,
            due: reader(site, opened).moment(acknowledged.answer_by, letter.now),
            word: None,
            reference: opened.reference.as_str().to_owned(),
            case_url: self.config.case_url(&self.site, &letter.case.id),
            call: call_link(site).map(mail_link),
            address_line: address_line(site),
            accent: Accent::of(site.accent),
        })
    }

    fn button(&self, letter: &Letter<'_>, deed: Deed) -> String {
        let expires = letter.now.plus_ms(ActToken::LIFE_MS);
        let (site, case) = (self.site.clone(), letter.case.id);
        self.config.act_url(&ActToken { site, case, deed, expires })
    }
}

fn site_cap(letter: &Letter<'_>, owner: &Person) -> SiteCap {
    SiteCap {
        reader: owner.first.as_str().to_owned(),
        business: letter.site.business.as_str().to_owned(),
        receipts: super::perform::RECEIPTS_PER_SITE_MAX,
        accent: Accent::of(letter.site.accent),
    }
}

/// "today, Monday 23 November, at 13:10": beside the date, "today" and "tomorrow" in the same mail
/// mean the same to whoever reads it late.
fn written(clock: Reader, letter: &Letter<'_>) -> String {
    let at = letter.opened.at;
    let (date, time) = (clock.date(at), clock.time(at));
    let moment = clock.moment(at, letter.now);
    match moment.split_once(' ') {
        Some((day @ ("today" | "yesterday"), _)) => format!("{day}, {date}, at {time}"),
        _ => format!("on {date} at {time}"),
    }
}

/// Answers to our mails reach the owner until mail is received here.
fn answers_to(site: &Site) -> Option<EmailAddress> {
    Some(site.owner().email.clone())
}

/// Whether a language tag names another language than any of the site's.
fn is_foreign(tag: &str, site: &Site) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    !site.languages.all().any(|known| primary(known.as_str()) == primary(tag))
}

fn mail_link(link: crate::pages::Link) -> Link {
    Link { label: format!("Call {}", link.label), url: link.url }
}

fn address_line(site: &Site) -> String {
    let lines = site.reach.visit().map(|visit| visit.address()).unwrap_or_default();
    let names = std::iter::once(site.business.as_str());
    names.chain(lines.iter().map(|line| line.as_str())).collect::<Vec<_>>().join(", ")
}
