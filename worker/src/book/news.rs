//! What the customer hears of their case after the receipt.

use hearback_domain::accent::Accent;
use hearback_domain::promise::{PromiseName, Promised};
use hearback_domain::site::Person;
use hearback_domain::step::Done;
use hearback_domain::wording::Clock;
use hearback_domain::{ObligationId, Timestamp};

use super::letters::{Letter, address_line, mail_link};
use super::prompts::course;
use super::{Book, BookPlatform};
use crate::mail::{Automatic, News};
use crate::service::{answering, by_when, call_link, reader};

impl<P: BookPlatform> Book<P> {
    pub(super) fn news(&self, letter: &Letter<'_>, id: &ObligationId) -> Option<News> {
        match id {
            ObligationId::SendAcknowledgement => self.acknowledged(letter),
            ObligationId::TellMoved { promise, term } => self.moved(letter, *promise, *term),
            ObligationId::TellCommitted(number) => self.committed(letter, *number),
            ObligationId::TellNotice(written) => self.notice_to_all(letter, *written),
            _ => None,
        }
    }

    fn acknowledged(&self, letter: &Letter<'_>) -> Option<News> {
        let acknowledged = &letter.case.acknowledged.as_ref()?.what;
        let by = letter.site.team.find(&acknowledged.by).unwrap_or_else(|| letter.site.owner());
        let (opened, clock) = (&letter.opened.what, customers(letter));
        let does = answering(opened).does();
        let when = by_when(opened, acknowledged.answer_by, clock, letter.now);
        let headline = format!("{} has read your message and {does} {when}.", by.first.as_str());
        Some(self.by_person(letter, by, headline))
    }

    fn moved(&self, letter: &Letter<'_>, promise: PromiseName, term: u32) -> Option<News> {
        let to = &letter.case.moves.get(&(promise, term))?.what;
        let course = course(letter.case, promise)?;
        let team = &letter.site.team;
        let by = to.by.as_ref().or(course.by.as_ref());
        let by = team.find_some(by).unwrap_or_else(|| team.owner());
        let (first, due) = (by.first.as_str(), said(letter, to.due));
        if to.by.is_none() {
            let mut before = std::iter::once(&course.first).chain(&course.moved);
            let was_due = before.rfind(|one| one.number < term)?.due;
            let undone = match course.what {
                Promised::Read => "read your message",
                Promised::Call => "call you",
                Promised::Answer | Promised::Deed => "answer you",
            };
            let line = format!(
                "{first} could not {undone} by {}, as we promised. We are sorry. Your message is \
                 safe here, and {first} has been told.",
                said(letter, was_due)
            );
            let headline = format!("It takes longer. The new time is {due}.");
            let news = self.by_person(letter, by, headline);
            return Some(News { line: Some(line), automatic: Automatic::Generated, ..news });
        }
        let mut before = std::iter::once(&course.first).chain(&course.moved);
        let was_due = before.rfind(|one| one.number < term)?.due;
        let headline = match course.what {
            _ if to.due < was_due => format!("{first} gives you a sooner time: {due}."),
            Promised::Read => format!("{first} needs longer, and reads your message by {due}."),
            Promised::Call => format!("{first} needs longer, and calls you by {due}."),
            Promised::Answer => format!("{first} needs longer, and answers by {due}."),
            Promised::Deed => format!("{first} gives you a new time: {due}."),
        };
        let line = course.words.as_ref().map(|words| format!("It is about: “{}”", words.as_str()));
        let word = to.reason.as_ref().map(|reason| reason.as_str().to_owned());
        Some(News { line, word, ..self.by_person(letter, by, headline) })
    }

    fn committed(&self, letter: &Letter<'_>, number: u32) -> Option<News> {
        let commitment = &letter.case.commitments.get(&number)?.what;
        let by = letter.site.team.find(&commitment.by).unwrap_or_else(|| letter.site.owner());
        let due = said(letter, commitment.due);
        let headline = format!("{} promises you something by {due}.", by.first.as_str());
        let word = Some(commitment.words.as_str().to_owned());
        Some(News { word, ..self.by_person(letter, by, headline) })
    }

    /// What everybody should know, while it is still shown.
    fn notice_to_all(&self, letter: &Letter<'_>, written: Timestamp) -> Option<News> {
        let site = letter.site;
        let notice = site.notices.find(written)?;
        if !notice.is_shown(site.zone(), letter.now) {
            return None;
        }
        let headline = format!("A word from {} to all who wrote.", site.business.as_str());
        let word = Some(notice.text.as_str().to_owned());
        Some(News { word, ..self.by_person(letter, site.owner(), headline) })
    }

    /// What a person wrote at the desk, as they wrote it.
    pub(super) fn reply(&self, letter: &Letter<'_>, by: &Person, number: u32) -> Option<News> {
        let step = &letter.case.steps.get(&number)?.what;
        let first = by.first.as_str();
        let (headline, line) = match &step.done {
            Done::Replied { asks: true, .. } => (format!("{first} asks you something."), None),
            Done::Declined { elsewhere: Some(elsewhere), .. } => {
                let line = format!("{first} names somebody else: {}", elsewhere.as_str());
                (format!("{first} has answered you."), Some(line))
            }
            _ => (format!("{first} has answered you."), None),
        };
        let words = step.words_to_customer()?.as_str();
        let word = Some(match &by.signature {
            Some(signature) => format!("{words}\n\n{}", signature.as_str()),
            None => words.to_owned(),
        });
        Some(News { line, word, ..self.by_person(letter, by, headline) })
    }

    /// News that a person caused.
    fn by_person(&self, letter: &Letter<'_>, by: &Person, headline: String) -> News {
        let (opened, site) = (&letter.opened.what, letter.site);
        News {
            headline,
            line: None,
            word: None,
            person: by.name.as_str().to_owned(),
            person_first: by.first.as_str().to_owned(),
            business: site.business.as_str().to_owned(),
            reference: opened.reference.as_str().to_owned(),
            case_url: self.config.mailed_case_url(&self.site, &letter.case.id),
            call: call_link(site).map(mail_link),
            address_line: address_line(site),
            accent: Accent::of(site.accent),
            automatic: Automatic::No,
        }
    }
}

fn said(letter: &Letter<'_>, at: Timestamp) -> String {
    customers(letter).moment(at, letter.now)
}

/// The customer's own clock, for what is read later.
fn customers(letter: &Letter<'_>) -> Clock {
    reader(letter.site, &letter.opened.what).in_writing()
}
