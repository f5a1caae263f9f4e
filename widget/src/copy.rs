//! Every sentence of the panel that is its own; those at fields are spoken by `domain`.

use hearback_domain::submission::{Field, Kind};

use crate::state::Why;

/// The form's labels, in the order in which `panel/draw.js` takes them.
pub(crate) const LABELS: &[&str] = &[
    "What is it about?",
    "What would put this right?",
    "When do you need it?",
    "Your name",
    "E-mail",
    "Your number",
    "When may we ring?",
    "If you know",
    "If you like",
    "Did you mean",
    "Please leave this empty",
];
/// Above the message before a kind is chosen.
pub(crate) const MESSAGE: &str = "Your message";
/// After who sees it.
pub(crate) const NOTHING_ELSE: &str = " what you write here and the address of this page.";

/// In place of the usual promise, once a time to be rung is chosen.
pub(crate) const IN_SLOT: &str = "We call you in the time you choose.";

/// The second truth.
pub(crate) const NOT_SENT_YET: &str = "Not sent yet.";
/// While it is tried again.
pub(crate) const WE_TRY_AGAIN: &str = "We keep your words here and try again.";
/// After words were changed during an outage.
pub(crate) const CHANGED: &str = "You changed your words: please press Send when they are ready.";
/// Where the browser keeps words.
pub(crate) const MAY_CLOSE: &str = "You may close this page: it goes out when you are back. ";
/// Where it does not.
pub(crate) const KEEP_OPEN: &str = "Please keep this page open. ";
/// The third truth.
pub(crate) const COULD_NOT_BE_SENT: &str = "Could not be sent.";
/// Before the telephone number.
pub(crate) const PLEASE_CALL: &str = "Your words stay here. Please call us: ";

/// The receipt's sentences, the first truth among them, in the order of `panel/draw.js`.
pub(crate) const RECEIPT: &[&str] = &[
    "Thank you.",
    "Your message is safely with us.",
    "Your message arrived",
    "After that",
    "The answer",
    "If we run late, you hear it from us first, with the new time.",
    "Your reference",
    "Follow your case",
    "Write another message",
];

/// What happens next with a message of this kind, after the name of who does it.
pub(crate) const fn next(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Callback) => " calls you back",
        Some(Kind::Praise) => " reads it",
        _ => " reads it and tells you when the answer comes",
    }
}

/// A field in the middle of "Please look at …".
pub(crate) const fn in_a_sentence(field: Field) -> &'static str {
    match field {
        Field::Kind => "what it is about",
        Field::Message => "your message",
        Field::Wish => "what would put it right",
        Field::NeededBy => "when you need it",
        Field::Name => "your name",
        Field::Email => "your e-mail address",
        Field::Phone => "your number",
        Field::Slot => "when we may ring",
    }
}

/// Why a message is not sent yet.
pub(crate) const fn why(why: Why) -> &'static str {
    match why {
        Why::NotHeard => "We cannot be reached just now. ",
        Why::Trouble => "Our service does not answer just now. ",
        Why::Busy => "Many messages arrive just now. ",
    }
}
