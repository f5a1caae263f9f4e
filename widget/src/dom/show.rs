//! How a state looks, as the lines of text that `panel/page.js` draws.

use hearback_domain::submission::{Kind, NeededBy};

use super::page::{self, Own};
use crate::copy;
use crate::draft::{Draft, asks, may_stay_empty};
use crate::notice::notice;
use crate::state::{Delivery, State};

/// Between two lines; nobody types it, and `panel/page.js` splits at it.
const BREAK: char = '\u{1f}';

/// The labels of the form, in the order in which it is drawn.
pub(super) fn labels() -> String {
    let mut lines = Lines::default();
    for label in copy::LABELS {
        lines.add(label);
    }
    for kind in Kind::ALL {
        lines.add(kind.label());
    }
    for need in NeededBy::ALL {
        lines.add(need.label());
    }
    lines.0
}

/// Makes the page look like the state.
pub(super) fn show(own: &Own, state: &State) {
    page::paint(own, &view(state));
    let mut lines = Lines::default();
    if let Some(notice) = notice(state) {
        lines.add(if notice.wrong { "wrong" } else { "" });
        lines.add(notice.strong);
        lines.add(notice.text);
        lines.add(if notice.call { "call" } else { "" });
        lines.add(&notice.hint);
        for field in &notice.fields {
            lines.add(field.name());
            lines.add(copy::in_a_sentence(*field));
        }
    }
    page::notice(own, &lines.0);
    if let Delivery::Sent(sent) = &state.delivery {
        let mut lines = Lines::default();
        for line in copy::receipt(state, sent) {
            lines.add(&line);
        }
        page::receipt(own, &lines.0);
    }
}

/// One line each: the button, the promise, who sees what, a correction, whether the fields rest,
/// the message's label; then per field whether it is asked, whether it may stay empty, its mistake.
fn view(state: &State) -> String {
    let kind = state.draft.kind();
    let mut lines = Lines::default();
    lines.add(&copy::send(state));
    lines.add(copy::promise(state));
    lines.add(&copy::sees(state));
    lines.add(&state.correction().unwrap_or_default());
    lines.flag(state.is_sending());
    lines.add(kind.map_or(copy::MESSAGE, Kind::message_label));
    for field in Draft::FIELDS {
        lines.flag(asks(kind, field));
        lines.flag(may_stay_empty(kind, field));
        lines.add(state.problem(field).unwrap_or_default());
    }
    lines.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push(BREAK);
    }

    fn flag(&mut self, on: bool) {
        self.add(if on { "1" } else { "" });
    }
}
