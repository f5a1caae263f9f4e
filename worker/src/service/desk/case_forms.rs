//! What can be done on a case at the desk: its forms, as far as they follow from the case.

use hearback_domain::promise::{acknowledgement_choices, answer_choices};
use hearback_domain::step::Done;
use hearback_domain::{PersonId, Place, Timestamp, open_promises};

use super::super::api::reader;
use super::super::views::{answering, by_when, upper};
use super::case::OnDesk;
use crate::pages::{
    AcknowledgeForm, Deed, HandOverForm, ReplyForm, SnoozeForm, TeammateView, TimeChoice,
};

impl OnDesk<'_> {
    pub(super) fn acknowledge(&self) -> Option<AcknowledgeForm> {
        let fields = &self.opened.what.fields;
        let is_read = self.case.acknowledged.is_some() || self.case.answered.is_some();
        if is_read || self.case.is_closed() || (fields.email.is_none() && fields.phone.is_none()) {
            return None;
        }
        let first = self.you().first.as_str();
        let opened = &self.opened.what;
        let (theirs, does) = (reader(self.site(), opened).in_writing(), answering(opened).does());
        let choice = |at: Timestamp| TimeChoice {
            value: at.ms().to_string(),
            label: self.moment(at),
            says: format!(
                "{first} has read your message and {does} {}.",
                by_when(opened, at, theirs, self.now)
            ),
            chosen: false,
        };
        let times = acknowledgement_choices(self.site(), opened, self.now).into_iter().map(choice);
        Some(AcknowledgeForm { times: times.collect() })
    }

    pub(super) fn reply(&self) -> ReplyForm {
        let team = &self.site().team;
        let writing = self.beside.writing.first().and_then(|(person, since)| {
            let person = team.find(&PersonId::parse(person).ok()?)?;
            let since = self.clock.time(Timestamp::from_ms(*since));
            Some(format!("{} has this case open since {since}.", person.first.as_str()))
        });
        let (first, business) = (upper(&self.first()), self.site().business.as_str());
        let draft = self.beside.draft.clone();
        ReplyForm {
            draft_kept: draft.as_ref().map(|_| "This is your draft.".to_owned()),
            words: draft.unwrap_or_default(),
            presence: writing,
            goes: match self.is_mailed() {
                true => format!("{first} gets it by mail from {business}, with your name."),
                false => {
                    format!("{first} left no mail address: it stands on the page of the case.")
                }
            },
        }
    }

    pub(super) fn hand_over(&self) -> Option<HandOverForm> {
        let others = self.site().team.people().filter(|mate| mate.id != *self.person);
        let others = others.filter(|mate| self.case.assigned() != Some(&mate.id));
        let teammates: Vec<_> = others
            .map(|mate| TeammateView {
                value: mate.id.as_str().to_owned(),
                name: mate.first.as_str().to_owned(),
                about: mate.about.as_ref().map(|about| about.as_str().to_owned()),
            })
            .collect();
        let may = !teammates.is_empty() && !self.case.is_closed();
        may.then(|| HandOverForm { teammates, ..HandOverForm::default() })
    }

    pub(super) fn snooze(&self) -> SnoozeForm {
        let times = answer_choices(self.site(), self.now);
        let times = times.map(|at| (at.ms().to_string(), upper(&self.moment(at))));
        let due = open_promises(self.case).iter().map(|course| course.term().due).min();
        let beside = due.map(|due| {
            format!("It comes back an hour before something is due: {}.", self.moment(due))
        });
        SnoozeForm { times: times.into(), to: String::new(), beside }
    }

    pub(super) fn plain(&self) -> Vec<Deed> {
        let case = self.case;
        let (is_closed, place) = (case.is_closed(), case.place());
        let is_aside = case.set_aside().is_some();
        let is_snoozed = case.snoozed_until().is_some_and(|until| until > self.now);
        let may = [
            (Deed::Answered, self.is_unanswered() && !is_closed && place != Place::Suspect),
            (Deed::Wake, is_snoozed && !is_closed),
            (Deed::Resolve, (!is_closed || case.is_undelivered()) && place != Place::Suspect),
            (Deed::Reopen, is_closed && !is_aside && case.disowned.is_none()),
            (Deed::Real, place == Place::Suspect || is_aside),
            (Deed::Spam, !is_aside && !self.has_replied()),
            (Deed::Fraud, !is_aside),
        ];
        may.into_iter().filter(|(_, may)| *may).map(|(deed, _)| deed).collect()
    }

    /// Whether an answer is owed, to the first words or to later ones.
    fn is_unanswered(&self) -> bool {
        self.case.answered.is_none() || self.case.waits_for_reply()
    }

    fn has_replied(&self) -> bool {
        self.case.steps.values().any(|step| matches!(step.what.done, Done::Replied { .. }))
    }
}
