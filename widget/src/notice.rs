//! The notice above the form: which of the three truths holds, or what is to be mended.

use hearback_domain::submission::Field;

use crate::copy::{self, join};
use crate::state::{Delivery, State};

/// What stands above the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Something went wrong, as against: it takes longer.
    pub(crate) wrong: bool,
    /// The truth in a few words.
    pub(crate) strong: &'static str,
    /// The sentence behind it; links may follow.
    pub(crate) text: &'static str,
    /// Fields to go to.
    pub(crate) fields: Vec<Field>,
    /// The telephone number follows.
    pub(crate) call: bool,
    /// A second, smaller line.
    pub(crate) hint: String,
}

/// The notice of a state; most have none.
pub(crate) fn notice(state: &State) -> Option<Notice> {
    if !state.problems.is_empty() {
        return Some(to_mend(state));
    }
    match &state.delivery {
        Delivery::Writing | Delivery::Sending(_) | Delivery::Sent(_) => None,
        Delivery::Changed => Some(Notice {
            strong: "Not sent yet.",
            text: "You changed your words: please press Send when they are ready.",
            ..Notice::default()
        }),
        Delivery::NotSentYet { why, last_try, .. } => Some(Notice {
            strong: "Not sent yet.",
            text: "We keep your words here and try again.",
            hint: not_sent_hint(copy::why(*why), state.keeps, last_try),
            ..Notice::default()
        }),
        Delivery::CouldNotBeSent { sentence, .. } => Some(Notice {
            wrong: true,
            strong: "Could not be sent.",
            text: "Your words stay here. Please call us: ",
            call: true,
            hint: sentence.clone(),
            ..Notice::default()
        }),
    }
}

fn not_sent_hint(why: &str, keeps: bool, last_try: &str) -> String {
    let stay = if keeps {
        "You may close this page: it goes out when you are back. "
    } else {
        "Please keep this page open. "
    };
    join(&[why, stay, "Last try ", last_try, "."])
}

fn to_mend(state: &State) -> Notice {
    let fields: Vec<Field> = state.problems.iter().filter_map(|problem| problem.field).collect();
    let missing = fields.iter().all(|field| state.draft.get(*field).trim().is_empty());
    let loose = state.problems.iter().filter(|problem| problem.field.is_none());
    Notice {
        wrong: true,
        strong: match (state.problems.len(), missing) {
            (1, true) => "One thing is missing.",
            (1, false) => "One thing is not right yet.",
            (_, true) => "Some things are missing.",
            (_, false) => "Some things are not right yet.",
        },
        text: if fields.is_empty() { "" } else { "Please look at " },
        hint: loose.map(|problem| problem.sentence.as_str()).collect(),
        fields,
        call: false,
    }
}
