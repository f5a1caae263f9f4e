//! A mail that never reached the customer: said at the top of the case, with every way on.

use maud::{Markup, html};

use super::super::business::{Link, safe_url};
use super::super::icon;
use super::case::DeskCaseView;
use super::deeds::Deed;

/// A mail that could not be delivered.
#[derive(Clone, Debug, Default)]
pub struct UndeliveredView {
    /// "Your last words did not reach joan@whitcombe.example."
    pub says: String,
    /// "The mail server refused it for good: 550 No such user": a server's words, escaped.
    pub why: String,
    /// "Call 07700 900461", `tel:`.
    pub call: Option<Link>,
    /// Opens the reader's own mail program, `mailto:`.
    pub write: Option<Link>,
}

impl UndeliveredView {
    /// The warning, its ways on, and a button for whoever has told the customer otherwise.
    pub(super) fn markup(&self, view: &DeskCaseView) -> Markup {
        let way = |link: &Option<Link>, icon| {
            html! {
                @if let Some(link) = link {
                    a.btn.btn-s.btn-line href=[safe_url(&link.url)] { (icon) bdi { (link.label) } }
                }
            }
        };
        let reached = html! {
            button.btn.btn-s.btn-line { (icon::TICK) span { "I have told " bdi { (view.first()) } } }
        };
        html! {
            div.note.note-late role="alert" {
                (icon::ALERT)
                div.stack.s3 {
                    p dir="auto" { b.strong { (self.says) } }
                    @if !self.why.is_empty() { p.small dir="auto" { (self.why) } }
                    p {
                        "Perhaps the address is mistyped. "
                        @if self.call.is_some() { "Please call, or write from your own mail program; then say so here." }
                        @else { "Please try from your own mail program; then say so here." }
                    }
                    div.row {
                        (way(&self.call, icon::PHONE)) (way(&self.write, icon::MAIL))
                        (view.form.doing(Deed::Reached.name(), "", &reached))
                    }
                }
            }
        }
    }
}
