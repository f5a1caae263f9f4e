//! Parts of a form: a field with its label and the sentence of its mistake, a choice.

use maud::{Markup, html};

use super::icon;

/// A field for one line of text.
pub(super) struct Line<'a> {
    /// Its name on the wire; its id is this behind `f-`.
    pub(super) name: &'a str,
    /// What it asks.
    pub(super) label: &'a str,
    /// What the browser offers while somebody types.
    pub(super) offers: &'a [&'a str],
    /// When it may stay empty, or what it is for.
    pub(super) aside: &'a str,
    /// The HTML type, which chooses the keyboard.
    pub(super) kind: &'static str,
    /// What the browser may fill in.
    pub(super) autocomplete: &'static str,
    /// What was entered so far.
    pub(super) value: &'a str,
    /// What to mend.
    pub(super) error: Option<&'a str>,
}

/// A field for many lines of text.
pub(super) struct Area<'a> {
    /// Its name on the wire; its id is this behind `f-`.
    pub(super) name: &'a str,
    /// What it asks.
    pub(super) label: &'a str,
    /// When it may stay empty.
    pub(super) aside: &'a str,
    /// Its height before anything is written.
    pub(super) rows: u8,
    /// What was entered so far.
    pub(super) value: &'a str,
    /// What to mend.
    pub(super) error: Option<&'a str>,
}

/// One of several, none checked unless the person checked it.
pub(super) struct Choice<'a> {
    /// Its name on the wire; the id of its first option is this behind `f-`.
    pub(super) name: &'a str,
    /// What it asks.
    pub(super) label: &'static str,
    /// When it may stay empty.
    pub(super) aside: &'static str,
    /// How the options stand.
    pub(super) class: &'static str,
    /// Value and label.
    pub(super) options: &'a [(&'a str, &'a str)],
    /// The value checked.
    pub(super) value: &'a str,
    /// What to mend.
    pub(super) error: Option<&'a str>,
}

impl Line<'_> {
    pub(super) fn markup(&self) -> Markup {
        let id = id(self.name);
        let list = (!self.offers.is_empty()).then(|| format!("{id}-offers"));
        html! {
            div.field.field-bad[self.error.is_some()] {
                (label(&id, self.label, self.aside))
                input.input id=(id) name=(self.name) type=(self.kind) value=(self.value)
                    autocomplete=(self.autocomplete) dir="auto" list=[&list]
                    aria-invalid=[self.error.map(|_| "true")]
                    aria-describedby=[self.error.map(|_| error_id(self.name))];
                (error(self.name, self.error))
                @if let Some(list) = &list {
                    datalist id=(list) { @for offer in self.offers { option value=(offer) {} } }
                }
            }
        }
    }
}

impl Area<'_> {
    pub(super) fn markup(&self) -> Markup {
        let id = id(self.name);
        html! {
            div.field.field-bad[self.error.is_some()] {
                (label(&id, self.label, self.aside))
                // HTML drops one line end after the tag, so one stands there to be dropped.
                textarea.area id=(id) name=(self.name) rows=(self.rows) dir="auto"
                    aria-invalid=[self.error.map(|_| "true")]
                    aria-describedby=[self.error.map(|_| error_id(self.name))] { "\n" (self.value) }
                (error(self.name, self.error))
            }
        }
    }
}

impl Choice<'_> {
    pub(super) fn markup(&self) -> Markup {
        html! {
            fieldset.field.field-bad[self.error.is_some()]
                aria-describedby=[self.error.map(|_| error_id(self.name))] {
                legend.legend { (self.label) (aside(self.aside)) }
                div.choices.(self.class) {
                    @for (at, (value, words)) in self.options.iter().enumerate() {
                        label.choice {
                            input type="radio" id=[(at == 0).then(|| id(self.name))]
                                name=(self.name) value=(value) checked[*value == self.value];
                            span { (words) }
                        }
                    }
                }
                (error(self.name, self.error))
            }
        }
    }
}

/// Something a form sends that nobody sees.
pub(super) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The id of a field, to link to.
pub(super) fn id(name: &str) -> String {
    format!("f-{name}")
}

/// The id of the sentence of a field's mistake, to be described by.
pub(super) fn error_id(name: &str) -> String {
    format!("e-{name}")
}

fn label(id: &str, words: &str, beside: &str) -> Markup {
    html! { label for=(id) { (words) (aside(beside)) } }
}

fn aside(words: &str) -> Markup {
    html! { @if !words.is_empty() { " " span.opt { (words) } } }
}

/// The sentence of a field's mistake.
pub(super) fn error(name: &str, sentence: Option<&str>) -> Markup {
    html! {
        @if let Some(sentence) = sentence {
            p.error id=(error_id(name)) { (icon::ALERT) span { (sentence) } }
        }
    }
}
