//! The list of cases, by what is due: the first page of the desk, and its archive.

use maud::{Markup, html};

use super::super::business::safe_url;
use super::super::field::{hidden, id};
use super::super::icon;
use super::capacity::CapacityBar;
use super::frame::{DeskFrame, Place};
use super::peek::PeekView;
use super::row::RowView;

/// The list, already cut, sorted and counted; every time is in the owner's zone.
#[derive(Clone, Debug)]
pub struct DeskListView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Whether these are the cases that are done.
    pub archive: bool,
    /// "Monday 17 November, 14:20".
    pub now: String,
    /// "One is late, Ana. Two more are due within the hour."
    pub headline: String,
    /// The same, short, for the browser's tab: "1 late, 2 due within the hour".
    pub title: String,
    /// What came of the last press, or what changed: "2 are new since you last looked, at 13:40."
    pub news: Option<String>,
    /// Whether work is taken on, for the owner.
    pub capacity: Option<CapacityBar>,
    /// Open, Today, Mine, Waiting, Archive.
    pub filters: Vec<FilterView>,
    /// Searching, and one kind alone; absent before the first case.
    pub search: Option<SearchView>,
    /// Late, Within the hour and so on; only those with cases.
    pub parts: Vec<PartView>,
    /// What stands below the last case.
    pub end: ListEnd,
    /// The first case, beside the list.
    pub peek: Option<PeekView>,
}

/// A way to see some of the cases.
#[derive(Clone, Debug)]
pub struct FilterView {
    /// "Open".
    pub label: String,
    /// "8", where it was counted.
    pub count: Option<String>,
    /// Leads there.
    pub url: String,
    /// Whether these are shown.
    pub on: bool,
}

/// The form to search, by GET: `q`, `kind` and `show`.
#[derive(Clone, Debug, Default)]
pub struct SearchView {
    /// A path on this host, without a query.
    pub action: String,
    /// The filter that stays.
    pub show: String,
    /// What was searched.
    pub q: String,
    /// All kinds first.
    pub kinds: Vec<KindChoice>,
    /// All languages first; empty while the open cases are of one.
    pub languages: Vec<KindChoice>,
    /// Leads back to all, while something was searched or one kind is shown.
    pub all_url: Option<String>,
}

/// A kind of case, or a language.
#[derive(Clone, Debug)]
pub struct KindChoice {
    /// Posted; empty for all.
    pub value: String,
    /// "Something is wrong".
    pub label: String,
    /// Whether it is shown.
    pub on: bool,
}

/// Cases that are due at about the same time.
#[derive(Clone, Debug)]
pub struct PartView {
    /// "Within the hour".
    pub title: String,
    /// Those of this page.
    pub rows: Vec<RowView>,
}

/// What stands below the last case.
#[derive(Clone, Debug)]
pub enum ListEnd {
    /// All are shown.
    All,
    /// There is more, page by page.
    Pages(Pager),
    /// The filter has none: "Nobody waits for you. Enjoy the quiet."
    Empty {
        /// What that means.
        says: String,
    },
    /// The search found none.
    NoHits {
        /// What was searched, or the kind.
        sought: String,
        /// Leads to all.
        all_url: String,
    },
    /// No case ever came.
    FirstDay(FirstDay),
}

/// The page before and after this one.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// "81 to 120 of 312".
    pub says: String,
    /// Leads to the page before.
    pub previous_url: Option<String>,
    /// Leads to the page after.
    pub next_url: Option<String>,
}

/// What to do before the first case.
#[derive(Clone, Debug, Default)]
pub struct FirstDay {
    /// Leads to a page with the widget, to try it.
    pub try_url: String,
    /// The script tag, to copy.
    pub tag: String,
}

/// The whole page.
pub fn desk_list_page(view: &DeskListView) -> Markup {
    let place = if view.archive { Place::Archive } else { Place::Desk };
    let body = html! {
        main.desk-list #main {
            p.sr #fresh role="status" {}
            div.list-in #list {
                div.greet {
                    p.small.quiet { (view.now) }
                    h1 dir="auto" { (view.headline) }
                    @if let Some(news) = &view.news { p.news role="status" { (news) } }
                }
                @if let Some(capacity) = &view.capacity { (capacity.markup()) }
                (filters(&view.filters))
                @if let Some(search) = &view.search { (search.markup(!view.parts.is_empty())) }
                @for part in &view.parts { (part.markup()) }
                (view.end.markup(&view.frame))
            }
            @if let Some(peek) = &view.peek { (peek.markup()) }
        }
    };
    view.frame.document(&view.title, place, &body)
}

fn filters(filters: &[FilterView]) -> Markup {
    html! {
        @if !filters.is_empty() {
            nav.filters aria-label="Which cases" {
                @for filter in filters {
                    a.filter href=[safe_url(&filter.url)] aria-current=[filter.on.then_some("true")] {
                        (filter.label)
                        @if let Some(count) = &filter.count { " " span.num { (count) } }
                    }
                }
            }
        }
    }
}

impl SearchView {
    /// Where nothing was found, the way back stands below that.
    fn markup(&self, found: bool) -> Markup {
        let all_url = self.all_url.as_deref().filter(|_| found);
        html! {
            search {
                form.find method="get" action=(self.action) {
                    (hidden("show", &self.show))
                    label.sr for="f-q" { "Search names, references and words" }
                    input.input #f-q type="search" name="q" value=(self.q) placeholder="Search"
                        autocomplete="off" dir="auto";
                    (choice("kind", "Kind", &self.kinds))
                    (choice("language", "Language", &self.languages))
                    button.btn.btn-line { (icon::FIND) span.sr { "Search" } }
                }
                @if let Some(url) = all_url.and_then(safe_url) {
                    p.find-all { a.tap href=(url) { "Show all again" } }
                }
            }
        }
    }
}

fn choice(name: &str, label: &str, choices: &[KindChoice]) -> Markup {
    html! {
        @if !choices.is_empty() {
            label.sr for=(id(name)) { (label) }
            select.input id=(id(name)) name=(name) {
                @for choice in choices {
                    option value=(choice.value) selected[choice.on] { (choice.label) }
                }
            }
        }
    }
}

impl PartView {
    fn markup(&self) -> Markup {
        html! {
            h2.list-part { (self.title) }
            ul.cases { @for row in &self.rows { (row.markup()) } }
        }
    }
}

impl ListEnd {
    fn markup(&self, frame: &DeskFrame) -> Markup {
        match self {
            Self::All => html! { p.foot { "That is all. " (icon::MARK) } },
            Self::Pages(pager) => pager.markup(),
            Self::Empty { says } => html! {
                section.quiet-day { (icon::MARK) p.lead { (says) } }
            },
            Self::NoHits { sought, all_url } => html! {
                section.quiet-day {
                    (icon::FIND)
                    p.lead { "Nothing was found for " b.strong { bdi { (sought) } } "." }
                    p.small.quiet { "Words are found by how they begin; a reference may be written without HB." }
                    p { a.btn.btn-line href=[safe_url(all_url)] { "Show all again" } }
                }
            },
            Self::FirstDay(first) => first.markup(frame),
        }
    }
}

impl Pager {
    fn markup(&self) -> Markup {
        let step = |url: &Option<String>, label: &str, rel: &str| {
            html! {
                @if let Some(url) = url.as_deref().and_then(safe_url) {
                    a.btn.btn-line rel=(rel) href=(url) { (label) }
                }
            }
        };
        html! {
            nav.pager aria-label="Pages" {
                (step(&self.previous_url, "Newer", "prev"))
                p.small.quiet { (self.says) }
                (step(&self.next_url, "Older", "next"))
            }
        }
    }
}

impl FirstDay {
    fn markup(&self, frame: &DeskFrame) -> Markup {
        html! {
            section.card.first-day.stack.s5 aria-labelledby="h-first" {
                h2 #h-first { "Send yourself the first message" }
                p { "You see what your customers see, the mail comes to you, and the case stands here a moment later." }
                @if let Some(url) = safe_url(&self.try_url) {
                    p { a.btn.btn-main href=(url) { (icon::WRITE) "Try it" } }
                }
                @if !self.tag.is_empty() {
                    div.stack.s2 {
                        p { "Then put this line into your own pages, before " code { "</body>" } ":" }
                        pre.tag-line tabindex="0" { code { (self.tag) } }
                    }
                }
                p.small.quiet {
                    "Customers without your website reach you by your "
                    a.tap href=(frame.business.card_path()) { "business card" } "."
                }
            }
        }
    }
}
