//! A line of the list: whose case it is, what is owed, and how much time is left.

use hearback_domain::submission::Kind;
use hearback_domain::wire::DeskRow;
use hearback_domain::wording::{Clock, duration};
use hearback_domain::{HOUR_MS, MINUTE_MS, PersonId, Place, SECOND_MS, Timestamp};

use super::super::views::upper;
use super::list::ShownList;
use super::path;
use crate::pages::{Dial, RowView, TagTone, TagView};

const WEEK_DAYS: u64 = 7;

impl ShownList<'_> {
    /// Under which heading a case stands.
    pub(super) fn part(&self, row: &DeskRow) -> &'static str {
        if row.undelivered && row.place == Place::ToDo.name() {
            return "Could not be delivered";
        }
        match Place::parse(&row.place) {
            Some(Place::Waiting) => return "Waiting for them",
            Some(Place::Suspect) => return "Perhaps spam",
            Some(Place::Closed) => return "Done",
            Some(Place::ToDo) | None => {}
        }
        let Some(due) = row.due.map(Timestamp::from_ms) else { return "Open" };
        let midnight_after = |days| self.desk.site.zone().midnight_after(self.now, days);
        if due < self.now {
            "Late"
        } else if due < self.now.plus_ms(HOUR_MS) {
            "Within the hour"
        } else if due < midnight_after(1) {
            "Later today"
        } else if due < midnight_after(WEEK_DAYS) {
            "This week"
        } else {
            "Later"
        }
    }

    pub(super) fn row(&self, row: &DeskRow) -> RowView {
        RowView {
            url: format!("{}/case/{}", path(&self.desk.site.id), row.case),
            name: if row.name.is_empty() { "No name given".to_owned() } else { row.name.clone() },
            dial: self.dial(row),
            left: self.left(row),
            owed: self.owed(row),
            words: row.words.clone(),
            at: row.changed / SECOND_MS,
            tags: self.tags(row),
        }
    }

    fn dial(&self, row: &DeskRow) -> Dial {
        match (Place::parse(&row.place), row.due) {
            (Some(Place::Waiting), _) => Dial::Waiting,
            (Some(Place::Suspect), _) => Dial::Unsure,
            (Some(Place::Closed), _) => Dial::Done,
            (_, Some(due)) => dial(Timestamp::from_ms(due), self.now),
            (_, None) if row.undelivered => Dial::Late,
            (_, None) => Dial::Later,
        }
    }

    /// "25 min left", "35 min late", "Tomorrow 12:00", "since Friday".
    fn left(&self, row: &DeskRow) -> String {
        match row.due.map(Timestamp::from_ms) {
            Some(due) => left(self.clock, due, self.now),
            None => format!("since {}", self.since(Timestamp::from_ms(row.changed))),
        }
    }

    /// "today 14:00", "yesterday", "Friday": the hour of a day that is over tells nothing here.
    fn since(&self, at: Timestamp) -> String {
        let moment = self.clock.moment(at, self.now);
        let is_today = self.clock.date(at) == self.clock.date(self.now);
        match moment.rsplit_once(' ') {
            Some((day, _)) if !is_today => day.trim_end_matches(',').to_owned(),
            _ => moment,
        }
    }

    /// "Answer by 15:00. Something is wrong"
    fn owed(&self, row: &DeskRow) -> String {
        let kind = Kind::parse(&row.kind).map(Kind::label).unwrap_or_default();
        let due = row.due.map(|due| self.clock.moment(Timestamp::from_ms(due), self.now));
        let due = due.unwrap_or_default();
        let owed = match row.owed.as_str() {
            _ if row.undelivered && row.phone.is_empty() => "A mail did not arrive".to_owned(),
            _ if row.undelivered => format!("A mail did not arrive. Please call {}", row.phone),
            "read" => format!("Read it by {due}"),
            "call" if row.phone.is_empty() => format!("Call by {due}"),
            "call" => format!("Call {} by {due}", row.phone),
            "answer" => format!("Answer by {due}"),
            "reply" => format!("They wrote again. Answer by {due}"),
            "deed" => format!("{} by {due}", row.owed_words.trim_end_matches('.')),
            _ if row.place == Place::Waiting.name() => "Answered, it is their turn".to_owned(),
            _ => return kind.to_owned(),
        };
        let told = if row.moved { ", as they were told" } else { "" };
        format!("{owed}{told}. {kind}")
    }

    fn tags(&self, row: &DeskRow) -> Vec<TagView> {
        let mut tags = Vec::new();
        let mut tag = |label: String, tone| tags.push(TagView { label, tone });
        if row.undelivered {
            tag("Not delivered".to_owned(), TagTone::Late);
        }
        if self.is_new(row) {
            tag("New".to_owned(), TagTone::News);
        }
        let with = PersonId::parse(&row.who).ok().filter(|who| who != self.person);
        if let Some(person) = self.desk.site.team.find_some(with.as_ref()) {
            tag(format!("With {}", person.first.as_str()), TagTone::Plain);
        }
        if let Some(until) = row.snoozed.filter(|until| *until > self.now.ms()) {
            let until = self.clock.moment(Timestamp::from_ms(until), self.now);
            tag(format!("Until {until}"), TagTone::Plain);
        }
        tags
    }
}

/// How much time is left, as a shape.
pub(super) fn dial(due: Timestamp, now: Timestamp) -> Dial {
    match due.ms() - now.ms() {
        left if left < 0 => Dial::Late,
        left if left < HOUR_MS => Dial::Soon(u8::try_from(left / MINUTE_MS).unwrap_or_default()),
        _ => Dial::Later,
    }
}

/// How much time is left, in words: while it is hours, as hours; then by the calendar.
pub(super) fn left(clock: Clock, due: Timestamp, now: Timestamp) -> String {
    const IN_HOURS_MS: i64 = 4 * HOUR_MS;
    let left = due.ms() - now.ms();
    let minutes = u32::try_from(left.abs() / MINUTE_MS).unwrap_or(u32::MAX).max(1);
    match left {
        left if left < -IN_HOURS_MS => format!("late since {}", clock.moment(due, now)),
        left if left < 0 => format!("{} late", duration(minutes)),
        left if left < IN_HOURS_MS => format!("{} left", duration(minutes)),
        _ => upper(&clock.moment(due, now)),
    }
}
