//! What people do signed in at their desk: they open a case, keep a draft, do one thing, put two
//! cases of one customer together and take them apart again. They ask the book as the desk's pages
//! do, and sign in where it does not know them.
//!
//! Not here: the desk's pages and the mail that leads there.

use std::rc::Rc;

use hearback_domain::step::{Done, next_step};
use hearback_domain::wire::{Ask, DeskCase, Reply, Shown, Want, fact_from_json};
use hearback_domain::{Case, CaseId, Fact, MINUTE_MS, PersonId, Step, What, may_merge};

use crate::tending::{Wanted, deed};
use crate::world::World;

/// Whoever is not known signs in, and tries again once more at most.
const SIGN_INS_MAX: u32 = 3;

/// One person before one case.
struct AtDesk<'a> {
    world: &'a Rc<World>,
    by: &'a PersonId,
    case: CaseId,
    /// A second window of the same person on the same case keeps no draft.
    drafts: bool,
}

/// Does something at the desk: what was decided on before, or what seems fit; whether an answer
/// came.
pub(crate) async fn act_at_desk(
    world: &Rc<World>,
    case: CaseId,
    by: &PersonId,
    decided: Option<(&Case, What)>,
) -> bool {
    let at_work = (case, by.clone());
    let drafts = world.ledger.at_work.borrow_mut().insert(at_work.clone());
    let desk = AtDesk { world, by, case, drafts };
    let answered = match decided {
        Some((seen, what)) => desk.act(seen, what).await,
        None => desk.look_and_act().await,
    };
    if drafts {
        world.ledger.at_work.borrow_mut().remove(&at_work);
    }
    answered.is_some()
}

impl AtDesk<'_> {
    async fn look_and_act(&self) -> Option<()> {
        let (case, beside) = self.look(self.case).await?;
        let (later, what) = match self.merge(&case, &beside).await {
            Some((later, into)) => {
                let what = self.step(&later, Done::Merged { into });
                (later, what)
            }
            None if case.merged().is_some() && self.world.likes_at_desk(0.5) => {
                let what = self.step(&case, Done::Reopened);
                (case, what)
            }
            None => {
                let Some(what) = deed(self.world, &case, self.by) else { return Some(()) };
                (case, what)
            }
        };
        self.act(&later, what).await
    }

    /// Opens a case.
    async fn look(&self, id: CaseId) -> Option<(Case, DeskCase)> {
        match self.want(Want::Case { case: id.text() }).await? {
            Shown::Case(shown) => {
                let facts: Vec<Fact> =
                    shown.facts.iter().filter_map(|stored| fact_from_json(stored)).collect();
                Some((Case::fold(id, &facts), *shown))
            }
            _ => {
                self.world.broken("the desk shows something else for a case".to_owned());
                None
            }
        }
    }

    /// Two cases of the customer that may become one, the later first. Now and then somebody tries
    /// with two that may not.
    async fn merge(&self, case: &Case, beside: &DeskCase) -> Option<(Case, CaseId)> {
        let others: Vec<CaseId> =
            beside.others.iter().filter_map(|row| CaseId::parse(&row.case)).collect();
        let chosen = self.world.desk_rng.borrow_mut().usize(..others.len().max(1));
        let chosen = *others.get(chosen)?;
        if !self.world.likes_at_desk(self.world.merges) {
            return None;
        }
        let (other, _) = self.look(chosen).await?;
        let wrongly = self.world.likes_at_desk(0.1);
        if may_merge(case, &other) || (wrongly && other.opened.is_some()) {
            return Some((case.clone(), other.id));
        }
        may_merge(&other, case).then_some((other, case.id))
    }

    fn step(&self, case: &Case, done: Done) -> What {
        What::Stepped { number: next_step(case), step: Step { by: self.by.clone(), done } }
    }

    /// Does it, now and then with a draft: what was taken ends the draft, what was not keeps it.
    async fn act(&self, seen: &Case, what: What) -> Option<()> {
        let (world, case) = (self.world, seen.id.text());
        let wanted = Wanted { seen, by: self.by, what };
        let fact = wanted.noted(world);
        let draft = match self.drafts && seen.id == self.case && world.likes_at_desk(0.3) {
            true => Some(self.draft().await?),
            false => None,
        };
        let ends_draft = draft.is_some();
        let Shown::Acted { first, facts } =
            self.want(Want::Do { fact, ends_draft, heard: u64::MAX }).await?
        else {
            world.broken(format!("the desk does not say whether it did this on {case}"));
            return None;
        };
        wanted.was_told(world, first, &facts);
        if ends_draft {
            let (_, shown) = self.look(seen.id).await?;
            if shown.draft != draft.filter(|_| !first) {
                world.broken(format!("a draft on {case} ended wrongly; it was sent: {first}"));
            }
        }
        Some(())
    }

    /// Keeps a draft for some minutes.
    async fn draft(&self) -> Option<String> {
        let number = self.world.ledger.drafts.get();
        self.world.ledger.drafts.set(number + 1);
        let words = format!("Draft {number}");
        let (case, kept) = (self.case.text(), Some(words.clone()));
        self.want(Want::Draft { case, words: kept }).await?;
        let span_ms = self.world.desk_rng.borrow_mut().i64(0..MINUTE_MS);
        self.world.executor.sleep(span_ms).await;
        Some(words)
    }

    /// Asks the book as this person; signs in where they are not known.
    async fn want(&self, want: Want) -> Option<Shown> {
        let cookie = format!("{}-at-the-desk", self.by.as_str());
        let session = self.world.config.secret.cookie_name(self.world.site_id(), &cookie);
        let ask = Ask::Desk { session: session.clone(), want };
        for _ in 0..SIGN_INS_MAX {
            match self.world.ask(&ask).await.ok()? {
                Reply::Desk { person, shown } => {
                    if person != self.by.as_str() {
                        self.world.broken(format!("{} is taken for {person}", self.by.as_str()));
                    }
                    return Some(shown);
                }
                Reply::SignedOut => self.world.sign_in(self.by, &session),
                _ => return None,
            }
        }
        None
    }
}

impl World {
    /// Somebody is signed in, without the mail that leads there; nobody is while there is no book.
    pub(crate) fn sign_in(&self, person: &PersonId, session: &str) {
        let tables = "SELECT name FROM sqlite_master WHERE name = 'sessions'";
        if self.book.rows(tables).is_empty() {
            return;
        }
        let (person, now) = (person.as_str(), self.now().ms());
        self.trace(|| format!("{person} signs in"));
        self.book.rows(&format!(
            "INSERT OR IGNORE INTO sessions (name, person, began, seen, browser) \
             VALUES ('{session}', '{person}', {now}, {now}, 'a browser')"
        ));
    }
}
