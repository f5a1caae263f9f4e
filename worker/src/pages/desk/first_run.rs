//! The first run: one question a page, with what was answered so far below it.

use maud::{Markup, html};

use super::super::business::{FormTarget, safe_url};
use super::super::field::{Choice, error_id, hidden};
use super::super::given_form::{Mistake, mend};
use super::super::icon;
use super::super::shell::face;
use super::frame::outside;
use super::settings::{PartLink, SettingField};

/// A question.
#[derive(Clone, Debug)]
pub struct FirstRunView {
    /// Which one it is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// "Who answers?"
    pub title: &'static str,
    /// What to know before answering.
    pub lead: &'static str,
    /// What came of the last press.
    pub notice: FirstNotice,
    /// In order.
    pub fields: Vec<SettingField>,
    /// One of several, in place of fields.
    pub choice: Option<FirstChoice>,
    /// On the page for it: the picture that was sent before, or nothing.
    pub picture: Option<String>,
    /// Whose picture it is.
    pub name: String,
    /// The other answers so far, each leading to its question.
    pub answered: Vec<PartLink>,
    /// Where the answer goes.
    pub form: FormTarget,
    /// Leads to the question before; empty on the first.
    pub back_url: String,
    /// Who is signed in.
    pub email: String,
    /// Where "Sign out" goes.
    pub sign_out: FormTarget,
}

/// One of several.
#[derive(Clone, Debug)]
pub struct FirstChoice {
    /// Its name as it is posted.
    pub name: &'static str,
    /// What it asks.
    pub label: &'static str,
    /// Values and labels.
    pub options: &'static [(&'static str, &'static str)],
    /// The value that stands there.
    pub value: String,
}

/// What came of the last press.
#[derive(Clone, Debug)]
pub enum FirstNotice {
    /// There was none.
    Quiet,
    /// It could not be taken as it was.
    Mend(Vec<Mistake>),
    /// Everything is answered, and the store does not take it at the moment.
    NotStored,
}

/// The whole page.
pub fn first_run_page(view: &FirstRunView) -> Markup {
    let body = html! {
        p.desk-of { "Set up Hearback" }
        p.small.quiet { "Question " (view.number) " of " (view.of) }
        h1 { (view.title) }
        (view.notice.markup())
        p { (view.lead) }
        @match &view.picture {
            Some(picture) => (picture_form(view, picture)),
            None => (question_form(view)),
        }
        @if !view.back_url.is_empty() {
            p { a.btn.btn-bare href=[safe_url(&view.back_url)] { (icon::BACK) "Back" } }
        }
        @if !view.answered.is_empty() { (answered(view)) }
        form.first-out method="post" action=(view.sign_out.action) {
            (hidden("token", &view.sign_out.token))
            p.small.quiet { "Signed in as " bdi { (view.email) } ". What you sent is kept: go on whenever you like, in any browser." }
            button.btn.btn-line.btn-s { "Sign out" }
        }
    };
    outside(None, view.title, &body)
}

fn question_form(view: &FirstRunView) -> Markup {
    html! {
        form.card.stack.s5 method="post" action=(view.form.action) novalidate {
            (hidden("token", &view.form.token))
            @for field in &view.fields { (field.markup(view.notice.mistake(&field.name))) }
            @if let Some(choice) = &view.choice {
                (Choice {
                    name: choice.name,
                    label: choice.label,
                    aside: "",
                    class: "",
                    options: choice.options,
                    value: &choice.value,
                    error: view.notice.mistake(choice.name),
                }.markup())
            }
            button.btn.btn-main.btn-wide { "Go on" }
        }
    }
}

/// The last question: its answer makes the site.
fn picture_form(view: &FirstRunView, picture: &str) -> Markup {
    let error = view.notice.mistake("picture");
    html! {
        form.card.stack.s5 method="post" enctype="multipart/form-data" action=(view.form.action) {
            (hidden("token", &view.form.token))
            @if !picture.is_empty() {
                div.who {
                    (face(&view.name, Some(picture), "face-l", 64))
                    p.small { "This is the picture you sent." }
                }
                button.btn.btn-main.btn-wide name="deed" value="keep" { "Finish with this picture" }
            }
            div.field.field-bad[error.is_some()] {
                label for="f-picture" { "A picture " span.opt { "WebP, JPEG or PNG, at most 40 kB" } }
                input.input #f-picture type="file" name="picture" accept="image/webp,image/jpeg,image/png"
                    aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| error_id("picture"))];
                @if let Some(error) = error {
                    p.error id=(error_id("picture")) { (icon::ALERT) span { (error) } }
                }
            }
            @let fill = if picture.is_empty() { "btn-main" } else { "btn-line" };
            button.btn.btn-wide.(fill) name="deed" value="picture" { "Use this picture and finish" }
            button.btn.btn-line.btn-wide name="deed" value="none" { "Finish without a picture" }
        }
    }
}

fn answered(view: &FirstRunView) -> Markup {
    html! {
        section.stack.s3 aria-labelledby="h-answered" {
            h2.h-n #h-answered { "What you said so far" }
            ul.card.parts.first-answers {
                @for part in &view.answered {
                    li { a.part href=[safe_url(&part.url)] {
                        b.strong { (part.title) } span.small.quiet dir="auto" { (part.says) }
                    } }
                }
            }
        }
    }
}

impl FirstNotice {
    fn markup(&self) -> Markup {
        match self {
            Self::Quiet => html! {},
            Self::Mend(mistakes) => mend(mistakes),
            Self::NotStored => html! {
                div.note.note-late role="alert" tabindex="-1" autofocus {
                    (icon::ALERT)
                    p { b.strong { "Your site is not there yet: the store does not answer." } }
                    p { "Your answers are kept. Please wait a minute, then finish once more." }
                }
            },
        }
    }

    fn mistake(&self, field: &str) -> Option<&str> {
        let Self::Mend(mistakes) = self else { return None };
        let found = mistakes.iter().find(|mistake| mistake.field == field);
        found.map(|mistake| mistake.sentence.as_str())
    }
}
