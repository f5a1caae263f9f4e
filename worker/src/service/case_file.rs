//! A case as the edge sees it: from the book, or from the store while the book is out of reach.

use hearback_domain::key::fact_key_of;
use hearback_domain::wire::{Ask, Reply, fact_from_json};
use hearback_domain::{Case, CaseId, Site};

use super::{Edge, Service};

/// What could be learned of a case.
pub(super) enum CaseFile {
    /// As far as the book, or else the store, knows it.
    Known(Box<Case>),
    /// Both answered, and neither knows it.
    Unknown,
    /// Nobody who would know it answered.
    OutOfReach,
}

impl<E: Edge> Service<E> {
    pub(super) async fn case_file(&self, site: &Site, id: &CaseId) -> CaseFile {
        self.case_file_with(site, id).await.0
    }

    /// The same, with the cases that stand beside it: those that are part of it, or the beginning of
    /// the one that it is part of.
    pub(super) async fn case_file_with(&self, site: &Site, id: &CaseId) -> (CaseFile, Vec<String>) {
        let ask = Ask::Case { case: id.text() };
        let reply = self.edge.ask(&site.id, &ask).await;
        if let Ok(Reply::Facts { facts }) = &reply
            && let Some(case) = fold(id, facts)
        {
            return (CaseFile::Known(Box::new(case)), facts.clone());
        }
        // Just arrived, or the book is away: the store has at least how it began.
        let file = match self.edge.get(&fact_key_of(&site.id, id, "opened")).await {
            Ok(Some(stored)) => match fold(id, &[stored]) {
                Some(case) => CaseFile::Known(Box::new(case)),
                None => CaseFile::Unknown,
            },
            // The store remembers for a while that something was not there.
            Ok(None) if reply.is_ok() => CaseFile::Unknown,
            Ok(None) | Err(_) => CaseFile::OutOfReach,
        };
        (file, Vec::new())
    }

    /// Asks the book to do what a person says; where it does not know the case yet, it is told
    /// first. None when it did not answer, or refused.
    pub(super) async fn act_in_book(&self, site: &Site, id: &CaseId, ask: &Ask) -> Option<Acted> {
        let reply = match self.edge.ask(&site.id, ask).await.ok()? {
            Reply::UnknownCase => {
                let key = fact_key_of(&site.id, id, "opened");
                let stored = self.edge.get(&key).await.ok()??;
                let tell = Ask::Tell { facts: vec![stored] };
                self.edge.ask(&site.id, &tell).await.ok()?;
                self.edge.ask(&site.id, ask).await.ok()?
            }
            reply => reply,
        };
        match reply {
            Reply::Acted { first, facts } => Some(Acted { first, case: fold(id, &facts)? }),
            _ => None,
        }
    }
}

/// The cases that are part of another, from facts that are shown together.
pub(super) fn joined_cases(case: &Case, stored: &[String]) -> Vec<Case> {
    let facts: Vec<_> = stored.iter().filter_map(|text| fact_from_json(text)).collect();
    let mut ids: Vec<CaseId> = facts.iter().map(|fact| fact.case).collect();
    ids.sort();
    ids.dedup();
    let others = ids.into_iter().filter(|id| *id != case.id);
    others.map(|id| Case::fold(id, &facts)).filter(|part| part.merged().is_some()).collect()
}

/// The book did what a person said, now or before.
pub(super) struct Acted {
    /// This press was the one.
    pub(super) first: bool,
    /// The case as it is now.
    pub(super) case: Case,
}

fn fold(id: &CaseId, stored: &[String]) -> Option<Case> {
    let facts: Vec<_> = stored.iter().filter_map(|text| fact_from_json(text)).collect();
    let case = Case::fold(*id, &facts);
    case.opened.is_some().then_some(case)
}
