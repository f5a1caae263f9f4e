//! The customer's page of their case, behind the private link.

use hearback_domain::card::News;
use hearback_domain::promise::standing;
use hearback_domain::wire::{Ask, fact_from_json};
use hearback_domain::{ActToken, Case, CaseId, DAY_MS, Deed, Site, SiteId};

use super::api::reader;
use super::case_file::{CaseFile, joined_cases};
use super::told::Told;
use super::views::business;
use super::{Answer, Edge, Found, Service, error};
use hearback_domain::wording::notes;

use crate::config::Config;
use crate::pages::{
    AgainForm, CaseNow, CaseView, LinkTrouble, ReceiptView, case_locked_page, case_page,
};
use crate::web::{Method, Request, Response};

/// How long a browser keeps the key to a case: as long as people look back.
const COOKIE_AGE_S: i64 = 365 * 24 * 60 * 60;

/// After a promise's time the widget goes on telling of it this long.
const NEWS_AFTER_DUE_MS: i64 = 7 * DAY_MS;

impl<E: Edge> Service<E> {
    pub(super) async fn case(
        &self,
        request: &Request,
        site: &str,
        case: &str,
        rest: &[&str],
    ) -> Answer {
        let (site, case) = match (self.site(site).await, CaseId::parse(case)) {
            (Found::Site(site), Some(case)) => (site, case),
            (Found::Site(site), None) => return locked(Some(&site), LinkTrouble::Altered).into(),
            (Found::Unknown, _) => return error(404).into(),
            (Found::OutOfReach, _) => return error(503).into(),
        };
        match rest {
            [key] if request.method == Method::Get => self.exchange_key(&site, &case, key).into(),
            [] if request.method == Method::Post => self.write_again(request, &site, &case).await,
            [] => self.show_case(request, &site, &case, 200, AgainForm::default()).await,
            _ => error(404).into(),
        }
    }

    /// A key in an address goes into history and logs; in a cookie it does not.
    fn exchange_key(&self, site: &Site, case: &CaseId, key: &str) -> Response {
        if !self.config.secret.opens_case(&site.id, case, key) {
            return locked(Some(site), LinkTrouble::Altered);
        }
        Response::see_other(format!("/case/{}/{}", site.id.as_str(), case.text()))
            .with("set-cookie", cookie(case, key))
    }

    /// The page itself. A browser that holds a key which came by mail proves the address: the
    /// book is told, once.
    pub(super) async fn show_case(
        &self,
        request: &Request,
        site: &Site,
        id: &CaseId,
        status: u16,
        again: AgainForm,
    ) -> Answer {
        let key = held_key(request, id);
        if !self.config.secret.opens_case(&site.id, id, key) {
            return locked(Some(site), LinkTrouble::NotOpenedHere).into();
        }
        let (case, beside) = match self.case_file_with(site, id).await {
            (CaseFile::Known(case), beside) => (case, beside),
            (CaseFile::Unknown, _) => return error(404).into(),
            (CaseFile::OutOfReach, _) => return error(503).into(),
        };
        if !self.may_see(request, site, (id, &ids_of(&joined_cases(&case, &beside)))) {
            return locked(Some(site), LinkTrouble::Joined).into();
        }
        let sent = request.parameter("sent").is_some();
        let again = AgainForm { sent: request.parameter("wrote").is_some(), ..again };
        let Some(mut view) = self.case_view(site, &case, sent, again) else {
            return error(404).into();
        };
        self.show_joined(&mut view, request, (site, &case), &beside);
        let proves = case.proved.is_none() && self.config.secret.was_mailed(&site.id, id, key);
        let tell = proves.then(|| (site.id.clone(), Ask::Prove { case: id.text() }));
        Answer { response: Response::page(status, case_page(&view).into_string()), tell }
    }

    /// Whether a browser on the page of one case may see others of the same customer.
    ///
    /// Whoever wrote in somebody else's name holds a key to that one case, from the page they saw
    /// after sending. What belongs to other cases is for whoever reads the customer's mail, or
    /// holds a key to each of them; and where several go on as one, so is the whole.
    pub(super) fn may_see(
        &self,
        request: &Request,
        site: &Site,
        (from, others): (&CaseId, &[CaseId]),
    ) -> bool {
        let secret = &self.config.secret;
        secret.was_mailed(&site.id, from, held_key(request, from))
            || others.iter().all(|id| secret.opens_case(&site.id, id, held_key(request, id)))
    }

    /// What was written on cases that are part of this one, and where this one goes on.
    fn show_joined(
        &self,
        view: &mut CaseView,
        request: &Request,
        (site, case): (&Site, &Case),
        beside: &[String],
    ) {
        let mailed = self.config.secret.was_mailed(&site.id, &case.id, held_key(request, &case.id));
        let parts = joined_cases(case, beside);
        if let Some(told) = self.told(site, case).filter(|_| !parts.is_empty()) {
            view.steps = told.steps_with(&parts);
        }
        let Some((at, into)) = case.merged() else { return };
        let facts: Vec<_> = beside.iter().filter_map(|stored| fact_from_json(stored)).collect();
        let other = Case::fold(into, &facts).opened;
        let (Some(told), Some(other)) = (self.told(site, case), other) else { return };
        let may_see = self.may_see(request, site, (&case.id, &[into]));
        if !may_see {
            view.again = None;
        }
        let url = match may_see {
            true if mailed => Some(self.config.mailed_case_url(&site.id, &into)),
            true => Some(format!("/case/{}/{}", site.id.as_str(), into.text())),
            false => None,
        };
        let reference = other.what.reference.as_str().to_owned();
        view.now = CaseNow::Merged { reference, at: told.moment(at), url };
    }

    fn told<'a>(&self, site: &'a Site, case: &'a Case) -> Option<Told<'a>> {
        let opened = case.opened.as_ref()?;
        let clock = reader(site, &opened.what);
        Some(Told { site, case, opened, now: self.edge.now(), clock })
    }

    /// How a case stands, in one sentence; nothing once nobody waits, and some days after its last
    /// promise, so that a browser many people use does not tell of it for ever.
    pub(super) fn case_news(&self, site: &Site, case: &Case) -> Option<News> {
        let told = self.told(site, case)?;
        let due = standing(case)?.term().due;
        let sentence = format!("{}.", told.headline().title());
        let is_old = due.plus_ms(NEWS_AFTER_DUE_MS) < told.now;
        (!is_old).then(|| News { sentence, url: self.config.case_url(&site.id, &case.id) })
    }

    fn case_view(
        &self,
        site: &Site,
        case: &Case,
        sent: bool,
        again: AgainForm,
    ) -> Option<CaseView> {
        let opened = case.opened.as_ref()?;
        let told =
            Told { site, case, opened, now: self.edge.now(), clock: reader(site, &opened.what) };
        let fields = &opened.what.fields;
        let case_url = self.config.case_url(&site.id, &case.id);
        let mailed = fields.email.is_some() && !opened.what.suspect;
        let not_me_url = fields.email.is_some().then(|| {
            let expires = told.now.plus_ms(ActToken::LIFE_MS);
            let (site, case) = (site.id.clone(), case.id);
            self.config.act_url(&ActToken { site, case, deed: Deed::Disown, expires })
        });
        Some(CaseView {
            business: business(site),
            reference: opened.what.reference.as_str().to_owned(),
            now: told.headline(),
            notes: notes(site, told.clock, told.now).into_iter().filter(|n| n.is_news).collect(),
            receipt: sent.then_some(ReceiptView { mailed, case_url }),
            promises: told.promises(),
            steps: told.steps(),
            kept: told.keeps(),
            not_me_url,
            again: case.disowned.is_none().then(|| AgainForm {
                promise: told.next_answer(),
                ..self.again_form(site, case, again)
            }),
        })
    }
}

pub(super) fn ids_of(cases: &[Case]) -> Vec<CaseId> {
    cases.iter().map(|case| case.id).collect()
}

/// The key to a case that a browser holds.
pub(super) fn held_key<'a>(request: &'a Request, case: &CaseId) -> &'a str {
    request.cookie(&cookie_name(case)).unwrap_or_default()
}

/// The key to a case, for this browser.
pub(super) fn case_cookie(config: &Config, site: &SiteId, case: &CaseId) -> String {
    cookie(case, &config.secret.case_key(site, case))
}

fn cookie(case: &CaseId, key: &str) -> String {
    let name = cookie_name(case);
    format!("{name}={key}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={COOKIE_AGE_S}")
}

fn cookie_name(case: &CaseId) -> String {
    format!("__Host-case-{}", case.text())
}

fn locked(site: Option<&Site>, trouble: LinkTrouble) -> Response {
    let business = site.map(business);
    Response::page(403, case_locked_page(business.as_ref(), trouble, None).into_string())
}

/// What somebody typed for a case that goes on where their key does not open.
pub(super) fn not_sent(site: &Site, typed: &str) -> Response {
    let (business, typed) = (business(site), Some(typed));
    let page = case_locked_page(Some(&business), LinkTrouble::Joined, typed);
    Response::page(403, page.into_string())
}
