//! What the page says, read into our types: a number of `signal` and the lines that belong to it.

use hearback_domain::submission::{Field, SubmissionId};

use crate::answer::{Problem, Receipt, Reply};
use crate::card::Card;
use crate::draft::Draft;
use crate::lines::Reader;
use crate::signal;
use crate::state::{Msg, Restored, Seed};

/// More mistakes than this no form has.
const ERRORS_MAX: usize = 12;

/// The message behind a number from the page.
#[inline(never)]
pub(crate) fn msg(signal: u32, text: String, seed: Seed) -> Option<Msg> {
    let mut lines = Reader(&text);
    Some(match signal {
        signal::TRAPPED => Msg::Trapped(text),
        signal::CARD => Msg::CardCame(card(&mut lines)),
        signal::ANSWERED => {
            let clock = lines.text();
            Msg::Answered { reply: Box::new(reply(&mut lines)), seed, clock }
        }
        signal::SUBMITTED => Msg::Pressed { seed, remembered: !text.is_empty() },
        signal::DUE => Msg::Due,
        signal::LEFT_EMAIL => Msg::LeftEmail,
        signal::TOOK_CORRECTION => Msg::TookCorrection,
        signal::WANTS_CALL => Msg::WantsCall,
        signal::PREFILLED => Msg::Prefilled(draft(&mut lines)),
        signal::RESTORED => restored(&mut lines, seed.now_ms),
        _ => Msg::Typed(*Draft::FIELDS.get((signal - signal::TYPED) as usize)?, text),
    })
}

/// What an earlier visit left, with the words as they stand in the adopted field.
#[inline(never)]
fn restored(lines: &mut Reader<'_>, now_ms: u64) -> Msg {
    let words = lines.text();
    let keeps = !lines.line().is_empty();
    let id = SubmissionId::parse(lines.line()).ok();
    let pending = self::draft(lines);
    let mut draft = self::draft(lines);
    draft.set(Field::Message, words);
    let pending = id.map(|id| (id, pending));
    Msg::Restored(Box::new(Restored { draft, pending, keeps, now_ms }))
}

fn draft(lines: &mut Reader<'_>) -> Draft {
    let mut draft = Draft::default();
    for &field in Draft::FIELDS {
        draft.set(field, lines.text());
    }
    draft
}

fn card(lines: &mut Reader<'_>) -> Card {
    let mut card = Card { first: lines.text(), ..Card::default() };
    for promise in &mut card.promises {
        *promise = lines.text();
    }
    card
}

#[inline(never)]
fn reply(lines: &mut Reader<'_>) -> Reply {
    let mut reply = Reply {
        status: lines.number(),
        retry_after_s: lines.number(),
        code: lines.text(),
        sentence: lines.text(),
        errors: Vec::new(),
        receipt: Receipt { reference: lines.text(), promise: lines.text(), case_url: lines.text() },
    };
    while !lines.is_done() && reply.errors.len() < ERRORS_MAX {
        let field = lines.line();
        reply.errors.push(Problem::named(field, lines.text()));
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed { now_ms: 1_763_383_800_123, random: [7; 10] };

    fn read(signal: u32, lines: &[&str]) -> Option<Msg> {
        msg(signal, lines.iter().flat_map(|line| [line, "\u{1f}"]).collect(), SEED)
    }

    #[test]
    fn an_answer_is_read_with_its_mistakes() {
        let lines = ["13:10", "422", "0", "c", "s", "", "", "", "email", "After the @ …"];
        let Some(Msg::Answered { reply, clock, .. }) = read(signal::ANSWERED, &lines) else {
            panic!("no answer");
        };
        assert_eq!((reply.status, clock.as_str()), (422, "13:10"));
        assert_eq!(reply.errors, [Problem::named("email", "After the @ …".to_owned())]);
    }

    #[test]
    fn a_receipt_is_read() {
        let lines = ["13:10", "201", "0", "", "", "HB-1", "Ana reads this.", "https://a.example"];
        let Some(Msg::Answered { reply, .. }) = read(signal::ANSWERED, &lines) else {
            panic!("no answer");
        };
        assert_eq!(reply.receipt.reference, "HB-1");
        assert_eq!(reply.receipt.promise, "Ana reads this.");
        assert!(reply.errors.is_empty());
    }

    #[test]
    fn an_earlier_visit_is_read_and_the_words_are_those_of_the_field() {
        let id = "018f3f6e-1c2d-7abc-8def-0123456789ab";
        let pending = ["question", "Hello", "", "", "Joan", "j@a.example", "", ""];
        let kept = ["praise", "ignored", "", "", "", "", "", ""];
        let lines: Vec<&str> = ["Hello", "1", id].into_iter().chain(pending).chain(kept).collect();
        let Some(Msg::Restored(left)) = read(signal::RESTORED, &lines) else {
            panic!("nothing restored");
        };
        let Restored { draft, pending, keeps, .. } = *left;
        assert!(keeps);
        assert_eq!(draft.get(Field::Message), "Hello");
        assert_eq!(draft.get(Field::Kind), "praise");
        let (read_id, content) = pending.expect("pending");
        assert_eq!(read_id.text(), id);
        assert_eq!(content.get(Field::Email), "j@a.example");
    }

    #[test]
    fn a_number_that_means_nothing_is_no_message() {
        assert_eq!(read(99, &[]), None);
    }

    #[test]
    fn typed_text_is_taken_whole_and_every_field_has_its_number() {
        for (place, field) in Draft::FIELDS.iter().enumerate() {
            let typed = msg(signal::TYPED + place as u32, "a\nb".to_owned(), SEED);
            assert_eq!(typed, Some(Msg::Typed(*field, "a\nb".to_owned())));
        }
    }
}
