//! What is owed, computed from the facts and the clock; nothing is queued apart from them.

mod beside_mail;
mod id;

pub use beside_mail::{Listener, pushes};
pub use id::{ObligationId, Stage};

use crate::promise::{
    Course, PromiseName, Term, courses, promise_again, standing, waking, watch, watch_commitment,
};
use crate::record::Record;
use crate::step::Done;
use crate::submission::NeededBy;
use crate::{
    At, Case, DAY_MS, Fact, HOUR_MS, Move, Opened, Outcome, PersonId, Place, Site, Timestamp, What,
    Withheld,
};

/// Something the product owes somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Its name, from what caused it; the fact that ends it bears the same.
    pub id: ObligationId,
    /// Owed from this moment.
    pub from: Timestamp,
    /// Tried until this moment, then given up with a mark on the case.
    pub until: Timestamp,
    /// Nobody is disturbed with it while the business is closed.
    pub in_hours: bool,
}

/// A mail server that is away over a long weekend is back by then.
pub const TRIED_FOR_MS: i64 = 4 * DAY_MS;

/// So that half the time of a slot of an hour is over when it begins.
const SLOT_AHEAD_MS: i64 = HOUR_MS;

impl Obligation {
    /// When it may be performed, from `at` on.
    pub fn performed_from(&self, site: &Site, at: Timestamp) -> Timestamp {
        let at = at.max(self.from);
        if self.in_hours { waking(&site.hours, at) } else { at }
    }
}

/// Everything owed on a case and not yet ended, whether its time has come or not.
///
/// An obligation whose time is still to come has `from` in the future of the asker's clock; the
/// earliest `from` is when to look again. A case without its first fact owes nothing yet.
pub fn owed(case: &Case, site: &Site) -> Vec<Obligation> {
    let Some(opened) = &case.opened else { return Vec::new() };
    let mut owed = Owed { case, site, opened, list: Vec::new() };
    owed.first_notice();
    owed.receipt_and_acknowledgement();
    // The owner is told whether the customer heard, so the customer hears first.
    owed.replies();
    owed.news_of_promises();
    owed.notices();
    owed.watch();
    owed.reminders_of_commitments();
    owed.what_came_in();
    owed.what_could_not_be_told();
    owed.hooks();
    owed.list.retain(|obligation| !case.performed.contains_key(&obligation.id));
    owed.list
}

/// The list as it is made, with what has ended already.
struct Owed<'a> {
    case: &'a Case,
    site: &'a Site,
    opened: &'a At<Opened>,
    list: Vec<Obligation>,
}

impl Owed<'_> {
    fn at_once(&mut self, id: ObligationId, from: Timestamp) {
        self.add(id, from, false);
    }

    fn in_hours(&mut self, id: ObligationId, from: Timestamp) {
        self.add(id, from, true);
    }

    fn add(&mut self, id: ObligationId, from: Timestamp, in_hours: bool) {
        // What waits for a holiday to end is tried as long as anything else.
        let first = if in_hours { waking(&self.site.hours, from) } else { from };
        self.list.push(Obligation { id, from, until: first.plus_ms(TRIED_FOR_MS), in_hours });
    }

    fn mail_welcome(&self) -> bool {
        self.opened.what.fields.email.is_some()
            && self.case.disowned.is_none()
            && self.case.set_aside().is_none()
    }

    /// Whether nobody of the business has read or answered it yet.
    fn is_new(&self) -> bool {
        self.case.acknowledged.is_none() && self.case.answered.is_none()
    }

    fn first_notice(&mut self) {
        if !self.is_new() {
            return;
        }
        for person in self.site.notified() {
            self.at_once(ObligationId::TellPerson(person.id.clone()), self.opened.at);
        }
    }

    fn receipt_and_acknowledgement(&mut self) {
        if !self.mail_welcome() {
            return;
        }
        match &self.case.acknowledged {
            // A human's word makes the machine's superfluous.
            Some(acknowledged) => {
                self.at_once(ObligationId::SendAcknowledgement, acknowledged.at);
            }
            None if !self.opened.what.suspect => {
                self.at_once(ObligationId::SendReceipt, self.opened.at);
            }
            None => {}
        }
    }

    /// The promise somebody waits for: reminded of, handed to somebody else, and moved before it
    /// breaks. The machine moves a promise once; after that a human must act.
    fn watch(&mut self) {
        let Some(course) = standing(self.case).filter(|_| !self.is_doubtful()) else { return };
        let (promise, term) = (course.name, course.term());
        let hours = &self.site.hours;
        let from = self.watched_from(promise, term);
        let attention = watch(hours, from, self.attention_due(from, term.due));
        let whom: Vec<_> =
            match self.site.team.find_some(self.case.assigned().or(course.by.as_ref())) {
                Some(person) => vec![person],
                None => self.site.notified().collect(),
            };
        for person in &whom {
            let person = person.id.clone();
            let reminder =
                ObligationId::Remind { stage: Stage::Half, promise, term: term.number, person };
            self.in_hours(reminder, attention.half);
        }
        if self.site.team.backup_email().is_some() {
            let ask = ObligationId::AskBackup { promise, term: term.number };
            self.in_hours(ask, attention.four_fifths);
        }
        if !term.automatic {
            let late = watch(hours, from, term.due).nine_tenths;
            self.in_hours(ObligationId::Move { promise, term: term.number + 1 }, late);
            return;
        }
        for person in whom {
            let person = person.id.clone();
            let late = ObligationId::TellLate { promise, term: term.number, person };
            self.in_hours(late, term.given);
        }
    }

    /// A call at a chosen time needs no attention long before it.
    fn watched_from(&self, promise: PromiseName, term: &Term) -> Timestamp {
        match self.opened.what.slot {
            Some(slot) if promise == PromiseName::First && term.number == 0 => {
                term.given.max(slot.start().plus_ms(-SLOT_AHEAD_MS))
            }
            _ => term.given,
        }
    }

    /// What bears the marks of a machine, until a person takes it for a customer's.
    fn is_doubtful(&self) -> bool {
        self.case.place() == Place::Suspect
    }

    /// The customer's own need tightens attention, and never the promise; nor what is watched
    /// only once their day is over.
    fn attention_due(&self, from: Timestamp, due: Timestamp) -> Timestamp {
        if self.opened.what.fields.needed_by != Some(NeededBy::Today) {
            return due;
        }
        let hours = &self.site.hours;
        let date = hours.zone().date(self.opened.at);
        let stretches = hours.stretches(self.opened.at).skip_while(|open| open.date < date);
        let of_the_day = stretches.take_while(|open| open.date == date);
        let closing = of_the_day.last().map(|open| open.to).filter(|to| *to > from);
        closing.map_or(due, |closing| closing.min(due))
    }

    /// The customer hears of new times and commitments.
    fn news_of_promises(&mut self) {
        if !self.mail_welcome() {
            return;
        }
        for course in courses(self.case) {
            self.news_of(&course);
        }
    }

    fn news_of(&mut self, course: &Course) {
        let term = course.term();
        let is_over = course.done.is_some()
            || (self.case.answered.is_some() && course.name == PromiseName::Answer)
            || (self.case.acknowledged.is_some() && course.name == PromiseName::First);
        match (course.name, term.number) {
            (PromiseName::Next(_) | PromiseName::Carried(_), _) if !course.is_open() => {}
            _ if is_over => {}
            (PromiseName::Commitment(number), 0) => {
                self.at_once(ObligationId::TellCommitted(number), term.given);
            }
            (_, 0) => {}
            (promise, number) if !term.automatic => {
                self.at_once(ObligationId::TellMoved { promise, term: number }, term.given);
            }
            (promise, number) if self.may_hear_from_the_machine(term.given) => {
                self.in_hours(ObligationId::TellMoved { promise, term: number }, term.given);
            }
            _ => {}
        }
    }

    /// Who waits while something happens hears of it, where the owner wants that.
    fn notices(&mut self) {
        if !self.mail_welcome() || self.is_doubtful() || self.case.is_closed() {
            return;
        }
        for notice in self.site.notices.all() {
            if notice.mailed && self.opened.at < notice.written {
                self.at_once(ObligationId::TellNotice(notice.written), notice.written);
            }
        }
    }

    /// What was written at the desk goes out as it is.
    fn replies(&mut self) {
        if !self.mail_welcome() {
            return;
        }
        for (number, At { at, what }) in &self.case.steps {
            if what.words_to_customer().is_some() {
                self.at_once(ObligationId::SendReply(*number), *at);
            }
        }
    }

    /// Whoever deals with the case hears what the customer wrote since, unless they have written
    /// back; and whoever was given it hears that.
    fn what_came_in(&mut self) {
        for (submission, at) in self.waiting_words() {
            for person in self.dealing() {
                let id = ObligationId::TellWrote { submission: submission.clone(), person };
                self.at_once(id, at);
            }
        }
        let given = self.case.steps.iter().rev().find_map(|(number, step)| match &step.what.done {
            Done::HandedOver { to, .. } => Some((*number, step.at, to.clone())),
            _ => None,
        });
        if let Some((step, at, person)) = given.filter(|_| !self.case.is_closed()) {
            self.at_once(ObligationId::TellHandedOver { step, person }, at);
        }
    }

    /// What the customer wrote since anybody wrote to them, by its names.
    fn waiting_words(&self) -> Vec<(String, Timestamp)> {
        let last = self.case.last_answered();
        let wrote = self
            .case
            .wrote
            .iter()
            .filter(|(_, wrote)| !self.case.is_closed() && last.is_none_or(|at| at < wrote.at));
        wrote.map(|(submission, wrote)| (submission.clone(), wrote.at)).collect()
    }

    /// Who deals with the case: who was given it, or answered it, or else whoever hears of new ones.
    fn dealing(&self) -> Vec<PersonId> {
        let last = self.case.last_reply().map(|(number, _)| &self.case.steps[&number].what.by);
        let answered = self.case.answered.as_ref().map(|answered| &answered.what);
        let team = &self.site.team;
        match team.find_some(self.case.assigned().or(last).or(answered)) {
            Some(person) => vec![person.id.clone()],
            None => self.site.notified().map(|person| person.id.clone()).collect(),
        }
    }

    /// An address must have proved itself, or a human acted, or the form would be a machine for
    /// mailing strangers.
    fn may_hear_from_the_machine(&self, at: Timestamp) -> bool {
        let proved = self.case.proved.is_some_and(|proved| proved <= at);
        let acted = self.case.acknowledged.is_some() || self.case.answered.is_some();
        !self.is_doubtful() && (proved || acted)
    }

    fn reminders_of_commitments(&mut self) {
        if self.case.disowned.is_some() || self.case.set_aside().is_some() {
            return;
        }
        let all = courses(self.case).into_iter();
        for course in all.filter(|course| course.done.is_none()) {
            let PromiseName::Commitment(_) = course.name else { continue };
            // What somebody promised who has left is the owner's to keep.
            let team = &self.site.team;
            let by = &team.find_some(course.by.as_ref()).unwrap_or_else(|| team.owner()).id;
            let term = course.term();
            let days = watch_commitment(&self.site.hours, term.given, term.due);
            for (stage, at) in [Stage::Eve, Stage::Day].into_iter().zip(days) {
                let Some(at) = at else { continue };
                let (promise, person) = (course.name, by.clone());
                let id = ObligationId::Remind { stage, promise, term: term.number, person };
                self.in_hours(id, at);
            }
        }
    }

    fn what_could_not_be_told(&mut self) {
        let ended = |wanted: fn(&ObligationId, &Outcome) -> bool| {
            let all = self.case.performed.iter();
            all.filter(|(id, ended)| wanted(id, &ended.what)).map(|(_, ended)| ended.at).min()
        };
        let unheard = ended(|id, outcome| {
            matches!((id, outcome), (ObligationId::TellPerson(_), Outcome::GivenUp(_)))
        });
        let capped = ended(|id, outcome| {
            *id == ObligationId::SendReceipt
                && *outcome == Outcome::Withheld(Withheld::SiteCapReached)
        });
        if let Some(at) = unheard.filter(|_| self.site.team.backup_email().is_some()) {
            self.at_once(ObligationId::TellBackup, at);
        }
        if let Some(at) = capped {
            self.at_once(ObligationId::TellSiteCap, at);
        }
    }
}

/// The fact that ends an obligation which is a mail.
pub fn performed(case: &Case, id: ObligationId, outcome: Outcome, now: Timestamp) -> Fact {
    Fact { case: case.id, at: now, what: What::Performed { obligation: id, outcome } }
}

/// The fact by which the machine moves a promise nobody has kept yet, to a time that the record
/// supports; none when that promise does not stand any more.
pub fn moved(
    case: &Case,
    (promise, term): (PromiseName, u32),
    site: &Site,
    record: &Record,
    now: Timestamp,
) -> Option<Fact> {
    let course = standing(case).filter(|course| course.name == promise)?;
    let kind = case.opened.as_ref()?.what.fields.kind;
    let due = promise_again(site, record, (kind, course.what), course.term().due, now);
    let to = Move { due, by: None, reason: None };
    Some(Fact { case: case.id, at: now, what: What::Moved { promise, term, to } })
}

#[cfg(test)]
mod tests;
