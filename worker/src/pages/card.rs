//! The business card `/card/{site}`: who, where, when, how, and the plain form.

use hearback_domain::wording::{Note, RecordWords};
use maud::{Markup, html};

use super::business::{Business, Link, safe_url};
use super::form::FormView;
use super::icon;
use super::record::record;
use super::shell::{Shell, face, footer, notes};

/// What anybody may know of a business.
#[derive(Clone, Debug, Default)]
pub struct CardView {
    /// Whose card it is.
    pub business: Business,
    /// The card's own address with host, for contacts and search engines.
    pub url: String,
    /// Who they are, in their words.
    pub about: String,
    /// The owner first.
    pub team: Vec<PersonView>,
    /// What everybody is told before anything else.
    pub notes: Vec<Note>,
    /// Whether somebody is there.
    pub open: OpenView,
    /// What the owner aims at, as long as nothing is measured.
    pub aim: String,
    /// What was measured, once it is enough to speak of.
    pub record: Option<RecordWords>,
    /// In the order of the settings.
    pub ways: Vec<WayView>,
    /// Where to visit.
    pub place: Option<PlaceView>,
    /// The usual week, then holidays.
    pub hours: Vec<HoursRow>,
    /// What customers can count on.
    pub how_we_work: Vec<RuleView>,
    /// The plain form.
    pub form: FormView,
}

/// One of the people behind the counter.
#[derive(Clone, Debug, Default)]
pub struct PersonView {
    /// In full.
    pub name: String,
    /// As people say it.
    pub first: String,
    /// "desk and controls".
    pub about: String,
    /// A face, on this host.
    pub picture: Option<String>,
}

/// Whether somebody is there now.
#[derive(Clone, Debug, Default)]
pub struct OpenView {
    /// The dot beside the sentence.
    pub now: bool,
    /// "Open now until 17:30".
    pub sentence: String,
}

/// What a way to reach the business is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayKind {
    /// `tel:`
    Phone,
    /// `mailto:`
    Mail,
    /// A map.
    Visit,
    /// Any other address.
    Link,
}

/// A way to reach the business.
#[derive(Clone, Debug)]
pub struct WayView {
    /// What it is.
    pub kind: WayKind,
    /// The words and the address; for a phone the label is "Call" and the number.
    pub link: Link,
}

/// Where to visit.
#[derive(Clone, Debug, Default)]
pub struct PlaceView {
    /// Street, town.
    pub lines: Vec<String>,
    /// "Ring the bell marked Workshop."
    pub hint: Option<String>,
    /// Opens a map.
    pub map_url: Option<String>,
}

/// A row of the opening hours.
#[derive(Clone, Debug, Default)]
pub struct HoursRow {
    /// "Tuesday to Friday", "24 December to 1 January".
    pub days: String,
    /// "8:00 to 12:00, 13:00 to 17:30" or "closed".
    pub hours: String,
    /// Whether it is today's.
    pub today: bool,
    /// The usual hours in schema.org's writing, "Tu-Fr 08:00-17:30".
    pub machine: Vec<String>,
}

/// How the business works, in one point.
#[derive(Clone, Debug, Default)]
pub struct RuleView {
    /// Its beginning, set strong: "Price first."
    pub head: String,
    /// The rest of it.
    pub text: String,
}

/// The whole page. The form stands first when it came back to be mended.
pub fn card_page(view: &CardView) -> Markup {
    let business = &view.business;
    let title = match view.form.title() {
        Some(state) => format!("{state} · {}", business.name),
        None => business.name.clone(),
    };
    let body = html! {
        main.page.page-wide itemscope itemtype="https://schema.org/LocalBusiness" {
            (hero(view))
            @if view.form.is_urgent() { div.urgent { (view.form.section(business)) } }
            div.card-grid {
                div.card-side.stack.s6 {
                    (reach(view)) (place(view)) (hours(view))
                }
                div.card-main.stack {
                    @match &view.record {
                        Some(words) => (record(words)),
                        None => (aim(view)),
                    }
                    (how_we_work(view))
                    @if !view.form.is_urgent() { (view.form.section(business)) }
                }
            }
        }
        (footer())
    };
    Shell { title: &title, business: Some(business), private: false }.document(body)
}

fn hero(view: &CardView) -> Markup {
    let open = if view.open.now { "open" } else { "open open-no" };
    html! {
        header.hero {
            link itemprop="url" href=(view.url);
            @if !view.team.is_empty() {
                div.faces {
                    @for person in &view.team { (figure(person)) }
                }
            }
            div.stack.s3 {
                h1.headline itemprop="name" { bdi { (view.business.name) } }
                @if !view.about.is_empty() {
                    p.lead itemprop="description" { (view.about) }
                }
                p class=(open) { (view.open.sentence) }
            }
            (notes(&view.notes))
        }
    }
}

fn figure(person: &PersonView) -> Markup {
    html! {
        figure itemprop="employee" itemscope itemtype="https://schema.org/Person" {
            meta itemprop="name" content=(person.name);
            (face(&person.name, person.picture.as_deref(), "face-xl", 104))
            figcaption { b { bdi { (person.first) } } (person.about) }
        }
    }
}

fn reach(view: &CardView) -> Markup {
    let person = &view.business.person;
    let ways = |kind| view.ways.iter().filter(move |way| way.kind == kind);
    html! {
        nav.reach aria-label="Ways to reach us" {
            @for (at, way) in ways(WayKind::Phone).enumerate() {
                @let look = if at == 0 { "btn-main btn-big" } else { "btn-line" };
                meta itemprop="telephone" content=(way.link.url.trim_start_matches("tel:"));
                a.btn.btn-wide.(look) href=[safe_url(&way.link.url)] {
                    (icon::PHONE) bdi { (way.link.label) }
                }
            }
            a.btn.btn-line.btn-wide href="#write" {
                (icon::WRITE) span { "Write to " bdi { (person) } }
            }
            a.btn.btn-line.btn-wide href="?kind=callback#write" {
                (icon::CALL_BACK) "Ask for a call back"
            }
            @for way in ways(WayKind::Link) {
                a.btn.btn-line.btn-wide href=[safe_url(&way.link.url)] {
                    (icon::ELSEWHERE) bdi { (way.link.label) }
                }
            }
            a.btn.btn-bare.btn-wide href={ (view.business.card_path()) "/contact.vcf" } {
                (icon::SAVE) "Save us in your contacts"
            }
        }
    }
}

fn place(view: &CardView) -> Markup {
    let mails = || view.ways.iter().filter(|way| way.kind == WayKind::Mail);
    if view.place.is_none() && mails().next().is_none() {
        return html! {};
    }
    html! {
        section.stack.s2 #where aria-labelledby="h-where" {
            h2 #h-where { "Where" }
            @if let Some(place) = &view.place {
                p itemprop="address" {
                    @for (at, line) in place.lines.iter().enumerate() {
                        @if at > 0 { br; }
                        (line)
                    }
                }
                @if let Some(hint) = &place.hint { p.quiet { (hint) } }
                @if let Some(map) = place.map_url.as_deref().and_then(safe_url) {
                    p { a.with-icon href=(map) itemprop="hasMap" { (icon::PLACE) "Show it on a map" } }
                }
            }
            @for way in mails() {
                @let address = way.link.url.trim_start_matches("mailto:");
                meta itemprop="email" content=(address);
                p { a.tap href=[safe_url(&way.link.url)] { bdi { (address) } } }
            }
        }
    }
}

fn hours(view: &CardView) -> Markup {
    html! {
        @if !view.hours.is_empty() {
            section.stack.s2 aria-labelledby="h-hours" {
                h2 #h-hours { "Hours" }
                @for hours in view.hours.iter().flat_map(|row| &row.machine) {
                    meta itemprop="openingHours" content=(hours);
                }
                dl.hours {
                    @for row in &view.hours {
                        div.today[row.today] {
                            dt { (row.days) }
                            dd { (row.hours) }
                        }
                    }
                }
            }
        }
    }
}

/// What stands there until there is a record.
fn aim(view: &CardView) -> Markup {
    html! {
        @if !view.aim.is_empty() {
            section.card.stack.s3 #record aria-labelledby="h-record" {
                h2.h-s #h-record { "How soon we read" }
                p.answer { (view.aim) }
                p.small.quiet { "No figures yet: we show only what was measured." }
            }
        }
    }
}

fn how_we_work(view: &CardView) -> Markup {
    html! {
        @if !view.how_we_work.is_empty() {
            section.stack aria-labelledby="h-work" {
                h2 #h-work { "How we work" }
                ul.rules {
                    @for rule in &view.how_we_work {
                        li { b.strong { (rule.head) } " " (rule.text) }
                    }
                }
            }
        }
    }
}
