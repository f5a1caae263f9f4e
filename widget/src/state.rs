//! Everything the panel knows, what can happen to it, and what it may ask to be done.

use hearback_domain::submission::{Field, SubmissionId};

use crate::answer::{Problem, Receipt, Reply};
use crate::card::Card;
use crate::draft::Draft;

/// One panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// The business's card, once it came.
    pub(crate) card: Option<Card>,
    /// What stands in the fields.
    pub(crate) draft: Draft,
    /// What the customer has to mend.
    pub(crate) problems: Vec<Problem>,
    /// Where the message is.
    pub(crate) delivery: Delivery,
    /// Whether the browser keeps words over a closed tab.
    pub(crate) keeps: bool,
    /// The mail address is complete as far as the customer is concerned.
    pub(crate) left_email: bool,
}

/// Where the message is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// With the customer.
    #[default]
    Writing,
    /// On its way; the fields rest.
    Sending(Box<Attempt>),
    /// Not sent yet; tried again by itself.
    NotSentYet {
        /// What is tried.
        attempt: Box<Attempt>,
        /// Why it did not go.
        why: Why,
        /// When it was tried last, on the customer's clock.
        last_try: String,
    },
    /// Not sent yet, and changed since the last try: the customer decides when.
    Changed,
    /// Could not be sent; the customer is asked to call, and may try again.
    CouldNotBeSent {
        /// What was tried.
        attempt: Box<Attempt>,
        /// What the service said; may be empty.
        sentence: String,
    },
    /// Stored by the service.
    Sent(Box<Sent>),
}

/// A message that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// What the customer gets for it.
    pub(crate) receipt: Receipt,
    /// When it arrived, on the customer's clock.
    pub(crate) at: String,
    /// What was sent.
    pub(crate) content: Draft,
}

/// Why a message is not sent yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// No answer.
    NotHeard,
    /// An answer that helps nobody.
    Trouble,
    /// Too many messages just now.
    Busy,
}

/// Words under the id they were first sent with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// The same for the same words, so that a repeat adds nothing.
    pub(crate) id: SubmissionId,
    /// What is sent.
    pub(crate) content: Draft,
    /// How often it was sent.
    pub(crate) tries: u32,
    /// How often the service answered and failed.
    pub(crate) failures: u32,
    /// The customer has just pressed Send and looks for what comes of it.
    pub(crate) watched: bool,
}

/// What a new submission id is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seed {
    /// Milliseconds since 1970, UTC.
    pub(crate) now_ms: u64,
    /// From the browser's source of secrets.
    pub(crate) random: [u8; 10],
}

/// What an earlier visit or the first script left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Restored {
    /// Words and fields as they stand.
    pub(crate) draft: Draft,
    /// Words that still wait to be sent.
    pub(crate) pending: Option<(SubmissionId, Draft)>,
    /// Whether the browser keeps words at all.
    pub(crate) keeps: bool,
    /// Milliseconds since 1970, UTC.
    pub(crate) now_ms: u64,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Msg {
    /// The card came.
    CardCame(Card),
    /// What an earlier visit or the first script left behind.
    Restored(Box<Restored>),
    /// The page knows something about the customer: it fills what is empty.
    Prefilled(Draft),
    /// A field changed.
    Typed(Field, String),
    /// The field that people do not see changed.
    Trapped(String),
    /// The customer has finished the mail address.
    LeftEmail,
    /// The customer takes the corrected mail address.
    TookCorrection,
    /// "Call me back" among the ways to reach us.
    WantsCall,
    /// Send.
    Pressed {
        /// For a new id, should one be needed.
        seed: Seed,
        /// Pressed before this code was there, so the focus may be anywhere by now.
        remembered: bool,
    },
    /// The service answered, or did not.
    Answered {
        /// What came.
        reply: Box<Reply>,
        /// For a new id, should one be needed.
        seed: Seed,
        /// The customer's clock.
        clock: String,
    },
    /// It is time for the next try, or the connection is back.
    Due,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cmd {
    /// Keep the attempt's words over a closed tab as waiting, and send them.
    Post,
    /// Keep the fields over a closed tab.
    Keep,
    /// No words wait any more.
    ForgetPending,
    /// Nothing of the customer stays in this browser.
    ForgetAll,
    /// Come back in so many milliseconds; 0 takes that back.
    Wake(u32),
    /// Move the focus.
    GoTo(Place),
    /// Show the draft's value in this field; never the message, which is the customer's alone.
    Fill(Field),
    /// Tell the page that the message is stored or could not be sent.
    Tell,
}

/// Where the focus can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The notice above the form.
    Notice,
    /// A field.
    Field(Field),
    /// The receipt.
    Receipt,
}

impl State {
    /// Whether the fields rest because their words are on the way.
    pub(crate) fn is_sending(&self) -> bool {
        matches!(self.delivery, Delivery::Sending(_))
    }

    /// The sentence at a field that needs mending.
    pub(crate) fn problem(&self, field: Field) -> Option<&str> {
        let mut problems = self.problems.iter();
        problems.find(|problem| problem.field == Some(field)).map(|it| it.sentence.as_str())
    }

    /// The mail address offered instead of the one typed, once that is complete.
    pub(crate) fn correction(&self) -> Option<String> {
        if self.left_email { self.draft.likely_meant() } else { None }
    }
}
