//! What a person of the team has besides the fields of their form: a face, and leaving.

use maud::{Markup, html};

use super::super::field::error_id;
use super::super::icon;
use super::super::shell::face;
use super::scripts::picture_script;
use super::settings::SettingsTarget;

/// What a person has besides the fields.
#[derive(Clone, Debug)]
pub struct PersonForms {
    /// In full.
    pub name: String,
    /// A face on this host.
    pub picture: Option<String>,
    /// Where the picture goes, with what is to mend.
    pub picture_form: SettingsTarget,
    /// What is wrong with the picture.
    pub picture_error: Option<String>,
    /// Whether they may be taken out of the team.
    pub removable: bool,
}

/// The square of a photograph, moved by pointer or by the sliders; shown by the script that draws it.
fn crop() -> Markup {
    let slider = |id: &str, label: &str, value: &str| {
        html! {
            div.field { label for=(id) { (label) } input id=(id) type="range" min="0" max="100" value=(value); }
        }
    };
    html! {
        div.crop #crop hidden {
            canvas width="256" height="256" role="img" aria-label="The square that is shown" {}
            div.stack.s3 {
                (slider("crop-x", "Left to right", "50"))
                (slider("crop-y", "Top to bottom", "50"))
                (slider("crop-size", "Nearer", "0"))
            }
        }
        (picture_script())
    }
}

impl PersonForms {
    pub(super) fn markup(&self, form: &SettingsTarget) -> Markup {
        let error = self.picture_error.as_deref();
        html! {
            section.card.stack.s4 aria-labelledby="h-picture" {
                h2.h-n #h-picture { "Picture" }
                div.who {
                    (face(&self.name, self.picture.as_deref(), "face-l", 64))
                    p.small { "A face makes people write. It is shown round, so let it fill a square." }
                }
                form.stack.s4 #picture-form method="post" enctype="multipart/form-data" action=(self.picture_form.target.action) {
                    (self.picture_form.hidden())
                    div.field.field-bad[error.is_some()] {
                        label for="f-picture" {
                            "A picture "
                            span.opt.without-script { "WebP, JPEG or PNG, square already, 64 to 2048 pixels a side, at most 40 kB" }
                            span.opt.with-script hidden { "Any photograph: you choose the square, and it is made small here, before it is sent" }
                        }
                        input.input #f-picture type="file" name="picture" accept="image/webp,image/jpeg,image/png"
                            aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| error_id("picture"))];
                        @if let Some(error) = error {
                            p.error id=(error_id("picture")) { (icon::ALERT) span { (error) } }
                        }
                    }
                    (crop())
                    div.row {
                        button.btn.btn-line name="deed" value="picture" { "Use this picture" }
                        @if self.picture.is_some() {
                            button.btn.btn-bare name="deed" value="no-picture" { "Take it away" }
                        }
                    }
                }
            }
            @if self.removable {
                form.card.stack.s3 method="post" action=(form.target.action) {
                    (form.hidden())
                    h2.h-n { "Leaving the team" }
                    p.small { "Whoever is taken out is signed out at once. What they wrote stays on the cases." }
                    button.btn.btn-line name="deed" value="remove" {
                        span { "Take " bdi { (self.name) } " out of the team" }
                    }
                }
            }
        }
    }
}
