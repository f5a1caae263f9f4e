//! Whether deadlines held over the ninety days, read from the facts and counted by the clerk.
//!
//! What is expected here is worked out without asking what is owed: a promise has a half, four
//! fifths and nine tenths of its open time; whoever had not acted by then was to be told. Only
//! bad weather excuses, while it lasts and for some hours after.

use std::collections::BTreeMap;

use hearback_domain::promise::PromiseName;
use hearback_domain::submission::NeededBy;
use hearback_domain::{
    At, Case, CaseId, DAY_MS, HOUR_MS, MINUTE_MS, ObligationId, Opened, Outcome, PersonId,
    SECOND_MS, Stage, TRIED_FOR_MS, Timestamp, Withheld,
};

use crate::clerk::Clerk;
use crate::mails::{Sent, is_for_the_day};
use crate::world::World;

/// What takes longer in good weather is a fault.
const SLACK_MS: i64 = 45 * SECOND_MS;

/// After bad weather: each day that a message may be filed under is looked at within four hours,
/// and no retry waits longer than one.
const SETTLES_MS: i64 = 5 * HOUR_MS;

/// All that is checked of one case.
pub(crate) struct Watched<'a> {
    pub(crate) world: &'a World,
    pub(crate) clerk: &'a Clerk,
    pub(crate) case: &'a Case,
    opened: &'a At<Opened>,
    pub(crate) sent: &'a Sent,
}

/// One time that was given, until it stood no more.
struct Given {
    promise: PromiseName,
    number: u32,
    at: Timestamp,
    due: Timestamp,
    by_machine: bool,
    /// When somebody acted, another time was given, or nobody waited any more.
    stood_until: Timestamp,
}

impl World {
    /// Checks every promise of every case.
    pub(crate) fn check_deadlines(&self, clerk: &Clerk) {
        let cases = self.folded();
        let sent = self.check_mails(&cases);
        for case in cases.values() {
            let Some(opened) = &case.opened else { continue };
            let watched = Watched { world: self, clerk, case, opened, sent: &sent };
            watched.check();
            watched.check_wrote();
        }
        self.check_withheld(&cases);
    }

    /// A word that a promise was moved is withheld only where the address had one within a day,
    /// or one was tried that may have gone.
    fn check_withheld(&self, cases: &BTreeMap<CaseId, Case>) {
        let mut words = Vec::new();
        for case in cases.values() {
            let email = case.opened.as_ref().and_then(|at| at.what.fields.email.as_ref());
            let by_machine = case.moves.iter().filter(|(_, moved)| moved.what.by.is_none());
            for ((promise, term), moved) in by_machine {
                let id = ObligationId::TellMoved { promise: *promise, term: *term };
                words.push((email, moved.at, case.performed.get(&id)));
            }
        }
        let withheld = Outcome::Withheld(Withheld::AddressCap);
        for (email, _, ended) in &words {
            let Some(ended) = ended.filter(|ended| ended.what == withheld) else { continue };
            let excused = words.iter().any(|(other, moved_at, how)| {
                let tried = how.is_none_or(|how| how.what != withheld);
                let last = how.map_or(moved_at.plus_ms(TRIED_FOR_MS), |how| how.at);
                other == email
                    && tried
                    && *moved_at <= ended.at
                    && ended.at.plus_ms(-DAY_MS) <= last
            });
            if !excused {
                let email = email.map_or("nobody", |email| email.as_str());
                self.broken(format!("{email} was not told at {} for nothing", ended.at.rfc3339()));
            }
        }
    }
}

/// When what is to happen from a moment on has happened at the latest.
pub(crate) fn by_when(world: &World, clerk: &Clerk, from: Timestamp, in_hours: bool) -> Timestamp {
    let mut at = from;
    loop {
        let awake = if in_hours { clerk.waking(at) } else { at };
        let end = awake.plus_ms(SLACK_MS);
        let storms = &mut world.storms.iter();
        at = match storms.find(|(from, to)| *from <= end && awake < to.plus_ms(SETTLES_MS)) {
            Some((_, to)) => to.plus_ms(SETTLES_MS),
            None if in_hours && !clerk.is_open(end) => end,
            None => return end,
        };
    }
}

impl Watched<'_> {
    pub(crate) fn broken(&self, what: &str) {
        self.world.broken(format!("{what}: {}", self.case.id.text()));
    }

    fn check(&self) {
        self.check_slot();
        for given in self.given() {
            match given.promise {
                PromiseName::Commitment(number) => self.check_commitment(&given, number),
                PromiseName::First
                | PromiseName::Answer
                | PromiseName::Next(_)
                | PromiseName::Carried(_) => {
                    self.check_promise(&given);
                }
            }
            if given.number > 0 {
                self.check_told(&given);
            }
        }
        let mails = self.sent.iter().filter(|((case, _), _)| *case == self.case.id);
        for ((_, id), mails) in mails.filter(|((_, id), _)| is_for_the_day(self.case, id)) {
            if mails.iter().any(|mail| !self.clerk.is_open(mail.at)) {
                self.broken(&format!("by the clerk {} came while closed", id.text()));
            }
        }
    }

    /// Every time that was given, in order. Where a case was set aside and taken up again its
    /// promises stand and fall with that; those are left out here.
    fn given(&self) -> Vec<Given> {
        let case = self.case;
        if self.was_set_aside() && case.set_aside().is_none() {
            return Vec::new();
        }
        let acknowledged = case.acknowledged.as_ref();
        let answered = case.answered.as_ref().map(|answered| answered.at);
        let read = acknowledged.map(|given| given.at).into_iter().chain(answered).min();
        let mut all =
            self.times(PromiseName::First, (self.opened.at, self.opened.what.read_by), read);
        if let Some(At { at, what }) = acknowledged {
            all.extend(self.times(PromiseName::Answer, (*at, what.answer_by), answered));
        }
        for turn in self.turns() {
            let name = PromiseName::Next(turn.name);
            all.extend(self.times(name, (turn.at, turn.due), turn.over));
        }
        for (number, At { at, what }) in &case.commitments {
            let kept = case.kept.get(number).map(|kept| kept.at);
            all.extend(self.times(PromiseName::Commitment(*number), (*at, what.due), kept));
        }
        all
    }

    fn times(
        &self,
        promise: PromiseName,
        (at, due): (Timestamp, Timestamp),
        done: Option<Timestamp>,
    ) -> Vec<Given> {
        let closed = self.case.set_aside().into_iter().chain(self.case.disowned);
        let over = done.into_iter().chain(closed).min().unwrap_or(Timestamp::MAX);
        let first = Given { promise, number: 0, at, due, by_machine: false, stood_until: over };
        let mut all = vec![first];
        for ((_, number), At { at, what }) in
            self.case.moves.iter().filter(|((of, _), _)| *of == promise)
        {
            if let Some(last) = all.last_mut() {
                last.stood_until = last.stood_until.min(*at);
            }
            let (due, by_machine) = (what.due, what.by.is_none());
            all.push(Given {
                promise,
                number: *number,
                at: *at,
                due,
                by_machine,
                stood_until: over,
            });
        }
        all
    }

    pub(crate) fn by_when(&self, from: Timestamp, in_hours: bool) -> Timestamp {
        by_when(self.world, self.clerk, from, in_hours)
    }

    fn is_doubtful(&self) -> bool {
        self.opened.what.suspect && self.case.acknowledged.is_none()
    }

    pub(crate) fn mail(&self, id: &ObligationId) -> Option<Timestamp> {
        let mails = self.sent.get(&(self.case.id, id.clone()))?;
        mails.iter().map(|mail| mail.at).min()
    }

    /// A mail that was due from a moment on, if the promise still stood.
    fn expect(&self, id: &ObligationId, from: Timestamp, given: &Given, in_hours: bool) {
        let by = self.by_when(from, in_hours);
        let sent_at = self.mail(id);
        if given.stood_until > by && sent_at.is_none_or(|at| at > by) {
            let (id, from, by) = (id.text(), from.rfc3339(), by.rfc3339());
            self.broken(&format!("{id}, due from {from}, is missing by {by}"));
        }
        if sent_at.is_some_and(|at| at < from.plus_ms(-MINUTE_MS)) {
            self.broken(&format!("{} came too early", id.text()));
        }
        if sent_at.is_some_and(|at| at > given.stood_until.plus_ms(MINUTE_MS)) {
            self.broken(&format!("{} came although it was settled", id.text()));
        }
    }

    fn check_promise(&self, given: &Given) {
        if given.promise == PromiseName::First && self.opened.what.suspect {
            return;
        }
        let Given { promise, number: term, due, .. } = *given;
        let at = self.watched_from(given);
        let needed = match self.opened.what.fields.needed_by {
            Some(NeededBy::Today) => self.clerk.last_closing_of_the_day(self.opened.at),
            _ => None,
        };
        let wanted = needed.filter(|needed| *needed > at).map_or(due, |needed| needed.min(due));
        for person in self.whom(promise, at) {
            let half = self.clerk.tenths(at, wanted, 5);
            let id = ObligationId::Remind { stage: Stage::Half, promise, term, person };
            self.expect(&id, half, given, true);
        }
        if self.world.site.team.backup_email().is_some() {
            let from = self.clerk.tenths(at, wanted, 8);
            self.expect(&ObligationId::AskBackup { promise, term }, from, given, true);
        }
        if given.by_machine {
            for person in self.whom(promise, given.at) {
                let id = ObligationId::TellLate { promise, term, person };
                self.expect(&id, given.at, given, true);
            }
            return self.check_move(given);
        }
        self.check_told_before(given);
    }

    /// Nobody is reminded of a call at a chosen time until an hour before it begins.
    fn watched_from(&self, given: &Given) -> Timestamp {
        match self.opened.what.slot {
            Some(slot) if given.promise == PromiseName::First && given.number == 0 => {
                given.at.max(slot.start().plus_ms(-HOUR_MS))
            }
            _ => given.at,
        }
    }

    /// Who chose a time is promised a call by its end, while somebody is there.
    fn check_slot(&self) {
        let Some(slot) = self.opened.what.slot else { return };
        let last = slot.end().plus_ms(-MINUTE_MS);
        let is_sound = self.opened.what.read_by == slot.end()
            && self.clerk.is_open(slot.start())
            && self.clerk.is_open(last);
        if !is_sound {
            self.broken("a call was not promised for the time chosen");
        }
    }

    /// A promise that nobody kept is moved before it breaks.
    fn check_told_before(&self, given: &Given) {
        let late = self.clerk.tenths(self.watched_from(given), given.due, 9);
        let by = self.by_when(late, true);
        if by <= given.due && given.stood_until > by {
            let (promise, number) = (given.promise, given.number);
            self.broken(&format!("{promise}.{number} broke and nobody was told before"));
        }
        let moved = self.case.moves.get(&(given.promise, given.number + 1));
        let by_machine = moved.filter(|moved| moved.what.by.is_none());
        if by_machine.is_some_and(|moved| moved.at < late.plus_ms(-MINUTE_MS)) {
            self.broken(&format!("{} was moved before it was late", given.promise));
        }
        if by_machine.is_some() && given.stood_until > by {
            self.broken(&format!("{} was moved too late", given.promise));
        }
    }

    /// The machine moves by day, to a time that the settings support.
    fn check_move(&self, given: &Given) {
        if !self.clerk.is_open(given.at) {
            self.broken(&format!("{} was moved at night", given.promise));
        }
        let minutes = self.world.site.targets.minutes(self.opened.what.fields.kind);
        if given.due < self.clerk.after(given.at, i64::from(minutes) * MINUTE_MS) {
            self.broken(&format!("{} was moved to a time that is too soon", given.promise));
        }
    }

    /// Whoever answers, or everybody who hears of new cases.
    fn whom(&self, promise: PromiseName, at: Timestamp) -> Vec<PersonId> {
        match (&self.case.acknowledged, promise) {
            (Some(given), PromiseName::Answer) => vec![given.what.by.clone()],
            (_, PromiseName::Next(_)) => self.dealing(at),
            _ => self.world.site.notified().map(|person| person.id.clone()).collect(),
        }
    }

    /// The customer hears of a new time: from a human always, from the machine where the address
    /// was proved before or a human has acted.
    fn check_told(&self, given: &Given) {
        let id = ObligationId::TellMoved { promise: given.promise, term: given.number };
        let may = self.opened.what.fields.email.is_some() && !self.is_doubtful();
        let proved = self.case.proved.is_some_and(|proved| proved <= given.at);
        // Once somebody has acknowledged, the promise is that of an answer.
        let heard = given.promise != PromiseName::First;
        if !may || (given.by_machine && !proved && !heard) {
            return;
        }
        let by = self.by_when(given.at, given.by_machine);
        let ended = self.case.performed.get(&id).map(|ended| ended.at);
        if given.stood_until > by && ended.is_none_or(|at| at > by) {
            self.broken(&format!("{} is missing by {}", id.text(), by.rfc3339()));
        }
    }

    fn check_commitment(&self, given: &Given, number: u32) {
        let Some(At { what, .. }) = self.case.commitments.get(&number) else { return };
        let person = what.by.clone();
        if given.number == 0 && self.opened.what.fields.email.is_some() {
            let id = ObligationId::TellCommitted(number);
            let by = self.by_when(given.at, false);
            if given.stood_until > by && !self.case.performed.contains_key(&id) {
                self.broken(&format!("{} is missing", id.text()));
            }
        }
        let date = self.clerk.date(given.due);
        let day = self.clerk.opening_on_or_before(date).filter(|at| *at <= given.due);
        let eve = date.pred_opt().and_then(|eve| self.clerk.opening_on_or_before(eve));
        let eve = eve.filter(|eve| Some(*eve) != day);
        for (stage, from) in [(Stage::Eve, eve), (Stage::Day, day)] {
            let Some(from) = from.filter(|from| *from > given.at) else { continue };
            let (promise, term, person) = (given.promise, given.number, person.clone());
            let id = ObligationId::Remind { stage, promise, term, person };
            self.expect(&id, from, given, true);
        }
    }
}
