//! The plain form: the same fields and sentences as the widget, without script.

use hearback_domain::submission::{Field, FieldError, Kind, NeededBy};
use maud::{Markup, html};

use super::business::Business;
use super::field::{Area, Choice, Line, hidden, id};
use super::icon;
use super::shell::{call_inline, face};

/// The form as it stands on the business card.
#[derive(Clone, Debug, Default)]
pub struct FormView {
    /// A fresh UUID: with the words, it tells a repeat of this form from a new message.
    pub submission_id: String,
    /// Where the customer came from, if the address says so.
    pub page: String,
    /// What the owner says above the form.
    pub greeting: Option<String>,
    /// "Ana reads this by today 15:40.", per kind.
    pub promises: Vec<(Kind, String)>,
    /// When the customer may be rung: what is sent, and what is read.
    pub slots: Vec<(String, String)>,
    /// What was written so far.
    pub entered: Entered,
    /// What to mend, in the order of the form.
    pub errors: Vec<FieldError>,
    /// The address that was probably meant, offered beside an error.
    pub likely_meant: Option<String>,
    /// What happened to the form before it came back.
    pub notice: FormNotice,
}

/// The customer's words as they came, sound or not.
#[derive(Clone, Debug, Default)]
pub struct Entered {
    /// A [`Kind`]'s name.
    pub kind: String,
    /// The customer's words.
    pub message: String,
    /// "What would put this right?"
    pub wish: String,
    /// A [`NeededBy`]'s name.
    pub needed_by: String,
    /// Who writes.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// Their telephone number.
    pub phone: String,
    /// When they chose to be rung.
    pub slot: String,
}

/// What happened to the form before it came back; mistakes in fields are `errors`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormNotice {
    /// Nothing.
    #[default]
    None,
    /// The words were brought from the widget, unsent (200).
    Draft,
    /// It could not be stored (503).
    NotStored,
    /// Too many messages came from this place (429).
    TooFast,
}

impl FormView {
    /// Whether the form is what this visit is about, so that it stands first.
    pub(super) fn is_urgent(&self) -> bool {
        self.notice != FormNotice::None || !self.errors.is_empty()
    }

    /// What the page's title says before anything else.
    pub(super) fn title(&self) -> Option<&'static str> {
        if !self.errors.is_empty() {
            return Some("Not sent yet, please look again");
        }
        match self.notice {
            FormNotice::None => None,
            FormNotice::Draft => Some("Your message, not sent yet"),
            FormNotice::NotStored | FormNotice::TooFast => Some("Not sent yet"),
        }
    }

    /// The section `#write` of the business card.
    pub(super) fn section(&self, business: &Business) -> Markup {
        let person = &business.person;
        html! {
            section.card.stack.s5 #write aria-labelledby="h-write" {
                div.who {
                    (face(person, business.picture.as_deref(), "face-m", 48))
                    h2 #h-write { "Write to " bdi { (person) } }
                }
                @if let Some(greeting) = &self.greeting { p { (greeting) } }
                (self.notice_part(business))
                // Posting to the card's own address would drop it from what "back" can show.
                form.stack.s5 method="post" action={ (business.card_path()) "?send" } novalidate {
                    (hidden("submission_id", &self.submission_id))
                    (hidden("page", &self.page))
                    div.trap aria-hidden="true" {
                        label for="f-trap" { "Please leave this empty" }
                        input #f-trap name="trap" tabindex="-1" autocomplete="off";
                    }
                    (self.matter())
                    (self.sender())
                    (self.send(person))
                }
            }
        }
    }

    fn matter(&self) -> Markup {
        let kinds = Kind::ALL.map(|kind| (kind.name(), kind.label()));
        let times = NeededBy::ALL.map(|needed| (needed.name(), needed.label()));
        let kind = Choice {
            name: Field::Kind.name(),
            label: "What is it about?",
            aside: "",
            class: "choices-kind",
            options: &kinds,
            value: &self.entered.kind,
            error: self.error(Field::Kind),
        };
        let message = Area {
            name: Field::Message.name(),
            label: "Your message",
            aside: "",
            rows: 5,
            value: &self.entered.message,
            error: self.error(Field::Message),
        };
        let wish = Area {
            name: Field::Wish.name(),
            label: "What would put this right?",
            aside: "If something is wrong and you know",
            rows: 2,
            value: &self.entered.wish,
            error: self.error(Field::Wish),
        };
        let needed_by = Choice {
            name: Field::NeededBy.name(),
            label: "When do you need it?",
            aside: "If you like",
            class: "choices-flow",
            options: &times,
            value: &self.entered.needed_by,
            error: self.error(Field::NeededBy),
        };
        html! {
            (kind.markup()) (message.markup()) (wish.markup()) (needed_by.markup())
        }
    }

    fn sender(&self) -> Markup {
        let name = Line {
            name: Field::Name.name(),
            label: "Your name",
            offers: &[],
            aside: "Praise may come without",
            kind: "text",
            autocomplete: "name",
            value: &self.entered.name,
            error: self.error(Field::Name),
        };
        let email = Line {
            name: Field::Email.name(),
            label: "E-mail",
            offers: &[],
            aside: "For the answer",
            kind: "email",
            autocomplete: "email",
            value: &self.entered.email,
            error: self.error(Field::Email),
        };
        let phone = Line {
            name: Field::Phone.name(),
            label: "Phone",
            offers: &[],
            aside: "If we should ring",
            kind: "tel",
            autocomplete: "tel",
            value: &self.entered.phone,
            error: self.error(Field::Phone),
        };
        let times: Vec<_> =
            self.slots.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect();
        let slot = Choice {
            name: Field::Slot.name(),
            label: "When may we ring?",
            aside: "If you ask for a call",
            class: "choices-flow",
            options: &times,
            value: &self.entered.slot,
            error: self.error(Field::Slot),
        };
        html! {
            (name.markup())
            div.two { (email.markup()) (phone.markup()) }
            @if !times.is_empty() { (slot.markup()) }
            @if let Some(meant) = &self.likely_meant {
                p.note.note-plain { (icon::MAIL) span { "Did you mean " b.strong { bdi { (meant) } } "?" } }
            }
        }
    }

    fn send(&self, person: &str) -> Markup {
        html! {
            div.send {
                button.btn.btn-main.btn-wide { span { "Send to " bdi { (person) } } }
                p.small {
                    @for (kind, sentence) in &self.promises {
                        b.strong.promise-line data-for=(kind.name()) { (sentence) " " }
                    }
                    span.quiet { "You get a reference at once, and a link to follow it." }
                }
            }
        }
    }

    /// What stands above the fields when the form came back, focused so that it is read first.
    fn notice_part(&self, business: &Business) -> Markup {
        let (class, icon, sentence) = match self.notice {
            _ if !self.errors.is_empty() => return self.summary(),
            FormNotice::None => return html! {},
            FormNotice::Draft => (
                "note-calm",
                icon::WRITE,
                html! { b.strong { "Your words are here." } " They are not sent yet." },
            ),
            FormNotice::NotStored => (
                "note-late",
                icon::ALERT,
                html! {
                    b.strong { "Not sent yet." }
                    " We could not store it just now. Your words are all here: please press Send again in a moment"
                    (or_call(business)) "."
                },
            ),
            FormNotice::TooFast => (
                "",
                icon::CLOCK,
                html! {
                    b.strong { "Not sent yet." }
                    " Many messages came at once. Your words are all here: please wait a minute and press Send again"
                    (or_call(business)) "."
                },
            ),
        };
        html! {
            div.note.(class) role="status" tabindex="-1" autofocus { (icon) p { (sentence) } }
        }
    }

    fn summary(&self) -> Markup {
        html! {
            div.note.note-late role="alert" tabindex="-1" autofocus {
                (icon::ALERT)
                @match self.errors.as_slice() {
                    [only] => p {
                        b.strong { "Not sent yet." } " Please look at "
                        a href={ "#" (id(only.field.name())) } { (called(only.field)) } "."
                    }
                    many => {
                        p { b.strong { "Not sent yet. " (many.len()) " things need a look." } }
                        ul.mend {
                            @for error in many {
                                li { a href={ "#" (id(error.field.name())) } { (error.sentence) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn error(&self, field: Field) -> Option<&'static str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.sentence)
    }
}

fn or_call(business: &Business) -> Markup {
    html! { @if let Some(call) = call_inline(business) { ", or call " (call) } }
}

/// A field inside a sentence.
const fn called(field: Field) -> &'static str {
    match field {
        Field::Kind => "what it is about",
        Field::Message => "your message",
        Field::Wish => "what would put this right",
        Field::NeededBy => "when you need it",
        Field::Name => "your name",
        Field::Email => "your e-mail address",
        Field::Phone => "your telephone number",
        Field::Slot => "when we may ring",
    }
}
