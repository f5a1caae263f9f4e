//! A page for what goes wrong: what it means, and a way to a person.

use maud::{Markup, html};

use super::business::{Business, safe_url};
use super::field::hidden;
use super::icon;
use super::shell::{Shell, footer, words};

/// Something went wrong.
#[derive(Clone, Debug, Default)]
pub struct ErrorView {
    /// The HTTP status.
    pub status: u16,
    /// What the log calls it, so that a caller can name it.
    pub log_reference: Option<String>,
    /// Whose page it was to be, if known.
    pub business: Option<Business>,
    /// What was sent and went nowhere, to be sent again.
    pub unsent: Option<UnsentForm>,
}

/// A form that was not taken, whole.
#[derive(Clone, Debug)]
pub struct UnsentForm {
    /// Where it was posted to.
    pub action: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// What a person wrote into it.
    pub words: String,
}

/// The whole page.
pub fn error_page(view: &ErrorView) -> Markup {
    let (title, sentence) = words_for(view.status);
    let body = html! {
        main.page.page-slim.stack.s5 {
            @if let Some(business) = &view.business { p.quiet { bdi { (business.name) } } }
            h1.headline { (title) "." }
            p.lead { (sentence) }
            @if let Some(form) = &view.unsent { (unsent(form)) }
            @else { (ways(view.business.as_ref())) }
            @if let Some(reference) = &view.log_reference {
                p.refbox { span { "For our log" } span.ref { (reference) } }
            }
        }
        (footer())
    };
    Shell { title, business: view.business.as_ref(), private: true }.document(body)
}

/// Nothing that was typed is lost, and one press tries again.
fn unsent(form: &UnsentForm) -> Markup {
    html! {
        form.card.stack.s4 method="post" action=(form.action) {
            @for (name, value) in &form.fields { (hidden(name, value)) }
            @if !form.words.is_empty() {
                p.small.quiet { "What you wrote:" }
                (words(&form.words))
            }
            button.btn.btn-main { "Send it again" }
        }
    }
}

fn ways(business: Option<&Business>) -> Markup {
    html! {
        @if let Some(business) = business {
            p.row.row-fill {
                @if let Some(call) = &business.call {
                    a.btn.btn-main href=[safe_url(&call.url)] {
                        (icon::PHONE) span { "Call " bdi { (call.label) } }
                    }
                }
                a.btn.btn-line href=(business.card_path()) { "All ways to reach us" }
            }
        } @else {
            p { "On the website you came from, the business names its telephone and address." }
        }
    }
}

/// What a status means to the person who meets it.
const fn words_for(status: u16) -> (&'static str, &'static str) {
    match status {
        404 => (
            "There is nothing at this address",
            "A letter of it may be missing, or the page has moved. Please check the link you followed.",
        ),
        405 | 400 | 415 => (
            "This page could not read what your browser sent",
            "Nothing was stored. Please go back, load the page anew and try once more.",
        ),
        403 => (
            "This was sent from a page we do not know",
            "Nothing was stored. Please go back, load the page anew and try once more.",
        ),
        413 => (
            "This is more than we can take at once",
            "Nothing was stored. Please go back and send the most important part first.",
        ),
        429 => (
            "Many messages came at once",
            "Nothing was stored. Please wait a minute, go back and send again.",
        ),
        503 => (
            "We cannot reach our own records just now",
            "Nothing was changed. Please try again in a moment.",
        ),
        _ => (
            "Something went wrong on our side",
            "It is not your doing. Please try again in a moment; if it stays, please call.",
        ),
    }
}
