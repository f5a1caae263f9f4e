//! The page about mail: a test to oneself, and the three records of the domain mails come from.

use hearback_domain::sender::Standing;
use maud::{Markup, html};

use super::super::business::{FormTarget, Link, safe_url};
use super::super::field::hidden;
use super::super::icon;
use super::frame::{DeskFrame, Place};
use super::row::{TagTone, TagView, tags};

/// How mail goes out, for the owner.
#[derive(Clone, Debug)]
pub struct MailView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Why a press did nothing.
    pub notice: Option<String>,
    /// The address that mails come from.
    pub from: String,
    /// What stands behind its `@`.
    pub domain: String,
    /// Where the test goes.
    pub to: String,
    /// How the last one went.
    pub tested: Option<TestedView>,
    /// Whether that was the press before.
    pub is_news: bool,
    /// SPF, DKIM and DMARC.
    pub checks: Vec<CheckView>,
    /// Where the button goes.
    pub form: FormTarget,
    /// Leads back.
    pub back: Link,
}

/// How a test went.
#[derive(Clone, Debug, Default)]
pub struct TestedView {
    /// Whether the provider took it.
    pub is_good: bool,
    /// "today 14:05".
    pub at: String,
    /// "Your mail provider took the test for ana@okafor.example."
    pub says: String,
    /// What to do now, or where to look.
    pub next: String,
    /// The server's own words: anybody's text; empty where it said nothing.
    pub said: String,
}

/// One of the three.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// "SPF".
    pub name: &'static str,
    /// "which servers may send".
    pub what: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What that means and what to do.
    pub says: String,
    /// The record: anybody's text; empty where there is none.
    pub record: String,
}

/// The whole page.
pub fn mail_page(view: &MailView) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s6.settings #main {
            p { a.tap href=[safe_url(&view.back.url)] { "Back to " (view.back.label) } }
            div.stack.s3 {
                h1 { "Mail that arrives" }
                p { "Every mail to you and to your customers comes from " b.strong { bdi { (view.from) } } "." }
            }
            @if let Some(notice) = &view.notice {
                div.note role="alert" tabindex="-1" autofocus { (icon::ALERT) p { (notice) } }
            }
            section.card.stack.s4 aria-labelledby="h-test" {
                h2.h-n #h-test { "Send yourself a test" }
                @if let Some(tested) = &view.tested { (tested.markup(view.is_news)) }
                form.stack.s3 method="post" action=(view.form.action) {
                    (hidden("token", &view.form.token))
                    p { "A real mail goes to " b.strong { bdi { (view.to) } } " at once, the way all mails go." }
                    button.btn.btn-main { (icon::MAIL) "Send me a test" }
                }
            }
            section.stack.s4 aria-labelledby="h-domain" {
                h2 #h-domain { "Does " bdi { (view.domain) } " vouch for it?" }
                p { "Three records of your domain tell receivers that these mails are yours. Without them mails land among spam, or nowhere." }
                ul.card.parts { @for check in &view.checks { (check.markup()) } }
                p.small.quiet { "Records are added where you bought the domain; it may take some hours until everybody sees them." }
            }
        }
    };
    view.frame.document("Mail that arrives", Place::Settings, &body)
}

impl TestedView {
    fn markup(&self, is_news: bool) -> Markup {
        let (class, icon) = match self.is_good {
            true => ("note note-calm", icon::TICK),
            false => ("note note-late", icon::ALERT),
        };
        html! {
            div class=(class) role=[is_news.then_some("status")] tabindex=[is_news.then_some("-1")] autofocus[is_news] {
                (icon)
                div.stack.s2 {
                    p dir="auto" { b.strong { (self.says) } " " span.nowrap { "(" (self.at) ")" } }
                    @if !self.said.is_empty() {
                        p.small { "It said: " q.said dir="auto" { (self.said) } }
                    }
                    p dir="auto" { (self.next) }
                }
            }
        }
    }
}

impl CheckView {
    fn markup(&self) -> Markup {
        let (label, tone) = match self.standing {
            Standing::Good => ("Good", TagTone::News),
            Standing::Missing => ("Missing", TagTone::Soon),
            Standing::Wrong => ("Wrong", TagTone::Late),
            Standing::Unasked => ("Not checked", TagTone::Plain),
        };
        let tag = TagView { label: label.to_owned(), tone };
        html! {
            li.check-one.stack.s2 {
                div.row {
                    h3.h-n { (self.name) span.quiet { ", " (self.what) } }
                    (tags(&[tag]))
                }
                p dir="auto" { (self.says) }
                @if !self.record.is_empty() {
                    details {
                        summary.tap { "The record" }
                        pre.tag-line tabindex="0" { code dir="ltr" { (self.record) } }
                    }
                }
            }
        }
    }
}
