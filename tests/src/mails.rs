//! Every mail that was sent, by what it was sent for, and what must be true of each.

use std::collections::BTreeMap;

use hearback_domain::promise::PromiseName;
use hearback_domain::site::Zone;
use hearback_domain::step::{Done, Mark};
use hearback_domain::submission::SubmissionId;
use hearback_domain::wire::fact_to_json;
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    At, Case, CaseId, DAY_MS, Fact, ObligationId, Opened, Outcome, PersonId, Stage, Timestamp,
    What, owed,
};

use crate::sim_mail::Delivered;
use crate::sim_web::tried_for_ms;
use crate::world::World;

/// Mails by case and obligation.
pub(crate) type Sent = BTreeMap<(CaseId, ObligationId), Vec<Delivered>>;

impl World {
    /// Mails by case and obligation; none twice unless the first answer was lost.
    pub(crate) fn check_mails(&self, cases: &BTreeMap<CaseId, Case>) -> Sent {
        let mut names = BTreeMap::new();
        for case in cases.values() {
            for obligation in self.mails_of(case) {
                let secret = &self.config.secret;
                let name = secret.message_name(self.site_id(), &case.id, &obligation.text());
                names.insert(format!("{name}@hearback.example"), (case.id, obligation));
            }
        }
        let (mut sent, reports) = (Sent::new(), self.reports());
        for mail in self.mail.delivered.borrow().iter() {
            if reports.contains_key(&mail.message_id) {
                continue;
            }
            match names.get(&mail.message_id) {
                Some(name) => sent.entry(name.clone()).or_default().push(mail.clone()),
                None => self.broken(format!("a mail of no case was sent: {}", mail.message_id)),
            }
        }
        for ((case, obligation), mails) in &sent {
            let needless =
                mails.len() > 1 && !mails[..mails.len() - 1].iter().all(|m| m.may_come_again);
            if needless {
                let name = obligation.text();
                self.broken(format!("{name} of {} was sent twice", case.text()));
            }
        }
        sent
    }

    /// Every mail that may ever be sent about a case.
    fn mails_of(&self, case: &Case) -> Vec<ObligationId> {
        let others = [
            ObligationId::TellBackup,
            ObligationId::TellSiteCap,
            ObligationId::SendReceipt,
            ObligationId::SendAcknowledgement,
        ];
        let people = || self.site.team.people().map(|person| person.id.clone());
        let mut mails: Vec<_> = people().map(ObligationId::TellPerson).chain(others).collect();
        mails.extend(case.steps.keys().map(|number| ObligationId::SendReply(*number)));
        for person in people() {
            let to =
                |step: &u32| ObligationId::TellHandedOver { step: *step, person: person.clone() };
            mails.extend(case.steps.keys().map(to));
            let of = |submission: &String| ObligationId::TellWrote {
                submission: submission.clone(),
                person: person.clone(),
            };
            mails.extend(case.wrote.keys().map(of));
        }
        for promise in promises(case) {
            let last = case.moves.keys().filter(|(of, _)| *of == promise).map(|(_, term)| *term);
            for term in 0..=last.max().unwrap_or_default() {
                mails.push(ObligationId::AskBackup { promise, term });
                mails.push(ObligationId::TellMoved { promise, term });
                for person in people() {
                    mails.push(ObligationId::TellLate { promise, term, person });
                }
                for stage in [Stage::Half, Stage::Eve, Stage::Day] {
                    let remind = |person| ObligationId::Remind { stage, promise, term, person };
                    mails.extend(people().map(remind));
                }
            }
            if let PromiseName::Commitment(number) = promise {
                mails.push(ObligationId::TellCommitted(number));
            }
        }
        mails
    }

    pub(crate) fn check_case(&self, case: &Case, sent: &Sent) {
        let Some(opened) = &case.opened else {
            return self.broken(format!("a case without its beginning: {}", case.id.text()));
        };
        for obligation in owed(case, &self.site) {
            self.broken(format!("{} is still owed on {}", obligation.id.text(), case.id.text()));
        }
        for (id, ended) in &case.performed {
            let mails = sent.get(&(case.id, id.clone())).map_or(0, Vec::len);
            let tried_ms = ended.at.ms() - opened.at.ms();
            match &ended.what {
                Outcome::Sent if mails == 0 && !is_no_mail(id) => {
                    self.broken(format!("{} is noted as sent and was not", id.text()));
                }
                Outcome::GivenUp(_) if !id.is_for_the_customer() && tried_ms < tried_for_ms(id) => {
                    self.broken(format!("{} was given up too soon", id.text()));
                }
                _ => {}
            }
        }
        let receipts = sent.get(&(case.id, ObligationId::SendReceipt)).map_or(0, Vec::len);
        if opened.what.suspect && receipts > 0 {
            self.broken(format!("a suspect got a receipt: {}", case.id.text()));
        }
        self.check_acknowledgement(case, &opened.what, sent);
        self.check_what_people_did(case);
        self.check_what_the_machine_did(case, opened, sent);
    }

    /// The customer hears one time, that of the fact, which somebody really pressed.
    fn check_acknowledgement(&self, case: &Case, opened: &Opened, sent: &Sent) {
        let name = case.id.text();
        let pressed = |verb: &str, by: &PersonId, when: i64| {
            let press = format!("{name} {verb} {} {when}", by.as_str());
            self.ledger.pressed.borrow().contains(&press)
        };
        let wrote = |by: &PersonId| {
            let mut steps = case.steps.values().map(|step| &step.what);
            steps.any(|step| step.by == *by && step.words_to_customer().is_some())
        };
        if let Some(answered) = &case.answered
            && !pressed("answer", &answered.what, 0)
            && !wrote(&answered.what)
        {
            self.broken(format!("nobody said that {name} is answered"));
        }
        let id = (case.id, ObligationId::SendAcknowledgement);
        let mails = sent.get(&id).map(Vec::as_slice).unwrap_or_default();
        let Some(acknowledged) = &case.acknowledged else {
            if !mails.is_empty() {
                self.broken(format!("{name} was acknowledged to the customer by nobody"));
            }
            return;
        };
        let (by, answer_by) = (&acknowledged.what.by, acknowledged.what.answer_by);
        if !pressed("acknowledge", by, answer_by.ms()) {
            self.broken(format!("nobody acknowledged {name} like that"));
        }
        let zone = opened.zone.as_deref().and_then(|zone| Zone::parse(zone).ok());
        let reader = Reader::of_customer(zone, self.site.zone()).in_writing();
        for mail in mails {
            let slot = opened.slot.filter(|slot| slot.end() == answer_by);
            let by = || format!("by {}", reader.moment(answer_by, mail.at));
            let when = slot.map_or_else(by, |slot| reader.slot(slot, mail.at));
            if !mail.text.contains(&format!(" {when}.")) {
                self.broken(format!("the customer of {name} heard another time"));
            }
        }
    }

    /// Times were moved, things promised and kept only as somebody really asked for.
    fn check_what_people_did(&self, case: &Case) {
        let name = case.id.text();
        let tended = |what: What| {
            let fact = Fact { case: case.id, at: Timestamp::default(), what };
            if !self.ledger.tended.borrow().contains(&fact_to_json(&fact)) {
                self.broken(format!("nobody asked for {} of {name}", fact.id()));
            }
        };
        for ((promise, term), At { what: to, .. }) in &case.moves {
            if to.by.is_some() {
                tended(What::Moved { promise: *promise, term: *term, to: to.clone() });
            }
        }
        for (number, At { what, .. }) in &case.commitments {
            tended(What::Committed { number: *number, commitment: what.clone() });
        }
        for (number, At { what, .. }) in &case.steps {
            // The other half of a step on another case, which somebody asked for.
            if !matches!(what.done, Done::Joined { .. } | Done::Parted { .. }) {
                tended(What::Stepped { number: *number, step: what.clone() });
            }
        }
        for (number, At { what: by, .. }) in &case.kept {
            tended(What::Kept { number: *number, by: by.clone() });
        }
        let opened_from_mail = self.ledger.opened_from_mail.borrow();
        if case.proved.is_some() && !opened_from_mail.contains(&name) {
            self.broken(format!("nobody opened the mailed link of {name}, which counts as proved"));
        }
    }

    /// The machine moves a promise once and then waits for a human; it writes of it only to who
    /// proved the address before, or heard from a human; and nobody is disturbed at night.
    fn check_what_the_machine_did(&self, case: &Case, opened: &At<Opened>, sent: &Sent) {
        let name = case.id.text();
        for ((promise, term), moved) in &case.moves {
            let by_machine = moved.what.by.is_none();
            let before = term.checked_sub(1).and_then(|term| case.moves.get(&(*promise, term)));
            if by_machine && before.is_some_and(|before| before.what.by.is_none()) {
                self.broken(format!("{promise} of {name} was moved twice without a human"));
            }
            let told = ObligationId::TellMoved { promise: *promise, term: *term };
            let acknowledged = case.acknowledged.as_ref().map(|given| given.at);
            let answered = case.answered.as_ref().map(|answered| answered.at);
            let acted = acknowledged.into_iter().chain(answered).min();
            for mail in sent.get(&(case.id, told)).into_iter().flatten().filter(|_| by_machine) {
                let proved = case.proved.is_some_and(|proved| proved <= moved.at);
                if !proved && acted.is_none_or(|at| at > mail.at) {
                    self.broken(format!("the machine wrote to an unproved address: {name}"));
                }
                let doubtful = opened.what.suspect && case.mark() != Some(Mark::Genuine);
                if doubtful && acted.is_none_or(|at| at > mail.at) {
                    self.broken(format!("the machine wrote to a suspect: {name}"));
                }
            }
        }
        for ((_, id), mails) in sent.iter().filter(|((of, _), _)| *of == case.id) {
            if mails.iter().any(|mail| is_for_the_day(case, id) && !self.is_open(mail.at)) {
                self.broken(format!("{} of {name} was sent while the shop was closed", id.text()));
            }
        }
    }

    fn is_open(&self, at: Timestamp) -> bool {
        self.site.hours.state(at).is_open()
    }

    /// One automatic mail of a sort per address in 24 hours, whatever it was caused by.
    pub(crate) fn check_caps(&self, cases: &BTreeMap<CaseId, Case>, sent: &Sent) {
        let is_receipt = |_: &Case, id: &ObligationId| *id == ObligationId::SendReceipt;
        for (sort, is_capped) in
            [("receipts", is_receipt as fn(&Case, &ObligationId) -> bool), ("moves", is_automatic)]
        {
            let mut to: BTreeMap<&str, Vec<&Delivered>> = BTreeMap::new();
            for ((case, id), mails) in sent {
                if cases.get(case).is_some_and(|case| is_capped(case, id)) {
                    mails.iter().for_each(|mail| to.entry(&mail.to).or_default().push(mail));
                }
            }
            for mails in to.values_mut() {
                mails.sort_by_key(|mail| mail.at);
                for pair in mails.windows(2) {
                    let apart_ms = pair[1].at.ms() - pair[0].at.ms();
                    if apart_ms < DAY_MS && pair[0].message_id != pair[1].message_id {
                        self.broken(format!("two {sort} to one address {apart_ms} ms apart"));
                    }
                }
            }
        }
    }
}

/// What is told beside mail is checked with what other servers took.
fn is_no_mail(id: &ObligationId) -> bool {
    matches!(id, ObligationId::PostHook(_) | ObligationId::Push(_))
}

/// Every promise that a case may have.
fn promises(case: &Case) -> impl Iterator<Item = PromiseName> + '_ {
    let commitments = case.commitments.keys().map(|number| PromiseName::Commitment(*number));
    let again = case.wrote.keys().filter_map(|name| SubmissionId::parse(name).ok());
    let answers = [PromiseName::First, PromiseName::Answer].into_iter();
    let joined = case.steps.keys().map(|number| PromiseName::Carried(*number));
    answers.chain(again.map(PromiseName::Next)).chain(joined).chain(commitments)
}

/// Whether a mail says that the machine moved a promise.
pub(crate) fn is_automatic(case: &Case, id: &ObligationId) -> bool {
    let ObligationId::TellMoved { promise, term } = id else { return false };
    case.moves.get(&(*promise, *term)).is_some_and(|moved| moved.what.by.is_none())
}

/// Whether a mail waits until the shop is open.
pub(crate) fn is_for_the_day(case: &Case, id: &ObligationId) -> bool {
    match id {
        ObligationId::Remind { .. }
        | ObligationId::AskBackup { .. }
        | ObligationId::TellLate { .. } => true,
        _ => is_automatic(case, id),
    }
}
