//! One case at the desk: who wrote what, what is owed, what happened, and everything to be done.
//!
//! The customer's words stay in sight while they are answered: beside wide pages they stick to
//! the top, on a phone the composer carries them.

use maud::{Markup, html};

use super::super::business::{Link, initials, safe_url};
use super::super::field::hidden;
use super::super::icon;
use super::super::shell::words;
use super::composer;
use super::deeds::{CaseDeeds, Deed, case_field};
use super::dial::Dial;
use super::facts::{FactView, facts};
use super::frame::{DeskFrame, Place};
use super::notices::{CaseNotice, CaseWarning};
use super::row::{TagView, tags};

/// A case as the team sees it; every time is in the owner's zone.
#[derive(Clone, Debug)]
pub struct DeskCaseView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// For the browser's tab: "Joan Whitcombe, answer by 15:00".
    pub title: String,
    /// `HB-7K3Q-X2MD`.
    pub reference: String,
    /// Who wrote.
    pub customer: DeskCustomer,
    /// "With Chidi", "Until Thursday 9:00", "Spam, says Ana".
    pub tags: Vec<TagView>,
    /// Where a script asks what happened since the page was drawn.
    pub news_url: String,
    /// What came of the last press.
    pub notice: CaseNotice,
    /// What goes wrong or asks for care whatever is done.
    pub warnings: Vec<CaseWarning>,
    /// What is owed now.
    pub owed: OwedView,
    /// What the customer wrote first.
    pub told: CaseTold,
    /// Oldest first, what is to come last.
    pub facts: Vec<FactView>,
    /// What can be done.
    pub deeds: CaseDeeds,
    /// Where every form goes.
    pub form: CaseForm,
}

/// Who wrote.
#[derive(Clone, Debug, Default)]
pub struct DeskCustomer {
    /// "Joan Whitcombe"; empty where praise came without.
    pub name: String,
    /// "Joan", as on buttons.
    pub first: String,
    /// "Writes for the first time", "Wrote once before".
    pub known: Option<String>,
    /// "joan@whitcombe.example", `mailto:`.
    pub mail: Option<Link>,
    /// "07700 900461", `tel:`.
    pub call: Option<Link>,
    /// Their other cases, the newest first.
    pub earlier: Vec<EarlierCase>,
    /// What the widget said of itself.
    pub device: DeviceView,
}

/// Another case of the same customer.
#[derive(Clone, Debug)]
pub struct EarlierCase {
    /// Leads there.
    pub url: String,
    /// How their words began: "The radiator in the back room knocks".
    pub label: String,
    /// "Answered 3 November", "Open".
    pub outcome: String,
    /// Its id, where this case may become part of it.
    pub into: Option<String>,
}

/// Where a message was written.
#[derive(Clone, Debug, Default)]
pub struct DeviceView {
    /// "okafor.example/repairs", and the page.
    pub page: Option<Link>,
    /// "English (United Kingdom)".
    pub language: Option<String>,
    /// "13:10, as with us".
    pub clock: Option<String>,
}

/// What is owed now: the line below the name.
#[derive(Clone, Debug)]
pub struct OwedView {
    /// How it stands.
    pub dial: Dial,
    /// "40 minutes left. Joan gets an answer by 15:00."
    pub says: String,
    /// "You promised it at 13:31, and Joan knows."
    pub beside: Option<String>,
}

/// What the customer wrote first.
#[derive(Clone, Debug, Default)]
pub struct CaseTold {
    /// "today 13:10".
    pub wrote: String,
    /// "Something is wrong".
    pub kind: Option<TagView>,
    /// "Needed: today".
    pub needed: Option<TagView>,
    /// What they wrote last and wait for an answer to, with when: "today 14:20".
    pub newest: Option<(String, String)>,
    /// Their words, if any.
    pub message: Option<String>,
    /// "What would put this right?"
    pub wish: Option<String>,
    /// "Can talk today between 14:30 and 14:45".
    pub slot: Option<String>,
}

/// Where the forms of a case go.
#[derive(Clone, Debug, Default)]
pub struct CaseForm {
    /// A path on this host.
    pub action: String,
    /// Sent as the hidden field `token`.
    pub token: String,
    /// What the case had come to when the page was drawn; sent as the hidden field `step`.
    pub step: String,
}

/// The whole page.
pub fn desk_case_page(view: &DeskCaseView) -> Markup {
    let body = html! {
        div.case-page {
            main.case-main #main {
                (view.notice.markup(view))
                (view.news())
                (view.who())
                @for warning in &view.warnings { (warning.markup(view)) }
                (owed_line(&view.owed))
                (their_words(&view.told, view.first()))
                (view.acknowledge())
                (view.acts())
                (facts(&view.facts))
                (composer::section(view))
            }
            (view.side())
        }
    };
    view.frame.document(&view.title, Place::Case, &body)
}

impl CaseForm {
    /// What every form of a case sends unseen.
    pub(super) fn unseen(&self) -> Markup {
        html! { (hidden("token", &self.token)) (hidden("step", &self.step)) }
    }

    /// A form which does one deed.
    pub(super) fn doing(&self, deed: &str, class: &str, inside: &Markup) -> Markup {
        html! {
            form class=[(!class.is_empty()).then_some(class)] method="post" action=(self.action) novalidate {
                (self.unseen()) (hidden("deed", deed))
                (inside)
            }
        }
    }
}

impl DeskCaseView {
    fn is_undelivered(&self) -> bool {
        self.warnings.iter().any(|warning| matches!(warning, CaseWarning::NotDelivered(_)))
    }

    /// How the customer is called at the beginning of a sentence.
    pub(super) fn name(&self) -> &str {
        match self.customer.first.as_str() {
            "" => "The customer",
            name => name,
        }
    }

    /// How the customer is called inside a sentence.
    pub(super) fn first(&self) -> &str {
        match self.customer.first.as_str() {
            "" => "the customer",
            name => name,
        }
    }

    /// Filled by a script when something happens meanwhile; fields stay as they are.
    fn news(&self) -> Markup {
        html! {
            div.meanwhile-news role="status" {
                div.note.note-calm #news hidden data-url=(self.news_url) {
                    (icon::ALERT)
                    p.lines {}
                    button.btn.btn-s.btn-line type="button" { "Show it" }
                }
            }
        }
    }

    fn who(&self) -> Markup {
        let customer = &self.customer;
        let contact = |link: &Option<Link>, icon| {
            html! {
                @if let Some(link) = link {
                    a.with-icon href=[safe_url(&link.url)] { (icon) bdi { (link.label) } }
                }
            }
        };
        html! {
            header.who {
                span.initials aria-hidden="true" {
                    @if customer.name.is_empty() { "?" } @else { (initials(&customer.name)) }
                }
                div {
                    h1.who-name {
                        @if customer.name.is_empty() { "No name given" } @else { bdi { (customer.name) } }
                    }
                    p.small.quiet {
                        @if let Some(known) = &customer.known { span dir="auto" { (known) } ". " }
                        span.nowrap { (self.reference) }
                    }
                }
                (tags(&self.tags))
                p.contact { (contact(&customer.mail, icon::MAIL)) (contact(&customer.call, icon::PHONE)) }
            }
        }
    }

    /// Read, and when the answer comes: one tap.
    fn acknowledge(&self) -> Markup {
        let Some(form) = &self.deeds.acknowledge else { return html! {} };
        let inside = html! {
            h2 #h-ack { "Read. I answer by" }
            div.ack-times {
                @for time in &form.times {
                    button.btn.btn-main name="by" value=(time.value) { (time.label) }
                }
            }
            p.small.quiet {
                @if self.deeds.mailed {
                    bdi { (self.first()) }
                    @if self.is_undelivered() { " may not get the mail: an earlier one did not arrive." }
                    @else { " hears it at once." }
                } @else { "It stands on the page of the case, " bdi { (self.first()) } " left no mail address." }
            }
        };
        self.form.doing(Deed::Acknowledge.name(), "ack", &inside)
    }

    fn side(&self) -> Markup {
        let customer = &self.customer;
        html! {
            aside.side aria-label="About this case" {
                (self.promises())
                (self.notes())
                @if !customer.earlier.is_empty() {
                    section.stack.s3 aria-labelledby="h-earlier" {
                        h2 #h-earlier { "Also from " bdi { (self.first()) } }
                        ul.earlier {
                            @for case in &customer.earlier {
                                li {
                                    a href=[safe_url(&case.url)] dir="auto" { (case.label) }
                                    p.small.quiet { (case.outcome) }
                                    @if let Some(into) = &case.into { (self.merge(into)) }
                                }
                            }
                        }
                    }
                }
                @if customer.device.is_known() { (device(&customer.device)) }
            }
        }
    }
}

pub(super) fn owed_line(owed: &OwedView) -> Markup {
    html! {
        div.owed-line.(owed.dial.tone()) {
            (owed.dial.markup())
            div {
                p.big dir="auto" { (owed.says) }
                @if let Some(beside) = &owed.beside { p.small dir="auto" { (beside) } }
            }
        }
    }
}

/// What the customer wrote first; `first` is how they are called in a sentence.
pub(super) fn their_words(told: &CaseTold, first: &str) -> Markup {
    html! {
        article.told tabindex="0" aria-labelledby="h-told" {
            div.told-head {
                h2.h-s #h-told { bdi { (first) } " wrote, " (told.wrote) }
                (tags(&told.kind.iter().chain(&told.needed).cloned().collect::<Vec<_>>()))
            }
            @if let Some((when, newest)) = &told.newest {
                (words(newest))
                p.small.quiet { "This is the newest, written " (when) ". It began with:" }
            }
            @match &told.message {
                Some(message) => (words(message)),
                None => p.quiet { "No words, only the wish to be called back." },
            }
            @if let Some(slot) = &told.slot { p.ask.strong dir="auto" { (slot) } }
            @if let Some(wish) = &told.wish {
                div.ask { h3.h-s { "What would put this right?" } (words(wish)) }
            }
        }
    }
}

impl DeskCaseView {
    /// This case becomes part of an earlier one.
    fn merge(&self, into: &str) -> Markup {
        let inside = html! {
            (hidden(case_field::INTO, into))
            p { "Its words stand in the earlier one then, in the order of time, and the earlier of both times stays promised. Both links of " bdi { (self.first()) } " go on to work. Reopen takes them apart again." }
            button.btn.btn-main { "Put them together" }
        };
        html! {
            details.more {
                summary.btn.btn-s.btn-line { "Make this part of it" }
                (self.form.doing(Deed::Merge.name(), "card stack s4", &inside))
            }
        }
    }
}

impl DeviceView {
    fn is_known(&self) -> bool {
        let said = [&self.language, &self.clock];
        self.page.is_some() || said.iter().any(|words| words.is_some())
    }
}

fn device(device: &DeviceView) -> Markup {
    let row = |term: &str, words: &Option<String>| {
        html! { @if let Some(words) = words { div { dt { (term) } dd dir="auto" { (words) } } } }
    };
    html! {
        section.stack.s3 aria-labelledby="h-from" {
            h2 #h-from { "Where it was written" }
            dl.from {
                @if let Some(page) = &device.page {
                    div {
                        dt { "Page" }
                        dd { a href=[safe_url(&page.url)] rel="noreferrer" dir="auto" { (page.label) } }
                    }
                }
                (row("Language", &device.language))
                (row("Their clock", &device.clock))
            }
        }
    }
}
