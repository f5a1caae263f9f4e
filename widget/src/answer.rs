//! What the service's answer to a message means.

use hearback_domain::submission::Field;

use crate::draft::Draft;

/// An answer as it came, before anybody understood it; absent members are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reply {
    /// The HTTP status; 0 when no answer came.
    pub(crate) status: u32,
    /// Seconds to wait, from `Retry-After`; 0 when not said.
    pub(crate) retry_after_s: u32,
    /// The stable name of a refusal.
    pub(crate) code: String,
    /// The sentence of a refusal.
    pub(crate) sentence: String,
    /// Each mistake at its field.
    pub(crate) errors: Vec<Problem>,
    /// What a stored message is answered with.
    pub(crate) receipt: Receipt,
}

/// What the customer gets for a message that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// For people to quote: `HB-7K3Q-X2MD`.
    pub(crate) reference: String,
    /// "Ana reads this by today 15:40."
    pub(crate) promise: String,
    /// The customer's own page of the case.
    pub(crate) case_url: String,
}

/// Something to mend, with its place when it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The field, where the form has it.
    pub(crate) field: Option<Field>,
    /// What to do.
    pub(crate) sentence: String,
}

/// What an answer means for the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It is stored.
    Stored(Receipt),
    /// The customer can mend it.
    Mend(Vec<Problem>),
    /// Later, after so many milliseconds at least.
    Later(u32),
    /// The same id was used for other words: a new id is needed.
    TakenId,
    /// Nothing was heard: the connection or the way there is broken.
    NotHeard,
    /// The service failed; another try may succeed.
    Trouble,
    /// Another try would fail too, or the service says that it cannot store.
    Refused(String),
}

impl Answer {
    /// Reads an answer by its status (RFC 9110).
    pub(crate) fn of(reply: Reply) -> Self {
        match reply.status {
            0 => Self::NotHeard,
            200..=299 if !reply.receipt.reference.is_empty() => Self::Stored(reply.receipt),
            409 => Self::TakenId,
            422 => Self::Mend(problems(reply)),
            429 => Self::Later(reply.retry_after_s.saturating_mul(1_000)),
            503 if reply.code == "not_stored" => Self::Refused(reply.sentence),
            400..=499 => Self::Refused(reply.sentence),
            _ => Self::Trouble,
        }
    }
}

impl Problem {
    /// A problem of the field with this name; one that the form does not have still shows.
    pub(crate) fn named(name: &str, sentence: String) -> Self {
        let field = Draft::FIELDS.iter().copied().find(|field| field.name() == name);
        Self { field, sentence }
    }
}

/// Never empty: a refusal without a field becomes one problem with its sentence.
fn problems(mut reply: Reply) -> Vec<Problem> {
    if reply.errors.is_empty() {
        reply.errors.push(Problem { field: None, sentence: reply.sentence });
    }
    reply.errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_means_one_thing() {
        let of =
            |status| Answer::of(Reply { status, sentence: "No.".to_owned(), ..Reply::default() });
        let refused = Answer::Refused("No.".to_owned());
        for (status, means) in [
            (0, Answer::NotHeard),
            (200, Answer::Trouble),
            (302, Answer::Trouble),
            (400, refused.clone()),
            (403, refused.clone()),
            (404, refused.clone()),
            (409, Answer::TakenId),
            (413, refused.clone()),
            (415, refused),
            (422, Answer::Mend(vec![Problem { field: None, sentence: "No.".to_owned() }])),
            (429, Answer::Later(0)),
            (500, Answer::Trouble),
            (503, Answer::Trouble),
        ] {
            assert_eq!(of(status), means, "{status}");
        }
    }

    #[test]
    fn a_service_that_cannot_store_says_so_and_is_believed() {
        let reply = Reply { status: 503, code: "not_stored".to_owned(), ..Reply::default() };
        assert_eq!(Answer::of(reply), Answer::Refused(String::new()));
    }

    #[test]
    fn a_receipt_without_a_reference_is_none() {
        let receipt = Receipt { reference: "HB-7K3Q-X2MD".to_owned(), ..Receipt::default() };
        let reply = Reply { status: 201, receipt: receipt.clone(), ..Reply::default() };
        assert_eq!(Answer::of(reply), Answer::Stored(receipt));
        assert_eq!(Answer::of(Reply { status: 201, ..Reply::default() }), Answer::Trouble);
    }

    #[test]
    fn mistakes_find_their_fields_and_unknown_ones_still_show() {
        let errors = vec![
            Problem::named("email", "After the @ …".to_owned()),
            Problem::named("photo", "Too large.".to_owned()),
        ];
        let Answer::Mend(problems) = Answer::of(Reply { status: 422, errors, ..Reply::default() })
        else {
            panic!("not to mend");
        };
        assert_eq!(problems[0].field, Some(Field::Email));
        assert_eq!(problems[1].field, None);
    }
}
