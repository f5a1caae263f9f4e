//! A form that was drawn before something happened: what it was drawn for, and whether it may still
//! be taken.
//!
//! Not here: steps of the team, of which the book takes one under each number.

use hearback_domain::step::{Step, next_step};
use hearback_domain::{Case, HOUR_MS, Timestamp, What};

/// What a case had come to when a form was drawn; the text of its hidden field `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// The number of the next step.
    pub(super) step: u32,
    /// How many times the customer had written again.
    pub(super) heard: usize,
}

impl Drawn {
    /// For a form that is drawn now.
    pub(super) fn now(case: &Case) -> Self {
        Self { step: next_step(case), heard: case.wrote.len() }
    }

    pub(super) fn text(self) -> String {
        format!("{}.{}", self.step, self.heard)
    }

    /// Reads what a form sends; one that does not say what it was drawn for heard everything.
    pub(super) fn read(raw: &str) -> Self {
        let (step, heard) = raw.split_once('.').unwrap_or((raw, ""));
        let (step, heard) = (step.parse().unwrap_or_default(), heard.parse());
        Self { step, heard: heard.unwrap_or(usize::MAX) }
    }

    /// Whether nothing happened since.
    pub(super) fn is_now(self, case: &Case) -> bool {
        self == Self::now(case)
    }

    /// Whether the customer wrote what the writer of these words cannot have read.
    pub(super) fn is_overtaken(self, case: &Case, what: &What) -> bool {
        words_to_customer(what).is_some() && self.heard < case.wrote.len()
    }
}

/// So long a form that is sent again from the page before means the same; later somebody says the
/// same again.
const REPEAT_MS: i64 = HOUR_MS;

/// Whether the same person did the same last, in the same words and a short while ago, so that a
/// form sent again from the page before sends nothing twice. What did not arrive may be said again.
pub(super) fn is_repeat(case: &Case, what: &What, now: Timestamp) -> bool {
    let last = case.last_reply().and_then(|(number, _)| case.steps.get(&number));
    let (Some(last), Some(step)) = (last, words_to_customer(what)) else { return false };
    let heard_since = case.wrote.values().any(|wrote| wrote.at > last.at);
    let is_recent = now < last.at.plus_ms(REPEAT_MS);
    last.what == *step && is_recent && !heard_since && !case.is_undelivered()
}

fn words_to_customer(what: &What) -> Option<&Step> {
    match what {
        What::Stepped { step, .. } => step.words_to_customer().map(|_| step),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use hearback_domain::CaseId;
    use hearback_domain::wire::fact_from_json;

    use super::*;

    const REPLIED: &str =
        r#""fact":"step.1","at":1000,"by":"ana","done":"replied","words":"On Monday.""#;
    const WROTE: &str = r#""fact":"wrote.019d3f6e-1c2d-7abc-8def-0123456789ac","at":2000,"submission":"019d3f6e-1c2d-7abc-8def-0123456789ac","message":"No.""#;
    const LOST: &str = r#""fact":"reply.1","at":2000,"outcome":"given_up","why":"550""#;

    fn case(facts: &[&str]) -> Case {
        let id = "20261123-000102030405060708090a0b0c0d0eff";
        let fact = |fact| fact_from_json(&format!(r#"{{"case":"{id}",{fact}}}"#)).expect("a fact");
        let facts: Vec<_> = facts.iter().map(fact).collect();
        Case::fold(CaseId::parse(id).expect("an id"), &facts)
    }

    fn said(words: &str, by: &str) -> What {
        let fact =
            format!(r#""fact":"step.1","at":1,"by":"{by}","done":"replied","words":"{words}""#);
        let stepped = case(&[&fact]).steps.remove(&1).expect("a step");
        What::Stepped { number: 2, step: stepped.what }
    }

    #[test]
    fn a_form_says_what_it_was_drawn_for() {
        let drawn = Drawn { step: 4, heard: 2 };
        assert_eq!(Drawn::read(&drawn.text()), drawn);
        assert_eq!(Drawn::read("4"), Drawn { step: 4, heard: usize::MAX });
        assert_eq!(Drawn::read("x").step, 0);
    }

    #[test]
    fn the_same_words_are_a_repeat_until_somebody_wrote_or_they_were_lost() {
        let monday = said("On Monday.", "ana");
        let soon = Timestamp::from_ms(3_000);
        let again = |facts: &[&str], what: &What| is_repeat(&case(facts), what, soon);
        assert!(again(&[REPLIED], &monday));
        assert!(!again(&[], &monday));
        assert!(!again(&[REPLIED, WROTE], &monday));
        assert!(!again(&[REPLIED, LOST], &monday));
        assert!(!again(&[REPLIED], &said("On Tuesday.", "ana")));
        assert!(!again(&[REPLIED], &said("On Monday.", "chidi")));
        assert!(!is_repeat(&case(&[REPLIED]), &monday, soon.plus_ms(HOUR_MS)), "said once more");
    }

    #[test]
    fn words_written_before_the_customer_wrote_again_are_overtaken() {
        let (drawn, now) = (Drawn::now(&case(&[REPLIED])), case(&[REPLIED, WROTE]));
        assert!(drawn.is_overtaken(&now, &said("On Tuesday.", "ana")));
        assert!(!Drawn::now(&now).is_overtaken(&now, &said("On Tuesday.", "ana")));
    }
}
