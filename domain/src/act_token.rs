//! What a button in a mail carries: who may do what to which case, until when.

use crate::{CaseId, DAY_MS, PersonId, Secret, SiteId, Timestamp};

/// The authority behind one button. Showing it acts on nothing: a page asks first, then a POST acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActToken {
    /// Whose case.
    pub site: SiteId,
    /// Which case.
    pub case: CaseId,
    /// What is to happen.
    pub deed: Deed,
    /// Not valid from this moment on.
    pub expires: Timestamp,
}

/// What a person does with one button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// "I have read this and answer by …"
    Acknowledge {
        /// Who says so.
        by: PersonId,
        /// The time they give.
        answer_by: Timestamp,
    },
    /// "I have answered."
    Answer {
        /// Who says so.
        by: PersonId,
    },
    /// Move a time, promise something by a day, or say that it is done.
    Tend {
        /// Who does.
        by: PersonId,
    },
    /// "This was not me", said by whoever got the receipt.
    Disown,
}

/// Why a link opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActTokenError {
    /// Cut off, changed, or not ours.
    Altered,
    /// Sound, but its time is over.
    Expired,
}

const PURPOSE: &str = "act";

impl ActToken {
    /// Owners tidy their mail after holidays; a month covers that.
    pub const LIFE_MS: i64 = 30 * DAY_MS;

    /// The signed text, safe in a URL's path: letters, digits, `.`, `-` and `_`.
    pub fn signed(&self, secret: &Secret) -> String {
        let deed = match &self.deed {
            Deed::Acknowledge { by, answer_by } => {
                format!("acknowledge.{}.{}", by.as_str(), answer_by.ms())
            }
            Deed::Answer { by } => format!("answer.{}.0", by.as_str()),
            Deed::Tend { by } => format!("tend.{}.0", by.as_str()),
            Deed::Disown => "disown.-.0".to_owned(),
        };
        let text =
            format!("{}.{}.{deed}.{}", self.site.as_str(), self.case.text(), self.expires.ms());
        secret.sign(PURPOSE, &text)
    }

    /// Reads a signed text.
    ///
    /// # Errors
    /// When it is not whole, not ours, or its time is over at `now`.
    pub fn verify(secret: &Secret, signed: &str, now: Timestamp) -> Result<Self, ActTokenError> {
        let text = secret.verified(PURPOSE, signed).ok_or(ActTokenError::Altered)?;
        let token = Self::read(text).ok_or(ActTokenError::Altered)?;
        if now < token.expires { Ok(token) } else { Err(ActTokenError::Expired) }
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let site = SiteId::parse(parts.next()?).ok()?;
        let case = CaseId::parse(parts.next()?)?;
        let (verb, person, when) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        let person = || PersonId::parse(person).ok();
        let deed = match verb {
            "acknowledge" => {
                Deed::Acknowledge { by: person()?, answer_by: Timestamp::from_ms(when) }
            }
            "answer" => Deed::Answer { by: person()? },
            "tend" => Deed::Tend { by: person()? },
            "disown" => Deed::Disown,
            _ => return None,
        };
        let expires = Timestamp::from_ms(parts.next()?.parse().ok()?);
        parts.next().is_none().then_some(Self { site, case, deed, expires })
    }
}

impl Deed {
    /// Who does it, where it is somebody of the business.
    pub const fn by(&self) -> Option<&PersonId> {
        match self {
            Self::Acknowledge { by, .. } | Self::Answer { by } | Self::Tend { by } => Some(by),
            Self::Disown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_until_it_expires_and_never_when_altered() {
        let secret = Secret::parse(&"k".repeat(32)).expect("long enough");
        let case = CaseId::parse("20261123-000102030405060708090a0b0c0d0eff").expect("an id");
        let by = PersonId::parse("ana").expect("an id");
        let expires = Timestamp::from_ms(2_000);
        let before = Timestamp::from_ms(1_999);
        let site = SiteId::parse("demo").expect("an id");
        for deed in [
            Deed::Acknowledge { by: by.clone(), answer_by: Timestamp::from_ms(9) },
            Deed::Answer { by },
            Deed::Disown,
        ] {
            let token = ActToken { site: site.clone(), case, deed, expires };
            let signed = token.signed(&secret);
            assert_eq!(ActToken::verify(&secret, &signed, before), Ok(token));
            let expired = ActToken::verify(&secret, &signed, expires);
            assert_eq!(expired, Err(ActTokenError::Expired));
            let altered = signed.replacen("demo", "dema", 1);
            let altered = ActToken::verify(&secret, &altered, before);
            assert_eq!(altered, Err(ActTokenError::Altered));
        }
    }
}
