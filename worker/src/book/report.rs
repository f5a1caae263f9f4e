//! What was measured of a site: shown at the desk, and mailed to the owner once a week.
//!
//! Invariant: the weekly mail is noted before it leaves, goes out under one name at every attempt,
//! and is about one week, whenever it is sent. Where nothing happened there is none. Not here: what
//! is counted (see `domain`).

use hearback_domain::accent::Accent;
use hearback_domain::promise::waking;
use hearback_domain::report::{REPORT_MS, Report, mailed_after};
use hearback_domain::silence::silent_before;
use hearback_domain::wire::{DeskReport, DeskRow};
use hearback_domain::{Site, TRIED_FOR_MS, Timestamp};

use super::index::Index;
use super::record::ENTRIES_MAX;
use super::{Book, BookPlatform, LOOK_AGAIN_MS, wait_after};
use crate::fault::{Fault, is_on};
use crate::mail::WeekReport;
use crate::platform::{Shelf, ShelfError};

/// Customers in silence that the page names; there are few where the desk is looked at.
const SILENT_SHOWN_MAX: i64 = 20;

/// When the weekly mail is to be tried.
pub(super) const MAIL_AT: &str = "report_at";
/// For which Monday's opening it is meant.
const DUE: &str = "report_due";
const TRIES: &str = "report_tries";

impl<P: BookPlatform> Book<P> {
    /// What was measured by now.
    pub(super) fn desk_report(&self, site: &Site) -> Result<DeskReport, ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        let before = silent_before(&site.hours, now);
        let silent = index.silent(before, SILENT_SHOWN_MAX)?;
        let people = "SELECT COUNT(DISTINCT customer) FROM cases";
        let mut shown = DeskReport::of(&self.report(site, now)?);
        shown.silent = silent;
        shown.silent_all = index.silent_all(before)?;
        shown.cases = index.count("SELECT COUNT(*) FROM cases WHERE line IS NOT NULL", &[])?;
        shown.people = index.count(people, &[])?;
        shown.reading = index.is_reading(&self.site)?;
        Ok(shown)
    }

    fn report(&self, site: &Site, now: Timestamp) -> Result<Report, ShelfError> {
        let entries = self.index().entries(now.plus_ms(-REPORT_MS), ENTRIES_MAX)?;
        Ok(Report::count(&site.hours, &entries, now))
    }

    /// Mails the report of the last week once its time has come.
    pub(super) async fn mail_report(&self, site: &Site) -> Result<(), ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        let Some(due) = self.moment(DUE)? else { return self.plan_report(site) };
        if self.moment(MAIL_AT)?.is_some_and(|at| now < at) {
            return Ok(());
        }
        if site.no_weekly_mail {
            return self.plan_report(site);
        }
        // Half a report would be no report; and nobody is disturbed while the door is closed.
        let later = match index.is_reading(&self.site)? {
            true => now.plus_ms(LOOK_AGAIN_MS),
            false => waking(&site.hours, now),
        };
        if later > now {
            return self.set_moment(MAIL_AT, later);
        }
        let is_past = now >= due.plus_ms(TRIED_FOR_MS);
        let Some(mail) =
            self.report_mail(site, due)?.filter(|_| !is_past && !is_on(Fault::UnmailedReport))
        else {
            return self.plan_report(site);
        };
        let tries = index.meta(TRIES)?.and_then(|tries| tries.parse().ok()).unwrap_or(0_i64);
        if !is_on(Fault::UnnotedIntent) {
            index.set_meta(TRIES, &(tries + 1).to_string())?;
            self.set_moment(MAIL_AT, now.plus_ms(wait_after(tries)))?;
        }
        self.platform.sync().await?;
        let sent = self.platform.send(&mail).await;
        if sent.is_ok() && self.moment(DUE)? == Some(due) {
            return self.plan_report(site);
        }
        Ok(())
    }

    /// Notes when the next one is due.
    fn plan_report(&self, site: &Site) -> Result<(), ShelfError> {
        let now = self.platform.now();
        self.index().forget_meta(TRIES)?;
        // A business that does not open for more than a year is asked again each time.
        let Some(due) = mailed_after(&site.hours, now) else {
            self.index().forget_meta(MAIL_AT)?;
            return self.index().forget_meta(DUE);
        };
        self.set_moment(DUE, due)?;
        self.set_moment(MAIL_AT, due)
    }

    fn set_moment(&self, name: &str, at: Timestamp) -> Result<(), ShelfError> {
        self.index().set_meta(name, &at.ms().to_string())
    }

    /// The mail for the week before a Monday; none where nothing happened.
    fn report_mail(
        &self,
        site: &Site,
        due: Timestamp,
    ) -> Result<Option<crate::mail::Mail>, ShelfError> {
        let report = self.report(site, due)?;
        let before = silent_before(&site.hours, due);
        let silent = self.index().silent(before, SILENT_SHOWN_MAX)?;
        let nothing = report.week().promises.all() == 0
            && report.read.is_empty()
            && report.answered.is_empty();
        if nothing && silent.is_empty() {
            return Ok(None);
        }
        let owner = site.owner();
        let name = self.config.secret.report_name(&self.site, due);
        let envelope = self.own_envelope("Hearback", owner.email.clone(), (&name, due));
        let mail = WeekReport {
            reader: owner.first.as_str().to_owned(),
            business: site.business.as_str().to_owned(),
            zone: site.zone(),
            silent: silent.iter().map(|row| named(row).to_owned()).collect(),
            report,
            url: self.config.report_url(&self.site),
            accent: Accent::of(site.accent),
        };
        Ok(Some(mail.mail(envelope)))
    }
}

/// How a customer is called who may not have said a name.
fn named(row: &DeskRow) -> &str {
    if row.name.is_empty() { &row.reference } else { &row.name }
}

/// Cases in which something is to be done, and whose customers have heard nothing since.
const SILENT: &str = "place = 'todo' AND json_extract(line, '$.silent') < ?";

impl<S: Shelf> Index<'_, S> {
    fn silent(&self, before: Timestamp, most: i64) -> Result<Vec<DeskRow>, ShelfError> {
        let sql = format!(
            "SELECT line FROM cases WHERE {SILENT} ORDER BY json_extract(line, '$.silent') LIMIT ?"
        );
        let rows = self.shelf.run(&sql, &[before.into(), most.into()])?;
        Ok(rows.iter().filter_map(|row| serde_json::from_str(row.text(0)).ok()).collect())
    }

    fn silent_all(&self, before: Timestamp) -> Result<i64, ShelfError> {
        self.count(&format!("SELECT COUNT(*) FROM cases WHERE {SILENT}"), &[before.into()])
    }
}
