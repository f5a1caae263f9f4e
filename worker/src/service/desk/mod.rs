//! The owner's desk: who may come in, and what is asked of the book for them.
//!
//! Invariants: whose session it is, the book says at each request; a `POST` needs the session's own
//! token and comes from our own pages; what a person writes is kept in the form until the book has
//! it. One request of the desk asks the book once.

mod case;
mod case_beside;
mod case_forms;
mod deeds;
mod done;
mod enter;
mod facts;
mod first_run;
mod first_words;
mod list;
mod list_bar;
mod list_row;
mod mail;
mod picture;
mod report;
mod sessions;
mod setting_fields;
mod settings;
mod stale;
mod tag;
mod team;
mod telling;
mod undelivered;

use hearback_domain::site::Person;
use hearback_domain::site::form::Part;
use hearback_domain::wire::{Ask, Export, Reply, Shown, Want};
use hearback_domain::{PersonId, SiteId};

use super::views::business_with;
use super::{Answer, Edge, Found, Service, SiteNow, error};
use crate::pages::{
    DeskDoorView, DeskFrame, DeskPerson, ErrorView, FormTarget, Link, SignInNotice, UnsentForm,
    case_field, desk_door_page, error_page,
};
use crate::web::{Body, Method, Request, Response, form_pairs};

/// Sessions end when they are not used; the browser forgets the cookie some time after.
const COOKIE_AGE_S: i64 = 60 * 24 * 60 * 60;

/// For what a form of the desk is signed.
const PURPOSE: &str = "desk";

const SESSION: &str = "__Host-desk-";

/// Sites of one person that are looked up to be switched to; each is read from the store.
const DESKS_MAX: usize = 10;

/// What every page of the desk may load besides: our own scripts, which may ask this host alone, and
/// what makes it an app.
const OWN_FILES: &str = "script-src 'self'; connect-src 'self'; manifest-src 'self'";

/// Somebody who is signed in, at work.
struct AtDesk<'a> {
    site: &'a SiteNow,
    /// The name of the session.
    session: String,
    request: &'a Request,
}

/// What the book says to somebody who may be signed in.
enum Said {
    /// This.
    To(PersonId, Shown),
    /// They are not signed in.
    SignedOut,
    /// The case is not known, or not whole yet.
    Unknown,
    /// Nothing.
    Silent,
}

impl<E: Edge> Service<E> {
    /// The desk alone runs scripts, and only our own.
    pub(super) async fn desk(&self, request: &Request, rest: &[&str]) -> Answer {
        let Answer { response, tell } = self.at_desk(request, rest).await;
        Answer { response: response.allowing(OWN_FILES), tell }
    }

    async fn at_desk(&self, request: &Request, rest: &[&str]) -> Answer {
        let [site, rest @ ..] = rest else {
            return match request.method {
                Method::Get => self.desk_door(request).await.into(),
                _ => error(405).into(),
            };
        };
        if *site == SiteId::first_run().as_str() {
            return self.first_run(request, rest).await;
        }
        let site = match self.site(site).await {
            Found::Site(site) => site,
            Found::Unknown => return error(404).into(),
            Found::OutOfReach => return error(503).into(),
        };
        let desk = AtDesk { site: &site, session: self.session(&site.id, request), request };
        if request.method == Method::Post && !self.is_ours(request) {
            return error(403).into();
        }
        match (request.method, rest) {
            (Method::Get, []) => self.desk_list(&desk).await.into(),
            (Method::Post, ["sign-in"]) => self.ask_to_enter(&desk).await,
            (Method::Get, ["enter"]) => self.show_enter(&desk).into(),
            (Method::Post, ["enter"]) => self.enter(&desk).await.into(),
            (Method::Get, ["enter", token]) => self.show_mailed_link(&desk, token).into(),
            (Method::Get, ["sessions"]) => self.show_sessions(&desk).await.into(),
            (Method::Post, ["sessions"]) => self.change_sessions(&desk).await.into(),
            (Method::Post, ["sign-out"]) => self.sign_out(&desk).await.into(),
            (Method::Get, ["report"]) => self.desk_report(&desk).await.into(),
            (Method::Get, ["export.csv"]) => self.export(&desk, Export::Cases).await.into(),
            (Method::Get, ["people.csv"]) => self.export(&desk, Export::People).await.into(),
            (Method::Get, ["export.json"]) => self.export(&desk, Export::Facts).await.into(),
            (_, ["settings", rest @ ..]) => self.at_settings(&desk, rest).await.into(),
            (Method::Get, ["keys"]) => self.show_keys(&desk).await.into(),
            (Method::Get, ["case", case, "news"]) => self.news_of_case(&desk, case).await.into(),
            (Method::Get, ["case", case]) => self.desk_case(&desk, case).await.into(),
            (Method::Post, ["case", case]) => self.do_at_desk(&desk, case).await.into(),
            _ => error(404).into(),
        }
    }

    async fn at_settings(&self, desk: &AtDesk<'_>, rest: &[&str]) -> Response {
        let part = |name| Part::parse(name).filter(|part| *part != Part::Capacity);
        match (desk.request.method, rest) {
            (Method::Get, []) => self.show_settings(desk).await,
            (Method::Post, []) => self.press_settings(desk).await,
            (Method::Get, ["preview"]) => self.preview(desk).await,
            (Method::Get, ["tag"]) => self.show_tag(desk).await,
            (Method::Get, ["team", person]) => self.show_person(desk, person).await,
            (Method::Post, ["team", person]) => self.change_person(desk, person).await,
            (Method::Post, ["team", person, "picture"]) => self.change_picture(desk, person).await,
            (Method::Get, ["mail"]) => self.show_mail(desk).await,
            (Method::Post, ["mail"]) => self.test_mail(desk).await,
            (method, [name]) => match (method, part(name)) {
                (Method::Get, Some(part)) => self.show_part(desk, part).await,
                (Method::Post, Some(part)) => self.change_part(desk, part).await,
                _ => error(404),
            },
            _ => error(404),
        }
    }

    /// A browser says from which page a form came; another's must not act in somebody's name.
    fn is_ours(&self, request: &Request) -> bool {
        request.origin.as_deref().is_none_or(|origin| origin == self.config.base_url)
    }

    async fn desk_door(&self, request: &Request) -> Response {
        let mut desks = Vec::new();
        for id in signed_in_at(request) {
            if let Found::Site(site) = self.site(id).await {
                desks.push(desk_link(&site));
            }
        }
        let first_run = path(&SiteId::first_run());
        let begin_url = self.config.owner_email.as_ref().map(|_| first_run).unwrap_or_default();
        Response::page(200, desk_door_page(&DeskDoorView { desks, begin_url }).into_string())
    }

    /// The name of the session a browser holds; no session has the name of an empty one.
    fn session(&self, site: &SiteId, request: &Request) -> String {
        let cookie = request.cookie(&format!("{SESSION}{}", site.as_str())).unwrap_or_default();
        self.config.secret.cookie_name(site, cookie)
    }

    async fn ask_for(&self, desk: &AtDesk<'_>, want: Want) -> Said {
        // Who holds no session need not be looked up.
        if desk.request.cookie(&format!("{SESSION}{}", desk.site.id.as_str())).is_none() {
            return Said::SignedOut;
        }
        let ask = Ask::Desk { session: desk.session.clone(), want };
        match self.edge.ask(&desk.site.id, &ask).await {
            Ok(Reply::Desk { person, shown }) => match PersonId::parse(&person) {
                Ok(person) => Said::To(person, shown),
                Err(_) => Said::SignedOut,
            },
            Ok(Reply::UnknownCase) => Said::Unknown,
            Ok(Reply::SignedOut) => Said::SignedOut,
            Ok(_) | Err(_) => Said::Silent,
        }
    }

    /// What to show instead of what was wanted.
    fn instead(&self, desk: &AtDesk<'_>, said: &Said) -> Response {
        match said {
            Said::SignedOut => {
                let is_sent = desk.request.method == Method::Post;
                let otherwise = if is_sent { SignInNotice::Ended } else { SignInNotice::None };
                self.sign_in(desk, 401, unsent(desk, otherwise))
            }
            Said::Unknown => error(404),
            Said::To(..) | Said::Silent => silent(desk),
        }
    }

    /// A form's fields, where it is one of this session's own.
    fn own_form<'a>(&self, desk: &AtDesk<'a>) -> Result<&'a str, Response> {
        let Body::Whole(body) = &desk.request.body else { return Err(error(413)) };
        let Ok(body) = std::str::from_utf8(body) else { return Err(error(400)) };
        let token = field(body, "token");
        match self.config.secret.verified(PURPOSE, &token) {
            Some(session) if session == desk.session => Ok(body),
            // The session may have ended while the form stood open.
            _ => Err(self.sign_in(desk, 403, unsent(desk, SignInNotice::Ended))),
        }
    }

    fn token(&self, desk: &AtDesk<'_>) -> String {
        self.config.secret.sign(PURPOSE, &desk.session)
    }

    fn frame(&self, desk: &AtDesk<'_>, you: &Person, others: Vec<Link>) -> DeskFrame {
        let path = path(&desk.site.id);
        let business = business_with(desk.site, you);
        DeskFrame {
            you: DeskPerson {
                name: you.name.as_str().to_owned(),
                first: you.first.as_str().to_owned(),
                picture: business.picture.clone(),
            },
            business,
            report_url: format!("{path}/report"),
            archive_url: format!("{path}?show=closed"),
            sessions_url: format!("{path}/sessions"),
            settings_url: match you.id == desk.site.owner().id {
                true => format!("{path}/settings"),
                false => String::new(),
            },
            sign_out: FormTarget { action: format!("{path}/sign-out"), token: self.token(desk) },
            desk_url: path,
            others,
        }
    }

    /// Other desks this browser may be signed in at.
    async fn other_desks(&self, desk: &AtDesk<'_>) -> Vec<Link> {
        let mut others = Vec::new();
        for id in signed_in_at(desk.request).filter(|id| *id != desk.site.id.as_str()) {
            if let Found::Site(site) = self.site(id).await {
                others.push(desk_link(&site));
            }
        }
        others
    }
}

impl AtDesk<'_> {
    fn you(&self, person: &PersonId) -> &Person {
        self.site.team.find(person).unwrap_or_else(|| self.site.owner())
    }
}

/// What somebody wrote into a form that cannot be taken; otherwise another notice.
fn unsent(desk: &AtDesk<'_>, otherwise: SignInNotice) -> SignInNotice {
    let words = words_of(&fields_of(desk));
    if words.is_empty() { otherwise } else { SignInNotice::Unsent(words) }
}

/// The book does not answer; what was posted can be sent again as it is.
fn silent(desk: &AtDesk<'_>) -> Response {
    let fields = fields_of(desk);
    let form = UnsentForm { action: desk.request.path.clone(), words: words_of(&fields), fields };
    let unsent = (desk.request.method == Method::Post && !form.fields.is_empty()).then_some(form);
    let view = ErrorView { status: 503, unsent, ..ErrorView::default() };
    Response::page(503, error_page(&view).into_string())
}

fn fields_of(desk: &AtDesk<'_>) -> Vec<(String, String)> {
    let is_form = desk.request.content_type.starts_with("application/x-www-form-urlencoded");
    match (&desk.request.body, is_form) {
        (Body::Whole(body), true) => {
            std::str::from_utf8(body).map(|body| form_pairs(body).collect()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// What a person wrote: what fields for words hold, and all else with a space; choices and times
/// have none.
fn words_of(fields: &[(String, String)]) -> String {
    let wrote = |(name, value): &&(String, String)| {
        let is_for_words = case_field::WORDS.contains(&name.as_str()) || name.ends_with("-words");
        let value = value.trim();
        !value.is_empty() && (is_for_words || value.contains(' '))
    };
    let words = fields.iter().filter(wrote).map(|(_, value)| value.as_str());
    words.collect::<Vec<_>>().join("\n\n")
}

/// Sites whose sessions a browser holds.
fn signed_in_at(request: &Request) -> impl Iterator<Item = &str> {
    let names = request.cookie.split(';').filter_map(|pair| pair.trim().split_once('='));
    let held = names.filter(|(_, value)| !value.is_empty());
    held.filter_map(|(name, _)| name.strip_prefix(SESSION)).take(DESKS_MAX)
}

fn desk_link(site: &SiteNow) -> Link {
    Link { label: site.business.as_str().to_owned(), url: path(&site.id) }
}

fn path(site: &SiteId) -> String {
    format!("/desk/{}", site.as_str())
}

/// A field of a form; empty where it is missing.
fn field(body: &str, name: &str) -> String {
    form_pairs(body).find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
}
