//! The customer's page of a case: what is true now, what was promised, what happened so far.

use maud::{Markup, html};

use super::business::{Business, LinkTrouble, safe_url};
use super::case_now::CaseNow;
use super::field::{Area, hidden};
use super::icon::{self, Icon};
use super::shell::{Shell, bar, call_inline, face, footer, notes, words};
use hearback_domain::wording::Note;

/// A case as its customer sees it; every time is in the customer's zone.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// Who was written to.
    pub business: Business,
    /// `HB-7K3Q-X2MD`.
    pub reference: String,
    /// What is true now.
    pub now: CaseNow,
    /// What everybody should know.
    pub notes: Vec<Note>,
    /// Present right after sending.
    pub receipt: Option<ReceiptView>,
    /// Open ones first, by due time.
    pub promises: Vec<PromiseView>,
    /// Oldest first; the customer's words stand in their step.
    pub steps: Vec<StepView>,
    /// "Your name, your e-mail and what you wrote here, until 17 November 2027."
    pub kept: String,
    /// Leads to the page that says "this was not me", where an address was given.
    pub not_me_url: Option<String>,
    /// Writing once more.
    pub again: Option<AgainForm>,
}

/// The form to write once more; posts `form` and `message`.
#[derive(Clone, Debug, Default)]
pub struct AgainForm {
    /// A path on this host.
    pub action: String,
    /// The form's own id, by which a repeat is known.
    pub form: String,
    /// What was entered.
    pub message: String,
    /// What to mend, or why nothing was sent.
    pub error: Option<String>,
    /// It was sent the moment before.
    pub sent: bool,
    /// "Ana answers by today 16:40.", or "Ana is told."
    pub promise: Option<String>,
}

/// The first minute after sending.
#[derive(Clone, Debug, Default)]
pub struct ReceiptView {
    /// Whether a receipt mail goes out, or may.
    pub mailed: bool,
    /// The private link with host, to be kept.
    pub case_url: String,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseState {
    /// Its time has not come.
    Open,
    /// In time.
    Kept,
    /// A later time was named before the first one passed.
    Moved,
    /// Its time passed.
    Missed,
}

/// A promise.
#[derive(Clone, Debug)]
pub struct PromiseView {
    /// "by today 15:40".
    pub due: String,
    /// "Ana reads your message."
    pub what: String,
    /// How it stands.
    pub state: PromiseState,
    /// "Kept, it came at 14:41."
    pub outcome: Option<String>,
}

/// What a step in the line of a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Somebody did it.
    Done,
    /// A machine did it.
    Machine,
    /// It is to come.
    ToCome,
    /// Its time passed.
    Late,
}

/// A step in the line of a case.
#[derive(Clone, Debug)]
pub struct StepView {
    /// "You wrote to us".
    pub what: String,
    /// "today 13:10".
    pub when: String,
    /// What it is.
    pub kind: StepKind,
    /// What somebody of the business said then, in their words.
    pub said: Option<String>,
    /// What the customer wrote then; "What would put this right?" is the second, where given.
    pub words: Option<(String, Option<String>)>,
}

/// The whole page.
pub fn case_page(view: &CaseView) -> Markup {
    let business = &view.business;
    let title = format!("{} · {} · {}", view.now.title(), view.reference, business.name);
    let body = html! {
        (bar(business))
        main.page.stack.s7 {
            div.stack.s4 {
                @match &view.receipt {
                    Some(_) => (thanks(business)),
                    None => p.quiet { "Your case " span.nowrap { (view.reference) } },
                }
                h1.headline { (view.now.headline()) }
                (view.now.goes_on())
                (notes(&view.notes))
            }
            @if let Some(receipt) = &view.receipt { (receipt_part(view, receipt)) }
            (promises(view))
            (steps(view))
            @if let Some(form) = &view.again { (again(business, form)) }
            (reach(business))
            (kept(view))
        }
        (footer())
    };
    Shell { title: &title, business: Some(business), private: true }.document(body)
}

/// A case page that does not open: nothing of a case, and how to get there.
///
/// `typed` is what somebody wrote here and cannot send.
pub fn case_locked_page(
    business: Option<&Business>,
    trouble: LinkTrouble,
    typed: Option<&str>,
) -> Markup {
    let (title, why) = match trouble {
        LinkTrouble::NotOpenedHere => (
            "Please open your case by its private link",
            "This page opens only with the private link of your case. It is in the mail we sent you, and on the page you saw after sending.",
        ),
        LinkTrouble::Altered => (
            "This link does not open a case",
            "A letter of it may have been lost on the way. Please open it again from the mail we sent you, or copy the whole of it.",
        ),
        LinkTrouble::Expired => (
            "This link is no longer good",
            "It was good for some time only. The newest mail from us has a fresh one.",
        ),
        LinkTrouble::Joined => (
            "Please open your case from our mail",
            "It goes on together with another message. The link to it is in the mails we sent you.",
        ),
    };
    let body = html! {
        @if let Some(business) = business { (bar(business)) }
        main.page.stack.s5 {
            h1.headline { (title) "." }
            p.lead { (why) }
            @if let Some(typed) = typed {
                div.note.note-late role="alert" tabindex="-1" autofocus {
                    (icon::ALERT)
                    p { b.strong { "This was not sent. Copy it, open the link of our mail, and send it there:" } }
                    (words(typed))
                }
            }
            @match business {
                Some(business) => (locked_ways(business)),
                None => p { "Your reference, HB and eight letters or digits, helps the business to find you when you call." },
            }
        }
        (footer())
    };
    Shell { title, business, private: true }.document(body)
}

fn again(business: &Business, form: &AgainForm) -> Markup {
    const NAME: &str = "message";
    let error = form.error.as_deref();
    let label = "Your words";
    let field = Area { name: NAME, label, aside: "", rows: 4, value: &form.message, error };
    html! {
        section.stack.s4 aria-labelledby="h-again" {
            h2 #h-again { "Write to " bdi { (business.person) } }
            @if form.sent {
                div.note.note-calm role="status" tabindex="-1" autofocus {
                    (icon::TICK)
                    p {
                        b.strong { "Sent." } " It stands above. "
                        @if let Some(promise) = &form.promise { bdi { (promise) } }
                    }
                }
            }
            form.card.stack.s5 method="post" action=(form.action) novalidate {
                (hidden("form", &form.form))
                (field.markup())
                button.btn.btn-main.btn-wide { span { "Send to " bdi { (business.person) } } }
            }
        }
    }
}

fn thanks(business: &Business) -> Markup {
    html! {
        div.who {
            (face(&business.person, business.picture.as_deref(), "face-l", 64))
            p role="status" {
                b.strong { "Thank you." } br;
                span.quiet { "Your message is safely with us." }
            }
        }
    }
}

fn receipt_part(view: &CaseView, receipt: &ReceiptView) -> Markup {
    html! {
        section.stack.s3 aria-label="Your receipt" {
            p.refbox { span { "Your reference" } span.ref { (view.reference) } }
            p {
                @if receipt.mailed { "A receipt with your private link goes to the address you gave, unless one went there today. " }
                @else { "Please keep your private link, you gave no e-mail address that we could send it to. " }
                "It opens this page again:"
            }
            @if let Some(url) = safe_url(&receipt.case_url) { p { a.long href=(url) { (url) } } }
        }
    }
}

fn promises(view: &CaseView) -> Markup {
    html! {
        @if !view.promises.is_empty() {
            section.card aria-labelledby="h-promises" {
                h2.h-s #h-promises { "What we promised you" }
                @for promise in &view.promises {
                    div.promise {
                        (promise.state.dial())
                        p.strong { (promise.due) }
                        p { (promise.what) }
                        @if let Some(outcome) = &promise.outcome { p.quiet { (outcome) } }
                    }
                }
            }
        }
    }
}

impl PromiseState {
    const fn dial(self) -> Icon {
        match self {
            Self::Open => icon::DIAL_OPEN,
            Self::Kept => icon::DIAL_KEPT,
            Self::Moved => icon::DIAL_MOVED,
            Self::Missed => icon::DIAL_MISSED,
        }
    }
}

impl StepKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Machine => "machine",
            Self::ToCome => "due",
            Self::Late => "late",
        }
    }
}

fn steps(view: &CaseView) -> Markup {
    html! {
        section.stack.s4 aria-labelledby="h-steps" {
            h2 #h-steps { "What happened so far" }
            ol.facts {
                @for step in &view.steps {
                    li.(step.kind.class()) {
                        p.what { (step.what) }
                        p.when { (step.when) }
                        @if let Some(said) = &step.said { div.said { (words(said)) } }
                        @if let Some((message, wish)) = &step.words {
                            div.mine {
                                (words(message))
                                @if let Some(wish) = wish {
                                    p.small.quiet { "What would put this right?" }
                                    (words(wish))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn reach(business: &Business) -> Markup {
    html! {
        section.owner-box aria-labelledby="h-reach" {
            (face(&business.person, business.picture.as_deref(), "face-l", 64))
            div.stack.s2 {
                h2.h-n #h-reach { "If it cannot wait" }
                p {
                    @match call_inline(business) {
                        Some(call) => { "Please call " (call) " and give your reference." }
                        None => "Every way to reach us is on our business card.",
                    }
                }
                p { a.btn.btn-line.btn-s href=(business.card_path()) { "All ways to reach us" } }
            }
        }
    }
}

fn locked_ways(business: &Business) -> Markup {
    html! {
        @if let Some(call) = &business.call {
            p { "Or call us, your reference helps us to find you." }
            p.row.row-fill {
                a.btn.btn-main href=[safe_url(&call.url)] { (icon::PHONE) span { "Call " bdi { (call.label) } } }
                a.btn.btn-line href=(business.card_path()) { "All ways to reach us" }
            }
        } @else {
            p { a.btn.btn-main href=(business.card_path()) { "All ways to reach us" } }
        }
    }
}

fn kept(view: &CaseView) -> Markup {
    html! {
        section.stack.s2.small.quiet aria-labelledby="h-kept" {
            h2.h-s #h-kept { "What we keep about you" }
            p { (view.kept) " This page opens only with your private link." }
            @if let Some(url) = view.not_me_url.as_deref().and_then(safe_url) {
                p { "You did not write this? " a.tap href=(url) { "This was not me" } }
            }
        }
    }
}
