//! The first case of the list, beside it where a page is wide enough: what it is about and what is
//! owed, before it is opened. A phone leaves it out.

use maud::{Markup, html};

use super::super::business::{initials, safe_url};
use super::super::icon;
use super::case::{CaseTold, OwedView, owed_line, their_words};
use super::facts::{FactView, facts};

/// The first case of a list.
#[derive(Clone, Debug)]
pub struct PeekView {
    /// Leads to the case.
    pub url: String,
    /// Leads to the answer on its page; absent where none can be sent.
    pub answer_url: Option<String>,
    /// "Joan Whitcombe"; empty where none was left.
    pub name: String,
    /// "Joan", as in sentences.
    pub first: String,
    /// `HB-7K3Q-X2MD`.
    pub reference: String,
    /// What is owed now.
    pub owed: OwedView,
    /// What the customer wrote first.
    pub told: CaseTold,
    /// Oldest first.
    pub facts: Vec<FactView>,
}

impl PeekView {
    pub(super) fn markup(&self) -> Markup {
        html! {
            section.peek tabindex="0" aria-labelledby="h-peek" {
                header.who {
                    span.initials aria-hidden="true" {
                        @if self.name.is_empty() { "?" } @else { (initials(&self.name)) }
                    }
                    div {
                        h2.who-name #h-peek {
                            @if self.name.is_empty() { "No name given" } @else { bdi { (self.name) } }
                        }
                        p.small.quiet { span.nowrap { (self.reference) } }
                    }
                }
                (owed_line(&self.owed))
                (their_words(&self.told, &self.first))
                p.acts {
                    @if let Some(url) = self.answer_url.as_deref().and_then(safe_url) {
                        a.btn.btn-main href=(url) { (icon::WRITE) "Answer" }
                    }
                    a.btn.btn-line href=[safe_url(&self.url)] { "Open the case" }
                }
                (facts(&self.facts))
            }
        }
    }
}
