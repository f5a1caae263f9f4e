//! Obligations whose time has come are performed here, and nowhere else.

use hearback_domain::promise::standing;
use hearback_domain::{
    Case, CaseId, DAY_MS, Listener, Obligation, ObligationId, Outcome, SECOND_MS, Site, Timestamp,
    Withheld, moved, owed, performed, pushes,
};

use super::beside_mail::Tried;
use super::index::Automatic;
use super::record::COUNT_AT;
use super::report::MAIL_AT;
use super::screens::SCREENS_MAX;
use super::{BORN_AT, Book, BookPlatform, LOOK_AGAIN_MS, wait_after};
use crate::fault::{Fault, is_on};
use crate::mail::MailError;
use crate::outside::CALLS_PER_SERVER;
use crate::platform::ShelfError;

/// Cases looked at in one wake-up; the rest follows in the next.
pub(crate) const CASES_PER_WAKE_MAX: i64 = 10;

/// Mails and calls tried in one wake-up. With the saves and reads of a wake-up it stays within the 50
/// subrequests of Cloudflare's free plan.
pub(crate) const MAILS_PER_WAKE_MAX: u32 = 20;

/// What an obligation may cost of those.
fn cost(id: &ObligationId) -> u32 {
    match id {
        ObligationId::PostHook(_) => CALLS_PER_SERVER,
        ObligationId::Push(_) => CALLS_PER_SERVER * SCREENS_MAX,
        _ => 1,
    }
}

/// A wake-up that slow mail servers have kept this long stops and goes on in the next.
pub(crate) const WAKE_MS_MAX: i64 = 60 * SECOND_MS;

/// One receipt, and one word that it takes longer, per address in 24 hours: the form must be no
/// machine for mailing strangers.
pub(crate) const AUTOMATIC_PER_ADDRESS_MAX: i64 = 1;

/// Receipts of one site in 24 hours: ten times what a busy shop gets.
pub(crate) const RECEIPTS_PER_SITE_MAX: i64 = 200;

/// The sorts of automatic mail that are counted, as they stand in the index.
const RECEIPT: &str = "receipt";
const MOVED: &str = "moved";

const SITE_CAP_TOLD_AT: &str = "site_cap_told_at";

impl<P: BookPlatform> Book<P> {
    /// Tends the cases that have waited longest; how many mails may still be tried.
    pub(super) async fn perform_due(&self, site: &Site) -> Result<u32, ShelfError> {
        let started = self.platform.now();
        let mut mails_left = MAILS_PER_WAKE_MAX;
        for case in self.index().due_cases(started, CASES_PER_WAKE_MAX)? {
            if mails_left == 0 || self.platform.now() >= started.plus_ms(WAKE_MS_MAX) {
                break;
            }
            self.tend(&case, site, &mut mails_left).await?;
        }
        Ok(mails_left)
    }

    /// Without settings nobody can be told anything: due cases wait.
    pub(super) fn put_off(&self) -> Result<(), ShelfError> {
        let now = self.platform.now();
        for case in self.index().due_cases(now, i64::MAX)? {
            self.index().set_case(&case, Some(now.plus_ms(LOOK_AGAIN_MS)))?;
        }
        self.not_before(COUNT_AT, now.plus_ms(LOOK_AGAIN_MS))?;
        self.not_before(MAIL_AT, now.plus_ms(LOOK_AGAIN_MS))
    }

    async fn tend(&self, id: &CaseId, site: &Site, mails_left: &mut u32) -> Result<(), ShelfError> {
        let mut case = self.case(id)?;
        if self.may_perform(&case)? {
            let listeners = self.index().listeners(self.platform.now())?;
            for obligation in owed_to_all(&case, site, &listeners) {
                let cost = cost(&obligation.id);
                let is_owed = owed_to_all(&case, site, &listeners).contains(&obligation);
                if is_owed && *mails_left >= cost && self.perform(&case, &obligation, site).await? {
                    *mails_left -= cost;
                    // While the mail was on its way somebody may have acted.
                    case = self.case(id)?;
                }
            }
        }
        self.refresh(id, site)
    }

    /// Performs one obligation if its time has come; whether a mail or a call was tried.
    async fn perform(
        &self,
        case: &Case,
        obligation: &Obligation,
        site: &Site,
    ) -> Result<bool, ShelfError> {
        let (index, now) = (self.index(), self.platform.now());
        let id = obligation.id.text();
        let (tries, next_at) = index.tries(&case.id, &id)?;
        if now < next_at || now < obligation.performed_from(site, now) {
            return Ok(false);
        }
        if let ObligationId::Move { promise, term } = obligation.id {
            let record = self.record(site)?;
            let case = self.case(&case.id)?;
            if let Some(fact) = moved(&case, (promise, term), site, &record, now) {
                index.take_made(&fact)?;
            }
            return Ok(false);
        }
        if !is_on(Fault::UnnotedIntent) {
            index.set_tries(&case.id, &id, tries + 1, now.plus_ms(wait_after(tries)))?;
        }
        // A case that is opened again missed what everybody else was told long ago.
        let is_old = tries == 0 && now >= obligation.until;
        if is_old && matches!(obligation.id, ObligationId::TellNotice(_)) {
            self.end(case, &obligation.id, Outcome::Withheld(Withheld::Over))?;
            return Ok(false);
        }
        if let Some(why) = self.withheld(case, &obligation.id, now)? {
            self.end(case, &obligation.id, Outcome::Withheld(why))?;
            return Ok(false);
        }
        let of = (case, site);
        let tried = match &obligation.id {
            ObligationId::PostHook(submission) => {
                self.post_hook(of, obligation, submission.as_deref()).await?
            }
            ObligationId::Push(mail) => self.push(of, obligation, mail).await?,
            _ => self.send(of, obligation, now).await?,
        };
        match tried {
            Tried::Ended(outcome) => self.end(case, &obligation.id, outcome)?,
            Tried::Nobody => index.forget_tries(&case.id, &id)?,
            Tried::Again => {}
        }
        Ok(true)
    }

    /// Sends the mail that an obligation is.
    async fn send(
        &self,
        (case, site): (&Case, &Site),
        obligation: &Obligation,
        now: Timestamp,
    ) -> Result<Tried, ShelfError> {
        let Some(mail) = self.letter(case, obligation, site, now) else {
            // What customers were to hear is over, or a person has left the team.
            return Ok(Tried::Ended(match obligation.id.is_for_the_customer() {
                true => Outcome::Withheld(Withheld::Over),
                false => Outcome::GivenUp("there is nobody to be told".to_owned()),
            }));
        };
        self.platform.sync().await?;
        Ok(match self.platform.send(&mail).await {
            Ok(()) => Tried::Ended(Outcome::Sent),
            Err(_) if is_on(Fault::TrustedMailer) => Tried::Ended(Outcome::Sent),
            Err(error) => {
                given_up(obligation, &error, self.platform.now()).map_or(Tried::Again, Tried::Ended)
            }
        })
    }

    fn end(&self, case: &Case, id: &ObligationId, outcome: Outcome) -> Result<(), ShelfError> {
        let fact = performed(case, id.clone(), outcome, self.platform.now());
        self.index().take_made(&fact)?;
        self.index().forget_tries(&case.id, &id.text())
    }

    /// Whether the caps forbid an automatic mail. One that may go is counted before it goes.
    fn withheld(
        &self,
        case: &Case,
        id: &ObligationId,
        now: Timestamp,
    ) -> Result<Option<Withheld>, ShelfError> {
        let (Some(sort), Some(address)) = (capped(case, id), self.address(case)) else {
            return Ok(None);
        };
        let (index, day_ago) = (self.index(), now.plus_ms(-DAY_MS));
        let mail = Automatic { case: &case.id, id, sort: &sort, address: &address };
        let (to_address, in_all) = index.automatic(&mail, day_ago)?;
        if to_address >= AUTOMATIC_PER_ADDRESS_MAX && !is_on(Fault::UncappedReceipt) {
            return Ok(Some(Withheld::AddressCap));
        }
        if in_all >= RECEIPTS_PER_SITE_MAX && sort == RECEIPT {
            let told_at = self.moment(SITE_CAP_TOLD_AT)?;
            if told_at.is_some_and(|at| day_ago < at) {
                return Ok(Some(Withheld::SiteCap));
            }
            index.set_meta(SITE_CAP_TOLD_AT, &now.ms().to_string())?;
            return Ok(Some(Withheld::SiteCapReached));
        }
        index.set_automatic(&mail, now)?;
        Ok(None)
    }

    /// Notes what follows from a case's facts.
    pub(super) fn refresh(&self, id: &CaseId, site: &Site) -> Result<(), ShelfError> {
        let (index, case, now) = (self.index(), self.case(id)?, self.platform.now());
        let may_perform = self.may_perform(&case)?;
        self.note_automatic(&case)?;
        self.note_entry(&case)?;
        self.note_line(&case)?;
        let owed = owed_to_all(&case, site, &index.listeners(now)?);
        if owed.is_empty() {
            index.forget_all_tries(id)?;
        }
        let mut next_at = None;
        for obligation in owed {
            let (_, again_at) = index.tries(id, &obligation.id.text())?;
            // What was missed while the door was open waits until it opens again.
            let at = obligation.performed_from(site, again_at.max(now));
            next_at = Some(next_at.map_or(at, |next: Timestamp| next.min(at)));
        }
        // Held back until the whole site is read; then every case is looked at.
        index.set_case(id, next_at.filter(|_| may_perform))
    }

    /// Counts automatic mails that were sent against the caps.
    pub(super) fn note_automatic(&self, case: &Case) -> Result<(), ShelfError> {
        let Some(address) = self.address(case) else { return Ok(()) };
        for (id, ended) in &case.performed {
            if let Some(sort) = capped(case, id).filter(|_| ended.what == Outcome::Sent) {
                let mail = Automatic { case: &case.id, id, sort: &sort, address: &address };
                self.index().set_automatic(&mail, ended.at)?;
            }
        }
        Ok(())
    }

    /// Whether the book knows all that was done on a case.
    ///
    /// For a case older than the book that is so once the whole site has been read: until then a
    /// mail might go out a second time.
    pub(super) fn may_perform(&self, case: &Case) -> Result<bool, ShelfError> {
        let born_at = self.index().meta(BORN_AT)?.and_then(|at| at.parse().ok());
        let born_at = Timestamp::from_ms(born_at.unwrap_or_default());
        let younger = case.opened.as_ref().is_some_and(|opened| born_at <= opened.at);
        Ok(younger || !self.index().is_reading(&self.site)?)
    }

    pub(super) fn case(&self, id: &CaseId) -> Result<Case, ShelfError> {
        Ok(Case::fold(*id, &self.index().facts(id)?))
    }

    fn address(&self, case: &Case) -> Option<String> {
        let email = case.opened.as_ref()?.what.fields.email.as_ref()?;
        Some(self.config.secret.address_name(email.as_str()))
    }
}

/// What is owed on a case, to screens as well.
fn owed_to_all(case: &Case, site: &Site, listeners: &[Listener]) -> Vec<Obligation> {
    let mut owed = owed_or_faulty(case, site);
    owed.extend(pushes(case, site, listeners));
    owed
}

/// What is owed, or what a deliberate fault makes of it.
fn owed_or_faulty(case: &Case, site: &Site) -> Vec<Obligation> {
    if is_on(Fault::UnprovedNews) {
        let proved = case.opened.as_ref().map(|opened| opened.at);
        return owed(&Case { proved, ..case.clone() }, site);
    }
    let mut owed = owed(case, site);
    let Some(course) = standing(case) else { return owed };
    let term = course.term();
    if is_on(Fault::RepeatedMove) && term.automatic && term.number == 1 {
        let id = ObligationId::Move { promise: course.name, term: 2 };
        owed.push(Obligation { id, from: term.due, until: term.due, in_hours: true });
    }
    for obligation in &mut owed {
        obligation.in_hours &= !is_on(Fault::NightReminder);
        if is_on(Fault::LateMove) && matches!(obligation.id, ObligationId::Move { .. }) {
            obligation.from = term.due.plus_ms(1);
        }
    }
    owed
}

/// The sort of automatic mail an obligation is, where caps hold for it: one that no human asked
/// for, or a notice, which whoever wrote twice is mailed once.
fn capped(case: &Case, id: &ObligationId) -> Option<String> {
    match id {
        ObligationId::SendReceipt => Some(RECEIPT.to_owned()),
        ObligationId::TellNotice(_) => Some(id.text()),
        ObligationId::TellMoved { promise, term } => {
            let to = &case.moves.get(&(*promise, *term))?.what;
            to.by.is_none().then(|| MOVED.to_owned())
        }
        _ => None,
    }
}

/// How a failed try ends an obligation, if it does.
///
/// A customer's address that a server refuses for good stays refused. An owner's mail is worth
/// every try: the refusal may be a mistake in our own settings.
fn given_up(obligation: &Obligation, error: &MailError, now: Timestamp) -> Option<Outcome> {
    let refused_for_good = matches!(error, MailError::Refused { permanent: true, .. });
    let hopeless = refused_for_good && obligation.id.is_for_the_customer();
    (hopeless || now >= obligation.until).then(|| Outcome::GivenUp(error.to_string()))
}
