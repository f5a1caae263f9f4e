//! What is said at the top of a case: what came of the last press, and what asks for care.

use maud::{Markup, html};

use super::super::act::not_recorded;
use super::super::business::safe_url;
use super::super::given_form::{Mistake, mend};
use super::super::icon;
use super::super::shell::words;
use super::case::DeskCaseView;

/// What came of the last press.
#[derive(Clone, Debug)]
pub enum CaseNotice {
    /// There was none.
    Quiet,
    /// It is recorded.
    Done {
        /// "Your answer to Joan is on its way."
        says: String,
    },
    /// It could not be taken as it was; each names a field of [`super::case_field`] or of a
    /// [`super::super::GivenForm`].
    Mend(Vec<Mistake>),
    /// Somebody else, or another window, was first (409).
    Overtaken {
        /// "Chidi answered at 14:07." What happened since the page was drawn.
        meanwhile: Vec<String>,
        /// Words that have no form any more.
        typed: Option<String>,
    },
    /// It was tried, and nothing was recorded (503).
    NotRecorded,
}

/// What asks for care, whatever is done.
#[derive(Clone, Debug)]
pub enum CaseWarning {
    /// A mail to the customer came back, or was refused.
    NotDelivered {
        /// "Your answer of 14:07 did not reach joan@whitcombe.example: the mailbox is full."
        says: String,
    },
    /// There is no address: "Tomasz left only a number. Please ring 07700 900318."
    Ring {
        /// What to do.
        says: String,
    },
    /// It is part of another case.
    Merged {
        /// "It goes on with HB-7K3Q-X2MD, since today 14:20."
        says: String,
        /// Leads there.
        url: String,
    },
    /// It may be spam, and why.
    Suspect {
        /// "It has five links, and the same words came three times."
        says: String,
    },
}

impl CaseNotice {
    pub(super) fn markup(&self, view: &DeskCaseView) -> Markup {
        match self {
            Self::Quiet => html! {},
            Self::Done { says } => html! {
                div.note.note-calm role="status" tabindex="-1" autofocus {
                    (icon::TICK) p dir="auto" { b.strong { (says) } }
                }
            },
            Self::Mend(mistakes) => mend(mistakes),
            Self::NotRecorded => html! {
                (not_recorded())
            },
            Self::Overtaken { meanwhile, typed } => html! {
                div.note.note-late role="alert" tabindex="-1" autofocus {
                    (icon::ALERT)
                    p { b.strong { "Nothing was sent or recorded now: somebody was quicker." } }
                    ul.meanwhile { @for what in meanwhile { li dir="auto" { (what) } } }
                    @match typed {
                        Some(typed) => { p { "You wrote to " bdi { (view.first()) } ":" } (words(typed)) }
                        None => p { "Your words are still in the form. Please look again whether they are needed." },
                    }
                }
            },
        }
    }

    /// What to mend in a field.
    pub(super) fn mistake(&self, field: &str) -> Option<&str> {
        let Self::Mend(mistakes) = self else { return None };
        let found = mistakes.iter().find(|mistake| mistake.field == field);
        found.map(|mistake| mistake.sentence.as_str())
    }
}

impl CaseWarning {
    pub(super) fn markup(&self) -> Markup {
        let (class, icon, says) = match self {
            Self::Merged { says, url } => {
                return html! {
                    div.note.note-plain {
                        (icon::HAND_OVER)
                        p dir="auto" { (says) " " a.tap href=[safe_url(url)] { "Open it there" } }
                    }
                };
            }
            Self::NotDelivered { says } => ("note note-late", icon::ALERT, says),
            Self::Ring { says } => ("note", icon::CALL_BACK, says),
            Self::Suspect { says } => ("note note-plain", icon::ALERT, says),
        };
        html! { div class=(class) { (icon) p dir="auto" { (says) } } }
    }
}
