//! A form in which a time is given, with words: its fields, and what to mend in them.
//!
//! Several such forms stand on one page, so that each field's name begins with its form's.

use maud::{Markup, html};

use super::business::Link;
use super::field::{Area, Line, id};
use super::icon;

/// A form in which a time is given, with words.
#[derive(Clone, Debug, Default)]
pub struct GivenForm {
    /// Posted as `deed`.
    pub deed: String,
    /// Stands before the names of its fields.
    pub name: String,
    /// Times to choose from, besides one of their own.
    pub times: Vec<OfferedTime>,
    /// What the record supports: "Your record for questions is 4 hours: today 17:00 or later."
    pub usual: Option<String>,
    /// What was entered so far.
    pub given: Given,
    /// What to mend in it.
    pub mistakes: Vec<Mistake>,
}

/// A time to choose.
#[derive(Clone, Debug)]
pub struct OfferedTime {
    /// Posted.
    pub value: String,
    /// "today 15:00".
    pub label: String,
    /// "You promise today 15:00: your record for questions is 4 hours."
    pub advice: Option<String>,
}

/// What was entered.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// A value of the times offered, or [`OWN_TIME`].
    pub to: String,
    /// `2026-11-30`
    pub day: String,
    /// `15:00`
    pub time: String,
    /// Why, or what.
    pub words: String,
    /// The time that was questioned and is meant all the same.
    pub sure: String,
}

/// What to mend.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// The field's name, as it is posted.
    pub field: String,
    /// What to do.
    pub sentence: String,
}

/// The value of "Another time".
pub const OWN_TIME: &str = "own";

impl Given {
    pub(super) fn is_empty(&self) -> bool {
        [&self.to, &self.day, &self.time, &self.words].iter().all(|text| text.is_empty())
    }
}

impl GivenForm {
    /// A field's name, as it is posted.
    pub(super) fn field(&self, part: &str) -> String {
        format!("{}-{part}", self.name)
    }

    fn mistake(&self, part: &str) -> Option<&str> {
        let field = self.field(part);
        let found = self.mistakes.iter().find(|mistake| mistake.field == field);
        found.map(|mistake| mistake.sentence.as_str())
    }

    /// The times offered, and one of their own.
    pub(super) fn times(&self) -> Markup {
        if self.times.is_empty() {
            return self.own_time();
        }
        let (name, error) = (self.field("to"), self.mistake("to"));
        html! {
            fieldset.field.field-bad[error.is_some()] aria-describedby=[error.map(|_| self.error_id("to"))] {
                legend.legend { "The new time" }
                div.choices.choices-list {
                    @for (at, time) in self.times.iter().enumerate() {
                        label.choice {
                            input type="radio" id=[(at == 0).then(|| id(&name))] name=(name)
                                value=(time.value) checked[time.value == self.given.to];
                            span {
                                (time.label)
                                @if let Some(advice) = &time.advice { span.advice { (advice) } }
                            }
                        }
                    }
                    label.choice {
                        input.own-choice type="radio" name=(name) value=(OWN_TIME)
                            checked[self.given.to == OWN_TIME];
                        span { "Another time" }
                    }
                }
                @if let Some(sentence) = error {
                    p.error id=(self.error_id("to")) { (icon::ALERT) span { (sentence) } }
                }
            }
            div.own.stack.s2 {
                (self.own_time())
                @if let Some(usual) = &self.usual { p.small.quiet { (usual) } }
            }
        }
    }

    fn own_time(&self) -> Markup {
        let line = |name, label, kind, value| Line {
            name,
            label,
            offers: &[],
            aside: "",
            kind,
            autocomplete: "off",
            value,
            error: None,
        };
        let (day, time) = (self.field("day"), self.field("time"));
        let day_line =
            Line { error: self.mistake("day"), ..line(&day, "Day", "date", &self.given.day) };
        let time_line =
            Line { error: self.mistake("time"), ..line(&time, "Time", "time", &self.given.time) };
        html! { div.two { (day_line.markup()) (time_line.markup()) } }
    }

    pub(super) fn words(&self, label: &'static str, aside: &'static str) -> Markup {
        let name = self.field("words");
        let (value, error) = (self.given.words.as_str(), self.mistake("words"));
        Area { name: &name, label, aside, rows: 2, value, error }.markup()
    }

    fn error_id(&self, part: &str) -> String {
        format!("e-{}", self.field(part))
    }
}

/// What to mend, with the way to each field.
pub(super) fn mend(mistakes: &[Mistake]) -> Markup {
    let links = mistakes.iter().map(|mistake| Link {
        label: mistake.sentence.clone(),
        url: format!("#{}", id(&mistake.field)),
    });
    html! {
        div.note.note-late role="alert" tabindex="-1" autofocus {
            (icon::ALERT)
            p { b.strong { "Nothing is recorded yet." } }
            ul.mend {
                @for link in links { li { a href=(link.url) { (link.label) } } }
            }
        }
    }
}
