//! What one case adds to the record.

use super::{RECORD_MS, Stroke, whole_minutes};
use crate::opening_hours::OpeningHours;
use crate::promise::courses;
use crate::submission::Kind;
use crate::{Case, DAY_MS, MINUTE_MS, Timestamp};

/// The moments of a case that count, so that the record can be made without its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub kind: Kind,
    /// When it arrived.
    pub opened: Timestamp,
    /// The first time given.
    pub first_due: Timestamp,
    /// When a person had read it.
    pub read: Option<Timestamp>,
    /// The time given for the answer, if one was.
    pub answer_due: Option<Timestamp>,
    /// When it was answered.
    pub answered: Option<Timestamp>,
    /// Whether anybody waits as soon as they have written: for an answer, and not for an hour
    /// they chose, which may be days off and says nothing of how quick the business is.
    pub waits: bool,
    /// Each promise: its deadline, and how it ends once that has passed.
    pub promises: Vec<(Timestamp, Stroke)>,
}

/// Later than any promise; asks how a promise ends if nothing more happens.
const END_OF_TIME: Timestamp = Timestamp::MAX;

impl Entry {
    /// What a case adds; nothing where no customer wrote it: one that bears the marks of a
    /// machine and that no person has touched, one that a person set aside in time as no customer's, or
    /// one whose address was somebody else's.
    pub fn of(case: &Case) -> Option<Self> {
        let opened = case.opened.as_ref()?;
        let answered = case.answered.as_ref().map(|answered| answered.at);
        let acknowledged = case.acknowledged.as_ref();
        // Whoever puts cases together has read both; the answer is given on the other.
        let merged = case.merged().map(|(at, _)| at);
        let read =
            acknowledged.map(|given| given.at).into_iter().chain(answered).chain(merged).min();
        // Whoever sets a message aside after its time has passed does not undo that.
        let aside = case.set_aside().is_some_and(|at| at <= opened.what.read_by);
        let nobody_waits = (case.disowned.is_some() || aside) && answered.is_none();
        if nobody_waits || (read.is_none() && opened.what.suspect) {
            return None;
        }
        let courses = courses(case);
        let endings = courses.iter().flat_map(|course| course.terms(END_OF_TIME));
        Some(Self {
            kind: opened.what.fields.kind,
            opened: opened.at,
            first_due: opened.what.read_by,
            read,
            answer_due: acknowledged.map(|given| given.what.answer_by),
            answered,
            waits: opened.what.slot.is_none()
                && merged.is_none()
                && (opened.what.fields.email.is_some() || opened.what.fields.phone.is_some()),
            promises: endings
                .filter_map(|(term, ending)| Some((term.due, Stroke::of(ending)?)))
                .collect(),
        })
    }

    /// Every moment at which something of it begins to count.
    pub fn deadlines(&self) -> impl Iterator<Item = Timestamp> {
        let promises = self.promises.iter().map(|(due, _)| *due);
        promises.chain(self.answer_due).chain([self.first_due])
    }

    /// The latest deadline; 90 days after it the case counts for nothing.
    pub fn last_due(&self) -> Timestamp {
        self.deadlines().fold(self.first_due, Timestamp::max)
    }

    /// Minutes until it was read; for one still unread as many as passed, once its time is over.
    pub(super) fn read_minutes(&self, hours: &OpeningHours, now: Timestamp) -> Option<u32> {
        counts(self.first_due, now).then(|| self.minutes_to(self.read, hours, now))
    }

    /// Minutes until it was answered, counted alike at the time given for the answer.
    pub(super) fn answered_minutes(&self, hours: &OpeningHours, now: Timestamp) -> Option<u32> {
        let counts = counts(self.answer_counts_from()?, now);
        counts.then(|| self.minutes_to(self.answered, hours, now))
    }

    /// From when on it counts how long the answer took; never where nobody waits for one.
    pub(crate) fn answer_counts_from(&self) -> Option<Timestamp> {
        self.waits.then(|| self.answer_due.unwrap_or(self.first_due))
    }

    /// The promises whose deadline has passed within the record's time.
    pub(super) fn strokes(&self, now: Timestamp) -> impl Iterator<Item = (Timestamp, Stroke)> {
        self.promises.iter().copied().filter(move |(due, _)| counts(*due, now))
    }

    /// Minutes of opening time from its arrival to an end, or to `now` where that is yet to come.
    pub(crate) fn minutes_to(
        &self,
        end: Option<Timestamp>,
        hours: &OpeningHours,
        now: Timestamp,
    ) -> u32 {
        let end = end.filter(|end| *end <= now).unwrap_or(now);
        let open_ms = hours.open_ms_between(self.opened, end);
        if open_ms == 0 && hours.add_open_time(self.opened, 0).is_err() {
            return whole_minutes(by_day(end.ms() - self.opened.ms()));
        }
        whole_minutes(open_ms)
    }
}

/// Where hours say nothing a day counts as eight hours of them.
const fn by_day(ms: i64) -> i64 {
    const DAY_OPEN_MS: i64 = 8 * 60 * MINUTE_MS;
    ms / DAY_MS * DAY_OPEN_MS
}

fn counts(due: Timestamp, now: Timestamp) -> bool {
    due < now && now.plus_ms(-RECORD_MS) <= due
}
