//! The settings: what holds now, a form for each part, the team, and the history of changes.

use maud::{Markup, html};

use super::super::business::{FormTarget, Link, safe_url};
use super::super::field::{Area, Line, hidden, id};
use super::super::given_form::{Mistake, mend};
use super::super::icon;
use super::super::shell::face;
use super::frame::{DeskFrame, Place};
use super::person::PersonForms;
use super::telling::HookView;

/// The first page of the settings.
#[derive(Clone, Debug)]
pub struct SettingsView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// What came of the last press.
    pub notice: SettingsNotice,
    /// "We are taking on work."
    pub capacity: String,
    /// The value of the button that holds now: `taking`, `booked` or `paused`.
    pub capacity_on: &'static str,
    /// The date behind "booked until", as browsers write it.
    pub until: String,
    /// The parts with how they stand, each leading to its form.
    pub parts: Vec<PartLink>,
    /// Everybody of the team.
    pub team: Vec<MateView>,
    /// Leads to the form for somebody new.
    pub add_url: String,
    /// The latest changes, the last first.
    pub changes: Vec<ChangeView>,
    /// Leads to a page with the widget on it.
    pub preview_url: String,
    /// Leads to the script tag, and how it gets into a website.
    pub tag_url: String,
    /// Where the buttons go.
    pub form: SettingsTarget,
}

/// Where a form of the settings goes, and what was the last change when it was drawn.
#[derive(Clone, Debug, Default)]
pub struct SettingsTarget {
    /// The address and the proof.
    pub target: FormTarget,
    /// Sent as the hidden field `version`.
    pub version: String,
}

/// What came of the last press.
#[derive(Clone, Debug)]
pub enum SettingsNotice {
    /// There was none.
    Quiet,
    /// "Opening hours are changed."
    Done(String),
    /// It could not be taken as it was.
    Mend(Vec<Mistake>),
    /// Somebody else, or another window, changed something first (409): what.
    Overtaken(String),
}

/// A part of the settings.
#[derive(Clone, Debug)]
pub struct PartLink {
    /// "Opening hours".
    pub title: String,
    /// "Monday to Friday 8:00 to 17:30".
    pub says: String,
    /// Leads to its form.
    pub url: String,
}

/// Somebody of the team.
#[derive(Clone, Debug)]
pub struct MateView {
    /// In full.
    pub name: String,
    /// "Owner", or what they are told.
    pub says: String,
    /// A face on this host.
    pub picture: Option<String>,
    /// Leads to their form.
    pub url: String,
}

/// A change.
#[derive(Clone, Debug)]
pub struct ChangeView {
    /// "Ana changed the opening hours."
    pub says: String,
    /// "today 14:05".
    pub when: String,
    /// Posted as `back`: the change to go back to; absent on the one that holds.
    pub back: Option<String>,
}

/// A page with one form.
#[derive(Clone, Debug)]
pub struct SettingsFormView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// What came of the last press.
    pub notice: SettingsNotice,
    /// "Opening hours".
    pub title: String,
    /// What to know before filling it.
    pub lead: String,
    /// In order.
    pub fields: Vec<SettingField>,
    /// Where it goes.
    pub form: SettingsTarget,
    /// A person's own parts.
    pub person: Option<PersonForms>,
    /// How the business's own server knows who calls.
    pub hook: Option<HookView>,
    /// Leads back.
    pub back: Link,
}

/// A field.
#[derive(Clone, Debug)]
pub struct SettingField {
    /// Its name as it is posted.
    pub name: String,
    /// What it asks.
    pub label: String,
    /// How it is written, or when it may stay empty.
    pub aside: &'static str,
    /// What it looks like.
    pub kind: FieldKind,
    /// What stands in it.
    pub value: String,
    /// A heading above it, where fields that belong together begin.
    pub group: String,
}

/// What a field looks like.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// One line, with the HTML type that chooses the keyboard.
    Line(&'static str),
    /// One line, for one of many names that the browser offers while somebody types.
    OneOf(fn() -> Vec<&'static str>),
    /// Several lines.
    Area,
    /// Yes or no.
    Check,
}

/// Changes that are shown at once.
const LATEST: usize = 5;

/// The first page.
pub fn settings_page(view: &SettingsView) -> Markup {
    let body = html! {
        main.page.stack.s6.settings #main {
            h1 { "Settings" }
            (view.notice.markup())
            (capacity(view))
            section.stack.s3 aria-labelledby="h-parts" {
                h2 #h-parts { "What customers see and count on" }
                ul.card.parts { @for part in &view.parts { (part.markup()) } }
                p { a.with-icon href=[safe_url(&view.preview_url)] { (icon::SCREEN) "See the widget as it is now" } }
                p { a.with-icon href=[safe_url(&view.tag_url)] { (icon::ELSEWHERE) "Put it on your website" } }
            }
            section.stack.s3 aria-labelledby="h-team" {
                h2 #h-team { "Team" }
                ul.card.parts { @for mate in &view.team { (mate.markup()) } }
                p { a.btn.btn-line href=[safe_url(&view.add_url)] { "Add somebody" } }
            }
            (history(view))
        }
    };
    view.frame.document("Settings", Place::Settings, &body)
}

/// A page with one form.
pub fn settings_form_page(view: &SettingsFormView) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s5.settings #main {
            p { a.tap href=[safe_url(&view.back.url)] { "Back to " (view.back.label) } }
            h1 dir="auto" { (view.title) }
            (view.notice.markup())
            @if !view.lead.is_empty() { p { (view.lead) } }
            form.card.stack.s5 method="post" action=(view.form.target.action) novalidate {
                (view.form.hidden())
                @for field in &view.fields {
                    @if !field.group.is_empty() { h2.h-n { (field.group) } }
                    (field.markup(view.notice.mistake(&field.name)))
                }
                button.btn.btn-main.btn-wide name="deed" value="save" { "Save" }
            }
            @if let Some(person) = &view.person { (person.markup(&view.form)) }
            @if let Some(hook) = &view.hook { (hook.markup()) }
        }
    };
    view.frame.document(&view.title, Place::Settings, &body)
}

fn capacity(view: &SettingsView) -> Markup {
    let pressed = |value| (view.capacity_on == value).then_some("true");
    html! {
        section.card.stack.s4 aria-labelledby="h-capacity" {
            h2 #h-capacity { "Do you take on work?" }
            p { (view.capacity) }
            form.stack.s4 method="post" action=(view.form.target.action) {
                (view.form.hidden())
                div.pair {
                    button.btn.btn-line.on[view.capacity_on == "taking"] name="capacity" value="taking"
                        aria-pressed=[pressed("taking")] { "Taking work" }
                    button.btn.btn-line.on[view.capacity_on == "paused"] name="capacity" value="paused"
                        aria-pressed=[pressed("paused")] { "Paused" }
                }
                div.until {
                    div.field {
                        label for="f-until" { "Booked until" }
                        input.input #f-until type="date" name="until" value=(view.until)
                            aria-invalid=[view.notice.mistake("until").map(|_| "true")];
                    }
                    button.btn.btn-line.on[view.capacity_on == "booked"] name="capacity" value="booked"
                        aria-pressed=[pressed("booked")] { "We are booked until then" }
                }
            }
            p.small.quiet { "It shows at once in the widget and on your card. While you are booked, nothing is promised before that day; people may always write." }
        }
    }
}

fn history(view: &SettingsView) -> Markup {
    let (latest, older) = view.changes.split_at(view.changes.len().min(LATEST));
    html! {
        section.stack.s3 aria-labelledby="h-history" {
            h2 #h-history { "What was changed" }
            form.card method="post" action=(view.form.target.action) {
                (view.form.hidden())
                ul.parts { @for change in latest { (change.markup()) } }
                @if !older.is_empty() {
                    details.more {
                        summary.btn.btn-line { "Earlier changes" }
                        ul.parts { @for change in older { (change.markup()) } }
                    }
                }
            }
            p.small.quiet { "“Back to this” sets all settings to how they were after that change. It is a change too, so it can be undone." }
        }
    }
}

impl SettingsTarget {
    pub(super) fn hidden(&self) -> Markup {
        html! { (hidden("token", &self.target.token)) (hidden("version", &self.version)) }
    }
}

impl SettingsNotice {
    fn markup(&self) -> Markup {
        match self {
            Self::Quiet => html! {},
            Self::Done(says) => html! {
                div.note.note-calm role="status" tabindex="-1" autofocus {
                    (icon::TICK) p dir="auto" { b.strong { (says) } }
                }
            },
            Self::Mend(mistakes) => mend(mistakes),
            Self::Overtaken(says) => html! {
                div.note.note-late role="alert" tabindex="-1" autofocus {
                    (icon::ALERT)
                    p { b.strong { "Nothing was saved now: the settings changed meanwhile." } }
                    p dir="auto" { (says) " What you entered is still here. Please look at it again, then save." }
                }
            },
        }
    }

    /// What to mend in a field.
    fn mistake(&self, field: &str) -> Option<&str> {
        let Self::Mend(mistakes) = self else { return None };
        let found = mistakes.iter().find(|mistake| mistake.field == field);
        found.map(|mistake| mistake.sentence.as_str())
    }
}

impl ChangeView {
    fn markup(&self) -> Markup {
        html! {
            li.change {
                p { span dir="auto" { (self.says) } br; span.small.quiet { (self.when) } }
                @if let Some(back) = &self.back {
                    button.btn.btn-line.btn-s name="back" value=(back) {
                        "Back to this" span.sr { " (" (self.says) " " (self.when) ")" }
                    }
                }
            }
        }
    }
}

impl PartLink {
    fn markup(&self) -> Markup {
        html! {
            li { a.part href=[safe_url(&self.url)] {
                b.strong { (self.title) } span.small.quiet dir="auto" { (self.says) }
            } }
        }
    }
}

impl MateView {
    fn markup(&self) -> Markup {
        html! {
            li { a.part.who href=[safe_url(&self.url)] {
                (face(&self.name, self.picture.as_deref(), "face-m", 48))
                span { b.strong { bdi { (self.name) } } br; span.small.quiet { (self.says) } }
            } }
        }
    }
}

impl SettingField {
    pub(super) fn markup(&self, error: Option<&str>) -> Markup {
        let (name, label, aside, value) =
            (self.name.as_str(), self.label.as_str(), self.aside, self.value.as_str());
        let line = |kind, offers: &[&str]| {
            Line { name, label, offers, aside, kind, autocomplete: "off", value, error }.markup()
        };
        match self.kind {
            FieldKind::Line(kind) => line(kind, &[]),
            FieldKind::OneOf(names) => line("text", &names()),
            FieldKind::Area => Area { name, label, aside, rows: 3, value, error }.markup(),
            FieldKind::Check => html! {
                label.check {
                    input type="checkbox" id=(id(name)) name=(name) value="on" checked[!value.is_empty()];
                    span { (label) @if !aside.is_empty() { " " span.opt { (aside) } } }
                }
            },
        }
    }
}
