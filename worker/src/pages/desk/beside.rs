//! What stands beside a case: its promises, each with a new time, and notes for the team.

use maud::{Markup, html};

use super::super::business::safe_url;
use super::super::case::{PromiseState, PromiseView};
use super::super::field::{Area, hidden};
use super::super::given_form::GivenForm;
use super::super::icon;
use super::super::tend::{OpenDeed, OpenPromise};
use super::case::DeskCaseView;
use super::deeds::{Deed, case_field};
use super::dial::Dial;

impl DeskCaseView {
    pub(super) fn promises(&self) -> Markup {
        let deeds = &self.deeds;
        html! {
            section.stack.s3 aria-labelledby="h-promises" {
                h2 #h-promises { "Promises" }
                @if deeds.open.is_empty() && deeds.ended.is_empty() {
                    p.quiet { "None was given." }
                }
                div {
                    @for promise in &deeds.open { (self.open_promise(promise)) }
                    @for promise in &deeds.ended { (ended(promise)) }
                }
                @if let Some(form) = &deeds.commit { (self.commit(form)) }
            }
        }
    }

    fn open_promise(&self, promise: &OpenPromise) -> Markup {
        let dial = if promise.late { Dial::Late } else { Dial::Later };
        html! {
            div.promise {
                (dial.markup())
                h3.h-n.strong { (promise.due) }
                p dir="auto" { (promise.what) }
                p.small.quiet { (promise.left) }
                @match &promise.deed {
                    OpenDeed::Acknowledge { url } => @if let Some(url) = safe_url(url) {
                        p { a.tap href=(url) { "Say when you answer" } }
                    },
                    OpenDeed::Move(form) => (self.move_form(form, "Move the time")),
                    OpenDeed::KeepOrMove { keep, form } => {
                        (self.form.doing(keep, "keep", &html! {
                            button.btn.btn-s.btn-line { (icon::TICK) "It is done" }
                        }))
                        (self.move_form(form, "It needs longer"))
                    }
                }
            }
        }
    }

    fn move_form(&self, form: &GivenForm, label: &str) -> Markup {
        let fields = html! {
            (form.times())
            (form.words("Why it needs longer", "The customer reads this"))
        };
        let button = html! { "Tell " bdi { (self.first()) } " the new time" };
        self.given(form, label, &fields, &button)
    }

    fn commit(&self, form: &GivenForm) -> Markup {
        let fields = html! {
            p.small { "A visit, a refund, a delivery: you are reminded the day before and on the day." }
            (form.words("What you promise", "The customer reads this"))
            (form.times())
        };
        let button = html! { "Promise it to " bdi { (self.first()) } };
        self.given(form, "Promise something by a day", &fields, &button)
    }

    fn given(&self, form: &GivenForm, label: &str, fields: &Markup, button: &Markup) -> Markup {
        let inside = html! {
            @if !form.given.sure.is_empty() {
                (hidden(&form.field("sure"), &form.given.sure))
            }
            (fields)
            button.btn.btn-main.btn-wide { span { (button) } }
        };
        html! {
            details.more open[!form.mistakes.is_empty() || !form.given.is_empty()] {
                summary.btn.btn-s.btn-line { (label) }
                (self.form.doing(&form.deed, "card stack s5", &inside))
            }
        }
    }

    pub(super) fn notes(&self) -> Markup {
        let note = Area {
            name: case_field::NOTE,
            label: "A note for the team",
            aside: "",
            rows: 2,
            value: &self.deeds.note,
            error: self.notice.mistake(case_field::NOTE),
        };
        let inside = html! {
            (note.markup())
            p.small.quiet.row-icon { (icon::LOCK) span { "Never shown to " bdi { (self.first()) } "." } }
            button.btn.btn-s.btn-line { "Keep this note" }
        };
        self.form.doing(Deed::Note.name(), "stack s2", &inside)
    }
}

fn ended(promise: &PromiseView) -> Markup {
    let dial = match promise.state {
        PromiseState::Open => Dial::Later,
        PromiseState::Kept => Dial::Done,
        PromiseState::Moved => Dial::Waiting,
        PromiseState::Missed => Dial::Late,
    };
    html! {
        div.promise {
            (dial.markup())
            h3.h-n.strong { (promise.due) }
            p dir="auto" { (promise.what) }
            @if let Some(outcome) = &promise.outcome { p.small.quiet { (outcome) } }
        }
    }
}
