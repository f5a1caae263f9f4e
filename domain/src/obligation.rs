//! What is owed, computed from the facts and the clock; nothing is queued apart from them.

use crate::{Case, DAY_MS, Fact, Outcome, PersonId, Site, Timestamp, What, Withheld};

/// Something the product owes somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Its name, from what caused it; the fact that ends it bears the same.
    pub id: ObligationId,
    /// Owed from this moment.
    pub from: Timestamp,
    /// Tried until this moment, then given up with a mark on the case.
    pub until: Timestamp,
}

/// The obligations there are. One of each per case, so that doing it twice shows as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObligationId {
    /// Tell a person of the business that somebody wrote.
    TellPerson(PersonId),
    /// Tell the owner's second address what could not be delivered to the first.
    TellBackup,
    /// Tell the owner that no more receipts go out today.
    TellSiteCap,
    /// The automatic receipt to the customer.
    SendReceipt,
    /// Tell the customer that a person has read their message.
    SendAcknowledgement,
}

/// A mail server that is away over a long weekend is back by then.
pub const TRIED_FOR_MS: i64 = 4 * DAY_MS;

impl ObligationId {
    /// As it stands in keys: at most 64 characters of `a-z`, `0-9`, `-` and `.`.
    pub fn text(&self) -> String {
        match self {
            Self::TellPerson(person) => format!("tell-person.{}", person.as_str()),
            Self::TellBackup => "tell-backup".to_owned(),
            Self::TellSiteCap => "tell-site-cap".to_owned(),
            Self::SendReceipt => "receipt".to_owned(),
            Self::SendAcknowledgement => "acknowledgement".to_owned(),
        }
    }

    /// Reads [`ObligationId::text`].
    pub fn parse(raw: &str) -> Option<Self> {
        match raw {
            "tell-backup" => Some(Self::TellBackup),
            "tell-site-cap" => Some(Self::TellSiteCap),
            "receipt" => Some(Self::SendReceipt),
            "acknowledgement" => Some(Self::SendAcknowledgement),
            _ => {
                let person = raw.strip_prefix("tell-person.")?;
                PersonId::parse(person).ok().map(Self::TellPerson)
            }
        }
    }

    /// Whether it speaks to the customer rather than to the business.
    pub const fn is_for_the_customer(&self) -> bool {
        match self {
            Self::SendReceipt | Self::SendAcknowledgement => true,
            Self::TellPerson(_) | Self::TellBackup | Self::TellSiteCap => false,
        }
    }
}

/// Everything owed on a case and not yet ended, whether its time has come or not.
///
/// An obligation whose time is still to come has `from` in the future of the asker's clock; the
/// earliest `from` is when to look again. A case without its first fact owes nothing yet.
pub fn owed(case: &Case, site: &Site) -> Vec<Obligation> {
    let Some(opened) = &case.opened else { return Vec::new() };
    let mut owed = Vec::new();
    let mut add = |id: ObligationId, from: Timestamp| {
        if !case.performed.contains_key(&id) {
            owed.push(Obligation { id, from, until: from.plus_ms(TRIED_FOR_MS) });
        }
    };
    if case.acknowledged.is_none() && case.answered.is_none() {
        for person in site.notified() {
            add(ObligationId::TellPerson(person.id.clone()), opened.at);
        }
    }
    let mail_welcome = opened.what.fields.email.is_some() && case.disowned.is_none();
    // A human's word makes the machine's superfluous.
    if mail_welcome && !opened.what.suspect && case.acknowledged.is_none() {
        add(ObligationId::SendReceipt, opened.at);
    }
    if let Some(acknowledged) = case.acknowledged.as_ref().filter(|_| mail_welcome) {
        add(ObligationId::SendAcknowledgement, acknowledged.at);
    }
    for (id, ended) in &case.performed {
        match (id, &ended.what) {
            (ObligationId::TellPerson(_), Outcome::GivenUp(_))
                if site.team.backup_email().is_some() =>
            {
                add(ObligationId::TellBackup, ended.at);
            }
            (ObligationId::SendReceipt, Outcome::Withheld(Withheld::SiteCapReached)) => {
                add(ObligationId::TellSiteCap, ended.at);
            }
            _ => {}
        }
    }
    owed.dedup_by(|a, b| a.id == b.id);
    owed
}

/// The fact that ends an obligation.
pub fn performed(case: &Case, id: ObligationId, outcome: Outcome, now: Timestamp) -> Fact {
    Fact { case: case.id, at: now, what: What::Performed { obligation: id, outcome } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::wire::from_json;
    use crate::wire::fact_from_json;

    const CASE: &str = r#"{"case":"20261123-000102030405060708090a0b0c0d0eff","at":1000,"#;

    fn site() -> Site {
        from_json(include_str!("../tests/fixtures/site-demo.json")).expect("the demo is sound")
    }

    /// A case whose facts are each "name: the rest of its stored text".
    fn case(facts: &[(&str, &str)]) -> Case {
        let facts: Vec<Fact> = facts
            .iter()
            .map(|(name, rest)| format!(r#"{CASE}"fact":"{name}",{rest}}}"#))
            .map(|stored| fact_from_json(&stored).expect(&stored))
            .collect();
        Case::fold(facts[0].case, &facts)
    }

    fn names(facts: &[(&str, &str)]) -> Vec<String> {
        owed(&case(facts), &site()).iter().map(|one| one.id.text()).collect()
    }

    const OPENED: (&str, &str) = (
        "opened",
        r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","reference":"HB-7K3Q-X2MD",
           "kind":"question","message":"Hello?","name":"Joan","email":"joan@post.example",
           "read_by":9000"#,
    );
    const ACKNOWLEDGED: (&str, &str) = ("acknowledged", r#""by":"ana","answer_by":9000"#);
    const SENT: &str = r#""outcome":"sent""#;

    #[test]
    fn a_new_case_owes_the_owner_a_notice_and_the_customer_a_receipt() {
        assert_eq!(names(&[OPENED])[0], "tell-person.ana");
        assert!(names(&[OPENED]).contains(&"receipt".to_owned()));
    }

    #[test]
    fn what_was_performed_is_owed_no_more() {
        let told = ("tell-person.ana", SENT);
        assert!(!names(&[OPENED, told]).contains(&"tell-person.ana".to_owned()));
        assert!(!names(&[OPENED, ("receipt", SENT)]).contains(&"receipt".to_owned()));
    }

    #[test]
    fn a_humans_word_makes_the_machines_superfluous() {
        assert_eq!(names(&[OPENED, ACKNOWLEDGED]), ["acknowledgement"]);
        assert!(names(&[OPENED, ACKNOWLEDGED, ("acknowledgement", SENT)]).is_empty());
    }

    #[test]
    fn who_never_wrote_gets_no_more_mail() {
        let disowned = ("disowned", r#""x":0"#);
        assert!(!names(&[OPENED, disowned]).contains(&"receipt".to_owned()));
        assert!(names(&[OPENED, disowned, ACKNOWLEDGED]).is_empty());
    }

    #[test]
    fn a_suspect_gets_no_receipt_and_the_owner_still_hears() {
        let suspect = format!(r#"{},"suspect":true"#, OPENED.1);
        let names = names(&[("opened", &suspect)]);
        assert_eq!(names[0], "tell-person.ana");
        assert!(!names.contains(&"receipt".to_owned()));
    }

    #[test]
    fn an_owner_who_could_not_be_told_has_a_second_address() {
        let given_up = ("tell-person.ana", r#""outcome":"given_up","why":"550""#);
        assert!(names(&[OPENED, given_up]).contains(&"tell-backup".to_owned()));
    }

    #[test]
    fn reaching_the_sites_cap_is_told_once() {
        let reached = ("receipt", r#""outcome":"withheld","why":"site_cap_reached""#);
        assert!(names(&[OPENED, reached]).contains(&"tell-site-cap".to_owned()));
        let capped = ("receipt", r#""outcome":"withheld","why":"site_cap""#);
        assert!(!names(&[OPENED, capped]).contains(&"tell-site-cap".to_owned()));
    }

    #[test]
    fn a_case_whose_beginning_is_unknown_owes_nothing_yet() {
        assert!(names(&[ACKNOWLEDGED]).is_empty());
    }
}
