//! Signing in: an address, then the code or the link of the mail that went there.
//!
//! What is shown after an address was given is the same whether it belongs to the team or not.

use maud::{Markup, html};

use super::super::business::{Business, FormTarget, safe_url};
use super::super::field::{Line, error, error_id, hidden, id};
use super::super::icon;
use super::super::shell::words;
use super::frame::outside;

/// The page to sign in, in one of its steps.
#[derive(Clone, Debug)]
pub struct SignInView {
    /// Whose desk it is.
    pub business: Business,
    /// Where the person is.
    pub state: SignInState,
    /// Whether there is no site yet, and the owner of the service is meant.
    pub first_run: bool,
}

/// A step of signing in.
#[derive(Clone, Debug)]
pub enum SignInState {
    /// Asks for the address; posts `email`.
    Address {
        /// Where to.
        form: FormTarget,
        /// What was entered.
        email: String,
        /// What to mend.
        error: Option<String>,
        /// Why the person stands here again.
        notice: SignInNotice,
    },
    /// Asks for the code; posts `code`.
    Code {
        /// Where to.
        form: FormTarget,
        /// The address that was given.
        email: String,
        /// "10 minutes".
        good_for: String,
        /// What was entered.
        code: String,
        /// "This is not the code of the newest mail. You have 3 more tries, and the link in the mail."
        error: Option<String>,
        /// Leads back to the address.
        again_url: String,
    },
    /// Behind the mailed link: a button signs in. The form holds what else is posted.
    Link {
        /// Where to.
        form: FormTarget,
        /// First name, if it may be said.
        you: String,
    },
    /// Behind the mailed link, in a browser that did not ask: the code, to enter in the one that did.
    OtherBrowser {
        /// "481 502", if it may be shown.
        code: Option<String>,
        /// Leads to the address, to begin in this browser.
        again_url: String,
    },
    /// The code or the link is no longer good, or was used.
    Expired {
        /// Leads back to the address.
        again_url: String,
    },
}

/// Why somebody stands at the first step again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignInNotice {
    /// There is nothing to say.
    #[default]
    None,
    /// They signed out.
    SignedOut,
    /// Their session ended: unused for 30 days, or ended from elsewhere.
    Ended,
    /// It ended while they wrote this, which went nowhere.
    Unsent(String),
}

/// The whole page.
pub fn sign_in_page(view: &SignInView) -> Markup {
    let title = match view.state {
        SignInState::Address { .. } if view.first_run => "Set up a website",
        _ => view.state.title(),
    };
    let body = html! {
        p.desk-of { bdi { (view.business.name) } }
        (view.state.notice())
        h1.answer { (title) }
        (view.state.body(view.first_run))
        @if view.first_run { (help_owner()) } @else { (help(&view.business)) }
    };
    outside(Some(&view.business).filter(|_| !view.first_run), title, &body)
}

/// Whoever comes back finds their words, also where the browser does not keep a page.
fn unsent(typed: &str) -> Markup {
    html! {
        div.note.note-late role="alert" tabindex="-1" autofocus {
            (icon::ALERT)
            p { b.strong { "Your session has ended, and this was not sent." } }
            p { "Copy it, sign in, and send it then:" }
            (words(typed))
        }
    }
}

impl SignInState {
    const fn title(&self) -> &'static str {
        match self {
            Self::Address { .. } => "Sign in to your desk",
            Self::Code { .. } => "Enter the code from your mail",
            Self::Link { .. } => "Sign in here?",
            Self::OtherBrowser { .. } => "This is not the browser that asked",
            Self::Expired { .. } => "This code is no longer good",
        }
    }

    fn notice(&self) -> Markup {
        let says = match self {
            Self::Address { notice: SignInNotice::SignedOut, .. } => "You are signed out.",
            Self::Address { notice: SignInNotice::Ended, .. } => {
                "Your session has ended. Nothing you sent before is lost."
            }
            Self::Address { notice: SignInNotice::Unsent(typed), .. } => return unsent(typed),
            _ => return html! {},
        };
        html! {
            div.note.note-plain role="status" tabindex="-1" autofocus { (icon::LOCK) p { (says) } }
        }
    }

    fn body(&self, first_run: bool) -> Markup {
        match self {
            Self::Address { form, email, error, .. } => {
                address(form, email, error.as_deref(), first_run)
            }
            Self::Code { form, email, good_for, code, error, again_url } => html! {
                p.lead {
                    "If " b.strong { bdi { (email) } }
                    @if first_run { " is the owner’s address" } @else { " belongs to the team" }
                    ", a mail with a code is on its way. It is good for "
                    (good_for) ", in this browser."
                }
                (enter_code(form, code, error.as_deref()))
                p.small.quiet { "Nothing there after a minute? Look into the spam folder, and whether the address is right." }
                (again(again_url, "Use another address, or get a new code", "btn-line"))
            },
            Self::Link { form, you } => html! {
                p.lead {
                    @if you.is_empty() { "The link in your mail is good." }
                    @else { "Hello " bdi { (you) } ", the link in your mail is good." }
                    " One tap, and this browser stays signed in until 30 days pass without a visit."
                }
                form method="post" action=(form.action) {
                    (hidden("token", &form.token))
                    button.btn.btn-main.btn-wide { "Sign in" }
                }
            },
            Self::OtherBrowser { code, again_url } => html! {
                p.lead { "Mail apps often open links in a browser of their own. Please go back to the page where you gave your address, and enter the code there." }
                @if let Some(code) = code {
                    p.refbox { span { "Your code" } span.ref.ref-big { (code) } }
                }
                p.small.quiet { "Did somebody else send you this link? Then close this page: signing in would let them in." }
                (again(again_url, "Begin in this browser instead", "btn-line"))
            },
            Self::Expired { again_url } => html! {
                p.lead { "A code and its link are good for 10 minutes and one time. A new one is sent in a moment." }
                (again(again_url, "Get a new code", "btn-main"))
            },
        }
    }
}

fn address(form: &FormTarget, email: &str, error: Option<&str>, first_run: bool) -> Markup {
    let line = Line {
        name: "email",
        label: "Your e-mail address",
        offers: &[],
        aside: "",
        kind: "email",
        autocomplete: "username",
        value: email,
        error,
    };
    html! {
        p.lead {
            @if first_run { "Please give the address that stands as " code { "OWNER_EMAIL" } " in the configuration of this service. " }
            "We send you a code and a link. There is no password to remember."
        }
        form.card.stack.s5 method="post" action=(form.action) novalidate {
            (hidden("token", &form.token))
            (line.markup())
            button.btn.btn-main.btn-wide { "Send me the code" }
        }
    }
}

fn enter_code(form: &FormTarget, code: &str, mistake: Option<&str>) -> Markup {
    const NAME: &str = "code";
    html! {
        form.card.stack.s5 method="post" action=(form.action) novalidate {
            (hidden("token", &form.token))
            div.field.field-bad[mistake.is_some()] {
                label for=(id(NAME)) { "Six-digit code" }
                input.input.code-in id=(id(NAME)) name=(NAME) type="text" inputmode="numeric"
                    autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="9" value=(code) autofocus
                    aria-invalid=[mistake.map(|_| "true")]
                    aria-describedby=[mistake.map(|_| error_id(NAME))];
                (error(NAME, mistake))
            }
            button.btn.btn-main.btn-wide { "Sign in" }
        }
    }
}

fn again(url: &str, label: &str, class: &str) -> Markup {
    html! { p { a.btn.btn-wide.(class) href=[safe_url(url)] { (label) } } }
}

/// No dead end: who is not the owner finds the desk, or how a tag gets into a website.
fn help_owner() -> Markup {
    html! {
        p.small.quiet.apart {
            "Only whoever runs this service sets up websites here. You answer messages for one? "
            a.tap href="/desk" { "Find your desk" } " You only put the line in? "
            a.tap href="/install" { "How it is done" }
        }
    }
}

/// No dead end: who is no teammate finds the business itself.
fn help(business: &Business) -> Markup {
    html! {
        p.small.quiet.apart {
            "This is where the team of " bdi { (business.name) } " answers. You want to write to them? "
            a.tap href=(business.card_path()) { "Their business card" }
        }
    }
}
