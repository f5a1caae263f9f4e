//! Facts as they stand in the store.

use serde::{Deserialize, Serialize};

use crate::promise::PromiseName;
use crate::site::Text;
use crate::step::{Done, Mark, Words};
use crate::submission::{Fields, Message, PageUrl, RawFields, SubmissionId};
use crate::{
    CaseId, Commitment, Fact, Move, ObligationId, Opened, Outcome, PersonId, Reference, Slot, Step,
    Timestamp, What, Withheld,
};

/// Every member there is. Which of them a fact has follows from its name: one flat form, since a
/// form for each kind of fact would make the service a tenth larger.
#[derive(Default, Serialize, Deserialize)]
struct FactWire {
    case: String,
    fact: String,
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    submission: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wish: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    needed_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read_by: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    suspect: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer_by: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// What every fact of every version has.
#[derive(Deserialize)]
struct HeadWire {
    case: String,
    fact: String,
    at: i64,
}

/// The stored text of a fact, the same for the same fact.
pub fn fact_to_json(fact: &Fact) -> String {
    if let What::Unknown { stored, .. } = &fact.what {
        return stored.clone();
    }
    let mut wire = FactWire {
        case: fact.case.text(),
        fact: fact.id(),
        at: fact.at.ms(),
        ..FactWire::default()
    };
    wire.put(&fact.what);
    serde_json::to_string(&wire).expect("strings and numbers are always JSON")
}

/// Reads a stored text. A kind of fact this version does not know is kept as unknown.
///
/// `None` when it is no fact at all: not JSON, or without case, name or time.
pub fn fact_from_json(stored: &str) -> Option<Fact> {
    if let Ok(wire) = serde_json::from_str::<FactWire>(stored) {
        let (case, at) = (CaseId::parse(&wire.case)?, Timestamp::from_ms(wire.at));
        if let Some(what) = wire.what() {
            return Some(Fact { case, at, what });
        }
    }
    let head: HeadWire = serde_json::from_str(stored).ok()?;
    let what = What::Unknown { id: head.fact, stored: stored.to_owned() };
    Some(Fact { case: CaseId::parse(&head.case)?, at: Timestamp::from_ms(head.at), what })
}

impl FactWire {
    fn put(&mut self, what: &What) {
        let own = |person: &PersonId| Some(person.as_str().to_owned());
        match what {
            What::Opened(opened) => self.put_opened(opened),
            What::Acknowledged { by, answer_by } => {
                self.by = own(by);
                self.answer_by = Some(answer_by.ms());
            }
            What::Answered { by } | What::Kept { by, .. } => self.by = own(by),
            What::Moved { to, .. } => {
                self.due = Some(to.due.ms());
                self.by = to.by.as_ref().and_then(own);
                self.reason = to.reason.as_ref().map(|reason| reason.as_str().to_owned());
            }
            What::Committed { commitment, .. } => {
                self.words = Some(commitment.words.as_str().to_owned());
                self.due = Some(commitment.due.ms());
                self.by = own(&commitment.by);
            }
            What::Stepped { step, .. } => self.put_step(step),
            What::Wrote { submission, words, answer_by } => {
                self.submission = Some(submission.text());
                self.message = Some(words.as_str().to_owned());
                self.answer_by = answer_by.map(Timestamp::ms);
            }
            What::Performed { outcome, .. } => self.put_outcome(outcome),
            What::Proved | What::Disowned | What::Unknown { .. } => {}
        }
    }

    fn put_opened(&mut self, opened: &Opened) {
        let fields = &opened.fields;
        let text = |field: Option<&str>| field.map(str::to_owned);
        self.submission = Some(opened.submission.text());
        self.reference = text(Some(opened.reference.as_str()));
        self.kind = text(Some(fields.kind.name()));
        self.message = text(fields.message.as_ref().map(|message| message.as_str()));
        self.wish = text(fields.wish.as_ref().map(|wish| wish.as_str()));
        self.needed_by = text(fields.needed_by.map(|needed| needed.name()));
        self.name = text(fields.name.as_ref().map(|name| name.as_str()));
        self.email = text(fields.email.as_ref().map(|email| email.as_str()));
        self.phone = text(fields.phone.as_ref().map(|phone| phone.as_str()));
        self.page = text(opened.page.as_ref().map(|page| page.as_str()));
        self.language.clone_from(&opened.language);
        self.zone.clone_from(&opened.zone);
        self.read_by = Some(opened.read_by.ms());
        self.slot = opened.slot.map(|slot| slot.to_string());
        self.suspect = opened.suspect;
    }

    fn put_step(&mut self, step: &Step) {
        self.by = Some(step.by.as_str().to_owned());
        let (done, words) = match &step.done {
            Done::Replied { words, asks: false } => ("replied", Some(words)),
            Done::Replied { words, asks: true } => ("asked", Some(words)),
            Done::Noted(words) => ("noted", Some(words)),
            Done::HandedOver { to, note } => {
                self.to = Some(to.as_str().to_owned());
                ("handed_over", note.as_ref())
            }
            Done::Declined { words, elsewhere } => {
                self.to = elsewhere.as_ref().map(|elsewhere| elsewhere.as_str().to_owned());
                ("declined", Some(words))
            }
            Done::Reached => ("reached", None),
            Done::Spoke => ("spoke", None),
            Done::Resolved => ("resolved", None),
            Done::Reopened => ("reopened", None),
            Done::Marked(Mark::Spam) => ("spam", None),
            Done::Marked(Mark::Fraud) => ("fraud", None),
            Done::Marked(Mark::Genuine) => ("genuine", None),
            Done::Snoozed(until) => {
                self.due = Some(until.ms());
                ("snoozed", None)
            }
            Done::Merged { into } => {
                self.to = Some(into.text());
                ("merged", None)
            }
            Done::Joined { from, due } => {
                self.to = Some(from.text());
                self.due = due.map(Timestamp::ms);
                ("joined", None)
            }
            Done::Parted { from } => {
                self.to = Some(from.text());
                ("parted", None)
            }
        };
        self.done = Some(done.to_owned());
        self.words = words.map(|words| words.as_str().to_owned());
    }

    fn put_outcome(&mut self, outcome: &Outcome) {
        let (outcome, why) = match outcome {
            Outcome::Sent => ("sent", None),
            Outcome::Withheld(Withheld::AddressCap) => ("withheld", Some("address_cap")),
            Outcome::Withheld(Withheld::SiteCapReached) => ("withheld", Some("site_cap_reached")),
            Outcome::Withheld(Withheld::SiteCap) => ("withheld", Some("site_cap")),
            Outcome::Withheld(Withheld::Over) => ("withheld", Some("over")),
            Outcome::GivenUp(why) => ("given_up", Some(why.as_str())),
        };
        self.outcome = Some(outcome.to_owned());
        self.why = why.map(str::to_owned);
    }

    /// What happened, where every member that its name asks for is there and sound.
    fn what(self) -> Option<What> {
        if let Some(ObligationId::Move { promise, term }) = ObligationId::parse(&self.fact) {
            return Some(What::Moved { promise, term, to: self.to_move()? });
        }
        match self.fact.as_str() {
            "opened" => self.opened(),
            "acknowledged" => {
                let answer_by = Timestamp::from_ms(self.answer_by?);
                Some(What::Acknowledged { by: self.person()?, answer_by })
            }
            "answered" => Some(What::Answered { by: self.person()? }),
            "proved" => Some(What::Proved),
            "disowned" => Some(What::Disowned),
            name => match (commitment(name), name.strip_prefix("kept.").and_then(commitment)) {
                (Some(number), _) => {
                    let words = Text::parse(self.words.as_deref()?).ok()?;
                    let (due, by) = (Timestamp::from_ms(self.due?), self.person()?);
                    Some(What::Committed { number, commitment: Commitment { words, due, by } })
                }
                (None, Some(number)) => Some(What::Kept { number, by: self.person()? }),
                (None, None) if let Some(number) = numbered(name, "step.") => {
                    let step = Step { by: self.person()?, done: self.done()? };
                    Some(What::Stepped { number, step })
                }
                (None, None) if let Some(submission) = name.strip_prefix("wrote.") => {
                    let submission = SubmissionId::parse(submission).ok()?;
                    let words = Message::parse(self.message.as_deref()?).ok()?;
                    let answer_by = self.answer_by.map(Timestamp::from_ms);
                    Some(What::Wrote { submission, words, answer_by })
                }
                (None, None) => {
                    let obligation = ObligationId::parse(name)?;
                    Some(What::Performed { obligation, outcome: self.outcome()? })
                }
            },
        }
    }

    fn person(&self) -> Option<PersonId> {
        PersonId::parse(self.by.as_deref()?).ok()
    }

    fn done(&self) -> Option<Done> {
        let words = || Words::parse(self.words.as_deref()?).ok();
        let case = || CaseId::parse(self.to.as_deref()?);
        Some(match self.done.as_deref()? {
            "replied" => Done::Replied { words: words()?, asks: false },
            "asked" => Done::Replied { words: words()?, asks: true },
            "noted" => Done::Noted(words()?),
            "handed_over" => {
                Done::HandedOver { to: PersonId::parse(self.to.as_deref()?).ok()?, note: words() }
            }
            "declined" => {
                let elsewhere = self.to.as_deref().map(Text::parse).transpose().ok()?;
                Done::Declined { words: words()?, elsewhere }
            }
            "reached" => Done::Reached,
            "spoke" => Done::Spoke,
            "resolved" => Done::Resolved,
            "reopened" => Done::Reopened,
            "spam" => Done::Marked(Mark::Spam),
            "fraud" => Done::Marked(Mark::Fraud),
            "genuine" => Done::Marked(Mark::Genuine),
            "snoozed" => Done::Snoozed(Timestamp::from_ms(self.due?)),
            "merged" => Done::Merged { into: case()? },
            "joined" => Done::Joined { from: case()?, due: self.due.map(Timestamp::from_ms) },
            "parted" => Done::Parted { from: case()? },
            _ => return None,
        })
    }

    fn to_move(&self) -> Option<Move> {
        Some(Move {
            due: Timestamp::from_ms(self.due?),
            by: self.by.as_deref().map(PersonId::parse).transpose().ok()?,
            reason: self.reason.as_deref().map(Text::parse).transpose().ok()?,
        })
    }

    fn outcome(self) -> Option<Outcome> {
        match (self.outcome.as_deref()?, self.why.as_deref().unwrap_or_default()) {
            ("sent", _) => Some(Outcome::Sent),
            ("withheld", "address_cap") => Some(Outcome::Withheld(Withheld::AddressCap)),
            ("withheld", "site_cap_reached") => Some(Outcome::Withheld(Withheld::SiteCapReached)),
            ("withheld", "site_cap") => Some(Outcome::Withheld(Withheld::SiteCap)),
            ("withheld", "over") => Some(Outcome::Withheld(Withheld::Over)),
            ("given_up", why) => Some(Outcome::GivenUp(why.to_owned())),
            _ => None,
        }
    }

    fn opened(self) -> Option<What> {
        let text = |member: &Option<String>| member.clone().unwrap_or_default();
        let raw = RawFields {
            kind: self.kind.as_deref()?,
            message: &text(&self.message),
            wish: &text(&self.wish),
            needed_by: &text(&self.needed_by),
            name: &text(&self.name),
            email: &text(&self.email),
            phone: &text(&self.phone),
        };
        Some(What::Opened(Box::new(Opened {
            submission: SubmissionId::parse(self.submission.as_deref()?).ok()?,
            reference: Reference::parse(self.reference.as_deref()?)?,
            fields: Fields::parse(&raw).ok()?,
            page: self.page.as_deref().and_then(PageUrl::parse),
            read_by: Timestamp::from_ms(self.read_by?),
            slot: self.slot.as_deref().map(Slot::parse).transpose().ok()?,
            suspect: self.suspect,
            language: self.language,
            zone: self.zone,
        })))
    }
}

/// The number behind a prefix, in its one way of being written.
fn numbered(name: &str, prefix: &str) -> Option<u32> {
    let number = name.strip_prefix(prefix)?.parse().ok()?;
    (format!("{prefix}{number}") == name).then_some(number)
}

/// The number in the name of a commitment.
fn commitment(name: &str) -> Option<u32> {
    match PromiseName::parse(name)? {
        PromiseName::Commitment(number) => Some(number),
        PromiseName::First
        | PromiseName::Answer
        | PromiseName::Next(_)
        | PromiseName::Carried(_) => None,
    }
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
        let other_type = line.replace(r#""x":[1]"#, r#""due":"soon""#);
        let fact = fact_from_json(&other_type).expect("a fact");
        assert_eq!(fact_to_json(&fact), other_type);
    }

    #[test]
    fn what_is_no_fact_is_not_read() {
        for bad in ["", "{}", "[]", r#"{"case":"x","fact":"opened","at":1}"#] {
            assert_eq!(fact_from_json(bad), None, "{bad}");
        }
    }
}
