//! Facts as they stand in the store.

use serde::{Deserialize, Serialize};

use crate::promise::{PromiseName, number};
use crate::site::Text;
use crate::submission::{Fields, PageUrl, RawFields, SubmissionId};
use crate::{
    CaseId, Commitment, Fact, Move, ObligationId, Opened, Outcome, PersonId, Reference, Slot,
    Timestamp, What, Withheld,
};

#[derive(Serialize, Deserialize)]
struct FactWire {
    case: String,
    fact: String,
    at: i64,
    #[serde(flatten)]
    what: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize, Deserialize)]
struct OpenedWire {
    submission: String,
    reference: String,
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    message: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    wish: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    needed_by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    email: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    phone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    read_by: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    suspect: bool,
}

#[derive(Serialize, Deserialize)]
struct AcknowledgedWire {
    by: String,
    answer_by: i64,
}

#[derive(Serialize, Deserialize)]
struct MoveWire {
    due: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct CommitmentWire {
    words: String,
    due: i64,
    by: String,
}

#[derive(Serialize, Deserialize)]
struct ByWire {
    by: String,
}

#[derive(Serialize, Deserialize)]
struct PerformedWire {
    outcome: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
}

/// The stored text of a fact, the same for the same fact.
pub fn fact_to_json(fact: &Fact) -> String {
    if let What::Unknown { stored, .. } = &fact.what {
        return stored.clone();
    }
    let wire = FactWire {
        case: fact.case.text(),
        fact: fact.id(),
        at: fact.at.ms(),
        what: what_to_wire(&fact.what),
    };
    serde_json::to_string(&wire).expect("a map of strings and numbers is always JSON")
}

/// Reads a stored text. A kind of fact this version does not know is kept as unknown.
///
/// `None` when it is no fact at all: not JSON, or without case, name or time.
pub fn fact_from_json(stored: &str) -> Option<Fact> {
    let wire: FactWire = serde_json::from_str(stored).ok()?;
    let case = CaseId::parse(&wire.case)?;
    let at = Timestamp::from_ms(wire.at);
    let what = what_from_wire(&wire.fact, wire.what)
        .unwrap_or_else(|| What::Unknown { id: wire.fact, stored: stored.to_owned() });
    Some(Fact { case, at, what })
}

fn what_to_wire(what: &What) -> serde_json::Map<String, serde_json::Value> {
    match what {
        What::Opened(opened) => map(&opened_to_wire(opened)),
        What::Acknowledged { by, answer_by } => {
            map(&AcknowledgedWire { by: by.as_str().to_owned(), answer_by: answer_by.ms() })
        }
        What::Answered { by } | What::Kept { by, .. } => {
            map(&ByWire { by: by.as_str().to_owned() })
        }
        What::Moved { to, .. } => map(&move_to_wire(to)),
        What::Committed { commitment, .. } => map(&CommitmentWire {
            words: commitment.words.as_str().to_owned(),
            due: commitment.due.ms(),
            by: commitment.by.as_str().to_owned(),
        }),
        What::Proved | What::Disowned | What::Unknown { .. } => serde_json::Map::new(),
        What::Performed { outcome, .. } => map(&outcome_to_wire(outcome)),
    }
}

fn map(wire: &impl Serialize) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::to_value(wire) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

fn what_from_wire(id: &str, map: serde_json::Map<String, serde_json::Value>) -> Option<What> {
    let value = serde_json::Value::Object(map);
    match id {
        "opened" => opened_from_wire(serde_json::from_value(value).ok()?),
        "acknowledged" => {
            let wire: AcknowledgedWire = serde_json::from_value(value).ok()?;
            let by = PersonId::parse(&wire.by).ok()?;
            Some(What::Acknowledged { by, answer_by: Timestamp::from_ms(wire.answer_by) })
        }
        "answered" => Some(What::Answered { by: by_from_wire(value)? }),
        "proved" => Some(What::Proved),
        "disowned" => Some(What::Disowned),
        _ if id.starts_with("moved.") => {
            let (promise, term) = id.strip_prefix("moved.")?.split_once('.')?;
            let (promise, term) = (PromiseName::parse(promise)?, number(term)?);
            Some(What::Moved { promise, term, to: move_from_wire(value)? })
        }
        _ if id.starts_with("commitment-") => {
            let PromiseName::Commitment(number) = PromiseName::parse(id)? else { return None };
            Some(What::Committed { number, commitment: commitment_from_wire(value)? })
        }
        _ if id.starts_with("kept.") => {
            let PromiseName::Commitment(number) = PromiseName::parse(id.strip_prefix("kept.")?)?
            else {
                return None;
            };
            Some(What::Kept { number, by: by_from_wire(value)? })
        }
        _ => {
            let obligation = ObligationId::parse(id)?;
            let outcome = outcome_from_wire(serde_json::from_value(value).ok()?)?;
            Some(What::Performed { obligation, outcome })
        }
    }
}

fn by_from_wire(value: serde_json::Value) -> Option<PersonId> {
    let wire: ByWire = serde_json::from_value(value).ok()?;
    PersonId::parse(&wire.by).ok()
}

fn move_to_wire(to: &Move) -> MoveWire {
    MoveWire {
        due: to.due.ms(),
        by: to.by.as_ref().map(|by| by.as_str().to_owned()),
        reason: to.reason.as_ref().map(|reason| reason.as_str().to_owned()),
    }
}

fn move_from_wire(value: serde_json::Value) -> Option<Move> {
    let wire: MoveWire = serde_json::from_value(value).ok()?;
    Some(Move {
        due: Timestamp::from_ms(wire.due),
        by: wire.by.map(|by| PersonId::parse(&by)).transpose().ok()?,
        reason: wire.reason.map(|reason| Text::parse(&reason)).transpose().ok()?,
    })
}

fn commitment_from_wire(value: serde_json::Value) -> Option<Commitment> {
    let wire: CommitmentWire = serde_json::from_value(value).ok()?;
    Some(Commitment {
        words: Text::parse(&wire.words).ok()?,
        due: Timestamp::from_ms(wire.due),
        by: PersonId::parse(&wire.by).ok()?,
    })
}

fn outcome_to_wire(outcome: &Outcome) -> PerformedWire {
    let (outcome, why) = match outcome {
        Outcome::Sent => ("sent", ""),
        Outcome::Withheld(Withheld::AddressCap) => ("withheld", "address_cap"),
        Outcome::Withheld(Withheld::SiteCapReached) => ("withheld", "site_cap_reached"),
        Outcome::Withheld(Withheld::SiteCap) => ("withheld", "site_cap"),
        Outcome::GivenUp(why) => ("given_up", why.as_str()),
    };
    PerformedWire { outcome: outcome.to_owned(), why: why.to_owned() }
}

fn outcome_from_wire(wire: PerformedWire) -> Option<Outcome> {
    match (wire.outcome.as_str(), wire.why.as_str()) {
        ("sent", _) => Some(Outcome::Sent),
        ("withheld", "address_cap") => Some(Outcome::Withheld(Withheld::AddressCap)),
        ("withheld", "site_cap_reached") => Some(Outcome::Withheld(Withheld::SiteCapReached)),
        ("withheld", "site_cap") => Some(Outcome::Withheld(Withheld::SiteCap)),
        ("given_up", _) => Some(Outcome::GivenUp(wire.why)),
        _ => None,
    }
}

fn opened_to_wire(opened: &Opened) -> OpenedWire {
    let fields = &opened.fields;
    let text = |field: Option<&str>| field.unwrap_or_default().to_owned();
    OpenedWire {
        submission: opened.submission.text(),
        reference: opened.reference.as_str().to_owned(),
        kind: fields.kind.name().to_owned(),
        message: text(fields.message.as_ref().map(|m| m.as_str())),
        wish: text(fields.wish.as_ref().map(|w| w.as_str())),
        needed_by: text(fields.needed_by.map(|n| n.name())),
        name: text(fields.name.as_ref().map(|n| n.as_str())),
        email: text(fields.email.as_ref().map(|e| e.as_str())),
        phone: text(fields.phone.as_ref().map(|p| p.as_str())),
        page: opened.page.as_ref().map(|page| page.as_str().to_owned()),
        language: opened.language.clone(),
        zone: opened.zone.clone(),
        read_by: opened.read_by.ms(),
        slot: opened.slot.map(|slot| slot.to_string()),
        suspect: opened.suspect,
    }
}

fn opened_from_wire(wire: OpenedWire) -> Option<What> {
    let raw = RawFields {
        kind: &wire.kind,
        message: &wire.message,
        wish: &wire.wish,
        needed_by: &wire.needed_by,
        name: &wire.name,
        email: &wire.email,
        phone: &wire.phone,
    };
    Some(What::Opened(Box::new(Opened {
        submission: SubmissionId::parse(&wire.submission).ok()?,
        reference: Reference::parse(&wire.reference)?,
        fields: Fields::parse(&raw).ok()?,
        page: wire.page.as_deref().and_then(PageUrl::parse),
        language: wire.language,
        zone: wire.zone,
        read_by: Timestamp::from_ms(wire.read_by),
        slot: wire.slot.map(|slot| Slot::parse(&slot)).transpose().ok()?,
        suspect: wire.suspect,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line per stored form there has ever been; lines are added and never changed.
    const STORED: &str = include_str!("fixtures/facts.jsonl");

    #[test]
    fn every_stored_form_stays_readable_and_is_written_the_same() {
        for line in STORED.lines() {
            let fact = fact_from_json(line).expect(line);
            assert!(!matches!(fact.what, What::Unknown { .. }), "{line}");
            let written = fact_to_json(&fact);
            assert_eq!(fact_from_json(&written), Some(fact), "{line}");
            let value = |text| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
            assert_eq!(value(&written), value(line));
        }
    }

    #[test]
    fn a_fact_of_a_newer_version_is_kept_whole() {
        let line =
            r#"{"case":"20261123-000102030405060708090a0b0c0d0eff","fact":"sung","at":7,"x":[1]}"#;
        let fact = fact_from_json(line).expect("a fact");
        assert_eq!(fact.id(), "sung");
        assert_eq!(fact_to_json(&fact), line);
    }

    #[test]
    fn what_is_no_fact_is_not_read() {
        for bad in ["", "{}", "[]", r#"{"case":"x","fact":"opened","at":1}"#] {
            assert_eq!(fact_from_json(bad), None, "{bad}");
        }
    }
}
