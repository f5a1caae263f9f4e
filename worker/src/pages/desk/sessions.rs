//! The browsers that are signed in, and how to end them.

use maud::{Markup, html};

use super::super::business::FormTarget;
use super::super::field::hidden;
use super::super::icon;
use super::frame::{DeskFrame, Place};
use super::telling::TellingView;

/// The browsers one person is signed in with.
#[derive(Clone, Debug)]
pub struct SessionsView {
    /// What stands around it.
    pub frame: DeskFrame,
    /// What came of the last press: "The session of Safari on iPhone is ended."
    pub done: Option<String>,
    /// This browser.
    pub this: SessionView,
    /// Whether it tells.
    pub telling: TellingView,
    /// The others, the last seen first.
    pub others: Vec<SessionView>,
    /// Where the buttons go; they post `end`: a session's id, or [`SessionsView::OTHERS`], or
    /// `quiet`: a session's id.
    pub form: FormTarget,
}

/// A browser that is signed in.
#[derive(Clone, Debug, Default)]
pub struct SessionView {
    /// Posted as `end`.
    pub id: String,
    /// "Safari on iPhone".
    pub browser: String,
    /// "Monday 3 November, 09:12".
    pub begun: String,
    /// "today 14:05".
    pub seen: String,
    /// Whether it tells its person what comes in.
    pub told: bool,
}

impl SessionsView {
    /// The value of `end` that ends all but this one.
    pub const OTHERS: &str = "others";
}

/// The whole page.
pub fn sessions_page(view: &SessionsView) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s5 #main {
            h1 { "Where you are signed in" }
            @if let Some(done) = &view.done {
                div.note.note-calm role="status" tabindex="-1" autofocus { (icon::TICK) p dir="auto" { (done) } }
            }
            section.card.stack.s3 aria-labelledby="h-this" {
                h2.h-s #h-this { "This browser" }
                (session(&view.this, &html! {}))
            }
            (view.telling.markup(&view.form))
            section.card.stack.s4 aria-labelledby="h-others" {
                h2.h-s #h-others { "Elsewhere" }
                @if view.others.is_empty() {
                    p { "You are signed in nowhere else." }
                } @else {
                    (others(view))
                }
            }
            p.small.quiet { "A browser that is not used for 30 days is signed out by itself. If you do not know one of these, end it, and nobody can act there in your name." }
        }
    };
    view.frame.document("Where you are signed in", Place::Sessions, &body)
}

fn others(view: &SessionsView) -> Markup {
    html! {
        form.stack.s4 method="post" action=(view.form.action) {
            (hidden("token", &view.form.token))
            ul.sessions {
                @for other in &view.others {
                    li {
                        (session(other, &html! {
                            button.btn.btn-line.btn-s name="end" value=(other.id) {
                                "End" span.sr { " the session of " bdi { (other.browser) } }
                            }
                        }))
                        @if other.told { (quiet(other)) }
                    }
                }
            }
            @if view.others.len() > 1 {
                button.btn.btn-line.btn-wide name="end" value=(SessionsView::OTHERS) { "End all others" }
            }
        }
    }
}

fn quiet(other: &SessionView) -> Markup {
    html! {
        div.session {
            p.small { "It tells you beside the mail." }
            button.btn.btn-bare.btn-s name="quiet" value=(other.id) {
                "Stop" span.sr { " telling me in " bdi { (other.browser) } }
            }
        }
    }
}

fn session(session: &SessionView, end: &Markup) -> Markup {
    html! {
        div.session {
            p.strong { bdi { (session.browser) } }
            p.small.quiet { "Last seen " (session.seen) ". Signed in " (session.begun) "." }
            (end)
        }
    }
}
