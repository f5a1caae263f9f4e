//! The page behind a mail's button: it shows, and only its own button acts.
//!
//! Link scanners follow every link of a mail, so opening this page changes nothing.

use maud::{Markup, html};

use super::answering::Answering;
use super::business::{Business, FormTarget, Link, LinkTrouble, safe_url};
use super::field::hidden;
use super::icon;
use super::shell::{Shell, words};

/// A case as the one who answers sees it from a mail; every time is in the owner's zone.
#[derive(Clone, Debug)]
pub struct ActView {
    /// Whose case it is.
    pub business: Business,
    /// First name of the one the mail went to.
    pub you: String,
    /// `HB-7K3Q-X2MD`.
    pub reference: String,
    /// Who wrote.
    pub customer: CustomerView,
    /// "today 13:10".
    pub wrote: String,
    /// Their words, if any.
    pub message: Option<String>,
    /// "What would put this right?"
    pub wish: Option<String>,
    /// Where it stands.
    pub state: ActState,
    /// How it is answered.
    pub answering: Answering,
}

/// Who wrote.
#[derive(Clone, Debug, Default)]
pub struct CustomerView {
    /// First name; empty where praise came without.
    pub name: String,
    /// Whether an address is known, so that they hear of it by mail.
    pub mailed: bool,
    /// "Call Joan", `tel:`.
    pub call: Option<Link>,
    /// "Answer now", `mailto:`.
    pub answer: Option<Link>,
}

/// A time the answer may be promised for.
#[derive(Clone, Debug)]
pub struct TimeChoice {
    /// Posted as `by`.
    pub value: String,
    /// "15:00 today".
    pub label: String,
    /// What the customer hears: "Ana has read your message and answers by today 15:00."
    pub says: String,
    /// The one whose button was tapped.
    pub chosen: bool,
}

/// Where it stands.
#[derive(Clone, Debug)]
pub enum ActState {
    /// Asks which time the customer is told.
    ConfirmTime {
        /// At most four.
        times: Vec<TimeChoice>,
        /// Where to.
        form: FormTarget,
        /// It was tried, and nothing was recorded (503).
        not_recorded: bool,
    },
    /// Asks whether the case is answered.
    ConfirmAnswered {
        /// Where to.
        form: FormTarget,
        /// It was tried, and nothing was recorded (503).
        not_recorded: bool,
    },
    /// The customer was told a time.
    Told {
        /// First name of the one who did; `None` is "you".
        by: Option<String>,
        /// "today 15:00".
        answer_due: String,
        /// "today 13:31", when this is not the tap that did it.
        before: Option<String>,
        /// Leads to "I have answered".
        answered_url: Option<String>,
        /// Leads to moving the time, or promising something by a day.
        tend_url: Option<String>,
    },
    /// The case is answered.
    Answered {
        /// First name of the one who did; `None` is "you".
        by: Option<String>,
        /// "today 14:41", when this is not the tap that did it.
        before: Option<String>,
        /// Leads to promising something by a day.
        tend_url: Option<String>,
    },
    /// Somebody closed it before anybody gave a time.
    Closed {
        /// The case at the desk.
        desk_url: String,
    },
}

/// The whole page.
pub fn act_page(view: &ActView) -> Markup {
    let title = view.title();
    let (tag, body) = match &view.state {
        ActState::ConfirmTime { times, form, not_recorded } => {
            ("Nothing is sent yet", confirm_time(view, times, form, *not_recorded))
        }
        ActState::ConfirmAnswered { form, not_recorded } => {
            ("Nothing is recorded yet", confirm_answered(view, form, *not_recorded))
        }
        ActState::Told { before, answered_url, tend_url, .. } => {
            let next = [answered_url, tend_url].map(Option::as_deref);
            ("Done", told(view, before.as_deref(), next))
        }
        ActState::Answered { before, tend_url, .. } => {
            ("Done", answered(before.as_deref(), tend_url.as_deref()))
        }
        ActState::Closed { desk_url } => ("Nothing is sent", closed(desk_url)),
    };
    let page = html! {
        main.page.page-slim.stack.s5 {
            p.row.small.quiet { span.tag { (tag) } span { (view.reference) } }
            h1.answer { (title.headline) }
            (body)
            (their_words(view))
            (ways(&view.customer))
        }
        footer.foot {
            p {
                "You are " bdi { (view.you) } " here. This page came with your mail: please do not pass it on."
            }
        }
    };
    let title = format!("{} · {}", title.plain, view.reference);
    Shell { title: &title, business: Some(&view.business), private: true }.document(page)
}

/// A mail's button that does not open: nothing happened, and what to do instead.
pub fn act_link_page(business: Option<&Business>, trouble: LinkTrouble) -> Markup {
    let (title, sentence) = match trouble {
        LinkTrouble::Expired => (
            "This button is no longer good",
            "It was good for some time only. The newest mail about the case has fresh ones, or simply reply to the mail: the customer gets your words.",
        ),
        LinkTrouble::Altered | LinkTrouble::NotOpenedHere | LinkTrouble::Joined => (
            "This button does not open a case",
            "A letter of its address may have been lost on the way. Please open it again from the mail, or simply reply to the mail: the customer gets your words.",
        ),
    };
    let body = html! {
        main.page.page-slim.stack.s5 {
            p.row.small.quiet { span.tag { "Nothing was sent" } }
            h1.answer { (title) "." }
            p.lead { (sentence) }
            @if let Some(business) = business {
                p.small.quiet { "Hearback for " bdi { (business.name) } }
            }
        }
    };
    Shell { title, business, private: true }.document(body)
}

/// A headline twice: with names kept apart, and as plain text.
struct Title {
    headline: Markup,
    plain: String,
}

impl ActView {
    fn title(&self) -> Title {
        let customer = self.customer();
        let name = html! { bdi { (customer) } };
        let done = self.answering.done();
        // Praise without an address is read; nobody is answered.
        let whom = (self.answering != Answering::Read).then_some(customer);
        let to = whom.map(|whom| format!(" {whom}")).unwrap_or_default();
        let named = html! { @if let Some(whom) = whom { " " bdi { (whom) } } };
        let you_did = |by: &Option<String>| by.clone().unwrap_or_else(|| "You".to_owned());
        match &self.state {
            ActState::ConfirmTime { .. } => Title {
                headline: html! { "Tell " (name) " that you have read this?" },
                plain: format!("Tell {customer} when you answer"),
            },
            ActState::ConfirmAnswered { .. } if self.answering == Answering::Read => Title {
                headline: html! { "Have you read this?" },
                plain: "Have you read this?".to_owned(),
            },
            ActState::ConfirmAnswered { .. } => Title {
                headline: html! { "Have you " (done) " " (name) "?" },
                plain: format!("Have you {done} {customer}?"),
            },
            ActState::Told { by, answer_due, before: Some(_), .. } => Title {
                headline: html! {
                    bdi { (you_did(by)) } " told " (name) ": by " (answer_due) "."
                },
                plain: format!("{} told {customer}: by {answer_due}", you_did(by)),
            },
            ActState::Told { answer_due, before: None, .. } => Title {
                headline: html! {
                    @if self.customer.mailed { (name) " hears now: " }
                    @else { "It is promised: " }
                    (self.answering.you_do())
                    " by " (answer_due) "."
                },
                plain: format!("{customer}: by {answer_due}"),
            },
            ActState::Answered { by: Some(by), before: Some(_), .. } => Title {
                headline: html! { bdi { (by) } " has " (done) (named) "." },
                plain: format!("{by} has {done}{to}"),
            },
            ActState::Answered { by: None, before: Some(_), .. } => Title {
                headline: html! { "You have " (done) (named) "." },
                plain: format!("You have {done}{to}"),
            },
            ActState::Answered { before: None, .. } => Title {
                headline: html! { "Noted: you have " (done) (named) "." },
                plain: format!("You have {done}{to}"),
            },
            ActState::Closed { .. } => Title {
                headline: html! { "This case is closed." },
                plain: "This case is closed".to_owned(),
            },
        }
    }

    fn customer(&self) -> &str {
        match self.customer.name.as_str() {
            "" => "the customer",
            name => name,
        }
    }
}

fn confirm_time(view: &ActView, times: &[TimeChoice], form: &FormTarget, failed: bool) -> Markup {
    html! {
        @if failed { (not_recorded()) }
        form.card.stack.s5 method="post" action=(form.action) {
            (hidden("token", &form.token))
            fieldset.field {
                legend.legend { (view.answering.i_do()) }
                div.choices.choices-list {
                    @for time in times {
                        label.choice {
                            input type="radio" name="by" value=(time.value) required checked[time.chosen];
                            span { (time.label) }
                        }
                    }
                }
            }
            div.note.note-calm.says-note[view.customer.mailed] {
                (icon::TICK)
                @if view.customer.mailed {
                    p { "Then " bdi { (view.customer()) } " gets this by mail:" }
                    div.says {
                        @for time in times { p.strong { (time.says) } }
                    }
                } @else {
                    p { bdi { (view.customer()) } " left no mail address. The time stands on their page of the case." }
                }
            }
            button.btn.btn-main.btn-wide { span { "Yes, tell " bdi { (view.customer()) } } }
        }
    }
}

fn confirm_answered(view: &ActView, form: &FormTarget, failed: bool) -> Markup {
    html! {
        @if failed { (not_recorded()) }
        form.card.stack.s5 method="post" action=(form.action) {
            (hidden("token", &form.token))
            p { (view.answering.means()) "It closes the promise and stands on " bdi { (view.customer()) } "’s page of the case." }
            button.btn.btn-main.btn-wide { (view.answering.yes()) }
        }
    }
}

fn told(
    view: &ActView,
    before: Option<&str>,
    [answered_url, tend_url]: [Option<&str>; 2],
) -> Markup {
    html! {
        @if let Some(at) = before {
            p.lead { "That was " (at) ". " bdi { (view.customer()) } " was told once; nothing more was sent." }
        } @else if view.customer.mailed {
            p.lead { "The mail is on its way." }
        } @else {
            p.lead { "No mail can tell " bdi { (view.customer()) } ", who left no address. It stands on their page of the case." }
        }
        p.pair {
            @if let Some(url) = answered_url.and_then(safe_url) {
                a.btn.btn-line href=(url) { (icon::TICK) (view.answering.i_have()) }
            }
            @if let Some(url) = tend_url.and_then(safe_url) {
                a.btn.btn-line href=(url) { (icon::CLOCK) "Move the time" }
            }
        }
    }
}

fn closed(desk_url: &str) -> Markup {
    html! {
        p.lead { "Nobody is told a time for it. If something is left to do, please open it again at your desk first." }
        @if let Some(url) = safe_url(desk_url) {
            p.pair { a.btn.btn-line href=(url) { "Open it at the desk" } }
        }
    }
}

fn answered(before: Option<&str>, tend_url: Option<&str>) -> Markup {
    html! {
        p.lead {
            @match before {
                Some(at) => { "That was " (at) ". Nothing was recorded now." }
                None => "It stands on their page of the case. Thank you.",
            }
        }
        @if let Some(url) = tend_url.and_then(safe_url) {
            p { a.btn.btn-line href=(url) { (icon::CLOCK) "Promise something by a day" } }
        }
    }
}

/// It was tried, and nothing was recorded (503).
pub(super) fn not_recorded() -> Markup {
    html! {
        div.note.note-late role="alert" tabindex="-1" autofocus {
            (icon::ALERT)
            p { b.strong { "Nothing was recorded and nothing was sent." } " It could not be stored just now. Please try again in a moment." }
        }
    }
}

fn their_words(view: &ActView) -> Markup {
    html! {
        section.stack.s5.apart aria-labelledby="h-wrote" {
            div.stack.s3 {
                h2.h-s #h-wrote {
                    @if view.customer.name.is_empty() { "The customer" }
                    @else { bdi { (view.customer.name) } }
                    " wrote, " (view.wrote)
                }
                @match &view.message {
                    Some(message) => (words(message)),
                    None => p.quiet { "No words, only the wish to be called back." },
                }
            }
            @if let Some(wish) = &view.wish {
                div.stack.s3 {
                    h3.h-s { "What would put this right?" }
                    (words(wish))
                }
            }
        }
    }
}

/// Writing to the customer, ringing them.
pub(super) fn ways(customer: &CustomerView) -> Markup {
    let link = |link: &Option<Link>, icon| {
        html! {
            @if let Some(link) = link {
                a.btn.btn-line href=[safe_url(&link.url)] { (icon) bdi { (link.label) } }
            }
        }
    };
    html! {
        p.pair {
            (link(&customer.answer, icon::WRITE))
            (link(&customer.call, icon::PHONE))
        }
    }
}
