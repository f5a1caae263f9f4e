//! What a person may do with a case: the deeds by the names they are posted under, and what each
//! form was given.

use super::super::case::PromiseView;
use super::super::given_form::GivenForm;
use super::super::tend::OpenPromise;
use super::composer::{AcknowledgeForm, ReplyForm};

/// A deed, posted as `deed`. Promises have deeds of their own, named by their
/// [`GivenForm::deed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// "I answer by": posts `by`.
    Acknowledge,
    /// The answer: posts `reply`.
    Answer,
    /// A question back: posts `reply`.
    Ask,
    /// Keeps `reply` as a draft.
    Draft,
    /// It was answered by phone or at the counter.
    Answered,
    /// What a mail could not tell was told otherwise.
    Reached,
    /// For the team alone: posts `note`.
    Note,
    /// To a teammate: posts `hand-to` and `hand-note`.
    HandOver,
    /// Until a time: posts `snooze`.
    Snooze,
    /// No longer snoozed.
    Wake,
    /// Kindly: posts `decline` and `referral`.
    Decline,
    /// It is done with.
    Resolve,
    /// It is open again.
    Reopen,
    /// It is spam.
    Spam,
    /// Somebody pretends.
    Fraud,
    /// It is no spam after all.
    Real,
    /// It becomes part of an earlier case: posts `into`.
    Merge,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 17] = [
        Self::Acknowledge,
        Self::Answer,
        Self::Ask,
        Self::Draft,
        Self::Answered,
        Self::Reached,
        Self::Note,
        Self::HandOver,
        Self::Snooze,
        Self::Wake,
        Self::Decline,
        Self::Resolve,
        Self::Reopen,
        Self::Spam,
        Self::Fraud,
        Self::Real,
        Self::Merge,
    ];

    /// As it is posted.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Answer => "answer",
            Self::Ask => "ask",
            Self::Draft => "draft",
            Self::Answered => "answered",
            Self::Reached => "reached",
            Self::Note => "note",
            Self::HandOver => "hand-over",
            Self::Snooze => "snooze",
            Self::Wake => "wake",
            Self::Decline => "decline",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
            Self::Spam => "spam",
            Self::Fraud => "fraud",
            Self::Real => "real",
            Self::Merge => "merge",
        }
    }

    /// The deed of a posted name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.name() == name)
    }
}

/// The names of the fields of a case, as they are posted and as mistakes name them.
pub mod case_field {
    /// The answer, or the question back.
    pub const REPLY: &str = "reply";
    /// A note for the team.
    pub const NOTE: &str = "note";
    /// Whom it is handed to.
    pub const HAND_TO: &str = "hand-to";
    /// What they should know.
    pub const HAND_NOTE: &str = "hand-note";
    /// Until when it is snoozed.
    pub const SNOOZE: &str = "snooze";
    /// The words of a kind no.
    pub const DECLINE: &str = "decline";
    /// Who may help instead.
    pub const REFERRAL: &str = "referral";
    /// The case it becomes part of.
    pub const INTO: &str = "into";
    /// Those that hold words.
    pub const WORDS: [&str; 5] = [REPLY, NOTE, HAND_NOTE, DECLINE, REFERRAL];
}

/// What can be done with a case; what is absent cannot be done now.
#[derive(Clone, Debug, Default)]
pub struct CaseDeeds {
    /// Whether an address is known, so that the customer hears by mail.
    pub mailed: bool,
    /// While nobody has read it.
    pub acknowledge: Option<AcknowledgeForm>,
    /// Writing to the customer.
    pub reply: Option<ReplyForm>,
    /// Handing over, where there are teammates.
    pub hand_over: Option<HandOverForm>,
    /// Snoozing.
    pub snooze: Option<SnoozeForm>,
    /// Declining kindly.
    pub decline: Option<DeclineForm>,
    /// Deeds that need nothing but a button: [`Deed::Answered`], [`Deed::Wake`],
    /// [`Deed::Resolve`], [`Deed::Reopen`], [`Deed::Spam`], [`Deed::Fraud`], [`Deed::Real`].
    pub plain: Vec<Deed>,
    /// What is open, with a new time for each.
    pub open: Vec<OpenPromise>,
    /// How those before ended.
    pub ended: Vec<PromiseView>,
    /// Something new by a day; none when there are too many.
    pub commit: Option<GivenForm>,
    /// What was entered as a note.
    pub note: String,
}

/// Handing a case over.
#[derive(Clone, Debug, Default)]
pub struct HandOverForm {
    /// Everybody else.
    pub teammates: Vec<TeammateView>,
    /// The one chosen.
    pub to: String,
    /// What was entered.
    pub note: String,
}

/// Somebody a case can be handed to.
#[derive(Clone, Debug)]
pub struct TeammateView {
    /// Posted as `hand-to`.
    pub value: String,
    /// "Chidi".
    pub name: String,
    /// A few words on who this is: "Gas, since 1989".
    pub about: Option<String>,
}

/// Leaving a case until a time.
#[derive(Clone, Debug, Default)]
pub struct SnoozeForm {
    /// Posted as `snooze`, and what it says: "Tomorrow 8:00".
    pub times: Vec<(String, String)>,
    /// The one chosen.
    pub to: String,
    /// "The answer is due tomorrow 12:00: it comes back before."
    pub beside: Option<String>,
}

/// A kind no.
#[derive(Clone, Debug, Default)]
pub struct DeclineForm {
    /// What was entered.
    pub words: String,
    /// Who may help instead.
    pub referral: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_is_found_by_the_name_it_is_posted_under() {
        for deed in Deed::ALL {
            assert_eq!(Deed::parse(deed.name()), Some(deed));
        }
        assert_eq!(Deed::parse("move.answer.1"), None);
        let names = Deed::ALL.map(Deed::name).join(" ");
        assert_eq!(
            names,
            "acknowledge answer ask draft answered reached note hand-over snooze wake decline \
             resolve reopen spam fraud real merge"
        );
    }
}
