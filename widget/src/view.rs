//! How a state looks: lines of text for `panel/draw.js`, which draws and decides nothing.

use hearback_domain::submission::{Field, Kind, NeededBy};

use crate::copy;
use crate::draft::{Draft, asks, may_stay_empty};
use crate::lines::Lines;
use crate::state::{Delivery, Sent, State};

/// The labels of the form, in the order in which it is drawn.
pub(crate) fn labels() -> String {
    let mut lines = Lines::default();
    copy::LABELS.iter().for_each(|label| lines.line(&[label]));
    Kind::ALL.iter().for_each(|kind| lines.line(&[kind.label()]));
    NeededBy::ALL.iter().for_each(|need| lines.line(&[need.label()]));
    lines.0
}

/// The button, the promise, who sees what, a correction, whether the fields rest, the message's
/// label; then per field whether it is asked, whether it may stay empty, and its mistake.
#[inline(never)]
pub(crate) fn form(state: &State) -> String {
    let kind = state.draft.kind();
    let first = first(state);
    let mut lines = Lines::default();
    match &state.delivery {
        Delivery::Sending(_) => lines.line(&["Sending…"]),
        Delivery::NotSentYet { .. } | Delivery::CouldNotBeSent { .. } => {
            lines.line(&["Try again now"]);
        }
        Delivery::Writing | Delivery::Changed | Delivery::Sent(_) => {
            lines.line(&["Send", if first.is_empty() { "" } else { " to " }, first]);
        }
    }
    lines.line(&[promise(state, kind)]);
    let sees = if first.is_empty() { ["We", " see"] } else { [first, " sees"] };
    lines.line(&[sees[0], sees[1], copy::NOTHING_ELSE]);
    lines.line(&[&state.correction().unwrap_or_default()]);
    lines.flag(state.is_sending());
    lines.line(&[kind.map_or(copy::MESSAGE, Kind::message_label)]);
    for &field in Draft::FIELDS {
        lines.flag(asks(kind, field));
        lines.flag(may_stay_empty(kind, field));
        lines.line(&[state.problem(field).unwrap_or_default()]);
    }
    lines.0
}

/// Which of the three truths holds, or what is to be mended; empty when there is nothing to say.
///
/// Whether it went wrong, the truth, the sentence behind it, whether the telephone number follows,
/// a smaller line; then per field to go to its name and how to call it.
#[inline(never)]
pub(crate) fn notice(state: &State) -> String {
    let mut lines = Lines::default();
    if !state.problems.is_empty() {
        to_mend(state, &mut lines);
        return lines.0;
    }
    match &state.delivery {
        Delivery::Writing | Delivery::Sending(_) | Delivery::Sent(_) => {}
        Delivery::Changed => {
            lines.flag(false);
            lines.line(&[copy::NOT_SENT_YET]);
            lines.line(&[copy::CHANGED]);
        }
        Delivery::NotSentYet { why, last_try, .. } => {
            lines.flag(false);
            lines.line(&[copy::NOT_SENT_YET]);
            lines.line(&[copy::WE_TRY_AGAIN]);
            lines.flag(false);
            let stay = if state.keeps { copy::MAY_CLOSE } else { copy::KEEP_OPEN };
            lines.line(&[copy::why(*why), stay, "Last try ", last_try, "."]);
        }
        Delivery::CouldNotBeSent { sentence, .. } => {
            lines.flag(true);
            lines.line(&[copy::COULD_NOT_BE_SENT]);
            lines.line(&[copy::PLEASE_CALL]);
            lines.flag(true);
            lines.line(&[sentence]);
        }
    }
    lines.0
}

#[inline(never)]
fn to_mend(state: &State, lines: &mut Lines) {
    let fields = || state.problems.iter().filter_map(|problem| problem.field);
    let missing = fields().all(|field| state.draft.get(field).trim().is_empty());
    lines.flag(true);
    lines.line(&[match (state.problems.len(), missing) {
        (1, true) => "One thing is missing.",
        (1, false) => "One thing is not right yet.",
        (_, true) => "Some things are missing.",
        (_, false) => "Some things are not right yet.",
    }]);
    lines.line(&[if fields().next().is_some() { "Please look at " } else { "" }]);
    lines.flag(false);
    let loose = state.problems.iter().find(|problem| problem.field.is_none());
    lines.line(&[loose.map_or("", |problem| problem.sentence.as_str())]);
    for field in fields() {
        lines.line(&[field.name()]);
        lines.line(&[copy::in_a_sentence(field)]);
    }
}

/// The receipt's own sentences; then the promise, when the message arrived, when what happens
/// next, whether an answer follows, the reference, and the case page.
#[inline(never)]
pub(crate) fn receipt(state: &State, sent: &Sent) -> String {
    let kind = sent.content.kind();
    let answered = !sent.content.get(Field::Email).trim().is_empty()
        && matches!(kind, Some(Kind::Question | Kind::Complaint));
    let promise = &sent.receipt.promise;
    let mut lines = Lines::default();
    copy::RECEIPT.iter().for_each(|sentence| lines.line(&[sentence]));
    lines.line(&[promise]);
    lines.line(&["Today ", &sent.at]);
    let when = by_when(promise);
    lines.line(&[if when.is_empty() { "" } else { "By " }, when]);
    let first = first(state);
    lines.line(&[if first.is_empty() { "Somebody" } else { first }, copy::next(kind)]);
    lines.flag(answered);
    lines.line(&[&sent.receipt.reference]);
    lines.line(&[&sent.receipt.case_url]);
    lines.0
}

/// How one speaks of who answers; empty until the card came.
fn first(state: &State) -> &str {
    state.card.as_ref().map_or("", |card| &card.first)
}

/// What is promised for the chosen kind; empty before one is chosen.
fn promise(state: &State, kind: Option<Kind>) -> &str {
    if kind == Some(Kind::Callback) && !state.draft.get(Field::Slot).is_empty() {
        return copy::IN_SLOT;
    }
    match (&state.card, kind) {
        (Some(card), Some(kind)) => &card.promises[kind as usize],
        _ => "",
    }
}

/// When the promised thing happens, from its sentence: "today 15:40".
fn by_when(promise: &str) -> &str {
    let by = promise.as_bytes().windows(4).rposition(|four| four == b" by ");
    let when = by.and_then(|at| promise.get(at + 4..)).unwrap_or_default();
    when.strip_suffix('.').unwrap_or(when)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Problem, Receipt};
    use crate::card::Card;
    use crate::lines::BREAK;

    fn lines(text: &str) -> Vec<&str> {
        text.split(BREAK).collect()
    }

    fn of_kind(kind: &str) -> State {
        let promises = ["q", "c", "p", "b"].map(str::to_owned);
        let card = Some(Card { first: "Ana".to_owned(), promises });
        let mut state = State { card, ..State::default() };
        state.draft.set(Field::Kind, kind.to_owned());
        state
    }

    #[test]
    fn the_button_names_the_person_once_they_are_known() {
        let before = form(&State::default());
        let who = "We see what you write here and the address of this page.";
        assert_eq!(lines(&before)[..3], ["Send", "", who]);
        let after = form(&of_kind(""));
        let who = "Ana sees what you write here and the address of this page.";
        assert_eq!(lines(&after)[..3], ["Send to Ana", "", who]);
    }

    #[test]
    fn the_promise_and_the_questions_follow_the_chosen_kind() {
        for (kind, promise, asked) in [
            ("", "", "kind message name email"),
            ("question", "q", "kind message needed_by name email"),
            ("complaint", "c", "kind message wish name email"),
            ("praise", "p", "kind message name email"),
            ("callback", "b", "kind message name phone slot"),
        ] {
            let view = form(&of_kind(kind));
            let lines = lines(&view);
            assert_eq!(lines[1], promise, "{kind}");
            let fields = Draft::FIELDS.iter().zip(lines[6..].chunks(3));
            let shown: Vec<&str> =
                fields.filter(|(_, line)| line[0] == "1").map(|(field, _)| field.name()).collect();
            assert_eq!(shown.join(" "), asked, "{kind}");
        }
    }

    #[test]
    fn the_time_of_a_promise_stands_alone_in_the_list_of_steps() {
        assert_eq!(by_when("Ana reads this by today 15:40."), "today 15:40");
        assert_eq!(by_when("Ana reads this soon."), "");
    }

    #[test]
    fn a_notice_leads_to_the_field_and_names_it() {
        let mut state = of_kind("question");
        let sentence = "After the @ something is missing.".to_owned();
        state.problems = vec![Problem { field: Some(Field::Email), sentence }];
        state.draft.set(Field::Email, "joan@".to_owned());
        assert_eq!(
            lines(&notice(&state)),
            [
                "1",
                "One thing is not right yet.",
                "Please look at ",
                "",
                "",
                "email",
                "your e-mail address",
                ""
            ]
        );
    }

    #[test]
    fn praise_without_an_address_is_not_told_of_an_answer() {
        let receipt_of = |kind: &str, email: &str| {
            let state = of_kind(kind);
            let mut content = state.draft.clone();
            content.set(Field::Email, email.to_owned());
            let sent = Sent { receipt: Receipt::default(), at: "13:10".to_owned(), content };
            lines(&receipt(&state, &sent))[12..14].join("|")
        };
        assert_eq!(receipt_of("praise", ""), "Ana reads it|");
        assert_eq!(receipt_of("callback", ""), "Ana calls you back|");
        assert_eq!(
            receipt_of("question", "joan@post.example"),
            "Ana reads it and tells you when the answer comes|1"
        );
    }

    #[test]
    fn nobody_is_told_to_close_a_page_that_keeps_nothing() {
        for (keeps, says) in [(true, "You may close this page"), (false, "Please keep this page")] {
            let mut state = State { keeps, ..of_kind("question") };
            let attempt = crate::state::Attempt {
                id: hearback_domain::submission::SubmissionId::at(1, [1; 10]),
                content: Draft::default(),
                tries: 1,
                failures: 0,
                watched: false,
            };
            state.delivery = Delivery::NotSentYet {
                attempt: Box::new(attempt),
                why: crate::state::Why::NotHeard,
                last_try: "13:10".to_owned(),
            };
            assert!(lines(&notice(&state))[4].contains(says));
        }
    }
}
