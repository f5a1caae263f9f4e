//! What a customer may send: each field parsed into a type that cannot hold anything else.
//!
//! One sentence per mistake, spoken alike by the widget, the API and the plain form.
//! Not here: JSON (see `wire`), and what is promised in return (see `promise`).

mod email_address;
mod kind;
mod mail_typo;
mod message;
mod needed_by;
mod page_url;
mod person_name;
mod phone;
mod submission_id;
mod wish;

pub use email_address::{EmailAddress, EmailAddressError};
pub use kind::Kind;
pub use mail_typo::likely_meant;
#[cfg(feature = "service")]
pub(crate) use message::plain_text;
pub use message::{Message, MessageError};
pub use needed_by::NeededBy;
pub use page_url::PageUrl;
pub use person_name::{PersonName, PersonNameError};
pub use phone::{Phone, PhoneError};
pub use submission_id::{SubmissionId, SubmissionIdError};
pub use wish::{Wish, WishError};

/// The fields as they arrive, untrimmed; an absent one is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawFields<'a> {
    /// One of [`Kind`]'s names.
    pub kind: &'a str,
    /// The customer's words.
    pub message: &'a str,
    /// "What would put this right?"
    pub wish: &'a str,
    /// One of [`NeededBy`]'s names.
    pub needed_by: &'a str,
    /// The customer's name.
    pub name: &'a str,
    /// The customer's mail address.
    pub email: &'a str,
    /// The customer's telephone number.
    pub phone: &'a str,
}

/// What a customer wrote, every field known to be sound and enough for its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// What it is about.
    pub kind: Kind,
    /// Absent only where somebody asks to be called and says no more.
    pub message: Option<Message>,
    /// What would put it right, if they know.
    pub wish: Option<Wish>,
    /// When they need it.
    pub needed_by: Option<NeededBy>,
    /// Who writes; praise may come without.
    pub name: Option<PersonName>,
    /// Where a written answer goes.
    pub email: Option<EmailAddress>,
    /// Where to ring.
    pub phone: Option<Phone>,
}

/// A field of the form, by the name it has on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `kind`
    Kind,
    /// `message`
    Message,
    /// `wish`
    Wish,
    /// `needed_by`
    NeededBy,
    /// `name`
    Name,
    /// `email`
    Email,
    /// `phone`
    Phone,
    /// `slot`
    Slot,
}

impl Field {
    /// Its name in JSON, in the plain form and in errors.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Message => "message",
            Self::Wish => "wish",
            Self::NeededBy => "needed_by",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Slot => "slot",
        }
    }
}

/// Something to mend in one field, with the sentence the person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where it stands.
    pub field: Field,
    /// A stable name for programs; people, who have the widget, read the sentence.
    #[cfg(feature = "service")]
    pub code: &'static str,
    /// What to do, in plain words.
    pub sentence: &'static str,
}

impl FieldError {
    /// Something to mend. Where nobody reads the name, as in the widget, it is left out.
    pub(crate) const fn new(field: Field, code: &'static str, sentence: &'static str) -> Self {
        #[cfg(not(feature = "service"))]
        let _ = code;
        Self {
            field,
            #[cfg(feature = "service")]
            code,
            sentence,
        }
    }
}

impl Fields {
    /// Parses all fields and reports every mistake at once, in the order of the form.
    ///
    /// # Errors
    /// One [`FieldError`] per field that needs mending; never an empty list.
    pub fn parse(raw: &RawFields<'_>) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let kind = Kind::parse(raw.kind);
        if kind.is_none() {
            errors.push(KIND_MISSING);
        }
        let message = message(kind, raw.message, &mut errors);
        let wish = optional(raw.wish, Wish::parse, wish_error, &mut errors);
        let needed_by = needed_by(raw.needed_by, &mut errors);
        let name = name(kind, raw.name, &mut errors);
        let before_reach = errors.len();
        let email = optional(raw.email, EmailAddress::parse, email_error, &mut errors);
        let phone = optional(raw.phone, Phone::parse, phone_error, &mut errors);
        if errors.len() == before_reach {
            errors.extend(reach_missing(kind, email.is_some(), phone.is_some()));
        }
        match kind {
            Some(kind) if errors.is_empty() => {
                Ok(Self { kind, message, wish, needed_by, name, email, phone })
            }
            _ => Err(errors),
        }
    }
}

const KIND_MISSING: FieldError =
    FieldError::new(Field::Kind, "kind_missing", "Please choose what it is about.");

fn message(kind: Option<Kind>, raw: &str, errors: &mut Vec<FieldError>) -> Option<Message> {
    match Message::parse(raw) {
        Ok(message) => Some(message),
        Err(MessageError::Empty) if kind == Some(Kind::Callback) => None,
        Err(error) => {
            errors.push(message_error(error));
            None
        }
    }
}

fn name(kind: Option<Kind>, raw: &str, errors: &mut Vec<FieldError>) -> Option<PersonName> {
    match PersonName::parse(raw) {
        Ok(name) => Some(name),
        Err(PersonNameError::Empty) if kind.is_none_or(|kind| kind == Kind::Praise) => None,
        Err(error) => {
            errors.push(name_error(error));
            None
        }
    }
}

fn needed_by(raw: &str, errors: &mut Vec<FieldError>) -> Option<NeededBy> {
    let raw = raw.trim();
    let parsed = NeededBy::parse(raw);
    if parsed.is_none() && !raw.is_empty() {
        errors.push(FieldError::new(
            Field::NeededBy,
            "needed_by_unknown",
            "Please choose today, this week or no hurry.",
        ));
    }
    parsed
}

/// A question without a way back cannot be answered; praise may stay anonymous.
fn reach_missing(kind: Option<Kind>, email: bool, phone: bool) -> Option<FieldError> {
    match kind? {
        Kind::Callback if !phone => Some(FieldError::new(
            Field::Phone,
            "phone_missing",
            "Please give the number we should ring.",
        )),
        Kind::Question | Kind::Complaint if !email && !phone => Some(FieldError::new(
            Field::Email,
            "reach_missing",
            "Please give an e-mail address, so that the answer reaches you.",
        )),
        Kind::Question | Kind::Complaint | Kind::Praise | Kind::Callback => None,
    }
}

fn optional<T, E>(
    raw: &str,
    parse: impl Fn(&str) -> Result<T, E>,
    to_error: impl Fn(E) -> FieldError,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    if raw.trim().is_empty() {
        return None;
    }
    parse(raw).map_err(|error| errors.push(to_error(error))).ok()
}

fn message_error(error: MessageError) -> FieldError {
    FieldError::new(Field::Message, error.code(), error.sentence())
}

fn wish_error(error: WishError) -> FieldError {
    FieldError::new(Field::Wish, error.code(), error.sentence())
}

fn name_error(error: PersonNameError) -> FieldError {
    FieldError::new(Field::Name, error.code(), error.sentence())
}

fn email_error(error: EmailAddressError) -> FieldError {
    FieldError::new(Field::Email, error.code(), error.sentence())
}

fn phone_error(error: PhoneError) -> FieldError {
    FieldError::new(Field::Phone, error.code(), error.sentence())
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: RawFields<'static> = RawFields {
        kind: "question",
        message: "Do you service oil boilers?",
        wish: "",
        needed_by: "",
        name: "Joan",
        email: "joan@post.example",
        phone: "",
    };

    fn codes(raw: &RawFields<'_>) -> Vec<&'static str> {
        Fields::parse(raw).err().unwrap_or_default().iter().map(|error| error.code).collect()
    }

    #[test]
    fn each_kind_asks_for_what_it_needs_and_no_more() {
        let cases: &[(RawFields<'_>, &[&str])] = &[
            (QUESTION, &[]),
            (RawFields { kind: "", ..QUESTION }, &["kind_missing"]),
            (RawFields { kind: "order", ..QUESTION }, &["kind_missing"]),
            (RawFields { message: " \n ", ..QUESTION }, &["message_empty"]),
            (RawFields { name: "", ..QUESTION }, &["name_empty"]),
            (RawFields { email: "", ..QUESTION }, &["reach_missing"]),
            (RawFields { email: "", phone: "07700 900461", ..QUESTION }, &[]),
            (RawFields { email: "joan@", ..QUESTION }, &["email_no_domain"]),
            (RawFields { needed_by: "soon", ..QUESTION }, &["needed_by_unknown"]),
            (RawFields { kind: "praise", name: "", email: "", ..QUESTION }, &[]),
            (RawFields { kind: "callback", message: "", ..QUESTION }, &["phone_missing"]),
            (RawFields { kind: "callback", message: "", phone: "020 7946 0142", ..QUESTION }, &[]),
            (
                RawFields { message: "", name: "", email: "x", ..QUESTION },
                &["message_empty", "name_empty", "email_no_at"],
            ),
        ];
        for (raw, expected) in cases {
            assert_eq!(&codes(raw), expected, "{raw:?}");
        }
    }
}
