//! What happened on a case, in order, as the team is told it.

use hearback_domain::promise::{Course, Promised};
use hearback_domain::step::{Done, Mark, Step};
use hearback_domain::{
    CaseId, ObligationId, Outcome, PersonId, Timestamp, Withheld, open_promises,
};

use super::super::case_file::joined_cases;
use super::super::views::upper;
use super::case::{OnDesk, folded};
use super::stale::Drawn;
use crate::pages::{FactKind, FactView};

/// A fact with the moment it stands at.
type Told = (Timestamp, FactView);

impl OnDesk<'_> {
    /// The oldest first, then what is to come.
    pub(super) fn facts(&self) -> Vec<FactView> {
        let mut facts = self.happened();
        for mut part in joined_cases(self.case, &self.beside.facts) {
            // That it was taken in is said once, by the whole.
            part.steps.retain(|_, step| !matches!(step.what.done, Done::Merged { .. }));
            if let Some(opened) = &part.opened {
                facts.extend(OnDesk { case: &part, opened, ..*self }.of_part());
            }
        }
        facts.sort_by_key(|(at, _)| *at);
        facts.extend(self.to_come());
        facts.into_iter().map(|(_, view)| view).collect()
    }

    /// The same of a case that is part of this one, with the words it began with.
    fn of_part(&self) -> Vec<Told> {
        let mut facts = self.happened();
        let message = self.opened.what.fields.message.as_ref();
        if let Some((_, first)) = facts.first_mut() {
            first.words = message.map(|message| message.as_str().to_owned());
        }
        facts
    }

    fn happened(&self) -> Vec<Told> {
        let mut facts = vec![self.beginning()];
        facts.extend(self.receipt());
        facts.extend(self.given());
        facts.extend(self.case.steps.values().map(|step| self.step(step.at, &step.what)));
        facts.extend(self.case.wrote.values().map(|wrote| {
            let what = format!("{} wrote", upper(&self.first()));
            self.told_at(wrote.at, FactKind::Customer, what, Some(wrote.what.words.as_str()))
        }));
        facts.extend(self.answered());
        facts.extend(self.not_delivered());
        if let Some(at) = self.case.disowned {
            let what = "Whoever reads mail at this address says they never wrote".to_owned();
            facts.push(self.told_at(at, FactKind::Customer, what, None));
        }
        facts
    }

    /// What people and the customer did since a moment.
    pub(super) fn since(&self, since: Timestamp) -> Vec<String> {
        let told = self.happened().into_iter().filter(|(at, view)| {
            let by_people = matches!(
                view.kind,
                FactKind::Customer | FactKind::Person | FactKind::Note | FactKind::Late
            );
            *at > since && by_people
        });
        told.map(|(at, view)| format!("{}, {}.", view.what, self.moment(at))).collect()
    }

    /// What happened since a form was drawn, for whoever was overtaken.
    pub(super) fn meanwhile(&self, drawn: Drawn) -> Vec<String> {
        let steps = self.case.steps.iter().filter(|(number, _)| **number >= drawn.step);
        let mut said: Vec<String> = steps
            .map(|(_, step)| {
                let (_, view) = self.step(step.at, &step.what);
                format!("{}, {}.", view.what, self.moment(step.at))
            })
            .collect();
        let mut wrote: Vec<_> = self.case.wrote.values().map(|wrote| wrote.at).collect();
        wrote.sort_unstable();
        let unheard = wrote.into_iter().skip(drawn.heard);
        said.extend(
            unheard.map(|at| format!("{} wrote, {}.", upper(&self.first()), self.moment(at))),
        );
        if said.is_empty() {
            said.push(
                "This case has changed since the page was drawn; it stands below as it is now."
                    .to_owned(),
            );
        }
        said
    }

    fn told_at(&self, at: Timestamp, kind: FactKind, what: String, words: Option<&str>) -> Told {
        let (when, words) = (upper(&self.moment(at)), words.map(str::to_owned));
        (at, FactView { kind, what, when, words })
    }

    /// "You", or a first name.
    fn who(&self, id: &PersonId) -> &str {
        let team = &self.site().team;
        match team.find(id) {
            Some(person) if person.id == *self.person => "You",
            Some(person) => person.first.as_str(),
            None => "Somebody who has left",
        }
    }

    fn beginning(&self) -> Told {
        let opened = &self.opened.what;
        let page = opened
            .page
            .as_ref()
            .map(|page| page.as_str().split_once("://").map_or(page.as_str(), |(_, rest)| rest));
        let from = page.map(|page| format!(" from {page}")).unwrap_or_default();
        let what = format!("{} wrote{from}", upper(&self.first()));
        self.told_at(self.opened.at, FactKind::Customer, what, None)
    }

    fn receipt(&self) -> Option<Told> {
        let ended = self.case.performed.get(&ObligationId::SendReceipt)?;
        let what = match &ended.what {
            Outcome::Sent => {
                format!("Receipt sent, with {} promised", self.moment(self.opened.what.read_by))
            }
            Outcome::Withheld(Withheld::AddressCap) => {
                "No receipt was sent: the address had one today".to_owned()
            }
            Outcome::Withheld(Withheld::SiteCap | Withheld::SiteCapReached) => {
                "No receipt was sent: too many went out that day".to_owned()
            }
            Outcome::Withheld(Withheld::Over) | Outcome::GivenUp(_) => return None,
        };
        Some(self.told_at(ended.at, FactKind::Machine, what, None))
    }

    /// Times that were given: for the answer, as moved, and as commitments.
    fn given(&self) -> Vec<Told> {
        let case = self.case;
        let mut given = Vec::new();
        if let Some(read) = &case.acknowledged {
            let due = self.moment(read.what.answer_by);
            let what =
                format!("{} read it and promised an answer by {due}", self.who(&read.what.by));
            given.push(self.told_at(read.at, FactKind::Person, what, None));
        }
        for moved in case.moves.values() {
            let due = self.moment(moved.what.due);
            let (kind, what) = match &moved.what.by {
                Some(by) => {
                    (FactKind::Person, format!("{} gave a new time: by {due}", self.who(by)))
                }
                None => {
                    let what = format!("Nobody had acted, so the time was moved: by {due}");
                    (FactKind::Machine, what)
                }
            };
            let reason = moved.what.reason.as_ref().map(|reason| reason.as_str());
            given.push(self.told_at(moved.at, kind, what, reason));
        }
        for promised in case.commitments.values() {
            let (by, due) = (self.who(&promised.what.by), self.moment(promised.what.due));
            let what = format!("{by} promised something by {due}");
            let words = Some(promised.what.words.as_str());
            given.push(self.told_at(promised.at, FactKind::Person, what, words));
        }
        for (number, kept) in &case.kept {
            let words = case.commitments.get(number).map(|one| one.what.words.as_str());
            let what = format!("{} kept it", self.who(&kept.what));
            given.push(self.told_at(kept.at, FactKind::Person, what, words));
        }
        given
    }

    fn step(&self, at: Timestamp, step: &Step) -> Told {
        let by = self.who(&step.by);
        let words = step.words().map(|words| words.as_str());
        let (kind, what) = match &step.done {
            Done::Replied { asks: false, .. } => (FactKind::Person, format!("{by} answered")),
            Done::Replied { asks: true, .. } => (FactKind::Person, format!("{by} asked back")),
            Done::Noted(_) => (FactKind::Note, format!("{by} noted")),
            Done::HandedOver { to, .. } => {
                let to = match self.who(to) {
                    "You" => "you",
                    name => name,
                };
                (FactKind::Note, format!("{by} handed it over to {to}"))
            }
            Done::Declined { elsewhere, .. } => {
                let named =
                    elsewhere.as_ref().map(|named| format!(", and named {}", named.as_str()));
                let named = named.unwrap_or_default();
                (FactKind::Person, format!("{by} declined kindly{named}"))
            }
            Done::Reached => {
                let told =
                    format!("{by} told {} otherwise, as a mail had not arrived", self.first());
                (FactKind::Person, told)
            }
            Done::Spoke => (FactKind::Person, format!("{by} answered by other ways, as they said")),
            Done::Resolved => (FactKind::Person, format!("{by} closed it")),
            Done::Reopened => (FactKind::Person, format!("{by} opened it again")),
            Done::Marked(Mark::Spam) => (FactKind::Person, format!("{by} set it aside as spam")),
            Done::Marked(Mark::Fraud) => (FactKind::Person, format!("{by} set it aside as fraud")),
            Done::Marked(Mark::Genuine) => {
                (FactKind::Person, format!("{by} took it for a real customer’s"))
            }
            Done::Merged { into } => {
                let named = self.named(into);
                (FactKind::Person, format!("{by} made it part of {named}"))
            }
            Done::Joined { from, .. } => {
                (FactKind::Person, format!("{by} put {} together with it", self.named(from)))
            }
            Done::Parted { from } => {
                (FactKind::Person, format!("{by} took {} apart from it", self.named(from)))
            }
            Done::Snoozed(until) if *until <= at => {
                (FactKind::Person, format!("{by} brought it back in sight"))
            }
            Done::Snoozed(until) => (
                FactKind::Person,
                format!("{by} put it out of sight until {}", self.moment(*until)),
            ),
        };
        self.told_at(at, kind, what, words)
    }

    /// The reference of another case of the same customer.
    fn named(&self, id: &CaseId) -> String {
        let case = folded(&id.text(), &self.beside.facts).and_then(|case| case.opened);
        let other = self.beside.others.iter().find(|row| row.case == id.text());
        match (case, other) {
            (Some(opened), _) => opened.what.reference.as_str().to_owned(),
            (None, Some(row)) => row.reference.clone(),
            (None, None) => "another case".to_owned(),
        }
    }

    /// Said of an answer that was given elsewhere, by phone or by mail.
    fn answered(&self) -> Option<Told> {
        let answered = self.case.answered.as_ref()?;
        let by_step = self.case.steps.values().any(|step| step.at == answered.at);
        let what = format!("{} answered, as they said", self.who(&answered.what));
        let what = what.replace("You answered, as they said", "You said that you have answered");
        (!by_step).then(|| self.told_at(answered.at, FactKind::Person, what, None))
    }

    fn not_delivered(&self) -> Vec<Told> {
        let ended = self.case.performed.iter().filter(|(id, _)| id.is_for_the_customer());
        let failed = ended.filter_map(|(id, ended)| match (&ended.what, id) {
            (Outcome::GivenUp(why), ObligationId::SendReceipt) => {
                let what = format!("The receipt could not be delivered. {why}");
                Some(self.told_at(ended.at, FactKind::Late, what, None))
            }
            (Outcome::GivenUp(why), _) => {
                let what = format!("A mail to {} could not be delivered. {why}", self.first());
                Some(self.told_at(ended.at, FactKind::Late, what, None))
            }
            _ => None,
        });
        failed.chain(self.not_called()).collect()
    }

    /// The owner's own server took no call for days, or wants no more.
    fn not_called(&self) -> impl Iterator<Item = Told> {
        self.case.performed.iter().filter_map(|(id, ended)| match (id, &ended.what) {
            (ObligationId::PostHook(_), Outcome::GivenUp(why)) => {
                let what = format!("Your own server was not told: {why}");
                Some(self.told_at(ended.at, FactKind::Machine, what, None))
            }
            _ => None,
        })
    }

    fn to_come(&self) -> Vec<Told> {
        if self.case.is_closed() {
            return Vec::new();
        }
        let mut open = open_promises(self.case);
        open.sort_by_key(|course| course.term().due);
        open.iter().map(|course| self.due(course)).collect()
    }

    fn due(&self, course: &Course) -> Told {
        let due = course.term().due;
        let what = match (course.what, &course.words) {
            (Promised::Deed, Some(words)) => words.as_str().to_owned(),
            (Promised::Read, _) => "A word from you is due".to_owned(),
            (Promised::Call, _) => "A call is due".to_owned(),
            (Promised::Answer | Promised::Deed, _) => "The answer is due".to_owned(),
        };
        let kind = if due < self.now { FactKind::Late } else { FactKind::ToCome };
        self.told_at(due, kind, what, None)
    }
}
