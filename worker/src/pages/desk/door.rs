//! `/desk`: the desks this browser is signed in at, or how to find one.

use maud::{Markup, html};

use super::super::business::{Link, safe_url};
use super::frame::outside;

/// The desks this browser is signed in at.
#[derive(Clone, Debug, Default)]
pub struct DeskDoorView {
    /// Names of businesses, and their desks.
    pub desks: Vec<Link>,
    /// Leads to setting up a website; empty where nobody may.
    pub begin_url: String,
}

/// The whole page.
pub fn desk_door_page(view: &DeskDoorView) -> Markup {
    let title = if view.desks.is_empty() { "Find your desk" } else { "Your desks" };
    let body = html! {
        h1.answer { (title) }
        @if view.desks.is_empty() {
            p.lead { "You are not signed in anywhere in this browser." }
            p { "Every mail about a new case has a link that leads to its desk. Or add the name of your site to this address: if your business card is at " span.ref { "/card/okafor" } ", your desk is at " span.ref { "/desk/okafor" } "." }
        } @else {
            ul.desks {
                @for desk in &view.desks {
                    li { a.btn.btn-line.btn-wide href=[safe_url(&desk.url)] { bdi { (desk.label) } } }
                }
            }
        }
        @if !view.begin_url.is_empty() {
            p.small.quiet.apart {
                "Is this service yours? " a.tap href=[safe_url(&view.begin_url)] { "Set up a website" }
            }
        }
    };
    outside(None, title, &body)
}
