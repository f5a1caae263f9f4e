//! The report: promises week by week, how long people waited, and who hears nothing.

use maud::{Markup, html};

use super::super::business::{initials, safe_url};
use super::super::icon;
use super::chart::{Column, Dot, columns, dots, is_counted};
use super::frame::{DeskFrame, Place};

/// What was measured, in finished words and with the figures that are drawn.
#[derive(Clone, Debug, Default)]
pub struct ReportView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// "16 to 22 November"
    pub dates: String,
    /// "You kept five promises of six."
    pub headline: String,
    /// What became of the others.
    pub lead: String,
    /// Whether the store is still being read.
    pub reading: bool,
    /// Promises.
    pub promises: PromisesView,
    /// Reading, then answering.
    pub waits: [WaitsView; 2],
    /// Who hears nothing, those who have waited longest first.
    pub silent: Vec<SilentView>,
    /// "and 12 more"
    pub silent_more: Option<String>,
    /// Kinds of which anything was measured, in 90 days.
    pub kinds: Vec<FiguresView>,
    /// Weeks, the newest first.
    pub weeks: Vec<WeekRow>,
    /// Whose it is to take everything along, and how.
    pub export: ExportView,
}

/// Promises by week.
#[derive(Clone, Debug, Default)]
pub struct PromisesView {
    /// "46 of 48 in 90 days"; none where none came due.
    pub beside: Option<String>,
    /// Weeks, the oldest first.
    pub columns: Vec<Column>,
    /// What the drawing shows, for those who hear it.
    pub title: String,
    /// "This week so far: 3 kept."
    pub so_far: Option<String>,
}

/// How long people waited.
#[derive(Clone, Debug, Default)]
pub struct WaitsView {
    /// "Until a person had read it"
    pub heading: String,
    /// "Week before: half within 44 min"
    pub beside: Option<String>,
    /// The messages of the week, the shortest wait first.
    pub dots: Vec<Dot>,
    /// The middle one, with its label.
    pub half: Option<(u32, String)>,
    /// What the drawing shows.
    pub title: String,
    /// What a dot is, and how many cases stand behind what is said.
    pub says: Vec<String>,
}

/// A customer who hears nothing.
#[derive(Clone, Debug, Default)]
pub struct SilentView {
    /// What they are called.
    pub name: String,
    /// What they are called where they are written to.
    pub first: String,
    /// How their words begin.
    pub words: String,
    /// "Last word from you on Tuesday 11 November."
    pub since: String,
    /// Leads to the case.
    pub url: String,
}

/// What was measured of a kind.
#[derive(Clone, Debug, Default)]
pub struct FiguresView {
    /// "Questions"
    pub label: String,
    /// What was measured, with its name: "Read", "half of 12 within 38 min".
    pub figures: Vec<(String, String)>,
}

/// A week as a row of a table.
#[derive(Clone, Debug, Default)]
pub struct WeekRow {
    /// "16 to 22 November"
    pub label: String,
    /// Kept, moved, missed; half were read within; half were answered within.
    pub cells: [String; 5],
}

/// Whether and how everything is taken along.
#[derive(Clone, Debug)]
pub enum ExportView {
    /// Somebody else may.
    OwnerOnly {
        /// Their first name.
        owner: String,
    },
    /// These are the files.
    Files(Vec<FilesView>),
}

impl Default for ExportView {
    fn default() -> Self {
        Self::Files(Vec::new())
    }
}

/// One sort of file.
#[derive(Clone, Debug, Default)]
pub struct FilesView {
    /// "Cases (CSV)"
    pub label: String,
    /// What is in it.
    pub says: String,
    /// Leads to it, or to each of its parts.
    pub urls: Vec<String>,
}

/// The whole page.
pub fn report_page(view: &ReportView) -> Markup {
    let body = html! {
        main.page.report.stack.s7 #main {
            div.stack.s3 {
                p.quiet { (view.dates) }
                h1.headline { (view.headline) }
                @if !view.lead.is_empty() { p.lead { (view.lead) } }
            }
            @if view.reading {
                p.note { (icon::CLOCK) span { "All messages are being read again. Until that is done, there is more than is counted here." } }
            }
            (view.promises.markup())
            @for (at, waits) in view.waits.iter().enumerate() { (waits.markup(at)) }
            (silent(view))
            (kinds(&view.kinds))
            (weeks(&view.weeks))
            (view.export.markup())
        }
        footer.foot { p { "This page counts kept words, not messages. More mail is not better." } }
    };
    view.frame.document(&format!("Report, {}", view.dates), Place::Report, &body)
}

/// What somebody reads who may not take everything along.
pub fn owner_only_page(frame: &DeskFrame, owner: &str) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s5 #main {
            h1.headline { "This is for " bdi { (owner) } " alone." }
            p.lead { "Only " bdi { (owner) } " can take all cases and customers along. The cases themselves are at your desk." }
            p { a.btn.btn-main href=[safe_url(&frame.desk_url)] { "To the desk" } }
        }
    };
    frame.document("For the owner alone", Place::Report, &body)
}

impl PromisesView {
    fn markup(&self) -> Markup {
        let any = |count: fn(&Column) -> u32| self.columns.iter().any(|column| count(column) > 0);
        let (moved, missed) = (any(|column| column.moved), any(|column| column.missed));
        html! {
            section.card.stack aria-labelledby="r-kept" {
                div.row-between {
                    h2 #r-kept { "Promises kept" }
                    @if let Some(beside) = &self.beside { p.quiet { (beside) } }
                }
                @if any(|column| column.kept) || moved || missed {
                    (columns(&self.columns, &self.title))
                    p.small.quiet {
                        @if is_counted(&self.columns) { "One block is one promise" }
                        @else { "The higher, the more promises" }
                        @if moved { ", a dashed one was openly moved" }
                        @if missed { ", a crossed one was missed" }
                        ". Each stands in the week in which it was due."
                    }
                } @else {
                    p { "No promise came due in thirteen weeks." }
                }
                @if let Some(so_far) = &self.so_far { p.small.quiet { (so_far) } }
            }
        }
    }
}

impl WaitsView {
    fn markup(&self, at: usize) -> Markup {
        let (heading, chart) = (format!("r-wait{at}"), format!("c-wait{at}"));
        let half = self.half.as_ref().map(|(minutes, label)| (*minutes, label.as_str()));
        html! {
            section.card.stack aria-labelledby=(heading) {
                div.row-between {
                    h2 id=(heading) { (self.heading) }
                    @if let Some(beside) = &self.beside { p.quiet { (beside) } }
                }
                @if !self.dots.is_empty() { (dots(&self.dots, half, &chart, &self.title)) }
                div.stack.s2 { @for says in &self.says { p.small.quiet { (says) } } }
            }
        }
    }
}

fn silent(view: &ReportView) -> Markup {
    html! {
        section.stack aria-labelledby="r-silent" {
            h2 #r-silent {
                @match view.silent.len() {
                    0 => "Nobody waits in silence",
                    1 => "Somebody hears nothing from you",
                    _ => "They hear nothing from you",
                }
            }
            @if view.silent.is_empty() {
                p { "Nobody for whom something is open has waited three open days for a word." }
            }
            @for (at, one) in view.silent.iter().enumerate() {
                div.card.silent {
                    span.initials aria-hidden="true" { (initials(&one.name)) }
                    div.grow {
                        p.strong { bdi { (one.name) } }
                        @if !one.words.is_empty() { p.words.silent-words dir="auto" { (one.words) } }
                        p.quiet { (one.since) }
                    }
                    a.btn.btn-main[at == 0].btn-line[at > 0] href=[safe_url(&one.url)] {
                        span { "Write to " bdi { (one.first) } }
                    }
                }
            }
            @if let Some(more) = &view.silent_more { p.quiet { (more) } }
        }
    }
}

fn kinds(kinds: &[FiguresView]) -> Markup {
    html! {
        @if !kinds.is_empty() {
            section.stack aria-labelledby="r-kinds" {
                div {
                    h2 #r-kinds { "By what it is about" }
                    p.quiet { "In 90 days, in opening time." }
                }
                ul.kinds {
                    @for kind in kinds {
                        li {
                            h3 { (kind.label) }
                            dl {
                                @for (name, value) in &kind.figures {
                                    div { dt { (name) } dd { (value) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn weeks(weeks: &[WeekRow]) -> Markup {
    const HEAD: [&str; 6] =
        ["Week", "Kept", "Moved", "Missed", "Half read within", "Half answered within"];
    html! {
        @if !weeks.is_empty() {
            details.more {
                summary.btn.btn-line { "Week by week, as a table" }
                div.card.scrolls role="region" aria-label="Week by week" tabindex="0" {
                    table.figures {
                        thead { tr { @for head in HEAD { th scope="col" { (head) } } } }
                        tbody {
                            @for week in weeks {
                                tr {
                                    th scope="row" { (week.label) }
                                    @for cell in &week.cells { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl ExportView {
    fn markup(&self) -> Markup {
        html! {
            section.stack aria-labelledby="r-export" {
                h2 #r-export { "Take it with you" }
                @match self {
                    Self::OwnerOnly { owner } => {
                        p { "Only " bdi { (owner) } " can take all cases and customers along." }
                    }
                    Self::Files(files) => {
                        p { "Everything is yours, at any time. The files hold names, addresses and words of your customers: please keep them where nobody else reads them." }
                        ul.stack { @for file in files { (file.markup()) } }
                    }
                }
            }
        }
    }
}

impl FilesView {
    fn markup(&self) -> Markup {
        html! {
            li.stack.s2 {
                @match self.urls.as_slice() {
                    [url] => p {
                        a.btn.btn-line href=[safe_url(url)] download { (icon::SAVE) (self.label) }
                    },
                    urls => {
                        p.strong { (self.label) ", in " (urls.len()) " parts" }
                        p.parts {
                            @for (at, url) in (1..).zip(urls) {
                                a.btn.btn-s.btn-line href=[safe_url(url)] download {
                                    span.sr { (self.label) ", part " } (at)
                                }
                            }
                        }
                    }
                }
                p.small.quiet { (self.says) }
            }
        }
    }
}
