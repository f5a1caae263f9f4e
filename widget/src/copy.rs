//! Every sentence of the panel that is its own; those at fields are spoken by `domain`.

use hearback_domain::submission::{Field, Kind};

use crate::state::{Delivery, Sent, State, Why};

/// Above the message before a kind is chosen.
pub(crate) const MESSAGE: &str = "Your message";
/// The form's labels, in the order in which `panel/page.js` takes them.
pub(crate) const LABELS: [&str; 11] = [
    "What is it about?",
    "What would put this right?",
    "When do you need it?",
    "Your name",
    "E-mail",
    "Your number",
    "If you know",
    "If you like",
    "Did you mean",
    "Please leave this empty",
    "Please call us",
];

/// How one speaks of who answers, once the card came.
fn first(state: &State) -> Option<&str> {
    state.card.as_ref().map(|card| card.first.as_str()).filter(|first| !first.is_empty())
}

/// On the button.
pub(crate) fn send(state: &State) -> String {
    match state.delivery {
        Delivery::Sending(_) => "Sending…".to_owned(),
        Delivery::NotSentYet { .. } | Delivery::CouldNotBeSent { .. } => "Try again now".to_owned(),
        Delivery::Writing | Delivery::Changed | Delivery::Sent(_) => match first(state) {
            Some(first) => join(&["Send to ", first]),
            None => "Send".to_owned(),
        },
    }
}

/// What is promised for the chosen kind; empty before one is chosen.
pub(crate) fn promise(state: &State) -> &str {
    let place = Kind::ALL.into_iter().position(|kind| Some(kind) == state.draft.kind());
    match (&state.card, place) {
        (Some(card), Some(place)) => &card.promises[place],
        _ => "",
    }
}

/// What is sent with the words.
pub(crate) fn sees(state: &State) -> String {
    let who = first(state).map_or_else(|| "We see".to_owned(), |first| join(&[first, " sees"]));
    join(&[&who, " your words and the address of this page, nothing else."])
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
    }
}

/// Why a message is not sent yet.
pub(crate) const fn why(why: Why) -> &'static str {
    match why {
        Why::NotHeard => "There is no connection just now. ",
        Why::Trouble => "Our service does not answer just now. ",
        Why::Busy => "Many messages arrive just now. ",
    }
}

/// The parts as one text; `concat` would bring more code than all of them.
pub(crate) fn join(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// When the promised thing happens, from its sentence: "By today 15:40".
fn by_when(promise: &str) -> String {
    let by = promise.as_bytes().windows(4).rposition(|four| four == b" by ");
    let when = by.and_then(|at| promise.get(at + 4..)).unwrap_or_default();
    let when = when.strip_suffix('.').unwrap_or(when);
    if when.is_empty() { String::new() } else { join(&["By ", when]) }
}

/// The lines of a receipt: thanks, that it is safe, the promise, when and what happened and
/// happens, the reference and its label, the case page, and the ways on.
pub(crate) fn receipt(state: &State, sent: &Sent) -> [String; 15] {
    let kind = sent.content.kind();
    let answered = !sent.content.get(Field::Email).trim().is_empty()
        && matches!(kind, Some(Kind::Question | Kind::Complaint));
    let or_nothing = |words: &str| if answered { words.to_owned() } else { String::new() };
    [
        "Thank you.".to_owned(),
        "Your message is safely with us.".to_owned(),
        sent.receipt.promise.clone(),
        join(&["Today ", &sent.at]),
        "Your message arrived".to_owned(),
        by_when(&sent.receipt.promise),
        next(state, kind),
        or_nothing("After that"),
        or_nothing("The answer"),
        "If we run late, you hear it from us first, with the new time.".to_owned(),
        "Your reference".to_owned(),
        sent.receipt.reference.clone(),
        "Follow your case".to_owned(),
        sent.receipt.case_url.clone(),
        "Write another message".to_owned(),
    ]
}

/// What happens first with a message of this kind.
fn next(state: &State, kind: Option<Kind>) -> String {
    let does = match kind {
        Some(Kind::Callback) => " calls you back",
        Some(Kind::Praise) => " reads it",
        _ => " reads it and tells you when the answer comes",
    };
    join(&[first(state).unwrap_or("Somebody"), does])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Card;

    #[test]
    fn the_time_of_a_promise_stands_alone_in_the_list_of_steps() {
        assert_eq!(by_when("Ana reads this by today 15:40."), "By today 15:40");
        assert_eq!(by_when("Ana reads this soon."), "");
    }

    #[test]
    fn the_label_names_the_person_once_they_are_known() {
        let mut state = State::default();
        assert_eq!(send(&state), "Send");
        assert_eq!(sees(&state), "We see your words and the address of this page, nothing else.");
        state.card = Some(Card { first: "Ana".to_owned(), ..Card::default() });
        assert_eq!(send(&state), "Send to Ana");
        assert_eq!(sees(&state), "Ana sees your words and the address of this page, nothing else.");
        assert_eq!(next(&state, Some(Kind::Callback)), "Ana calls you back");
    }

    #[test]
    fn the_promise_follows_the_chosen_kind() {
        let mut state = State::default();
        let promises = ["q", "c", "p", "b"].map(str::to_owned);
        state.card = Some(Card { promises, ..Card::default() });
        assert_eq!(promise(&state), "");
        state.draft.set(Field::Kind, "complaint".to_owned());
        assert_eq!(promise(&state), "c");
    }
}
