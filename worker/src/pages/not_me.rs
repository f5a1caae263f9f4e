//! "This was not me": somebody's address was typed into the form by another.
//!
//! Shows nothing of what was written: it was not theirs.

use maud::{Markup, html};

use super::business::{Business, FormTarget};
use super::field::hidden;
use super::icon;
use super::shell::{Shell, bar, footer};

/// What the owner of an address sees.
#[derive(Clone, Debug)]
pub struct NotMeView {
    /// Who was written to.
    pub business: Business,
    /// `HB-7K3Q-X2MD`.
    pub reference: String,
    /// Where it stands.
    pub state: NotMeState,
}

/// Where it stands.
#[derive(Clone, Debug)]
pub enum NotMeState {
    /// Nothing happened yet; the button posts.
    Confirm {
        /// Where to.
        form: FormTarget,
        /// It was tried, and nothing was recorded (503).
        not_recorded: bool,
    },
    /// Recorded, now or before.
    Done,
}

/// The whole page.
pub fn not_me_page(view: &NotMeView) -> Markup {
    let business = &view.business;
    let title = match view.state {
        NotMeState::Confirm { .. } => "This was not you?",
        NotMeState::Done => "You get no more mail about this.",
    };
    let body = html! {
        (bar(business))
        main.page.page-slim.stack.s5 {
            p.quiet { "Case " span.nowrap { (view.reference) } }
            h1.headline { (title) }
            @match &view.state {
                NotMeState::Confirm { form, not_recorded } => (confirm(business, form, *not_recorded)),
                NotMeState::Done => {
                    p.lead { "Please excuse us, somebody typed your address by mistake." }
                    p { "Nothing else is needed from you. What was written stays with " bdi { (business.name) } ", without your address being written to again." }
                }
            }
        }
        (footer())
    };
    let title = format!("{} · {}", title.trim_end_matches('.'), business.name);
    Shell { title: &title, business: Some(business), private: true }.document(body)
}

fn confirm(business: &Business, form: &FormTarget, not_recorded: bool) -> Markup {
    html! {
        p.lead { "Somebody wrote to " bdi { (business.name) } " and gave your address. If that was not you, say so here, and you get no more mail about it." }
        @if not_recorded {
            div.note.note-late role="alert" tabindex="-1" autofocus {
                (icon::ALERT)
                p { b.strong { "Not recorded." } " It could not be stored just now. Please try again in a moment." }
            }
        }
        form.stack method="post" action=(form.action) {
            (hidden("token", &form.token))
            button.btn.btn-main.btn-wide { "This was not me" }
        }
        p.small.quiet { "It was you? Then simply close this page, nothing changes." }
    }
}
