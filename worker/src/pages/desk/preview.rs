//! The widget as customers meet it, on a page that has nothing else.

use maud::{Markup, html};

use super::super::business::{Link, safe_url};
use super::frame::{DeskFrame, Place};

/// What this page may load besides: the widget alone.
pub const PREVIEW_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'";

/// The page; `card` leads to what people see without script.
pub fn preview_page(frame: &DeskFrame, card: &Link, back: &Link) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s5 #main {
            p { a.tap href=[safe_url(&back.url)] { "Back to " (back.label) } }
            h1 { "Your widget" }
            p { "The button stands at the edge of this page, as it does on your website. What you send from here is a real message." }
            p { a.btn.btn-line href=[safe_url(&card.url)] { (card.label) } }
        }
        script src="/widget.js" data-site=(frame.business.site) async {}
    };
    frame.document("Your widget", Place::Settings, &body)
}
