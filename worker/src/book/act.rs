//! What a button in a mail does, once.

use hearback_domain::wire::{Reply, fact_from_json, fact_to_json};
use hearback_domain::{ActToken, Case, CaseId, Deed, Fact, What, follows};

use super::{Book, BookPlatform};
use crate::fault::{Fault, is_on};
use crate::platform::ShelfError;

impl<P: BookPlatform> Book<P> {
    /// Does what a token says unless it was done before; either way the reply shows what is true.
    pub(super) fn act(&self, token: &str) -> Result<Reply, ShelfError> {
        let now = self.platform.now();
        let token = match ActToken::verify(&self.config.secret, token, now) {
            Ok(token) if token.site == self.site => token,
            Ok(_) | Err(_) => return Ok(Reply::Refused),
        };
        let case = self.case(&token.case)?;
        // Somebody may have acted already on a case whose facts are still being read again.
        if case.opened.is_none() || !self.may_perform(&case)? {
            return Ok(Reply::UnknownCase);
        }
        self.follow(&case, what_follows(&case, &token.deed))
    }

    /// Does what a person says who tends a case, if it still follows.
    pub(super) fn tend_case(&self, token: &str, fact: &str) -> Result<Reply, ShelfError> {
        let now = self.platform.now();
        let token = match ActToken::verify(&self.config.secret, token, now) {
            Ok(token) if token.site == self.site => token,
            Ok(_) | Err(_) => return Ok(Reply::Refused),
        };
        let (Deed::Tend { by }, Some(fact)) = (&token.deed, fact_from_json(fact)) else {
            return Ok(Reply::Refused);
        };
        let case = self.case(&token.case)?;
        if case.opened.is_none() || !self.may_perform(&case)? {
            return Ok(Reply::UnknownCase);
        }
        // Steps are taken at the desk alone, where some of them have another half.
        let may = |what: &What| !matches!(what, What::Stepped { .. });
        let what = Some(fact.what).filter(|what| may(what) && follows(&case, by, what, now));
        self.follow(&case, what)
    }

    /// Notes that the address on a case is its reader's own. A case whose facts are still being
    /// read again may be proved already, and at an earlier time: its next visit tells.
    pub(super) fn prove(&self, case: &str) -> Result<Reply, ShelfError> {
        let Some(id) = CaseId::parse(case) else { return Ok(Reply::Noted) };
        let case = self.case(&id)?;
        if case.opened.is_some() && case.proved.is_none() && self.may_perform(&case)? {
            self.follow(&case, Some(What::Proved))?;
        }
        Ok(Reply::Noted)
    }

    /// Takes what follows, and shows what is true then.
    pub(super) fn follow(&self, case: &Case, what: Option<What>) -> Result<Reply, ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        let first = match what {
            Some(what) => index.take_made(&Fact { case: case.id, at: now, what })?,
            None => false,
        };
        if first {
            index.set_case(&case.id, Some(now))?;
        }
        let facts = index.facts(&case.id)?;
        Ok(Reply::Acted { first, facts: facts.iter().map(fact_to_json).collect() })
    }
}

/// The fact a deed makes, unless the case is past it: the customer hears one time only.
fn what_follows(case: &Case, deed: &Deed) -> Option<What> {
    match deed {
        Deed::Acknowledge { by, answer_by } => {
            // Nobody watches over the time of a closed case.
            let is_new = case.acknowledged.is_none() && !case.is_closed();
            ((is_new || is_on(Fault::UngatedTap)) && case.answered.is_none())
                .then(|| What::Acknowledged { by: by.clone(), answer_by: *answer_by })
        }
        Deed::Answer { by } => case.answered.is_none().then(|| What::Answered { by: by.clone() }),
        // Tending says what is meant in a form of its own.
        Deed::Tend { .. } => None,
        Deed::Disown => case.disowned.is_none().then_some(What::Disowned),
    }
}
