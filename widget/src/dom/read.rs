//! What the page says, read into our types. Nothing in it is trusted to have the right shape.

use hearback_domain::submission::{Field, Kind, SubmissionId};
use wasm_bindgen::JsValue;

use super::page::{self, Own, text};
use super::signal;
use crate::answer::{Receipt, Reply};
use crate::card::Card;
use crate::draft::Draft;
use crate::state::{Msg, Seed};

/// More mistakes than this no form has.
const ERRORS_MAX: u32 = 12;

/// The message behind a number from the page.
pub(super) fn msg(own: &Own, code: u32, value: &JsValue) -> Option<Msg> {
    let typed = || value.as_string().unwrap_or_default();
    Some(match code {
        signal::TRAPPED => Msg::Trapped(typed()),
        signal::CARD => Msg::CardCame(card(value)),
        signal::ANSWERED => {
            Msg::Answered { reply: Box::new(reply(value)), seed: seed(), clock: page::clock(own) }
        }
        signal::SUBMITTED => Msg::Pressed { seed: seed(), remembered: false },
        signal::DUE => Msg::Due,
        signal::LEFT_EMAIL => Msg::LeftEmail,
        signal::TOOK_CORRECTION => Msg::TookCorrection,
        signal::WANTS_CALL => Msg::WantsCall,
        signal::PREFILLED => Msg::Prefilled(prefilled(own)),
        _ => Msg::Typed(*Draft::FIELDS.get((code - signal::TYPED) as usize)?, typed()),
    })
}

/// What a new submission id is made of.
pub(super) fn seed() -> Seed {
    let mut random = [0; 10];
    page::random(&mut random);
    Seed { now_ms: page::now() as u64, random }
}

/// What an earlier visit left, with the words as they stand in the adopted field.
pub(super) fn restored(own: &Own) -> Msg {
    let mut draft = draft(&page::kept(own, "fields"));
    draft.set(Field::Message, text(&page::get(own.as_ref(), "message"), "value"));
    let waiting = page::kept(own, "pending");
    let id = SubmissionId::parse(&text(&waiting, "submission_id")).ok();
    Msg::Restored {
        draft,
        pending: id.map(|id| (id, self::draft(&waiting))),
        keeps: page::get(own.as_ref(), "keeps").is_truthy(),
        now_ms: page::now() as u64,
    }
}

/// What the page knows of the customer.
pub(super) fn prefilled(own: &Own) -> Draft {
    draft(&page::get(own.as_ref(), "prefill"))
}

fn draft(object: &JsValue) -> Draft {
    let mut draft = Draft::default();
    for field in Draft::FIELDS {
        draft.set(field, text(object, field.name()));
    }
    draft
}

fn card(object: &JsValue) -> Card {
    let promises = page::get(object, "promises");
    let mut card = Card { first: text(&page::get(object, "person"), "first"), ..Card::default() };
    for (promise, kind) in card.promises.iter_mut().zip(Kind::ALL) {
        *promise = text(&promises, kind.name());
    }
    card
}

fn reply(object: &JsValue) -> Reply {
    let mut errors = Vec::new();
    let list = page::get(object, "errors");
    for place in 0..page::number(&list, "length").min(ERRORS_MAX) {
        let error = page::item(&list, place);
        errors.push((text(&error, "field"), text(&error, "sentence")));
    }
    Reply {
        status: page::number(object, "status"),
        retry_after_s: page::number(object, "wait"),
        code: text(object, "code"),
        sentence: text(object, "sentence"),
        errors,
        receipt: Receipt {
            reference: text(object, "reference"),
            promise: text(&page::get(object, "promise"), "sentence"),
            case_url: text(object, "case_url"),
        },
    }
}
