//! What is true of a case now, in one sentence.

use maud::{Markup, html};

use super::business::safe_url;

/// What is true of a case now: the page's headline.
#[derive(Clone, Debug)]
pub enum CaseNow {
    /// Nobody read it yet. The promise: "Ana reads this by today 15:40."
    Promised {
        /// The sentence of the promise.
        sentence: String,
    },
    /// The promised time passed.
    Overdue {
        /// The first name of whoever promised.
        by: String,
        /// "word", or "something".
        what: &'static str,
        /// "today 15:40".
        was_due: String,
    },
    /// The promised time was moved because nobody had acted before it passed.
    Longer {
        /// "today 16:40".
        due: String,
    },
    /// Somebody read it and said when they answer.
    Read {
        /// Their first name.
        by: String,
        /// "answers", or "calls you".
        deed: &'static str,
        /// "by today 15:00".
        when: String,
    },
    /// It is answered.
    Answered {
        /// Their first name.
        by: String,
        /// "answered", "called".
        done: &'static str,
        /// "today 14:41".
        at: String,
    },
    /// Somebody asked something back.
    Asked {
        /// Their first name.
        by: String,
        /// "today 14:41".
        at: String,
    },
    /// The customer wrote once more, after an answer.
    With {
        /// The first name of whoever has it.
        by: String,
        /// "today 14:52".
        at: String,
        /// "today 16:40": by when it is answered, where that is promised.
        due: Option<String>,
    },
    /// It is part of another case of theirs.
    Merged {
        /// That case's reference.
        reference: String,
        /// "today 14:52": since when.
        at: String,
        /// Leads there, for whoever may see it.
        url: Option<String>,
    },
    /// It is closed.
    Closed {
        /// "today 15:10".
        at: String,
    },
    /// The owner of the address said that they did not write.
    NotMe,
}

impl CaseNow {
    pub(super) fn headline(&self) -> Markup {
        match self {
            Self::Promised { sentence } => html! { (sentence) },
            Self::Overdue { by, what, was_due } => html! {
                bdi { (by) } " promised you " (what) " by " (was_due) ". It is late, and still with us."
            },
            Self::Longer { due } => html! { "It takes longer. The new time is " (due) "." },
            Self::Read { by, deed, when } => html! {
                bdi { (by) } " has read this and " (deed) " " (when) "."
            },
            Self::Answered { by, done, at } => {
                html! { bdi { (by) } " has " (done) ", " (at) "." }
            }
            Self::Asked { by, at } => html! { bdi { (by) } " asks you something, " (at) "." },
            Self::With { by, at, due } => html! {
                bdi { (by) } " has what you wrote " (at)
                @if let Some(due) = due { ", and answers by " (due) }
                "."
            },
            Self::Merged { reference, .. } => html! {
                "This goes on with your earlier message, " span.nowrap { (reference) } "."
            },
            Self::Closed { at } => html! { "Closed " (at) ". Write below if anything is left." },
            Self::NotMe => html! { "You told us that this was not you." },
        }
    }

    /// Where a case goes on that is part of another.
    pub(super) fn goes_on(&self) -> Markup {
        let Self::Merged { reference, at, url } = self else { return html! {} };
        html! {
            p {
                "We put both together " (at) ", so that you need not say anything twice. "
                @match url.as_deref().and_then(safe_url) {
                    Some(url) => a.tap href=(url) { "Go to " (reference) },
                    None => "The link to it is in the mails we sent you.",
                }
            }
        }
    }

    /// The same in plain text, without its full stop.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Promised { sentence } => sentence.trim_end_matches('.').to_owned(),
            Self::Overdue { by, what, was_due } => format!("{by} promised you {what} by {was_due}"),
            Self::Longer { due } => format!("It takes longer. The new time is {due}"),
            Self::Read { by, deed, when } => format!("{by} has read this and {deed} {when}"),
            Self::Answered { by, done, at } => format!("{by} has {done}, {at}"),
            Self::Asked { by, at } => format!("{by} asks you something, {at}"),
            Self::With { by, at, due: None } => format!("{by} has what you wrote {at}"),
            Self::With { by, due: Some(due), .. } => {
                format!("{by} has what you wrote, and answers by {due}")
            }
            Self::Merged { reference, .. } => format!("This goes on with {reference}"),
            Self::Closed { at } => format!("Closed {at}"),
            Self::NotMe => "You told us that this was not you".to_owned(),
        }
    }
}
