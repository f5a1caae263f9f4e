//! What the customer has typed so far.

use hearback_domain::submission::{EmailAddress, Field, FieldError, Fields, Kind, RawFields};

/// The fields as they stand, untrimmed; one string per field of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    values: [String; Self::COUNT],
}

impl Draft {
    const COUNT: usize = 9;
    /// Each with the name it has on the wire, in the order of the form.
    pub(crate) const FIELDS: &[Field] = &[
        Field::Kind,
        Field::Message,
        Field::Wish,
        Field::NeededBy,
        Field::Name,
        Field::Email,
        Field::Phone,
        Field::Slot,
    ];
    /// People never see this field; whoever fills it is no person.
    const TRAP: usize = 8;

    /// What stands in a field.
    pub(crate) fn get(&self, field: Field) -> &str {
        &self.values[index(field)]
    }

    /// Takes what was typed.
    pub(crate) fn set(&mut self, field: Field, value: String) {
        self.values[index(field)] = value;
    }

    /// What stands in the field that people do not see.
    pub(crate) fn trap(&self) -> &str {
        &self.values[Self::TRAP]
    }

    /// Takes what was typed into the field that people do not see.
    pub(crate) fn set_trap(&mut self, value: String) {
        self.values[Self::TRAP] = value;
    }

    /// What it is about, once chosen.
    pub(crate) fn kind(&self) -> Option<Kind> {
        Kind::parse(self.get(Field::Kind))
    }

    /// This draft without the answers to questions its kind does not ask: what people no longer
    /// see is not sent.
    pub(crate) fn asked(&self) -> Self {
        let mut asked = self.clone();
        for &field in Self::FIELDS {
            if !asks(self.kind(), field) {
                asked.set(field, String::new());
            }
        }
        asked
    }

    /// Everything that needs mending, in the order of the form.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        let raw = RawFields {
            kind: self.get(Field::Kind),
            message: self.get(Field::Message),
            wish: self.get(Field::Wish),
            needed_by: self.get(Field::NeededBy),
            name: self.get(Field::Name),
            email: self.get(Field::Email),
            phone: self.get(Field::Phone),
        };
        Fields::parse(&raw).err().unwrap_or_default()
    }

    /// The address that was probably meant instead of the one typed.
    pub(crate) fn likely_meant(&self) -> Option<String> {
        let typed = EmailAddress::parse(self.get(Field::Email)).ok()?;
        hearback_domain::submission::likely_meant(&typed)
    }
}

/// Whether the form shows this field for that kind.
pub(crate) fn asks(kind: Option<Kind>, field: Field) -> bool {
    match field {
        Field::Kind | Field::Message | Field::Name => true,
        Field::Wish => kind == Some(Kind::Complaint),
        Field::NeededBy => kind == Some(Kind::Question),
        Field::Email => kind != Some(Kind::Callback),
        Field::Phone | Field::Slot => kind == Some(Kind::Callback),
    }
}

/// Whether the form says that this field may stay empty.
pub(crate) fn may_stay_empty(kind: Option<Kind>, field: Field) -> bool {
    match field {
        Field::Message => kind == Some(Kind::Callback),
        Field::Name | Field::Email => kind == Some(Kind::Praise),
        Field::Wish | Field::Slot => true,
        Field::Kind | Field::NeededBy | Field::Phone => false,
    }
}

/// Where a field stands in the draft.
const fn index(field: Field) -> usize {
    match field {
        Field::Kind => 0,
        Field::Message => 1,
        Field::Wish => 2,
        Field::NeededBy => 3,
        Field::Name => 4,
        Field::Email => 5,
        Field::Phone => 6,
        Field::Slot => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_fields_is_the_order_of_their_places() {
        for (place, field) in Draft::FIELDS.iter().enumerate() {
            assert_eq!(index(*field), place);
        }
    }

    #[test]
    fn an_answer_to_a_question_no_longer_asked_is_not_sent() {
        let mut draft = Draft::default();
        for (field, value) in [
            (Field::Kind, "complaint"),
            (Field::Wish, "A visit"),
            (Field::Phone, "020 7946 0142"),
            (Field::Email, "joan@post.example"),
        ] {
            draft.set(field, value.to_owned());
        }
        assert_eq!(draft.asked().get(Field::Wish), "A visit");
        assert_eq!(draft.asked().get(Field::Phone), "");
        draft.set(Field::Kind, "callback".to_owned());
        assert_eq!(draft.asked().get(Field::Wish), "");
        assert_eq!(draft.asked().get(Field::Email), "");
        assert_eq!(draft.asked().get(Field::Phone), "020 7946 0142");
    }

    #[test]
    fn a_slip_in_a_mail_domain_is_offered_a_correction() {
        let mut draft = Draft::default();
        draft.set(Field::Email, "joan@gmial.com".to_owned());
        assert_eq!(draft.likely_meant().as_deref(), Some("joan@gmail.com"));
        draft.set(Field::Email, "joan@".to_owned());
        assert_eq!(draft.likely_meant(), None);
    }
}
