//! Two cases that become one: a step on each, taken together, and the facts of both shown together.

use hearback_domain::step::{Done, Step};
use hearback_domain::{Case, CaseId, Fact, What, joined, may_merge};

use super::index::Index;
use super::{Book, BookPlatform};
use crate::platform::{Shelf, ShelfError};

/// What a step asks of another case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Counterpart {
    /// Nothing.
    None,
    /// This step, taken together with it.
    Step(Box<Fact>),
    /// The other case is another customer's, or not as it has to be.
    Refused,
}

impl<P: BookPlatform> Book<P> {
    /// What a step that follows on a case asks of another one.
    pub(super) fn counterpart(&self, case: &Case, what: &What) -> Result<Counterpart, ShelfError> {
        let What::Stepped { step, .. } = what else { return Ok(Counterpart::None) };
        let other = match (&step.done, case.merged()) {
            (Done::Merged { into }, _) => *into,
            (Done::Reopened, Some((_, into))) => into,
            _ => return Ok(Counterpart::None),
        };
        let other = self.case(&other)?;
        if matches!(step.done, Done::Merged { .. }) && !self.may_take_in(case, &other)? {
            return Ok(Counterpart::Refused);
        }
        let step: &Step = step;
        let step = joined(case, step, &other, self.platform.now());
        Ok(step.map_or(Counterpart::None, |step| Counterpart::Step(Box::new(step))))
    }

    fn may_take_in(&self, case: &Case, other: &Case) -> Result<bool, ShelfError> {
        let is_known = other.opened.is_some() && self.may_perform(other)?;
        Ok(is_known && may_merge(case, other) && self.index().is_same_customer(case, other)?)
    }

    pub(super) fn take_counterpart(&self, step: Fact) -> Result<(), ShelfError> {
        self.index().take_made(&step)?;
        self.index().set_case(&step.case, Some(self.platform.now()))?;
        self.note_line(&self.case(&step.case)?)
    }

    /// The facts of a case with those of the cases that are part of it; of one that is part of
    /// another, also how that one began. Whoever folds a case passes over the others'.
    pub(super) fn with_joined(
        &self,
        id: &CaseId,
        mut facts: Vec<Fact>,
    ) -> Result<Vec<Fact>, ShelfError> {
        let case = Case::fold(*id, &facts);
        if let Some((_, into)) = case.merged() {
            let other = self.index().facts(&into)?;
            facts.extend(other.into_iter().filter(|fact| matches!(fact.what, What::Opened(_))));
        }
        let mut wholes = vec![case];
        let mut seen = vec![*id];
        while let Some(whole) = wholes.pop() {
            for id in whole.joined() {
                let of_part = self.index().facts(&id)?;
                let part = Case::fold(id, &of_part);
                // It may have gone on by itself, and become part of yet another.
                let is_part = part.merged().is_some_and(|(_, into)| into == whole.id);
                if is_part && !seen.contains(&id) {
                    seen.push(id);
                    facts.extend(of_part);
                    wholes.push(part);
                }
            }
        }
        Ok(facts)
    }
}

impl<S: Shelf> Index<'_, S> {
    /// Whether two cases bear the same customer's address.
    fn is_same_customer(&self, one: &Case, other: &Case) -> Result<bool, ShelfError> {
        let sql = "SELECT COUNT(*) FROM cases AS one JOIN cases AS other USING (customer) \
                   WHERE one.case_id = ? AND other.case_id = ?";
        Ok(self.count(sql, &[one.id.text().into(), other.id.text().into()])? == 1)
    }
}
