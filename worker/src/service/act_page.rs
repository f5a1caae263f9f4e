//! The pages behind the buttons of mails: a GET shows, a POST acts.
//!
//! A link's token is exchanged for a cookie named for its case and person, and a clean address.
//! The form carries a token too, which must be of the same case and person as the cookie's, so
//! that two open tabs cannot act on each other's case.

use hearback_domain::promise::acknowledgement_choices;
use hearback_domain::submission::Kind;
use hearback_domain::wire::Ask;
use hearback_domain::wording::Clock as Reader;
use hearback_domain::{ActToken, ActTokenError, At, Case, Deed, Opened, PersonId, Timestamp};

use super::case_file::CaseFile;
use super::tend_page::Pressed;
use super::views::{answering, business, business_with, by_when};
use super::{Answer, Edge, Found, Service, SiteNow, error};
use crate::mail::percent_encoded;
use crate::pages::{
    ActState, ActView, CustomerView, FormTarget, Link, LinkTrouble, NotMeState, NotMeView,
    TimeChoice, act_link_page, act_page, not_me_page,
};
use crate::web::{Body, Method, Request, Response, form_pairs};

/// A page from a mail is acted on soon or opened again from the mail.
const COOKIE_AGE_S: i64 = 24 * 60 * 60;

impl<E: Edge> Service<E> {
    /// Keeps the token in a cookie and leads to an address without it.
    pub(super) fn exchange_token(&self, signed: &str) -> Response {
        match ActToken::verify(&self.config.secret, signed, self.edge.now()) {
            Ok(token) => lead_to(&token, signed, ""),
            Err(ActTokenError::Expired) => closed(LinkTrouble::Expired),
            Err(ActTokenError::Altered) => closed(LinkTrouble::Altered),
        }
    }

    pub(super) async fn act(&self, request: &Request, site: &str, case: &str, who: &str) -> Answer {
        let signed = request.cookie(&format!("__Host-act-{who}-{case}")).unwrap_or_default();
        let token = match ActToken::verify(&self.config.secret, signed, self.edge.now()) {
            Ok(token) if path(&token) == format!("/act/{site}/{case}/{who}") => token,
            Ok(_) | Err(ActTokenError::Altered) => {
                return closed(LinkTrouble::NotOpenedHere).into();
            }
            Err(ActTokenError::Expired) => return closed(LinkTrouble::Expired).into(),
        };
        let site = match self.site(site).await {
            Found::Site(site) => site,
            Found::Unknown => return error(404).into(),
            Found::OutOfReach => return error(503).into(),
        };
        if token.deed.by().is_some_and(|by| site.team.find(by).is_none()) {
            return closed(LinkTrouble::Altered).into();
        }
        match request.method {
            Method::Post => self.press(&site, &token, request).await.into(),
            _ => self.show_act(&site, &token, request, false).await.into(),
        }
    }

    /// Does what the form's button says.
    async fn press(&self, site: &SiteNow, cookie: &ActToken, request: &Request) -> Response {
        if request.origin.as_deref().is_some_and(|origin| origin != self.config.base_url) {
            return error(403);
        }
        let Body::Whole(body) = &request.body else { return error(413) };
        let body = String::from_utf8_lossy(body);
        let field = |name| form_pairs(&body).find(|(known, _)| known == name).map(|(_, v)| v);
        let signed = field("by").or_else(|| field("token")).unwrap_or_default();
        let now = self.edge.now();
        let token = match ActToken::verify(&self.config.secret, &signed, now) {
            Ok(token) if path(&token) == path(cookie) => token,
            Ok(_) | Err(ActTokenError::Altered) => return closed(LinkTrouble::Altered),
            Err(ActTokenError::Expired) => return closed(LinkTrouble::Expired),
        };
        if let Deed::Tend { by } = &token.deed {
            return self.press_tend(site, (&token, &signed), by, &body).await;
        }
        // A time that has passed since the page was shown must not be promised.
        if matches!(&token.deed, Deed::Acknowledge { answer_by, .. } if *answer_by <= now) {
            return self.show_act(site, &token, request, false).await;
        }
        let ask = Ask::Act { token: signed.clone() };
        match self.act_in_book(site, &token.case, &ask).await {
            Some(acted) => lead_to(&token, &signed, if acted.first { "?just" } else { "" }),
            None => self.show_act(site, &token, request, true).await,
        }
    }

    async fn show_act(
        &self,
        site: &SiteNow,
        token: &ActToken,
        request: &Request,
        not_recorded: bool,
    ) -> Response {
        let case = match self.case_file(site, &token.case).await {
            CaseFile::Known(case) => case,
            CaseFile::Unknown => return error(404),
            CaseFile::OutOfReach => return error(503),
        };
        let Some(opened) = &case.opened else { return error(404) };
        let just = request.parameter("just").is_some();
        let scene =
            Scene { site, case: &case, opened, token, now: self.edge.now(), just, not_recorded };
        let html = match &token.deed {
            Deed::Disown => not_me_page(&self.not_me_view(&scene)),
            Deed::Acknowledge { by, .. } | Deed::Answer { by } => {
                act_page(&self.act_view(&scene, by))
            }
            Deed::Tend { by } => {
                let just = request.parameter("just").unwrap_or_default();
                self.tend_page(&scene, by, Pressed::Shown { just: &just })
            }
        };
        Response::page(if not_recorded { 503 } else { 200 }, html.into_string())
    }

    fn not_me_view(&self, scene: &Scene<'_>) -> NotMeView {
        let state = match scene.case.disowned {
            Some(_) => NotMeState::Done,
            None => NotMeState::Confirm {
                form: self.form(scene.token),
                not_recorded: scene.not_recorded,
            },
        };
        NotMeView {
            business: business(scene.site),
            reference: scene.opened.what.reference.as_str().to_owned(),
            state,
        }
    }

    fn act_view(&self, scene: &Scene<'_>, by: &PersonId) -> ActView {
        let you = scene.site.team.find(by).unwrap_or_else(|| scene.site.owner());
        let fields = &scene.opened.what.fields;
        let text = |text: Option<&str>| text.map(str::to_owned);
        ActView {
            business: business_with(scene.site, you),
            you: you.first.as_str().to_owned(),
            reference: scene.opened.what.reference.as_str().to_owned(),
            customer: CustomerView {
                mailed: fields.email.is_some() && scene.case.disowned.is_none(),
                ..customer(&scene.opened.what)
            },
            wrote: scene.moment(scene.opened.at),
            message: text(fields.message.as_ref().map(|message| message.as_str())),
            wish: text(fields.wish.as_ref().map(|wish| wish.as_str())),
            state: self.state(scene, by),
            answering: answering(&scene.opened.what),
        }
    }

    fn state(&self, scene: &Scene<'_>, you: &PersonId) -> ActState {
        let before = |at| (!scene.just).then(|| scene.moment(at));
        if let Some(answered) = &scene.case.answered {
            let by = scene.other(&answered.what, you);
            let tend_url = Some(self.button(scene, Deed::Tend { by: you.clone() }));
            return ActState::Answered { by, before: before(answered.at), tend_url };
        }
        if matches!(scene.token.deed, Deed::Answer { .. }) {
            let not_recorded = scene.not_recorded;
            return ActState::ConfirmAnswered { form: self.form(scene.token), not_recorded };
        }
        if let Some(acknowledged) = &scene.case.acknowledged {
            return ActState::Told {
                by: scene.other(&acknowledged.what.by, you),
                answer_due: scene.moment(acknowledged.what.answer_by),
                before: before(acknowledged.at),
                answered_url: Some(self.button(scene, Deed::Answer { by: you.clone() })),
                tend_url: Some(self.button(scene, Deed::Tend { by: you.clone() })),
            };
        }
        if scene.case.is_closed() {
            let desk_url = self.config.desk_case_url(&scene.site.id, &scene.case.id);
            return ActState::Closed { desk_url };
        }
        ActState::ConfirmTime {
            times: self.times(scene, you),
            form: self.form(scene.token),
            not_recorded: scene.not_recorded,
        }
    }

    /// The time whose button was tapped while it is still to come, and the times offered now.
    fn times(&self, scene: &Scene<'_>, you: &PersonId) -> Vec<TimeChoice> {
        let tapped = match &scene.token.deed {
            Deed::Acknowledge { answer_by, .. } if scene.now < *answer_by => Some(*answer_by),
            Deed::Acknowledge { .. } | Deed::Answer { .. } | Deed::Tend { .. } | Deed::Disown => {
                None
            }
        };
        let opened = &scene.opened.what;
        let mut times = acknowledgement_choices(scene.site, opened, scene.now);
        times.extend(tapped);
        times.sort_unstable();
        times.dedup();
        let first = scene.site.team.find(you).unwrap_or_else(|| scene.site.owner()).first.as_str();
        let customers = super::api::reader(scene.site, opened).in_writing();
        let does = answering(opened).does();
        let choice = |answer_by: Timestamp| {
            let when = by_when(opened, answer_by, customers, scene.now);
            let ours = by_when(opened, answer_by, scene.clock(), scene.now);
            let is_call = opened.fields.kind == Kind::Callback;
            TimeChoice {
                value: self.signed(scene, Deed::Acknowledge { by: you.clone(), answer_by }),
                label: if is_call { ours } else { scene.moment(answer_by) },
                says: format!("{first} has read your message and {does} {when}."),
                chosen: tapped == Some(answer_by),
            }
        };
        times.into_iter().map(choice).collect()
    }

    pub(super) fn form(&self, token: &ActToken) -> FormTarget {
        FormTarget { action: path(token), token: token.signed(&self.config.secret) }
    }

    fn signed(&self, scene: &Scene<'_>, deed: Deed) -> String {
        ActToken { deed, ..scene.token.clone() }.signed(&self.config.secret)
    }

    pub(super) fn button(&self, scene: &Scene<'_>, deed: Deed) -> String {
        format!("/act/{}", self.signed(scene, deed))
    }
}

/// A case about to be shown to whoever opened a button.
pub(super) struct Scene<'a> {
    pub(super) site: &'a SiteNow,
    pub(super) case: &'a Case,
    pub(super) opened: &'a At<Opened>,
    pub(super) token: &'a ActToken,
    pub(super) now: Timestamp,
    /// The press that did it was this one.
    pub(super) just: bool,
    /// A press was tried and the book gave no answer.
    pub(super) not_recorded: bool,
}

impl Scene<'_> {
    pub(super) const fn clock(&self) -> Reader {
        Reader::of_business(self.site.site.zone())
    }

    pub(super) fn moment(&self, at: Timestamp) -> String {
        self.clock().moment(at, self.now)
    }

    /// The first name of somebody other than you.
    fn other(&self, id: &PersonId, you: &PersonId) -> Option<String> {
        let person = self.site.team.find(id).unwrap_or_else(|| self.site.owner());
        (id != you).then(|| person.first.as_str().to_owned())
    }
}

pub(super) fn customer(opened: &Opened) -> CustomerView {
    let fields = &opened.fields;
    let whole = fields.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
    let name = whole.split_whitespace().next().unwrap_or_default().to_owned();
    let them = if name.is_empty() { "them" } else { &name };
    let call = fields.phone.as_ref().map(|phone| Link {
        label: format!("Call {them}"),
        url: format!("tel:{}", phone.dialled()),
    });
    let answer = fields.email.as_ref().map(|email| Link {
        label: "Answer now".to_owned(),
        url: format!("mailto:{}", percent_encoded(email.as_str())),
    });
    CustomerView { mailed: fields.email.is_some(), call, answer, name }
}

/// To a token's page at its clean address, with the token in a cookie.
pub(super) fn lead_to(token: &ActToken, signed: &str, query: &str) -> Response {
    let cookie = format!(
        "{}={signed}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={COOKIE_AGE_S}",
        cookie_name(token)
    );
    Response::see_other(format!("{}{query}", path(token))).with("set-cookie", cookie)
}

/// The clean address of a token's page.
fn path(token: &ActToken) -> String {
    format!("/act/{}/{}/{}", token.site.as_str(), token.case.text(), who(token))
}

fn cookie_name(token: &ActToken) -> String {
    format!("__Host-act-{}-{}", who(token), token.case.text())
}

/// The person, or `-` for the customer, whose id nobody can have.
fn who(token: &ActToken) -> &str {
    token.deed.by().map_or("-", PersonId::as_str)
}

fn closed(trouble: LinkTrouble) -> Response {
    Response::page(403, act_link_page(None, trouble).into_string())
}
