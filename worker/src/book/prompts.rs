//! What the business hears of a promise on its way: reminders, requests to step in, and what
//! became late.

use hearback_domain::promise::{Course, PromiseName, Promised, Term, courses, standing};
use hearback_domain::site::Person;
use hearback_domain::submission::Message;
use hearback_domain::{Case, Deed, ObligationId, Outcome, Stage};

use super::letters::{Letter, in_writing, written};
use super::{Book, BookPlatform};
use crate::mail::{Link, OwnerNotice, Prompt};
use crate::service::upper;

impl<P: BookPlatform> Book<P> {
    /// "Please read this by today 15:40."
    pub(super) fn reminder(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        promise: PromiseName,
        stage: Stage,
    ) -> Option<Prompt> {
        let course = course(letter.case, promise)?;
        let name = customer(letter);
        let who = upper(&name);
        let due = due(letter, course.term());
        let headline = match course.what {
            Promised::Read => format!("Please read this by {due}."),
            Promised::Call => format!("{who} expects your call by {due}."),
            Promised::Answer => format!("{who} expects your answer by {due}."),
            Promised::Deed => format!("You promised {name} something by {due}."),
        };
        let since = in_writing(letter).moment(course.term().given, letter.now);
        let why = match (stage, course.words.as_ref()) {
            (Stage::Half, _) if promise == PromiseName::First => {
                format!("{who} wrote {}, and waits.", when(letter))
            }
            (Stage::Half, _) if is_next(promise) && !course.term().automatic => {
                format!("{who} wrote again {since}, and waits.")
            }
            (_, Some(words)) => format!("In your words: “{}”.", words.as_str()),
            (_, None) if course.term().automatic => {
                format!("The time was moved {since}, and half of the new time is over.")
            }
            (Stage::Half | Stage::Eve | Stage::Day, None) => {
                format!("You said so {since}, and half the time is over.")
            }
        };
        let footer =
            format!("Sent to {} by Hearback for {}.", person.first.as_str(), business(letter));
        Some(self.prompt(letter, person, &course, headline, why, footer))
    }

    /// "Please read this for Ana by today 15:40.", to the second address.
    pub(super) fn request(&self, letter: &Letter<'_>, promise: PromiseName) -> Option<Prompt> {
        let course = course(letter.case, promise)?;
        let team = &letter.site.team;
        let maker = team.find_some(course.by.as_ref()).unwrap_or_else(|| team.owner());
        // Whoever steps in acts in their own name where they are of the team.
        let stands_in = team.people().find(|one| Some(&one.email) == team.backup_email());
        let (first, due) = (maker.first.as_str(), due(letter, course.term()));
        let deed = match course.what {
            Promised::Read => "read this",
            Promised::Call => "call back",
            Promised::Answer | Promised::Deed => "answer this",
        };
        let headline = format!("Please {deed} for {first} by {due}.");
        let name = customer(letter);
        let who = upper(&name);
        let otherwise = if course.term().automatic {
            format!("{who} was given this time in place of an earlier one")
        } else {
            format!("If nobody does, {name} is given a later time")
        };
        let why = format!("{first} has not done it yet, and little time is left. {otherwise}.");
        let footer = second_address(letter);
        let person = stands_in.unwrap_or(maker);
        let mut prompt = self.prompt(letter, person, &course, headline, why, footer);
        if is_next(promise) && stands_in.is_none() {
            let url = self.button(letter, Deed::Tend { by: person.id.clone() });
            prompt.notice.tend = Some(Link { label: "Move the time".to_owned(), url });
        }
        Some(prompt)
    }

    /// "Joan now waits until today 16:40."
    pub(super) fn late(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        promise: PromiseName,
        term: u32,
    ) -> Option<Prompt> {
        let course = course(letter.case, promise)?;
        let name = customer(letter);
        let who = upper(&name);
        let headline = format!("{who} now waits until {}.", due(letter, course.term()));
        let told = ObligationId::TellMoved { promise, term };
        let is_owed = hearback_domain::owed(letter.case, letter.site).iter().any(|o| o.id == told);
        let ended = letter.case.performed.get(&told).map(|ended| &ended.what);
        let told = match (ended, is_owed, &letter.opened.what.fields.phone) {
            (Some(Outcome::Sent), ..) => format!("We have written to {name} that it takes longer."),
            (_, true, _) => format!("We are writing to {name} that it takes longer."),
            (_, false, Some(phone)) => {
                format!("No mail went to {name}: please ring {}.", phone.as_str())
            }
            (_, false, None) => format!("No mail went to {name}, who sees it on the case's page."),
        };
        let why = format!("Nobody had acted, so the time was moved. {told}");
        let footer =
            format!("Sent to {} by Hearback for {}.", person.first.as_str(), business(letter));
        Some(self.prompt(letter, person, &course, headline, why, footer))
    }

    /// What the customer wrote once more, for whoever deals with the case.
    pub(super) fn wrote(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        submission: &str,
    ) -> Option<Prompt> {
        let words = &letter.case.wrote.get(submission)?.what.words;
        let who = upper(&customer(letter));
        let headline = match standing(letter.case) {
            Some(course) => {
                let due = due(letter, course.term());
                format!("{who} wrote again, and expects your answer by {due}.")
            }
            None => format!("{who} wrote again."),
        };
        let why = "All of it, and where you answer:".to_owned();
        let mut prompt = self.at_desk(letter, person, headline, why);
        show_words(&mut prompt.notice, words);
        Some(prompt)
    }

    /// A case somebody was given.
    pub(super) fn handed_over(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        step: u32,
    ) -> Option<Prompt> {
        let step = &letter.case.steps.get(&step)?.what;
        let team = &letter.site.team;
        let by = team.find(&step.by).unwrap_or_else(|| team.owner()).first.as_str();
        let headline = format!("{by} hands this over to you.");
        let note = step.words().map(|note| format!("{by} says: {}", note.as_str()));
        let why = note.unwrap_or_else(|| "The customer need not say anything again.".to_owned());
        Some(self.at_desk(letter, person, headline, why))
    }

    /// The notice with the way to the desk.
    fn at_desk(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        headline: String,
        why: String,
    ) -> Prompt {
        let mut notice = self.notice(letter, person);
        notice.if_not = None;
        notice.answer_by = Vec::new();
        notice.answered_url = None;
        let url = self.config.desk_case_url(&self.site, &letter.case.id);
        notice.tend = Some(Link { label: "Open it at your desk".to_owned(), url });
        let footer =
            format!("Sent to {} by Hearback for {}.", person.first.as_str(), business(letter));
        Prompt { notice, headline, why, caution: None, footer }
    }

    /// A notice that reached nobody, for the second address.
    pub(super) fn gave_up(&self, letter: &Letter<'_>) -> Option<Prompt> {
        let given_up =
            letter.case.performed.iter().find_map(|(id, ended)| match (id, &ended.what) {
                (ObligationId::TellPerson(person), Outcome::GivenUp(why)) => {
                    Some((letter.site.team.find(person)?, why))
                }
                _ => None,
            });
        let (person, failed) = given_up?;
        let since = in_writing(letter).moment(letter.opened.at, letter.now);
        Some(Prompt {
            notice: self.notice(letter, person),
            headline: format!("Please read this for {}.", person.first.as_str()),
            why: format!(
                "Since {since} we could not deliver it to {}, and have stopped trying.",
                person.email.as_str()
            ),
            caution: Some(failed.clone()),
            footer: second_address(letter),
        })
    }

    /// What the customer wrote last, and where it is answered: at the desk by whoever is of the
    /// team. Who only reads the second address can give a later time.
    fn prompt_to_answer(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        headline: String,
        why: String,
        footer: String,
    ) -> Prompt {
        let mut prompt = Prompt { footer, ..self.at_desk(letter, person, headline, why) };
        let last = letter.case.wrote.values().max_by_key(|wrote| wrote.at);
        if let Some(wrote) = last {
            show_words(&mut prompt.notice, &wrote.what.words);
        }
        prompt
    }

    /// The notice again, with the buttons that fit the promise.
    fn prompt(
        &self,
        letter: &Letter<'_>,
        person: &Person,
        course: &Course,
        headline: String,
        why: String,
        footer: String,
    ) -> Prompt {
        let mut notice = self.notice(letter, person);
        notice.if_not = None;
        if is_next(course.name) {
            return self.prompt_to_answer(letter, person, headline, why, footer);
        }
        if course.name != PromiseName::First {
            notice.answer_by = Vec::new();
            let label = match course.name {
                PromiseName::Commitment(_) => "It is done, or needs longer",
                PromiseName::First
                | PromiseName::Answer
                | PromiseName::Next(_)
                | PromiseName::Carried(_) => "Move the time",
            };
            let url = self.button(letter, Deed::Tend { by: person.id.clone() });
            notice.tend = Some(Link { label: label.to_owned(), url });
        }
        if matches!(course.name, PromiseName::Commitment(_)) {
            notice.answered_url = None;
        }
        Prompt { notice, headline, why, caution: None, footer }
    }
}

/// Whether an answer is meant to what the customer wrote once more.
const fn is_next(promise: PromiseName) -> bool {
    matches!(promise, PromiseName::Next(_) | PromiseName::Carried(_))
}

/// What the customer wrote since stands in the place of their first words.
fn show_words(notice: &mut OwnerNotice, words: &Message) {
    notice.fields.message = Some(words.clone());
    notice.fields.wish = None;
}

pub(super) fn course(case: &Case, promise: PromiseName) -> Option<Course> {
    courses(case).into_iter().find(|course| course.name == promise)
}

fn due(letter: &Letter<'_>, term: &Term) -> String {
    in_writing(letter).moment(term.due, letter.now)
}

/// How the business calls the customer.
/// How the customer is called inside a sentence.
fn customer(letter: &Letter<'_>) -> String {
    let name = letter.opened.what.fields.name.as_ref();
    name.map_or("somebody", |name| name.as_str()).to_owned()
}

fn when(letter: &Letter<'_>) -> String {
    written(in_writing(letter), letter)
}

fn business<'a>(letter: &Letter<'a>) -> &'a str {
    letter.site.business.as_str()
}

fn second_address(letter: &Letter<'_>) -> String {
    format!(
        "Sent by Hearback for {}, because this is the second address in the settings.",
        business(letter)
    )
}
