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
