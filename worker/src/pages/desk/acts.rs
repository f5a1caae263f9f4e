//! The row of what can be done with a case: each deed opens in its place, without script.

use maud::{Markup, html};

use super::super::business::safe_url;
use super::super::field::{Area, error, error_id, id};
use super::super::icon::{self, Icon};
use super::case::DeskCaseView;
use super::deeds::{DeclineForm, Deed, HandOverForm, SnoozeForm, case_field};

/// A deed that needs nothing but a button.
struct PlainDeed {
    icon: Option<Icon>,
    /// On the row: "Resolve".
    label: &'static str,
    /// What it means, before it is done.
    means: &'static str,
    /// On the button that does it.
    button: &'static str,
}

impl DeskCaseView {
    pub(super) fn acts(&self) -> Markup {
        let deeds = &self.deeds;
        html! {
            div.acts role="group" aria-label="What you can do" {
                @if deeds.reply.is_some() {
                    a.btn.btn-s.(self.first_act()) href={ "#" (id(case_field::REPLY)) } { (icon::WRITE) "Answer" }
                }
                @if let Some(call) = &self.customer.call {
                    a.btn.btn-s.(self.call_act()) href=[safe_url(&call.url)] { (icon::PHONE) "Call" }
                }
                @if let Some(form) = &deeds.hand_over { (self.hand_over(form)) }
                @if let Some(form) = &deeds.snooze { (self.snooze(form)) }
                @if let Some(form) = &deeds.decline { (self.decline(form)) }
                @for deed in &deeds.plain { (self.plain(*deed)) }
                (self.no_customer())
            }
        }
    }

    /// One filled button a part: while times to answer are offered, those are it; whoever left
    /// only a number is to be called.
    fn first_act(&self) -> &'static str {
        let other = self.deeds.acknowledge.is_some() || self.call_act() == "btn-main";
        if other { "btn-line" } else { "btn-main" }
    }

    fn call_act(&self) -> &'static str {
        let only_number = self.customer.call.is_some() && self.customer.mail.is_none();
        if only_number && self.deeds.acknowledge.is_none() { "btn-main" } else { "btn-line" }
    }

    fn opening(&self, icon: Option<Icon>, label: &str, open: bool, inside: &Markup) -> Markup {
        html! {
            details.act name="act" open[open] {
                summary.btn.btn-s.btn-line { @if let Some(icon) = icon { (icon) } (label) }
                div.card { (inside) }
            }
        }
    }

    fn hand_over(&self, form: &HandOverForm) -> Markup {
        let (name, mistake) = (case_field::HAND_TO, self.notice.mistake(case_field::HAND_TO));
        let note = Area {
            name: case_field::HAND_NOTE,
            label: "What should they know?",
            aside: "The whole case goes with it, nothing need be repeated",
            rows: 2,
            value: &form.note,
            error: self.notice.mistake(case_field::HAND_NOTE),
        };
        let inside = html! {
            fieldset.field.field-bad[mistake.is_some()] aria-describedby=[mistake.map(|_| error_id(name))] {
                legend.legend { "Who takes it from here?" }
                div.choices {
                    @for (at, mate) in form.teammates.iter().enumerate() {
                        label.choice {
                            input type="radio" id=[(at == 0).then(|| id(name))] name=(name)
                                value=(mate.value) checked[mate.value == form.to];
                            span {
                                bdi { (mate.name) }
                                @if let Some(about) = &mate.about { span.beside dir="auto" { (about) } }
                            }
                        }
                    }
                }
                (error(name, mistake))
            }
            (note.markup())
            button.btn.btn-main { "Hand it over" }
        };
        let open = mistake.is_some() || note.error.is_some() || !form.note.is_empty();
        let inside = self.form.doing(Deed::HandOver.name(), "stack s5", &inside);
        self.opening(Some(icon::HAND_OVER), "Hand over", open, &inside)
    }

    fn snooze(&self, form: &SnoozeForm) -> Markup {
        let (name, mistake) = (case_field::SNOOZE, self.notice.mistake(case_field::SNOOZE));
        let inside = html! {
            fieldset.field.field-bad[mistake.is_some()] aria-describedby=[mistake.map(|_| error_id(name))] {
                legend.legend { "Out of sight until" }
                div.choices.choices-flow {
                    @for (at, (value, label)) in form.times.iter().enumerate() {
                        label.choice {
                            input type="radio" id=[(at == 0).then(|| id(name))] name=(name)
                                value=(value) checked[*value == form.to];
                            span { (label) }
                        }
                    }
                }
                (error(name, mistake))
            }
            p.small.quiet {
                "What was promised stands. It comes back at once when " bdi { (self.first()) } " writes."
                @if let Some(beside) = &form.beside { " " (beside) }
            }
            button.btn.btn-main { "Snooze" }
        };
        let inside = self.form.doing(Deed::Snooze.name(), "stack s5", &inside);
        self.opening(Some(icon::CLOCK), "Snooze", mistake.is_some(), &inside)
    }

    fn decline(&self, form: &DeclineForm) -> Markup {
        let area = |name, label, aside, rows, value| Area {
            name,
            label,
            aside,
            rows,
            value,
            error: self.notice.mistake(name),
        };
        let why = area(
            case_field::DECLINE,
            "What you cannot do, and why",
            "In your words: they are sent as they stand",
            5,
            &form.words,
        );
        let referral = area(
            case_field::REFERRAL,
            "Who may help instead",
            "If you know somebody good",
            2,
            &form.referral,
        );
        let open =
            [&why, &referral].iter().any(|area| area.error.is_some() || !area.value.is_empty());
        let inside = html! {
            p { "What we cannot do, we say at once and name somebody good. The door stays open." }
            (why.markup()) (referral.markup())
            button.btn.btn-main { span { "Tell " bdi { (self.first()) } } }
        };
        let inside = self.form.doing(Deed::Decline.name(), "stack s5", &inside);
        self.opening(None, "Decline kindly", open, &inside)
    }

    /// Spam and fraud, in one place and last: they are rare, and near to each other.
    fn no_customer(&self) -> Markup {
        const MARKS: [(Deed, &str, &str); 2] = [
            (
                Deed::Spam,
                "It goes to the archive, nothing is sent, and the record does not count it.",
                "It is spam",
            ),
            (
                Deed::Fraud,
                "Somebody pretends or threatens: it goes to the archive, nothing is sent, and what else comes from the address bears a warning.",
                "It is fraud",
            ),
        ];
        let offered = MARKS.iter().filter(|(deed, ..)| self.deeds.plain.contains(deed));
        let inside = html! {
            @for (deed, means, button) in offered {
                p { (means) }
                (self.form.doing(deed.name(), "", &html! { button.btn.btn-line { (button) } }))
            }
        };
        if !self.deeds.plain.iter().any(|deed| matches!(deed, Deed::Spam | Deed::Fraud)) {
            return html! {};
        }
        let inside = html! { div.stack.s3 { (inside) } };
        self.opening(None, "Spam or fraud", false, &inside)
    }

    fn plain(&self, deed: Deed) -> Markup {
        let Some(plain) = PlainDeed::of(deed) else { return html! {} };
        let inside = html! {
            p { (plain.means) }
            button.btn.btn-main { (plain.button) }
        };
        let inside = self.form.doing(deed.name(), "stack s4", &inside);
        self.opening(plain.icon, plain.label, false, &inside)
    }
}

impl PlainDeed {
    /// What is said of a deed; none where it has a form or a place of its own.
    const fn of(deed: Deed) -> Option<Self> {
        let (icon, label, means, button) = match deed {
            Deed::Answered => (
                Some(icon::PHONE),
                "Answered elsewhere",
                "By phone, by mail or at the counter. It closes the promise and stands on the customer’s page of the case.",
                "Yes, it is answered",
            ),
            Deed::Wake => (
                Some(icon::CLOCK),
                "Bring it back",
                "It stands among the open cases again, at once.",
                "Bring it back",
            ),
            Deed::Resolve => (
                Some(icon::TICK),
                "Resolve",
                "It is done with, and goes to the archive. It opens again as soon as the customer writes.",
                "Yes, it is resolved",
            ),
            Deed::Reopen => (
                Some(icon::TRAY),
                "Reopen",
                "It stands among the open cases again. The customer gets no mail of it.",
                "Open it again",
            ),
            Deed::Real => (
                Some(icon::TICK),
                "A real customer",
                "It stands among the open cases, and the promise holds from when it came.",
                "Yes, a real customer",
            ),
            Deed::Acknowledge
            | Deed::Answer
            | Deed::Ask
            | Deed::Draft
            | Deed::Reached
            | Deed::Note
            | Deed::HandOver
            | Deed::Snooze
            | Deed::Decline
            | Deed::Spam
            | Deed::Fraud
            | Deed::Merge => return None,
        };
        Some(Self { icon, label, means, button })
    }
}
