//! Does what the state asks for.

use wasm_bindgen::JsValue;

use super::page::{self, Own, put};
use crate::draft::Draft;
use crate::state::{Cmd, Delivery, Place, State};

/// One command.
pub(super) fn perform(own: &Own, state: &State, cmd: Cmd) {
    match cmd {
        Cmd::Post => post(own, state),
        Cmd::Keep => page::keep(own, "fields", &fields(&state.draft)),
        Cmd::ForgetPending => page::forget(own, "pending"),
        Cmd::ForgetAll => {
            for key in ["pending", "fields", "message"] {
                page::forget(own, key);
            }
        }
        Cmd::Wake(ms) => page::wake(own, ms),
        Cmd::GoTo(Place::Notice) => page::go(own, ".note"),
        Cmd::GoTo(Place::Receipt) => page::go(own, ".receipt"),
        Cmd::GoTo(Place::Field(field)) => page::go(own, field.name()),
        Cmd::Fill(field) => page::fill(own, field.name(), state.draft.get(field)),
        Cmd::Tell => match &state.delivery {
            Delivery::Sent(sent) => page::emit(own, "sent", &sent.receipt.reference),
            _ => page::emit(own, "failed", ""),
        },
    }
}

/// The fields as the service reads them.
fn fields(draft: &Draft) -> JsValue {
    let object = page::object();
    for field in Draft::FIELDS {
        put(&object, field.name(), draft.get(field));
    }
    object
}

fn post(own: &Own, state: &State) {
    if let Delivery::Sending(attempt) = &state.delivery {
        let object = fields(&attempt.content);
        put(&object, "submission_id", &attempt.id.text());
        put(&object, "trap", attempt.content.trap());
        page::keep(own, "pending", &object);
        page::post(own, &object);
    }
}
