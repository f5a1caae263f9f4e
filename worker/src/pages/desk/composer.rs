//! Writing to the customer: their words above, the field, and who it goes to on the button.

use maud::{Markup, html};

use super::super::act::TimeChoice;
use super::super::field::{error, error_id, id};
use super::super::icon;
use super::super::shell::words;
use super::case::DeskCaseView;
use super::deeds::{Deed, case_field};

/// Read, and when the answer comes.
#[derive(Clone, Debug, Default)]
pub struct AcknowledgeForm {
    /// At most four; posted as `by`.
    pub times: Vec<TimeChoice>,
}

/// Writing to the customer.
#[derive(Clone, Debug, Default)]
pub struct ReplyForm {
    /// The draft, or what was entered.
    pub words: String,
    /// "This is your draft."
    pub draft_kept: Option<String>,
    /// "Chidi has this case open since 14:05."
    pub presence: Option<String>,
    /// "Joan gets it by mail from Okafor & Daughter, with your name."
    pub goes: String,
}

/// The section to write in; without a form, why there is none is among the facts.
pub(super) fn section(view: &DeskCaseView) -> Markup {
    let Some(form) = &view.deeds.reply else { return html! {} };
    let name = view.first();
    let mistake = view.notice.mistake(case_field::REPLY);
    html! {
        section.stack.s4 aria-labelledby="h-reply" {
            h2 #h-reply { "Your answer" }
            @if let Some(presence) = &form.presence {
                div.note { (icon::WRITE) p dir="auto" { b.strong { (presence) } " Whoever sends first is heard; the other is told before anything goes out twice." } }
            }
            form.composer.composer-bad[mistake.is_some()] method="post" action=(view.form.action) novalidate {
                (view.form.unseen())
                (recall(view))
                div.composer-in {
                    label.sr for=(id(case_field::REPLY)) { "Your answer to " bdi { (name) } }
                    // HTML drops one line end after the tag, so one stands there to be dropped.
                    textarea.area id=(id(case_field::REPLY)) name=(case_field::REPLY) rows="9" dir="auto"
                        placeholder="Say what you do, and by which day."
                        aria-invalid=[mistake.map(|_| "true")]
                        aria-describedby=[mistake.map(|_| error_id(case_field::REPLY))] { "\n" (form.words) }
                    (error(case_field::REPLY, mistake))
                }
                div.composer-end {
                    @if let Some(kept) = &form.draft_kept { p.small.draft { (icon::SAVE) (kept) } }
                    p.small.quiet dir="auto" { (form.goes) }
                    div.row.row-fill {
                        button.btn.btn-main name="deed" value=(Deed::Answer.name()) { span { "Send to " bdi { (name) } } }
                        button.btn.btn-line name="deed" value=(Deed::Ask.name()) { span { "Ask " bdi { (name) } " back" } }
                        button.btn.btn-bare name="deed" value=(Deed::Draft.name()) { "Keep as a draft" }
                    }
                    p.small.quiet { "“Ask back” keeps the case open, and it waits for " bdi { (name) } "." }
                }
            }
        }
    }
}

/// Their words above the field, where nothing else keeps them in sight.
fn recall(view: &DeskCaseView) -> Markup {
    let newest = view.told.newest.as_ref().map(|(_, words)| words);
    let Some(message) = newest.or(view.told.message.as_ref()) else { return html! {} };
    html! {
        details.recall {
            summary {
                span.small.quiet { bdi { (view.name()) } " wrote" }
                span.words dir="auto" { (message) }
                span.turn { "All of it" }
            }
            @if let Some(wish) = view.told.wish.as_ref().filter(|_| newest.is_none()) {
                p.small.quiet { "What would put this right?" }
                (words(wish))
            }
        }
    }
}
