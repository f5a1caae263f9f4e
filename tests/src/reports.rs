//! The weekly report: to the owner alone, at most once a week, while the door is open; and, as the
//! clerk has it, at the first opening from each Monday on, where something came due.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use hearback_domain::record::Entry;
use hearback_domain::report::mailed_after;
use hearback_domain::{DAY_MS, TRIED_FOR_MS, Timestamp};

use crate::clerk::Clerk;
use crate::deadlines::by_when;
use crate::world::World;

const WEEK_DAYS: u64 = 7;

impl World {
    /// The ids of all reports there may be, with the moment each is due.
    pub(crate) fn reports(&self) -> BTreeMap<String, Timestamp> {
        let mut reports = BTreeMap::new();
        let mut at = self.began.plus_ms(-8 * DAY_MS);
        while let Some(due) = mailed_after(&self.site.hours, at).filter(|due| *due <= self.now()) {
            let name = self.config.secret.report_name(self.site_id(), due);
            reports.insert(format!("{name}@hearback.example"), due);
            at = due;
        }
        reports
    }

    /// How many mails were delivered but reports, which come by the calendar.
    pub(crate) fn mails_but_reports(&self) -> usize {
        let reports = self.reports();
        let delivered = self.mail.delivered.borrow();
        delivered.iter().filter(|mail| !reports.contains_key(&mail.message_id)).count()
    }

    /// Checks every report that was sent.
    pub(crate) fn check_reports(&self) {
        let delivered = self.mail.delivered.borrow();
        for (id, due) in self.reports() {
            let sent: Vec<_> = delivered.iter().filter(|mail| mail.message_id == id).collect();
            let name = due.rfc3339();
            if self.site.no_weekly_mail && !sent.is_empty() {
                self.broken(format!("the report of {name} was sent to who does without"));
            }
            if sent.iter().rev().skip(1).any(|mail| !mail.may_come_again) {
                self.broken(format!("the report of {name} was sent twice"));
            }
            for mail in sent {
                if mail.to != self.site.owner().email.as_str() {
                    self.broken(format!("the report of {name} went to {}", mail.to));
                }
                if mail.at < due || mail.at > due.plus_ms(TRIED_FOR_MS + DAY_MS) {
                    self.broken(format!("the report of {name} came at {}", mail.at.rfc3339()));
                }
                if !self.site.hours.state(mail.at).is_open() {
                    self.broken(format!("the report of {name} came while closed"));
                }
            }
        }
    }

    /// Checks that every report came that was to come.
    pub(crate) fn check_reports_came(&self, clerk: &Clerk) {
        if self.site.no_weekly_mail {
            return;
        }
        let reports = self.reports();
        let delivered = self.mail.delivered.borrow();
        let deadlines = self.certain_deadlines();
        // The first week may begin before the book does.
        let mut monday = next_monday(clerk.date(self.began)) + Days::new(WEEK_DAYS);
        loop {
            let (before, next) = (monday - Days::new(WEEK_DAYS), monday + Days::new(WEEK_DAYS));
            let (from, to) = (clerk.midnight(before), clerk.midnight(monday));
            let due = clerk.first_opening_between(monday, next);
            let by = due.map(|due| by_when(self, clerk, due, true));
            if by.unwrap_or_else(|| clerk.midnight(next)) > self.now() {
                return;
            }
            let happened = deadlines.iter().any(|deadline| (from..to).contains(deadline));
            if let (Some(due), Some(by)) = (due, by) {
                let id = reports.iter().find(|(_, at)| **at == due).map(|(id, _)| id);
                let came = delivered.iter().find(|mail| Some(&mail.message_id) == id);
                if id.is_none() || (happened && came.is_none_or(|mail| mail.at > by)) {
                    self.broken(format!("the report due {} is missing", due.rfc3339()));
                }
            }
            monday = next;
        }
    }

    /// Deadlines of promises that counted from the first on.
    fn certain_deadlines(&self) -> Vec<Timestamp> {
        let cases = self.folded();
        let certain = cases
            .values()
            .filter(|case| case.opened.as_ref().is_some_and(|opened| !opened.what.suspect));
        let entries: Vec<_> = certain.filter_map(Entry::of).collect();
        entries.iter().flat_map(|entry| entry.promises.iter().map(|(due, _)| *due)).collect()
    }
}

fn next_monday(date: NaiveDate) -> NaiveDate {
    let ahead = WEEK_DAYS - u64::from(date.weekday().num_days_from_monday());
    date + Days::new(ahead)
}
