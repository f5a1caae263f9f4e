//! The tag, with the widget it makes on the very page.

use maud::{Markup, html};

use super::super::business::{Link, safe_url};
use super::super::icon;
use super::super::shell::copy_script_url;
use super::frame::{DeskFrame, Place};

/// The way of the widget into a website, for the owner.
#[derive(Clone, Debug)]
pub struct TagView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Whether the site was begun a moment ago.
    pub is_new: bool,
    /// The script tag, to copy.
    pub tag: String,
    /// A mail to an agency, to be addressed.
    pub agency_url: String,
    /// How the pages begin that may carry the widget.
    pub pages: Vec<String>,
    /// Leads to where they are settled.
    pub pages_url: String,
    /// Leads to how it is done in the usual systems.
    pub install_url: String,
    /// What people see without script.
    pub card: Link,
    /// Where messages go.
    pub email: String,
    /// Leads back.
    pub back: Link,
}

/// The page. Its policy is [`super::PREVIEW_POLICY`].
pub fn tag_page(view: &TagView) -> Markup {
    let title = if view.is_new { "Your widget is ready" } else { "Put it on your website" };
    let body = html! {
        main.page.page-slim.stack.s6.settings #main {
            @if !view.is_new { p { a.tap href=[safe_url(&view.back.url)] { "Back to " (view.back.label) } } }
            h1 { (title) }
            @if view.is_new {
                div.note.note-calm role="status" tabindex="-1" autofocus {
                    (icon::TICK) p { b.strong { bdi { (view.frame.business.name) } " is set up and stored." } }
                }
            }
            (line(view))
            section.stack.s3 aria-labelledby="h-try" {
                h2 #h-try { "Try it on this page" }
                p { "The button at the edge is your widget, as customers meet it. What you send from here is a real message: it comes to " bdi { (view.email) } " and lies on your desk." }
                p { a.btn.btn-line href=[safe_url(&view.card.url)] { (view.card.label) } }
            }
            section.stack.s3 aria-labelledby="h-desk" {
                h2 #h-desk { "Then" }
                p { "Messages wait for you at your desk, and each comes by mail with buttons to answer. The settings have the rest: holidays, your colour, people who help." }
                div.row {
                    a.btn.btn-main href=[safe_url(&view.frame.desk_url)] { "To your desk" }
                    a.btn.btn-line href=[safe_url(&view.frame.settings_url)] { "Settings" }
                }
            }
        }
        script src=(copy_script_url()) defer {}
        script src="/widget.js" data-site=(view.frame.business.site) async {}
    };
    view.frame.document(title, Place::Settings, &body)
}

fn line(view: &TagView) -> Markup {
    html! {
        section.card.stack.s4 aria-labelledby="h-line" {
            h2 #h-line { "The line for your website" }
            pre.tag-line tabindex="0" { code #tag { (view.tag) } }
            button.btn.btn-main data-copy="tag" data-copied="Copied" hidden { "Copy the line" }
            p { "It goes into every page that should have the button, best at its end, before " code { "</body>" } "." }
            div.row {
                a.btn.btn-line href=[safe_url(&view.install_url)] { "How, in WordPress, Wix and others" }
                a.btn.btn-line href=[safe_url(&view.agency_url)] { "Send it to my web agency" }
            }
            p.small.quiet {
                "It works on "
                @for (at, page) in view.pages.iter().enumerate() {
                    @if at > 0 { ", " }
                    bdi { (page) }
                }
                @if view.pages.is_empty() { "no website yet" }
                ". " a.tap href=[safe_url(&view.pages_url)] { "Change where" }
                " What is new is known everywhere within a minute or two."
            }
        }
    }
}
