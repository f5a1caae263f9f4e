//! Panels in the page: shows each state and performs the commands.
//!
//! The page tells a panel by its number what happened, one thing at a time; Rust holds nothing
//! of the page, so that an unmounted panel leaves nothing behind but its number.

use std::cell::RefCell;

use crate::border::{self, Say, say};
use crate::draft::Draft;
use crate::lines::Lines;
use crate::state::{Cmd, Delivery, Place, Seed, State};
use crate::update::update;
use crate::{read, view};

thread_local! {
    static STATES: RefCell<Vec<State>> = const { RefCell::new(Vec::new()) };
}

/// Draws the form of a new panel and returns its number.
pub(crate) fn adopt() -> u32 {
    let number = STATES.with_borrow_mut(|states| {
        states.push(State::default());
        states.len() as u32 - 1
    });
    say(number, Say::Form, &view::labels());
    number
}

/// Tells a panel what happened: a number of `signal` and the lines that belong to it.
pub(crate) fn tell(number: u32, signal: u32, text: String) {
    let seed = Seed { now_ms: border::now_ms(), random: border::random() };
    let Some(msg) = read::msg(signal, text, seed) else {
        return;
    };
    let (state, cmds) = update(put(number, State::default()), msg);
    say(number, Say::Paint, &view::form(&state));
    say(number, Say::Notice, &view::notice(&state));
    if let Delivery::Sent(sent) = &state.delivery {
        say(number, Say::Receipt, &view::receipt(&state, sent));
    }
    for cmd in cmds {
        perform(number, &state, cmd);
    }
    put(number, state);
}

/// Drops what a panel knows.
pub(crate) fn leave(number: u32) {
    put(number, State::default());
}

/// Replaces a panel's state and returns what it was.
fn put(number: u32, state: State) -> State {
    STATES.with_borrow_mut(|states| match states.get_mut(number as usize) {
        Some(place) => std::mem::replace(place, state),
        None => state,
    })
}

#[inline(never)]
fn perform(number: u32, state: &State, cmd: Cmd) {
    match cmd {
        Cmd::Post => post(number, state),
        Cmd::Keep => say(number, Say::KeepFields, &fields("", &state.draft)),
        Cmd::ForgetPending => say(number, Say::ForgetPending, ""),
        Cmd::ForgetAll => say(number, Say::ForgetAll, ""),
        Cmd::Wake(ms) => border::wake(number, ms),
        Cmd::GoTo(Place::Notice) => say(number, Say::Go, ".notes"),
        Cmd::GoTo(Place::Receipt) => say(number, Say::Go, ".receipt"),
        Cmd::GoTo(Place::Field(field)) => say(number, Say::Go, field.name()),
        Cmd::Fill(field) => {
            let mut lines = Lines::default();
            lines.line(&[field.name()]);
            lines.line(&[state.draft.get(field)]);
            say(number, Say::Fill, &lines.0);
        }
        Cmd::Tell => match &state.delivery {
            Delivery::Sent(sent) => say(number, Say::Sent, &sent.receipt.reference),
            _ => say(number, Say::Failed, ""),
        },
    }
}

/// Kept before it is sent: a browser that dies meanwhile still has it.
fn post(number: u32, state: &State) {
    if let Delivery::Sending(attempt) = &state.delivery {
        let fields = fields(&attempt.id.text(), &attempt.content);
        say(number, Say::KeepPending, &fields);
        say(number, Say::Post, &fields);
    }
}

/// The id, the fields in their order, and the field that people do not see.
fn fields(id: &str, draft: &Draft) -> String {
    let mut lines = Lines::default();
    lines.line(&[id]);
    for &field in Draft::FIELDS {
        lines.line(&[draft.get(field)]);
    }
    lines.line(&[draft.trap()]);
    lines.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::border::page::TOLD;
    use crate::signal;

    /// What the page was told since the last look.
    fn told() -> Vec<(u32, String)> {
        TOLD.take()
    }

    fn told_of(what: Say) -> Vec<String> {
        told().into_iter().filter(|(it, _)| *it == what as u32).map(|(_, text)| text).collect()
    }

    #[test]
    fn a_message_goes_from_the_fields_to_the_service_and_back_as_a_receipt() {
        let panel = adopt();
        assert_eq!(told_of(Say::Form).len(), 1);
        for (place, text) in [
            (0, "question"),
            (1, "Do you service oil boilers?"),
            (4, "Joan"),
            (5, "joan@a.example"),
        ] {
            tell(panel, signal::TYPED + place, text.to_owned());
        }
        assert_eq!(told_of(Say::KeepFields).len(), 4);
        tell(panel, signal::SUBMITTED, String::new());
        let told_now = told();
        let place = |what: Say| told_now.iter().position(|(it, _)| *it == what as u32);
        assert!(place(Say::KeepPending) < place(Say::Post), "kept before it is sent");
        let (_, fields) = &told_now[place(Say::Post).expect("posted")];
        assert!(fields.contains("\u{1f}question\u{1f}Do you service oil boilers?\u{1f}"));

        let answer = ["13:10", "201", "0", "", "", "HB-1", "Ana reads this by today 15:40.", ""];
        tell(panel, signal::ANSWERED, answer.join("\u{1f}"));
        let told_now = told();
        assert!(told_now.contains(&(Say::Sent as u32, "HB-1".to_owned())));
        assert!(told_now.contains(&(Say::ForgetAll as u32, String::new())));
    }

    #[test]
    fn a_panel_that_left_or_never_was_harms_nobody() {
        let panel = adopt();
        tell(panel, signal::TYPED + 1, "secret".to_owned());
        leave(panel);
        told();
        tell(panel, signal::TYPED, "praise".to_owned());
        assert!(!told_of(Say::KeepFields).concat().contains("secret"));
        tell(u32::MAX, signal::DUE, String::new());
        leave(u32::MAX);
    }
}
