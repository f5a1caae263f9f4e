//! The page to tend a case: every promise that is open, a new time for it, something promised by
//! a day.
//!
//! Each form of the page posts by itself, and what it names is the promise it was shown for.

use maud::{Markup, html};

use super::act::{CustomerView, not_recorded, ways};
use super::answering::Answering;
use super::business::{Business, FormTarget, safe_url};
use super::field::hidden;
use super::given_form::{GivenForm, Mistake, mend};
use super::icon;
use super::shell::{Shell, words};

/// A case as the one who tends it sees it; every time is in the owner's zone.
#[derive(Clone, Debug)]
pub struct TendView {
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
    /// What comes next.
    pub now: TendNow,
    /// What came of the last press.
    pub notice: TendNotice,
    /// What is open, the answer first.
    pub open: Vec<OpenPromise>,
    /// Something new by a day; none when there are too many.
    pub commit: Option<GivenForm>,
    /// Where every form goes.
    pub form: FormTarget,
    /// Leads to "I have answered", while nobody has.
    pub answered_url: Option<String>,
    /// How it is answered.
    pub answering: Answering,
}

/// What comes next: the page's headline.
#[derive(Clone, Debug)]
pub enum TendNow {
    /// Nothing is open.
    Nothing,
    /// The customer waits.
    Waits {
        /// "your answer", "a call".
        what: &'static str,
        /// "today 15:00".
        due: String,
        /// Whether that has passed.
        late: bool,
    },
    /// Something was promised by a day.
    Promised {
        /// "Thursday 10:00".
        due: String,
        /// Whether that has passed.
        late: bool,
    },
}

/// What came of the last press.
#[derive(Clone, Debug)]
pub enum TendNotice {
    /// There was none.
    Quiet,
    /// It is recorded.
    Done {
        /// "The new time is today 17:00."
        says: String,
        /// Whether the customer gets a mail of it.
        mailed: bool,
    },
    /// It could not be taken as it was.
    Mend(Vec<Mistake>),
    /// Somebody else, or another window, was first.
    Overtaken {
        /// Words that have no form any more.
        typed: Option<String>,
    },
    /// It was tried, and nothing was recorded (503).
    NotRecorded,
}

/// A promise that is open.
#[derive(Clone, Debug)]
pub struct OpenPromise {
    /// "By today 15:00".
    pub due: String,
    /// "Ana answers."
    pub what: String,
    /// "1 h 20 min of opening time left".
    pub left: String,
    /// Whether its time has passed.
    pub late: bool,
    /// What can be done.
    pub deed: OpenDeed,
}

/// What can be done with an open promise.
#[derive(Clone, Debug)]
pub enum OpenDeed {
    /// Nobody has read it: leads to "I answer by …".
    Acknowledge {
        /// The page.
        url: String,
    },
    /// A new time for the answer.
    Move(GivenForm),
    /// "It is done", or a new time.
    KeepOrMove {
        /// The deed of "It is done".
        keep: String,
        /// The new time.
        form: GivenForm,
    },
}

/// The whole page.
pub fn tend_page(view: &TendView) -> Markup {
    let (headline, plain) = view.headline();
    let title = format!("{plain} · {}", view.reference);
    let body = html! {
        main.page.page-slim.stack.s5 {
            p.row.small.quiet { span.tag { "Your promises" } span { (view.reference) } }
            (view.notice_part())
            h1.answer { (headline) }
            (view.pinned_words())
            @for (at, promise) in view.open.iter().enumerate() { (view.promise(at, promise)) }
            (view.commit())
            @if let Some(url) = view.answered_url.as_deref().and_then(safe_url) {
                p { a.btn.btn-line.btn-wide href=(url) { (icon::TICK) (view.answering.i_have()) } }
            }
            (ways(&view.customer))
        }
        footer.foot {
            p {
                "You are " bdi { (view.you) } " here. This page came with your mail: please do not pass it on."
            }
        }
    };
    Shell { title: &title, business: Some(&view.business), private: true }.document(body)
}

impl TendView {
    fn customer(&self) -> &str {
        match self.customer.name.as_str() {
            "" => "the customer",
            name => name,
        }
    }

    /// Twice: with the name kept apart, and as plain text.
    fn headline(&self) -> (Markup, String) {
        let customer = self.customer();
        let (before, after) = match &self.now {
            TendNow::Nothing => ("Nothing is open with ".to_owned(), ".".to_owned()),
            TendNow::Waits { what, due, late: false } => {
                (String::new(), format!(" expects {what} by {due}."))
            }
            TendNow::Waits { what, due, late: true } => {
                (String::new(), format!(" expected {what} by {due}. It is late."))
            }
            TendNow::Promised { due, late: false } => {
                ("You promised ".to_owned(), format!(" something by {due}."))
            }
            TendNow::Promised { due, late: true } => {
                ("You promised ".to_owned(), format!(" something by {due}. It is late."))
            }
        };
        let plain = format!("{before}{customer}{after}");
        let named = html! { bdi { (customer) } };
        let headline = if before.is_empty() && self.customer.name.is_empty() {
            html! { "The customer" (after) }
        } else {
            html! { (before) (named) (after) }
        };
        (headline, plain)
    }

    fn notice_part(&self) -> Markup {
        match &self.notice {
            TendNotice::Quiet => html! {},
            TendNotice::NotRecorded => not_recorded(),
            TendNotice::Mend(mistakes) => mend(mistakes),
            TendNotice::Done { says, mailed } => html! {
                div.note.note-calm role="status" tabindex="-1" autofocus {
                    (icon::TICK)
                    p { b.strong dir="auto" { (says) } " " (self.heard(*mailed)) }
                }
            },
            TendNotice::Overtaken { typed } => html! {
                div.note.note-late role="alert" tabindex="-1" autofocus {
                    (icon::ALERT)
                    p {
                        b.strong { "Nothing was recorded now." }
                        " Somebody was quicker, perhaps you in another window. This page shows what is true now"
                        @if typed.is_none() { "; your words are still in the form" }
                        "."
                    }
                    @if let Some(typed) = typed { p { "You wrote:" } (words(typed)) }
                }
            },
        }
    }

    fn heard(&self, mailed: bool) -> Markup {
        html! {
            @if mailed { "The mail to " bdi { (self.customer()) } " is on its way." }
            @else { "It stands on the customer’s page of the case." }
        }
    }

    /// The customer's words stay in sight while the answer to them is given.
    fn pinned_words(&self) -> Markup {
        html! {
            section.pinned tabindex="0" aria-labelledby="h-wrote" {
                h2.h-s #h-wrote { bdi { (self.customer()) } " wrote, " (self.wrote) }
                @match &self.message {
                    Some(message) => (words(message)),
                    None => p.quiet { "No words, only the wish to be called back." },
                }
                @if let Some(wish) = &self.wish {
                    h3.h-s { "What would put this right?" }
                    (words(wish))
                }
            }
        }
    }

    fn promise(&self, at: usize, promise: &OpenPromise) -> Markup {
        let heading = format!("h-promise-{at}");
        html! {
            section.card.stack.s5 aria-labelledby=(heading) {
                div.promise {
                    (if promise.late { icon::DIAL_MISSED } else { icon::DIAL_OPEN })
                    h2.h-n.strong id=(heading) { (promise.due) }
                    p dir="auto" { (promise.what) }
                    p.small.quiet { (promise.left) }
                }
                @match &promise.deed {
                    OpenDeed::Acknowledge { url } => a.btn.btn-main.btn-wide href=[safe_url(url)] {
                        "Say when you answer"
                    },
                    OpenDeed::Move(form) => (self.move_form(form)),
                    OpenDeed::KeepOrMove { keep, form } => {
                        form method="post" action=(self.form.action) {
                            (hidden("token", &self.form.token)) (hidden("deed", keep))
                            button.btn.btn-main.btn-wide { "It is done" }
                        }
                        details.more open[!form.mistakes.is_empty() || !form.given.is_empty()] {
                            summary.btn.btn-line.btn-wide { "It needs longer" }
                            (self.move_form(form))
                        }
                    }
                }
            }
        }
    }

    fn move_form(&self, form: &GivenForm) -> Markup {
        let reason = form.words("Why it needs longer", "The customer reads this");
        let button = html! { "Tell " bdi { (self.customer()) } " the new time" };
        self.given_form(form, &html! { (form.times()) (reason) }, &button)
    }

    fn commit(&self) -> Markup {
        let Some(form) = &self.commit else { return html! {} };
        let what = form.words("What you promise", "The customer reads this");
        let button = html! { "Promise it to " bdi { (self.customer()) } };
        html! {
            details.more open[!form.mistakes.is_empty() || !form.given.is_empty()] {
                summary.btn.btn-line.btn-wide { "Promise something by a day" }
                div.card.stack.s5 {
                    p { "A visit, a refund, a delivery: you are reminded the day before and on the day." }
                    (self.given_form(form, &html! { (what) (form.times()) }, &button))
                }
            }
        }
    }

    fn given_form(&self, form: &GivenForm, fields: &Markup, button: &Markup) -> Markup {
        html! {
            form.stack.s5 method="post" action=(self.form.action) novalidate {
                (hidden("token", &self.form.token))
                (hidden("deed", &form.deed))
                @if !form.given.sure.is_empty() {
                    (hidden(&form.field("sure"), &form.given.sure))
                }
                (fields)
                button.btn.btn-main.btn-wide { span { (button) } }
            }
        }
    }
}
