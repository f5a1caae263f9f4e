//! What a person says on the page to tend a case: read from the form, told to the book.
//!
//! A form names the promise it was shown for, and how many times that had a time before; whether
//! this still follows is for the book to say. Not here: how the page looks.

use std::fmt;

use hearback_domain::given::{DueError, WordsError, due, words};
use hearback_domain::promise::{PromiseName, courses};
use hearback_domain::site::Text;
use hearback_domain::{
    Case, Commitment, Move, PersonId, Site, TERMS_MAX, Timestamp, What, supported,
};

use super::SiteNow;
use crate::pages::{Given, Mistake, OWN_TIME};
use crate::web::form_pairs;

/// What one form of the page is for; the text of its hidden field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tending {
    /// Gives a promise its next time.
    Move {
        /// Which promise.
        promise: PromiseName,
        /// How many times it was given before.
        term: u32,
    },
    /// Promises something by a day.
    Promise(u32),
    /// Says that it is done.
    Keep(u32),
}

impl Tending {
    pub(super) fn parse(raw: &str) -> Option<Self> {
        let (verb, rest) = raw.split_once('.')?;
        match verb {
            "move" => {
                let (promise, term) = rest.split_once('.')?;
                Some(Self::Move { promise: PromiseName::parse(promise)?, term: term.parse().ok()? })
            }
            "promise" => rest.parse().ok().map(Self::Promise),
            "keep" => rest.parse().ok().map(Self::Keep),
            _ => None,
        }
    }

    /// What stands before the names of the form's fields.
    pub(super) fn fields(self) -> String {
        match self {
            Self::Move { promise, .. } => promise.to_string(),
            Self::Promise(_) => "new".to_owned(),
            Self::Keep(number) => PromiseName::Commitment(number).to_string(),
        }
    }
}

impl fmt::Display for Tending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Move { promise, term } => write!(f, "move.{promise}.{term}"),
            Self::Promise(number) => write!(f, "promise.{number}"),
            Self::Keep(number) => write!(f, "keep.{number}"),
        }
    }
}

/// A form as it was posted.
#[derive(Clone, Debug)]
pub(super) struct Posted {
    pub(super) tending: Tending,
    pub(super) given: Given,
}

impl Posted {
    /// The form of a body; none where it is no form of the page.
    pub(super) fn read(body: &str) -> Option<Self> {
        let field = |name: &str| form_pairs(body).find(|(known, _)| known == name).map(|(_, v)| v);
        let tending = Tending::parse(&field("deed")?)?;
        let part = |part| field(&format!("{}-{part}", tending.fields())).unwrap_or_default();
        let given = Given {
            to: part("to"),
            day: part("day"),
            time: part("time"),
            words: part("words"),
            sure: part("sure"),
        };
        Some(Self { tending, given })
    }

    /// What follows from it if the book agrees.
    ///
    /// # Errors
    /// What to mend; a time that is only unwise is asked for once more, by `sure`.
    pub(super) fn what(&mut self, asked: &Asked<'_>) -> Result<What, Vec<Mistake>> {
        if let Tending::Keep(number) = self.tending {
            return Ok(What::Kept { number, by: asked.by.clone() });
        }
        let due = self.due(asked).and_then(|due| self.is_new(asked, due));
        let (due, words) = (due, self.words());
        let (due, words) = match (due, words) {
            (Ok(due), Ok(words)) => (due, words),
            (due, words) => return Err(due.err().into_iter().chain(words.err()).collect()),
        };
        let by = asked.by.clone();
        Ok(match self.tending {
            Tending::Move { promise, term } => {
                let to = Move { due, by: Some(by), reason: Some(words) };
                What::Moved { promise, term, to }
            }
            Tending::Promise(number) | Tending::Keep(number) => {
                What::Committed { number, commitment: Commitment { words, due, by } }
            }
        })
    }

    /// Nobody is written to who hears nothing new.
    fn is_new(&self, asked: &Asked<'_>, due: Timestamp) -> Result<Timestamp, Mistake> {
        let Tending::Move { promise, term } = self.tending else { return Ok(due) };
        if term > TERMS_MAX {
            return Err(self.mistake(self.part(), "This was moved often enough: please ring."));
        }
        let mut all = courses(asked.case).into_iter();
        let stands = all.find(|course| course.name == promise).map(|course| course.term().due);
        match stands {
            Some(stands) if stands == due => Err(self
                .mistake(self.part(), "That is the time that was given. Please choose another.")),
            _ => Ok(due),
        }
    }

    /// The field in which the time was given.
    fn part(&self) -> &'static str {
        if self.given.to == OWN_TIME || !self.is_for_answer() { "day" } else { "to" }
    }

    fn due(&mut self, asked: &Asked<'_>) -> Result<Timestamp, Mistake> {
        let given = &mut self.given;
        // A day that was written is meant, where no time was chosen.
        if given.to.is_empty() && !given.day.is_empty() {
            OWN_TIME.clone_into(&mut given.to);
        }
        if self.given.to == OWN_TIME || !self.is_for_answer() {
            return self.own_due(asked);
        }
        let chosen = self.given.to.parse().ok().map(Timestamp::from_ms);
        match chosen {
            Some(chosen) if chosen > asked.now => match self.unwatched(asked, chosen) {
                Some(refusal) => Err(self.mistake("to", &refusal)),
                None => Ok(chosen),
            },
            Some(_) => Err(self.mistake("to", DueError::Past.sentence())),
            None => Err(self.mistake("to", "Please choose a time.")),
        }
    }

    fn own_due(&mut self, asked: &Asked<'_>) -> Result<Timestamp, Mistake> {
        let given = &self.given;
        let due = due(asked.site.zone(), &given.day, &given.time, asked.now).map_err(|error| {
            let part = if error == DueError::Time { "time" } else { "day" };
            self.mistake(part, error.sentence())
        })?;
        if let Some(refusal) = self.unwatched(asked, due) {
            return Err(self.mistake("day", &refusal));
        }
        let sure = due.ms().to_string();
        let doubt = self.doubt(asked, due).filter(|_| self.given.sure != sure);
        self.given.sure = sure;
        match doubt {
            Some(doubt) => Err(self.mistake("day", &doubt)),
            None => Ok(due),
        }
    }

    /// Of an answer or a call, whose time is one of those offered, or their own.
    const fn is_for_answer(&self) -> bool {
        match self.tending {
            Tending::Move { promise, .. } => !matches!(promise, PromiseName::Commitment(_)),
            Tending::Promise(_) | Tending::Keep(_) => false,
        }
    }

    /// Before the time of an answer passes the customer is told, and that only while somebody is
    /// there: one that nobody can watch over is not given.
    fn unwatched(&self, asked: &Asked<'_>, due: Timestamp) -> Option<String> {
        let opens = asked.site.hours.add_open_time(asked.now, 0).ok()?;
        (self.is_for_answer() && due <= opens).then(|| {
            let opens = asked.clock().moment(opens, asked.now);
            format!("You are closed until {opens}. Please choose a later time.")
        })
    }

    /// Why a time is unwise, and what to press all the same.
    fn doubt(&self, asked: &Asked<'_>, due: Timestamp) -> Option<String> {
        const ALL_THE_SAME: &str = "Press again to say it all the same.";
        let advice = match self.tending {
            Tending::Move { promise: PromiseName::Answer, .. } => asked.advice(due),
            _ => None,
        };
        if let Some(advice) = advice {
            return Some(format!("{advice} {ALL_THE_SAME}"));
        }
        let hours = &asked.site.hours;
        let is_there = |at| hours.state(at).is_open();
        let never_opens = hours.add_open_time(asked.now, 0).is_err();
        (!never_opens && !is_there(due) && !is_there(due.plus_ms(-1))).then(|| {
            let said = asked.clock().moment(due, asked.now);
            format!("You are closed then, {said}. {ALL_THE_SAME}")
        })
    }

    fn words(&self) -> Result<Text, Mistake> {
        words(&self.given.words).map_err(|error| match (error, self.tending) {
            (WordsError::Empty, Tending::Move { .. }) => {
                self.mistake("words", "Please write why it needs longer: the customer reads it.")
            }
            (WordsError::Empty, _) => {
                self.mistake("words", "Please write what you promise: the customer reads it.")
            }
            (WordsError::TooLong(max), _) => {
                self.mistake("words", &format!("Please shorten this to {max} characters."))
            }
        })
    }

    fn mistake(&self, part: &str, sentence: &str) -> Mistake {
        let field = format!("{}-{part}", self.tending.fields());
        Mistake { field, sentence: sentence.to_owned() }
    }
}

/// Who says it, when, of what case.
pub(super) struct Asked<'a> {
    pub(super) site: &'a SiteNow,
    pub(super) case: &'a Case,
    pub(super) by: &'a PersonId,
    pub(super) now: Timestamp,
}

impl Asked<'_> {
    fn clock(&self) -> hearback_domain::wording::Clock {
        hearback_domain::wording::Clock::of_business(self.site.zone())
    }

    /// What the record has against a time for the answer.
    pub(super) fn advice(&self, due: Timestamp) -> Option<String> {
        let site: &Site = self.site;
        let kind = self.case.opened.as_ref()?.what.fields.kind;
        let (waits, from) = supported(self.case, site, &self.site.record)?;
        let said = || {
            let clock = self.clock();
            hearback_domain::wording::sooner_than_usual(kind, waits, due, clock, self.now)
        };
        (due < from).then(said)
    }

    /// "Your record supports today 17:10 or later."
    pub(super) fn usual(&self) -> Option<String> {
        let (_, from) = supported(self.case, self.site, &self.site.record)?;
        let said = || self.clock().moment(from, self.now);
        (from > self.now).then(|| format!("Your record supports {} or later.", said()))
    }
}

/// Whether a case holds just this, said now or before.
pub(super) fn holds(case: &Case, what: &What) -> bool {
    match what {
        What::Moved { promise, term, to } => {
            case.moves.get(&(*promise, *term)).is_some_and(|given| given.what == *to)
        }
        What::Committed { number, commitment } => {
            case.commitments.get(number).is_some_and(|given| given.what == *commitment)
        }
        What::Kept { number, by } => case.kept.get(number).is_some_and(|kept| kept.what == *by),
        What::Stepped { number, step } => {
            case.steps.get(number).is_some_and(|taken| taken.what == *step)
        }
        What::Acknowledged { by, answer_by } => case
            .acknowledged
            .as_ref()
            .is_some_and(|given| given.what.by == *by && given.what.answer_by == *answer_by),
        What::Answered { by } => case.answered.as_ref().is_some_and(|given| given.what == *by),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
