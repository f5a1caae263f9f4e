//! What a button in a mail does, once.

use hearback_domain::wire::{Reply, fact_to_json};
use hearback_domain::{ActToken, Case, Deed, Fact, What};

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
        let index = self.index();
        let facts = index.facts(&token.case)?;
        let case = Case::fold(token.case, &facts);
        // Somebody may have acted already on a case whose facts are still being read again.
        if case.opened.is_none() || !self.may_perform(&case)? {
            return Ok(Reply::UnknownCase);
        }
        let first = match what_follows(&case, &token.deed) {
            Some(what) => index.take_made(&Fact { case: token.case, at: now, what })?,
            None => false,
        };
        if first {
            index.set_case(&token.case, Some(now))?;
        }
        let facts = index.facts(&token.case)?;
        Ok(Reply::Acted { first, facts: facts.iter().map(fact_to_json).collect() })
    }
}

/// The fact a deed makes, unless the case is past it: the customer hears one time only.
fn what_follows(case: &Case, deed: &Deed) -> Option<What> {
    match deed {
        Deed::Acknowledge { by, answer_by } => {
            ((case.acknowledged.is_none() || is_on(Fault::UngatedTap)) && case.answered.is_none())
                .then(|| What::Acknowledged { by: by.clone(), answer_by: *answer_by })
        }
        Deed::Answer { by } => case.answered.is_none().then(|| What::Answered { by: by.clone() }),
        Deed::Disown => case.disowned.is_none().then_some(What::Disowned),
    }
}
