//! What stands around every page of the desk: whose desk it is, where one can go, who is signed in.

use maud::{Markup, html};

use super::super::business::{Business, FormTarget, Link, safe_url};
use super::super::field::hidden;
use super::super::icon;
use super::super::shell::{Shell, face, footer};
use super::dial::SPRITE;
use super::scripts::scripts;

/// What every page of the desk knows once somebody is signed in.
#[derive(Clone, Debug, Default)]
pub struct DeskFrame {
    /// Whose desk it is.
    pub business: Business,
    /// Who is signed in.
    pub you: DeskPerson,
    /// Leads to the open cases.
    pub desk_url: String,
    /// Leads to those that are done.
    pub archive_url: String,
    /// Leads to what was measured.
    pub report_url: String,
    /// Leads to the browsers signed in.
    pub sessions_url: String,
    /// Leads to the settings; empty for whoever may not change them.
    pub settings_url: String,
    /// Where "Sign out" goes.
    pub sign_out: FormTarget,
    /// Other desks this browser is signed in at.
    pub others: Vec<Link>,
}

/// A person of the team.
#[derive(Clone, Debug, Default)]
pub struct DeskPerson {
    /// "Ana Okafor".
    pub name: String,
    /// "Ana".
    pub first: String,
    /// A face on this host; initials stand in for it.
    pub picture: Option<String>,
}

/// Which of the places of the desk a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Desk,
    Archive,
    Report,
    Sessions,
    Settings,
    Keys,
    /// A case: below the desk.
    Case,
}

impl DeskFrame {
    /// A whole document around what stands below the bar; it brings `main`, with the id `main`.
    pub(super) fn document(&self, title: &str, place: Place, body: &Markup) -> Markup {
        let title = format!("{title} · {}", self.business.name);
        let page = html! {
            a.skip href="#main" { "To what is on this page" }
            (SPRITE)
            header.top {
                (self.whose(place))
                (self.places(place))
                (self.me())
            }
            (body)
            (scripts(&self.desk_url))
        };
        Shell { title: &title, business: Some(&self.business), private: true }.desk_document(page)
    }

    /// The business; with other desks it opens a list of them. A case has its way back here.
    fn whose(&self, place: Place) -> Markup {
        let name = html! { bdi { (self.business.name) } };
        html! {
            @if place == Place::Case {
                a.back href=[safe_url(&self.desk_url)] { (icon::BACK) "Desk" }
            }
            @if self.others.is_empty() {
                p.top-name.back-name[place == Place::Case] { (name) }
            } @else {
                details.menu.back-name[place == Place::Case] name="top" {
                    summary.top-name { (name) (icon::TURN) }
                    div.menu-in {
                        p.small.quiet { "Your other desks" }
                        @for other in &self.others {
                            a.menu-link href=[safe_url(&other.url)] { bdi { (other.label) } }
                        }
                    }
                }
            }
        }
    }

    fn places(&self, here: Place) -> Markup {
        let place = |url, icon, label: &str, current: Option<&str>| {
            html! {
                a href=[safe_url(url)] aria-current=[current] { (icon) (label) }
            }
        };
        let at = |place| (here == place).then_some("page");
        let desk = at(Place::Desk).or((here == Place::Case).then_some("true"));
        html! {
            nav.nav aria-label="Desk" {
                (place(&self.desk_url, icon::TRAY, "Desk", desk))
                (place(&self.archive_url, icon::BOX, "Archive", at(Place::Archive)))
                (place(&self.report_url, icon::BARS, "Report", at(Place::Report)))
                @if !self.settings_url.is_empty() {
                    (place(&self.settings_url, icon::DIALS, "Settings", at(Place::Settings)))
                }
                (place(&self.sessions_url, icon::SCREEN, "Sessions", at(Place::Sessions)))
            }
        }
    }

    fn me(&self) -> Markup {
        let you = &self.you;
        html! {
            details.menu.push name="top" {
                summary.top-me {
                    span.sr { "Signed in as " }
                    (face(&you.name, you.picture.as_deref(), "face-s", 36))
                    bdi { (you.first) }
                }
                div.menu-in.menu-end {
                    p.small.quiet { "Signed in as " bdi { (you.name) } }
                    a.menu-link href=[safe_url(&format!("{}/keys", self.desk_url))] { "Keys" }
                    form method="post" action=(self.sign_out.action) {
                        (hidden("token", &self.sign_out.token))
                        button.btn.btn-line.btn-wide { "Sign out" }
                    }
                }
            }
        }
    }
}

/// A page before anybody is signed in: one slim column.
pub(super) fn outside(business: Option<&Business>, title: &str, body: &Markup) -> Markup {
    let page = html! {
        main.page.page-slim.stack.s5 #main { (body) }
        (footer())
    };
    let title = match business {
        Some(business) => format!("{title} · {}", business.name),
        None => title.to_owned(),
    };
    Shell { title: &title, business, private: true }.desk_document(page)
}
