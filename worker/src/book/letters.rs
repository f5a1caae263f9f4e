//! Which mail an obligation asks for, put together from the case and the site's settings.

use hearback_domain::accent::Accent;
use hearback_domain::promise::{Promised, acknowledgement_choices};
use hearback_domain::site::Person;
use hearback_domain::submission::{EmailAddress, Kind};
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    ActToken, At, Case, Deed, Obligation, ObligationId, Opened, PersonId, Site, Timestamp, owed,
};

use super::{Book, BookPlatform};
use crate::mail::{
    CalendarFile, Envelope, HeaderText, Link, Mail, Mailbox, MessageId, OwnerNotice, Receipt,
    SiteCap,
};
use crate::service::{call_link, first_promise, promise_sentence, reader, upper};

/// What every mail about a case needs.
pub(super) struct Letter<'a> {
    pub(super) case: &'a Case,
    pub(super) opened: &'a At<Opened>,
    pub(super) site: &'a Site,
    pub(super) now: Timestamp,
    /// The mail's date, the same at every attempt.
    date: Timestamp,
}

impl<P: BookPlatform> Book<P> {
    /// The mail for an obligation; `None` when what it is about is gone, such as a person who
    /// left the team.
    pub(super) fn letter(
        &self,
        case: &Case,
        obligation: &Obligation,
        site: &Site,
        now: Timestamp,
    ) -> Option<Mail> {
        let letter =
            Letter { case, opened: case.opened.as_ref()?, site, now, date: obligation.from };
        let id = &obligation.id;
        if let Some(person) = id.person() {
            return self.persons_mail(&letter, id, site.team.find(person)?);
        }
        match id {
            ObligationId::TellBackup | ObligationId::AskBackup { .. } => {
                let envelope = self.to_business(&letter, id, site.team.backup_email()?.clone());
                let prompt = match id {
                    ObligationId::AskBackup { promise, .. } => self.request(&letter, *promise)?,
                    _ => self.gave_up(&letter)?,
                };
                Some(prompt.mail(envelope))
            }
            ObligationId::TellSiteCap => {
                let owner = site.owner();
                let envelope = self.envelope(&letter, id, owner.email.clone(), None);
                Some(site_cap(&letter, owner).mail(envelope))
            }
            _ if id.is_for_the_customer() => self.customers_mail(&letter, id),
            _ => None,
        }
    }

    fn persons_mail(
        &self,
        letter: &Letter<'_>,
        id: &ObligationId,
        person: &Person,
    ) -> Option<Mail> {
        let envelope = self.to_business(letter, id, person.email.clone());
        Some(match id {
            ObligationId::Remind { promise, stage, .. } => {
                self.reminder(letter, person, *promise, *stage)?.mail(envelope)
            }
            ObligationId::TellLate { promise, term, .. } => {
                self.late(letter, person, *promise, *term)?.mail(envelope)
            }
            ObligationId::TellWrote { submission, .. } => {
                self.wrote(letter, person, submission)?.mail(envelope)
            }
            ObligationId::TellHandedOver { step, .. } => {
                self.handed_over(letter, person, *step)?.mail(envelope)
            }
            _ => {
                let mail = self.notice(letter, person).mail(envelope);
                Mail { calendar: self.call_date(letter), ..mail }
            }
        })
    }

    fn customers_mail(&self, letter: &Letter<'_>, id: &ObligationId) -> Option<Mail> {
        let mut envelope = self.to_customer(letter, id)?;
        if *id == ObligationId::SendReceipt {
            return Some(self.receipt(letter).mail(envelope));
        }
        envelope.in_reply_to = Some(self.message_id(letter, &ObligationId::SendReceipt));
        let ObligationId::SendReply(number) = id else {
            return Some(self.news(letter, id)?.mail(envelope));
        };
        let team = &letter.site.team;
        let by = &letter.case.steps.get(number)?.what.by;
        let by = team.find(by).unwrap_or_else(|| letter.site.owner());
        envelope.reply_to = Some(by.email.clone());
        let from = format!("{} at {}", by.first.as_str(), letter.site.business.as_str());
        envelope.from.name = HeaderText::new(&from);
        Some(self.reply(letter, by, *number)?.mail(envelope))
    }

    /// Replies lead to the customer.
    fn to_business(&self, letter: &Letter<'_>, id: &ObligationId, to: EmailAddress) -> Envelope {
        self.envelope(letter, id, to, letter.opened.what.fields.email.clone())
    }

    /// Replies reach the owner until mail is received here.
    fn to_customer(&self, letter: &Letter<'_>, id: &ObligationId) -> Option<Envelope> {
        let customer = letter.opened.what.fields.email.clone()?;
        Some(self.envelope(letter, id, customer, Some(letter.site.owner().email.clone())))
    }

    fn envelope(
        &self,
        letter: &Letter<'_>,
        id: &ObligationId,
        to: EmailAddress,
        reply_to: Option<EmailAddress>,
    ) -> Envelope {
        let from = letter.site.business.as_str();
        let name = self.message_name(letter, id);
        Envelope { reply_to, ..self.own_envelope(from, to, (&name, letter.date)) }
    }

    /// Around a mail to which nobody answers; `name` is its own and the same at every attempt.
    pub(super) fn own_envelope(
        &self,
        from: &str,
        to: EmailAddress,
        (name, date): (&str, Timestamp),
    ) -> Envelope {
        let from = Mailbox { name: HeaderText::new(from), address: self.config.mail_from.clone() };
        let message_id = MessageId::new(name, &self.config.mail_from);
        Envelope { from, to, reply_to: None, message_id, in_reply_to: None, date }
    }

    fn message_id(&self, letter: &Letter<'_>, id: &ObligationId) -> MessageId {
        MessageId::new(&self.message_name(letter, id), &self.config.mail_from)
    }

    fn message_name(&self, letter: &Letter<'_>, id: &ObligationId) -> String {
        self.config.secret.message_name(&self.site, &letter.case.id, &id.text())
    }

    pub(super) fn notice(&self, letter: &Letter<'_>, person: &Person) -> OwnerNotice {
        let opened = &letter.opened.what;
        let clock = in_writing(letter);
        let due = clock.moment(opened.read_by, letter.now);
        let promise = match first_promise(opened).what {
            Promised::Call if let Some(slot) = opened.slot => {
                format!("Please call back {}.", clock.slot(slot, letter.now))
            }
            Promised::Call => format!("Please call back by {due}."),
            Promised::Read | Promised::Answer | Promised::Deed => {
                format!("Please read this by {due}.")
            }
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
            answered_url: Some(self.button(letter, Deed::Answer { by: person.id.clone() })),
            tend: self.another_time(letter, person),
            if_not: if_not(letter),
            suspicious: opened.suspect,
            accent: Accent::of(letter.site.accent),
        }
    }

    /// A call is moved with a reason before anybody has said when they call.
    fn another_time(&self, letter: &Letter<'_>, person: &Person) -> Option<Link> {
        let is_call = letter.opened.what.fields.kind == Kind::Callback;
        let url = || self.button(letter, Deed::Tend { by: person.id.clone() });
        is_call.then(|| Link { label: "I need another time".to_owned(), url: url() })
    }

    /// The time a customer chose to be rung, for the calendar.
    fn call_date(&self, letter: &Letter<'_>) -> Option<CalendarFile> {
        let (opened, slot) = (&letter.opened.what, letter.opened.what.slot?);
        let fields = &opened.fields;
        let phone = fields.phone.as_ref().map(|phone| phone.as_str());
        let name = fields.name.as_ref().map(|name| name.as_str());
        let whom: Vec<&str> = name.into_iter().chain(phone).collect();
        let message = fields.message.as_ref().map(|message| format!("\n{}", message.as_str()));
        let secret = &self.config.secret;
        let id = secret.message_name(&self.site, &letter.case.id, "call-date");
        Some(CalendarFile {
            id: MessageId::new(&id, &self.config.mail_from),
            organizer: self.config.mail_from.clone(),
            made: letter.opened.at,
            start: slot.start(),
            end: slot.end(),
            summary: format!("Call {}", whom.join(", ")),
            description: format!("{}{}", opened.reference.as_str(), message.unwrap_or_default()),
        })
    }

    /// The three times; none where nobody waits for an answer.
    fn answer_by(&self, letter: &Letter<'_>, by: &PersonId, clock: Reader) -> Vec<Link> {
        let fields = &letter.opened.what.fields;
        if fields.email.is_none() && fields.phone.is_none() {
            return Vec::new();
        }
        let opened = &letter.opened.what;
        let choices = acknowledgement_choices(letter.site, opened, letter.now).into_iter();
        let label = |at| match (opened.slot.filter(|slot| slot.end() == at), fields.kind) {
            (Some(slot), _) => clock.slot(slot, letter.now),
            (None, Kind::Callback) => format!("by {}", clock.short(at)),
            (None, _) => clock.short(at),
        };
        let link = |answer_by| Link {
            label: label(answer_by),
            url: self.button(letter, Deed::Acknowledge { by: by.clone(), answer_by }),
        };
        choices.map(link).collect()
    }

    fn receipt(&self, letter: &Letter<'_>) -> Receipt {
        let (opened, site) = (&letter.opened.what, letter.site);
        let clock = reader(site, opened).in_writing();
        let first = site.owner().first.as_str();
        let promise = promise_sentence(site, opened, clock, letter.now);
        Receipt {
            business: site.business.as_str().to_owned(),
            person: first.to_owned(),
            kind: opened.fields.kind,
            // On the form the message is at hand ("reads this"); in a mail it is not.
            promise: promise.replacen(" reads this by ", " reads your message by ", 1),
            arrival: format!("It arrived safely {}.", written(clock, letter)),
            reference: opened.reference.as_str().to_owned(),
            case_url: self.config.mailed_case_url(&self.site, &letter.case.id),
            call: call_link(site).map(mail_link),
            not_me_url: self.button(letter, Deed::Disown),
            address_line: address_line(site),
            accent: Accent::of(site.accent),
        }
    }

    pub(super) fn button(&self, letter: &Letter<'_>, deed: Deed) -> String {
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

/// "on Monday 23 November at 13:10".
pub(super) fn written(clock: Reader, letter: &Letter<'_>) -> String {
    let at = letter.opened.at;
    format!("on {} at {}", clock.date(at), clock.time(at))
}

/// The clock of the business, for what is read later.
pub(super) const fn in_writing(letter: &Letter<'_>) -> Reader {
    Reader::of_business(letter.site.zone()).in_writing()
}

/// What happens where nobody acts, in the order in which it does.
fn if_not(letter: &Letter<'_>) -> Option<String> {
    let owed = owed(letter.case, letter.site);
    let from = |wanted: fn(&ObligationId) -> bool| {
        owed.iter().find(|one| wanted(&one.id)).map(|one| one.from)
    };
    let clock = in_writing(letter);
    // One date is enough for what happens on it.
    let after = |at: Timestamp, before: Timestamp| match clock.date(at) == clock.date(before) {
        true => format!("At {}", clock.time(at)),
        false => upper(&clock.moment(at, letter.now)),
    };
    let reminded = from(|id| matches!(id, ObligationId::Remind { .. }))?;
    let moved = from(|id| matches!(id, ObligationId::Move { .. }))?;
    let asked = from(|id| matches!(id, ObligationId::AskBackup { .. }));
    let said =
        asked.map(|asked| format!("{} your second address is asked. ", after(asked, reminded)));
    Some(format!(
        "{} we remind you. {}{} the time is moved, and your customer sees it.",
        upper(&clock.moment(reminded, letter.now)),
        said.unwrap_or_default(),
        after(moved, asked.unwrap_or(reminded)),
    ))
}

/// Whether a language tag names another language than any of the site's.
fn is_foreign(tag: &str, site: &Site) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    !site.languages.all().any(|known| primary(known.as_str()) == primary(tag))
}

pub(super) fn mail_link(link: crate::pages::Link) -> Link {
    Link { label: format!("Call {}", link.label), url: link.url }
}

pub(super) fn address_line(site: &Site) -> String {
    let lines = site.reach.visit().map(|visit| visit.address()).unwrap_or_default();
    let names = std::iter::once(site.business.as_str());
    names.chain(lines.iter().map(|line| line.as_str())).collect::<Vec<_>>().join(", ")
}
