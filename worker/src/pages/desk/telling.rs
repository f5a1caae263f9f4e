//! Being told beside mail: this browser's screen, and the business's own server.

use maud::{Markup, html};

use super::super::business::FormTarget;
use super::super::field::hidden;
use super::super::icon;
use super::scripts::tell_script;

/// Whether this browser tells its person what comes in, and what it needs for that.
#[derive(Clone, Debug, Default)]
pub struct TellingView {
    /// It does.
    pub told: bool,
    /// The key by which push services know this deployment.
    pub key: String,
    /// What came of the last try: why it cannot be told.
    pub refused: Option<String>,
    /// This session's id, posted as `quiet`.
    pub session: String,
}

/// How the business's own server knows who calls.
#[derive(Clone, Debug)]
pub struct HookView {
    /// The secret of the signatures.
    pub secret: String,
}

impl TellingView {
    /// The part of the page; the form that begins it needs script and shows itself.
    pub(super) fn markup(&self, form: &FormTarget) -> Markup {
        html! {
            section.card.stack.s4 #tell aria-labelledby="h-tell" data-key=(self.key) {
                h2.h-s #h-tell { "Be told on this screen" }
                @if let Some(refused) = &self.refused {
                    div.note.note-late role="alert" { (icon::ALERT) p dir="auto" { (refused) } }
                }
                @if self.told { (self.stop(form)) } @else { (begin(form)) }
            }
        }
    }

    fn stop(&self, form: &FormTarget) -> Markup {
        html! {
            p { "This browser tells you when a customer writes, when a case is handed to you, and when something is due or late, also while the desk is closed." }
            form method="post" action=(form.action) {
                (hidden("token", &form.token))
                button.btn.btn-line.btn-wide name="quiet" value=(self.session) { "Stop telling me here" }
            }
        }
    }
}

fn begin(form: &FormTarget) -> Markup {
    html! {
        p { "Beside the mail, this browser can tell you when a customer writes, when a case is handed to you, and when something is due or late, also while the desk is closed. It shows the kind and the reference, and nothing of what was written." }
        form #tell-form method="post" action=(form.action) hidden {
            (hidden("token", &form.token))
            (hidden("endpoint", ""))
            (hidden("p256dh", ""))
            (hidden("auth", ""))
            button.btn.btn-main.btn-wide name="deed" value="listen" { "Tell me here" }
        }
        p.small.quiet data-says="script" { "This needs script, which does not run here. The mail comes all the same." }
        p.error role="alert" data-says="denied" hidden { (icon::ALERT) span { "This browser was told not to show messages of this page. Allow them in its settings, then press once more." } }
        p.small.quiet data-says="unable" hidden { "This browser cannot be told. On an iPhone or iPad, put the desk on the home screen first and open it from there." }
        p.error role="alert" data-says="failed" hidden { (icon::ALERT) span { "This browser reached no service that could tell it. The mail comes all the same; please try again later." } }
        (tell_script())
    }
}

impl HookView {
    /// What the person who keeps that server needs to know.
    pub(super) fn markup(&self) -> Markup {
        html! {
            section.card.stack.s3 aria-labelledby="h-hook" {
                h2.h-n #h-hook { "How your server knows that it is us" }
                p { "Each call is signed as " a href="https://www.standardwebhooks.com/" rel="noreferrer" { "Standard Webhooks" } " has it, with this secret:" }
                p.tag-line { (self.secret) }
                p.small.quiet { "A call is a POST of JSON: what happened, the reference, the kind, when something is due, and a link to the case. Nothing of what the customer wrote is in it. Any answer from 200 to 299 has taken it; 410 wants this one no more; after everything else we call again, for four days." }
            }
        }
    }
}
