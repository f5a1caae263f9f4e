//! The public API: what a form sends, and what it gets back.

use serde::{Deserialize, Serialize};

use crate::submission::{
    FieldError, Fields, Kind, PageUrl, RawFields, SubmissionId, SubmissionIdError,
};
use crate::{Slot, SlotError};

/// A submission as it arrives, in JSON or from the plain form; absent fields are empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "each field is documented where it is parsed")]
pub struct SubmissionWire {
    pub submission_id: String,
    pub kind: String,
    pub message: String,
    pub wish: String,
    pub needed_by: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub page: String,
    pub language: String,
    pub zone: String,
    pub slot: String,
    /// Hidden from people; whoever fills it is no person.
    pub trap: String,
}

/// A submission parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The sender's name for it.
    pub id: SubmissionId,
    /// What the customer wrote.
    pub fields: Fields,
    /// The page they wrote on.
    pub page: Option<PageUrl>,
    /// A language tag of at most 35 characters (RFC 5646, 4.4.1).
    pub language: Option<String>,
    /// A zone name of at most 64 characters; whether it exists is seen when it is used.
    pub zone: Option<String>,
    /// When the customer chose to be rung; whether that is possible is seen by the hours.
    pub slot: Option<Slot>,
    /// The trap was filled.
    pub suspect: bool,
}

/// Why a submission cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmissionError {
    /// The id is no UUID: a mistake of the program, not of the person.
    Id(SubmissionIdError),
    /// Fields to mend, never empty.
    Fields(Vec<FieldError>),
}

impl SubmissionWire {
    /// Parses everything.
    ///
    /// # Errors
    /// The id's mistake first, else every field's.
    pub fn parse(&self) -> Result<Submission, SubmissionError> {
        let id = SubmissionId::parse(self.submission_id.trim()).map_err(SubmissionError::Id)?;
        let raw = RawFields {
            kind: &self.kind,
            message: &self.message,
            wish: &self.wish,
            needed_by: &self.needed_by,
            name: &self.name,
            email: &self.email,
            phone: &self.phone,
        };
        let (fields, slot) = match (Fields::parse(&raw), self.slot()) {
            (Ok(fields), Ok(slot)) => (fields, slot),
            (fields, slot) => {
                let mut errors = fields.err().unwrap_or_default();
                errors.extend(slot.err());
                return Err(SubmissionError::Fields(errors));
            }
        };
        Ok(Submission {
            id,
            slot: slot.filter(|_| fields.kind == Kind::Callback),
            fields,
            page: PageUrl::parse(&self.page),
            language: token(&self.language, 35, "-"),
            zone: token(&self.zone, 64, "-_/+"),
            suspect: !self.trap.trim().is_empty(),
        })
    }

    fn slot(&self) -> Result<Option<Slot>, FieldError> {
        match self.slot.trim() {
            "" => Ok(None),
            raw => Slot::parse(raw).map(Some).map_err(SlotError::at_field),
        }
    }
}

/// Short names that come from programs: helpful when sound, dropped when not.
fn token(raw: &str, chars_max: usize, marks: &str) -> Option<String> {
    let raw = raw.trim();
    let sound = (1..=chars_max).contains(&raw.len())
        && raw.chars().all(|c| c.is_ascii_alphanumeric() || marks.contains(c));
    sound.then(|| raw.to_owned())
}

/// What the sender gets for an accepted message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptWire {
    /// What people quote.
    pub reference: String,
    /// What is promised.
    pub promise: PromiseWire,
    /// The private link to the case.
    pub case_url: String,
}

/// A promise for programs and people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseWire {
    /// `read` or `call`.
    pub what: String,
    /// RFC 3339, UTC.
    pub due: String,
    /// In the customer's zone.
    pub sentence: String,
}

/// Something that went wrong, for programs and people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A stable name.
    pub code: &'static str,
    /// The field to mend, where there is one.
    pub field: Option<&'static str>,
    /// What to do.
    pub sentence: &'static str,
    /// Every field to mend, the first of them above.
    pub errors: Vec<FieldProblem>,
}

/// One field to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// A stable name.
    pub code: &'static str,
    /// The field's name.
    pub field: &'static str,
    /// What to do.
    pub sentence: &'static str,
}

impl Problem {
    /// A problem of no single field.
    pub const fn new(code: &'static str, sentence: &'static str) -> Self {
        Self { code, field: None, sentence, errors: Vec::new() }
    }

    /// The problems of fields.
    pub fn of_fields(errors: &[FieldError]) -> Self {
        let errors: Vec<FieldProblem> = errors
            .iter()
            .map(|e| FieldProblem { code: e.code, field: e.field.name(), sentence: e.sentence })
            .collect();
        match errors.first().cloned() {
            Some(first) => Self {
                code: first.code,
                field: Some(first.field),
                sentence: first.sentence,
                errors,
            },
            None => Self::new("fields_bad", "Please check what you entered."),
        }
    }

    /// As JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("strings are always JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"{"submission_id":"019d3f6e-1c2d-7abc-8def-0123456789ab",
        "kind":"question","message":"Hello?","name":"Joan","email":"joan@post.example",
        "page":"https://a.example/b?c","language":"en-GB","zone":"Europe/London","later":[1]}"#;

    #[test]
    fn a_submission_is_read_and_unknown_members_are_passed_over() {
        let wire: SubmissionWire = serde_json::from_str(SOUND).expect("JSON");
        let submission = wire.parse().expect("sound");
        assert_eq!(submission.page.as_ref().map(|p| p.as_str()), Some("https://a.example/b"));
        assert_eq!(submission.zone.as_deref(), Some("Europe/London"));
        assert!(!submission.suspect);
    }

    #[test]
    fn a_bad_id_is_the_programs_mistake_and_bad_hints_are_dropped() {
        let mut wire: SubmissionWire = serde_json::from_str(SOUND).expect("JSON");
        wire.language = "en\r\nBcc: x".to_owned();
        wire.trap = "x".to_owned();
        let submission = wire.parse().expect("sound");
        assert_eq!((submission.language, submission.suspect), (None, true));
        wire.submission_id.clear();
        assert_eq!(wire.parse(), Err(SubmissionError::Id(SubmissionIdError)));
    }

    #[test]
    fn a_problem_names_the_first_field_and_lists_all() {
        let errors = Fields::parse(&RawFields::default()).expect_err("empty");
        let json = Problem::of_fields(&errors).json();
        assert!(json.starts_with(r#"{"code":"kind_missing","field":"kind","sentence":"#), "{json}");
        assert!(json.contains(r#""field":"message""#), "{json}");
    }
}
