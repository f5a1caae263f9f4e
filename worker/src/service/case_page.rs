//! The customer's page of their case, behind the private link.

use hearback_domain::promise::Promised;
use hearback_domain::submission::Kind;
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{
    ActToken, At, Case, CaseId, DAY_MS, Deed, ObligationId, Opened, Outcome, Site, SiteId,
    Timestamp,
};

use super::api::{first_promise, promise_sentence, reader};
use super::case_file::CaseFile;
use super::views::business;
use super::{Answer, Edge, Found, Service, error};
use crate::config::Config;
use crate::pages::{
    CaseNow, CaseView, LinkTrouble, PromiseState, PromiseView, ReceiptView, StepKind, StepView,
    case_locked_page, case_page,
};
use crate::web::{Request, Response};

/// How long a browser keeps the key to a case: as long as people look back.
const COOKIE_AGE_S: i64 = 365 * 24 * 60 * 60;

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
            [key] => self.exchange_key(&site, &case, key).into(),
            [] => self.show_case(request, &site, &case).await.into(),
            _ => error(404).into(),
        }
    }

    /// A key in an address goes into history and logs; in a cookie it does not.
    fn exchange_key(&self, site: &Site, case: &CaseId, key: &str) -> Response {
        if !self.config.secret.opens_case(&site.id, case, key) {
            return locked(Some(site), LinkTrouble::Altered);
        }
        Response::see_other(format!("/case/{}/{}", site.id.as_str(), case.text()))
            .with("set-cookie", case_cookie(&self.config, &site.id, case))
    }

    async fn show_case(&self, request: &Request, site: &Site, id: &CaseId) -> Response {
        let key = request.cookie(&cookie_name(id)).unwrap_or_default();
        if !self.config.secret.opens_case(&site.id, id, key) {
            return locked(Some(site), LinkTrouble::NotOpenedHere);
        }
        match self.case_file(site, id).await {
            CaseFile::Known(case) => {
                let sent = request.parameter("sent").is_some();
                match self.case_view(site, &case, sent) {
                    Some(view) => Response::page(200, case_page(&view).into_string()),
                    None => error(404),
                }
            }
            CaseFile::Unknown => error(404),
            CaseFile::OutOfReach => error(503),
        }
    }

    fn case_view(&self, site: &Site, case: &Case, sent: bool) -> Option<CaseView> {
        let opened = case.opened.as_ref()?;
        let told = Told { site, case, opened, now: self.edge.now() };
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
            receipt: sent.then_some(ReceiptView { mailed, case_url }),
            promises: told.promises(),
            steps: told.steps(),
            kept: told.kept(),
            not_me_url,
        })
    }
}

/// A case about to be told to its customer.
struct Told<'a> {
    site: &'a Site,
    case: &'a Case,
    opened: &'a At<Opened>,
    now: Timestamp,
}

impl Told<'_> {
    fn clock(&self) -> Reader {
        reader(self.site, &self.opened.what)
    }

    fn when(&self, at: Timestamp) -> String {
        capitalised(&self.clock().moment(at, self.now))
    }

    fn person(&self, id: &hearback_domain::PersonId) -> String {
        let person = self.site.team.find(id).unwrap_or_else(|| self.site.owner());
        person.first.as_str().to_owned()
    }

    fn headline(&self) -> CaseNow {
        let (case, opened) = (self.case, &self.opened.what);
        if case.disowned.is_some() {
            return CaseNow::NotMe;
        }
        if let Some(answered) = &case.answered {
            let at = self.clock().moment(answered.at, self.now);
            return CaseNow::Answered { by: self.person(&answered.what), at };
        }
        if let Some(acknowledged) = &case.acknowledged {
            let due = acknowledged.what.answer_by;
            let answer_due = self.clock().moment(due, self.now);
            return if due < self.now {
                CaseNow::Overdue { was_due: answer_due }
            } else {
                CaseNow::Read { by: self.person(&acknowledged.what.by), answer_due }
            };
        }
        if opened.read_by < self.now {
            return CaseNow::Overdue { was_due: self.clock().moment(opened.read_by, self.now) };
        }
        CaseNow::Promised { sentence: promise_sentence(self.site, opened, self.now) }
    }

    /// The latest promise first.
    fn promises(&self) -> Vec<PromiseView> {
        let first = self.site.owner().first.as_str();
        let read_at = [
            self.case.acknowledged.as_ref().map(|a| a.at),
            self.case.answered.as_ref().map(|a| a.at),
        ];
        let what = match first_promise(&self.opened.what).what {
            Promised::Call => format!("{first} calls you back."),
            Promised::Read | Promised::Answer => format!("{first} reads your message."),
        };
        let kept_at = read_at.into_iter().flatten().min();
        let mut promises = vec![self.promise(what, self.opened.what.read_by, kept_at)];
        if let Some(acknowledged) = &self.case.acknowledged {
            let what = format!("{} answers.", self.person(&acknowledged.what.by));
            let kept_at = self.case.answered.as_ref().map(|answered| answered.at);
            promises.insert(0, self.promise(what, acknowledged.what.answer_by, kept_at));
        }
        promises
    }

    fn promise(&self, what: String, due: Timestamp, kept_at: Option<Timestamp>) -> PromiseView {
        let (state, outcome) = match kept_at {
            Some(at) if at <= due => {
                (PromiseState::Kept, Some(format!("Kept, {}", self.lower(at))))
            }
            Some(at) => (PromiseState::Missed, Some(format!("Late, it was {}", self.lower(at)))),
            None if due < self.now => (PromiseState::Missed, None),
            None => (PromiseState::Open, None),
        };
        PromiseView { due: format!("By {}", self.lower(due)), what, state, outcome }
    }

    fn lower(&self, at: Timestamp) -> String {
        self.clock().moment(at, self.now)
    }

    fn steps(&self) -> Vec<StepView> {
        let fields = &self.opened.what.fields;
        let words = fields.message.as_ref().map(|message| {
            let wish = fields.wish.as_ref().map(|wish| wish.as_str().to_owned());
            (message.as_str().to_owned(), wish)
        });
        let what = match fields.kind {
            Kind::Callback => "You asked to be called back",
            Kind::Question | Kind::Complaint | Kind::Praise => "You wrote to us",
        };
        let mut steps = vec![(
            self.opened.at,
            StepView { words, ..self.step(what.to_owned(), self.opened.at, StepKind::Done) },
        )];
        for (id, ended) in &self.case.performed {
            if let (ObligationId::SendReceipt, Outcome::Sent) = (id, &ended.what) {
                let what = "A receipt went to your address".to_owned();
                steps.push((ended.at, self.step(what, ended.at, StepKind::Machine)));
            }
        }
        if let Some(acknowledged) = &self.case.acknowledged {
            let what = format!("{} read your message", self.person(&acknowledged.what.by));
            steps.push((acknowledged.at, self.step(what, acknowledged.at, StepKind::Done)));
        }
        if let Some(answered) = &self.case.answered {
            let what = format!("{} answered", self.person(&answered.what));
            steps.push((answered.at, self.step(what, answered.at, StepKind::Done)));
        }
        steps.sort_by_key(|(at, _)| *at);
        steps.extend(self.to_come());
        steps.into_iter().map(|(_, step)| step).collect()
    }

    /// The next thing that is promised, or was and did not come.
    fn to_come(&self) -> Option<(Timestamp, StepView)> {
        if self.case.answered.is_some() || self.case.disowned.is_some() {
            return None;
        }
        let first = self.site.owner().first.as_str();
        let (what, due) = match &self.case.acknowledged {
            Some(at) => (format!("{} answers", self.person(&at.what.by)), at.what.answer_by),
            None => match first_promise(&self.opened.what).what {
                Promised::Call => (format!("{first} calls you back"), self.opened.what.read_by),
                Promised::Read | Promised::Answer => (
                    format!("{first} reads it and says when the answer comes"),
                    self.opened.what.read_by,
                ),
            },
        };
        let kind = if due < self.now { StepKind::Late } else { StepKind::ToCome };
        let when = format!("By {}", self.lower(due));
        Some((due, StepView { what, when, kind, words: None }))
    }

    fn step(&self, what: String, at: Timestamp, kind: StepKind) -> StepView {
        StepView { what, when: self.when(at), kind, words: None }
    }

    /// "Your name, your e-mail and what you wrote here, until 17 November 2027."
    fn kept(&self) -> String {
        let fields = &self.opened.what.fields;
        let mut things = Vec::new();
        things.extend(fields.name.is_some().then_some("your name"));
        things.extend(fields.email.is_some().then_some("your e-mail"));
        things.extend(fields.phone.is_some().then_some("your number"));
        things.push("what you wrote here");
        let last = things.pop().unwrap_or_default();
        let list = match things.as_slice() {
            [] => last.to_owned(),
            some => format!("{} and {last}", some.join(", ")),
        };
        let days = i64::from(self.site.retention.days());
        let until = self.clock().date_with_year(self.opened.at.plus_ms(days * DAY_MS));
        format!("{}, until {until}.", capitalised(&list))
    }
}

/// The key to a case, for this browser.
pub(super) fn case_cookie(config: &Config, site: &SiteId, case: &CaseId) -> String {
    let (name, key) = (cookie_name(case), config.secret.case_key(site, case));
    format!("{name}={key}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={COOKIE_AGE_S}")
}

fn cookie_name(case: &CaseId) -> String {
    format!("__Host-case-{}", case.text())
}

fn locked(site: Option<&Site>, trouble: LinkTrouble) -> Response {
    let business = site.map(business);
    Response::page(403, case_locked_page(business.as_ref(), trouble).into_string())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
