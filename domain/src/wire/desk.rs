//! What the desk asks a book, and what it is shown.

use serde::{Deserialize, Serialize};

use super::first_run::FirstAnswer;
use super::mail_test::MailTest;
use super::report::{DeskReport, Export, Exported};
use super::settings::DeskSettings;
use crate::promise::{Course, PromiseName};
use crate::step::Mark;
use crate::{Case, ObligationId, Outcome, Place, Timestamp, open_promises};

/// What a person who is signed in wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// One page of the list.
    List(ListWanted),
    /// A case with all that stands around it.
    Case {
        /// Its id.
        case: String,
    },
    /// Do what a fact says, unless the case is past that.
    Do {
        /// The stored text of the fact that would follow; its moment is the book's.
        fact: String,
        /// Their draft on the case is sent with it.
        ends_draft: bool,
        /// How many times the customer had written again when they wrote; words to the customer
        /// are not taken past what they cannot have read.
        heard: u64,
    },
    /// Keep what is being written on a case.
    Draft {
        /// The case's id.
        case: String,
        /// The words; none forgets it.
        words: Option<String>,
    },
    /// What was measured, and who hears nothing.
    Report,
    /// A part of all there is, to take along; for the owner alone.
    Export {
        /// Of what.
        of: Export,
        /// Which part, counted from 0.
        part: u32,
    },
    /// The settings of the site, to be changed by the owner.
    Settings,
    /// Change the settings.
    Settle {
        /// The change that was the last when the form was drawn.
        version: i64,
        /// The name of the part that is new.
        what: String,
        /// The whole settings, as they are stored.
        stored: String,
    },
    /// Set all settings back to how they were after a change.
    SettleBack {
        /// The change that was the last when the form was drawn.
        version: i64,
        /// The number of the change to go back to.
        to: i64,
    },
    /// How the last test mail went, for the owner alone.
    MailTest {
        /// Send one to them first.
        send: bool,
    },
    /// While a site is set up: keep an answer where there is one, and show all.
    Answers {
        /// What was answered now.
        answer: Option<FirstAnswer>,
    },
    /// The site is there: its answers are no longer needed.
    ForgetAnswers,
    /// Where they are signed in.
    Sessions,
    /// End one of their sessions, or all but this.
    End {
        /// Its number; none for all others.
        session: Option<i64>,
    },
    /// Tell this browser from now on.
    Listen(Subscription),
    /// Tell the browser of one of their sessions no more.
    Quiet {
        /// Its number.
        session: i64,
    },
    /// End this session.
    SignOut,
}

/// Where a browser is told, as it says itself (W3C Push API, `PushSubscription`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// An address of its push service.
    pub endpoint: String,
    /// Its public key: a point of P-256, uncompressed, in base 64 for addresses.
    pub p256dh: String,
    /// Its 16 secret bytes, likewise.
    pub auth: String,
}

/// Which cases are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListWanted {
    /// Of which part of the desk: empty for what is open, `today`, `mine`, `waiting`, `closed`.
    pub show: String,
    /// The end of today by the clock of the business, for `today`.
    pub today_ends: i64,
    /// Of one kind only, where one is named.
    pub kind: String,
    /// In one language only, where one is named.
    pub language: String,
    /// With these words, where there are any.
    pub words: String,
    /// Counted from 0.
    pub page: u32,
    /// A machine asks, and no person looks: what is new to them stays new.
    #[serde(default)]
    pub quiet: bool,
}

/// What a book shows to a person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// One page of the list.
    List(Box<DeskList>),
    /// A case with all that stands around it.
    Case(Box<DeskCase>),
    /// What a deed came to.
    Acted {
        /// Whether it changed something.
        first: bool,
        /// The facts of the case now, as stored texts.
        facts: Vec<String>,
    },
    /// What was measured, and who hears nothing.
    Report(Box<DeskReport>),
    /// A part of all there is, to take along.
    Export(Exported),
    /// The settings, after a change where one was wanted.
    Settings {
        /// Whether the change was taken; not where another came first.
        taken: bool,
        /// As they are now.
        settings: Box<DeskSettings>,
    },
    /// How a test mail went.
    MailTest {
        /// Whether one was sent now; not where there were too many.
        sent: bool,
        /// The last one.
        last: Option<MailTest>,
    },
    /// What was answered so far while a site is set up.
    Answers(Vec<FirstAnswer>),
    /// It is the owner's alone.
    OwnerOnly,
    /// Where they are signed in, the latest first.
    Sessions(Vec<DeskSession>),
    /// It is done.
    Done,
}

/// One page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskList {
    /// What has to be done first stands first.
    pub rows: Vec<DeskRow>,
    /// Whether another page follows.
    pub more: bool,
    /// When this person looked before, in milliseconds; 0 for never.
    pub looked: i64,
    /// How many cases there are.
    pub counts: DeskCounts,
    /// The facts of the first case.
    pub first: Vec<String>,
    /// The languages of the customers whose cases are not closed, without regions.
    #[serde(default)]
    pub languages: Vec<String>,
}

impl DeskList {
    /// Lines on a page, which a person still looks through.
    pub const LINES_MAX: i64 = 60;
}

/// How many cases lie where. A case may be counted in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCounts {
    /// All there ever were.
    pub all: i64,
    /// To be done, and not out of sight for a while.
    pub open: i64,
    /// Of those, with a mail that did not reach the customer.
    #[serde(default)]
    pub undelivered: i64,
    /// Of those, past their time.
    pub late: i64,
    /// Of those, due within the hour.
    pub soon: i64,
    /// Of those, due today or before.
    pub today: i64,
    /// Of those, this person's.
    pub mine: i64,
    /// The customer's turn.
    pub waiting: i64,
    /// Out of sight for a while.
    pub snoozed: i64,
    /// Perhaps no customer's.
    pub suspect: i64,
    /// Nothing left to do.
    pub closed: i64,
}

/// A case as one line of the desk. Absent texts are empty; moments are in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRow {
    /// The case's id.
    pub case: String,
    /// What people quote.
    pub reference: String,
    /// What the customer is called.
    pub name: String,
    /// The customer's number.
    pub phone: String,
    /// The name of the kind.
    pub kind: String,
    /// The language the customer's browser speaks.
    pub language: String,
    /// How the last words of the customer begin.
    pub words: String,
    /// The name of its place.
    pub place: String,
    /// By when something is owed.
    pub due: Option<i64>,
    /// What: a name of [`crate::promise::Promised`], or `reply`.
    pub owed: String,
    /// A commitment in its words.
    pub owed_words: String,
    /// The time was moved before, and the customer was told.
    pub moved: bool,
    /// The id of whoever promised it.
    pub by: String,
    /// The id of whoever was given the case.
    pub who: String,
    /// When anything happened last.
    pub changed: i64,
    /// The id of the person who did that; empty for the customer.
    #[serde(default)]
    pub changed_by: String,
    /// Somebody means to cheat, as a person said.
    #[serde(default)]
    pub fraud: bool,
    /// Out of sight until.
    pub snoozed: Option<i64>,
    /// A mail to the customer could not be delivered, and nobody has dealt with it.
    pub undelivered: bool,
    /// When the business last said something to the customer.
    #[serde(default)]
    pub heard: Option<i64>,
    /// Since when the customer hears nothing.
    #[serde(default)]
    pub silent: Option<i64>,
    /// When the customer wrote first.
    #[serde(default)]
    pub opened: i64,
    /// The address turned out to be its reader's own, and no person set the case aside.
    #[serde(default)]
    pub proved: bool,
    /// The id of the case it became part of.
    #[serde(default)]
    pub into: String,
}

/// A case with all that stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCase {
    /// Its facts, as stored texts; none where it is not known.
    pub facts: Vec<String>,
    /// Other cases of the same customer, the latest first.
    pub others: Vec<DeskRow>,
    /// What this person was writing.
    pub draft: Option<String>,
    /// Who else is writing, by id, and since when.
    pub writing: Vec<(String, i64)>,
}

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskSession {
    /// Its number.
    pub number: i64,
    /// When they signed in, in milliseconds.
    pub began: i64,
    /// When it was used last, in milliseconds and within an hour.
    pub seen: i64,
    /// What the browser calls itself, in short.
    pub browser: String,
    /// Whether it is the one that asks.
    pub this: bool,
    /// Whether it is told of what comes in.
    #[serde(default)]
    pub told: bool,
}

/// Other cases of a customer that are shown beside one.
pub const OTHERS_MAX: usize = 20;

/// As much of the customer's words as a line holds. Unit: Unicode scalar values.
const WORDS_CHARS_MAX: usize = 140;

/// The first words of a text, whole ones.
fn beginning(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(WORDS_CHARS_MAX) else { return text.to_owned() };
    let kept = &text[..cut];
    let kept = kept.rsplit_once(char::is_whitespace).map_or(kept, |(whole, _)| whole);
    format!("{kept} …")
}

impl DeskRow {
    /// A case as a line; none while its first fact is missing.
    pub fn of(case: &Case) -> Option<Self> {
        let opened = case.opened.as_ref()?;
        let fields = &opened.what.fields;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let last = case.wrote.values().max_by_key(|wrote| wrote.at).map(|wrote| &wrote.what.words);
        let words = last.or(fields.message.as_ref()).map(|message| message.as_str());
        let place = case.place();
        let (changed, by) = case.changed().unwrap_or((opened.at, None));
        let mut row = Self {
            case: case.id.text(),
            reference: opened.what.reference.as_str().to_owned(),
            name: text(fields.name.as_ref().map(|name| name.as_str())),
            phone: text(fields.phone.as_ref().map(|phone| phone.as_str())),
            kind: fields.kind.name().to_owned(),
            language: text(opened.what.language.as_deref()),
            words: beginning(words.unwrap_or_default()),
            place: place.name().to_owned(),
            who: text(case.assigned().map(|person| person.as_str())),
            changed: changed.ms(),
            changed_by: text(by.map(|person| person.as_str())),
            fraud: case.mark() == Some(Mark::Fraud),
            snoozed: case.snoozed_until().map(Timestamp::ms),
            undelivered: case.is_undelivered(),
            heard: case.heard().map(Timestamp::ms),
            silent: case.silent_since().map(Timestamp::ms),
            opened: opened.at.ms(),
            proved: case.is_proved_customers(),
            into: case.merged().map(|(_, into)| into.text()).unwrap_or_default(),
            ..Self::default()
        };
        if place == Place::ToDo {
            row.owe(case);
        }
        Some(row)
    }

    /// What is owed first: a promise, or a word to what the customer wrote again.
    fn owe(&mut self, case: &Case) {
        match open_promises(case).iter().min_by_key(|course| course.term().due) {
            Some(course) => self.owe_promise(case, course),
            None if case.waits_for_reply() => "reply".clone_into(&mut self.owed),
            None => {}
        }
    }

    fn owe_promise(&mut self, case: &Case, course: &Course) {
        let words = course.words.as_ref().map(|words| words.as_str());
        self.due = Some(course.term().due.ms());
        let is_next = matches!(course.name, PromiseName::Next(_) | PromiseName::Carried(_));
        let owed = if is_next { "reply" } else { course.what.name() };
        owed.clone_into(&mut self.owed);
        words.unwrap_or_default().clone_into(&mut self.owed_words);
        let told = ObligationId::TellMoved { promise: course.name, term: course.term().number };
        let told = case.performed.get(&told);
        self.moved = told.is_some_and(|told| matches!(told.what, Outcome::Sent));
        self.by = course.by.as_ref().map(|by| by.as_str().to_owned()).unwrap_or_default();
    }
}
