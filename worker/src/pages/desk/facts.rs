//! The line of what happened in a case, with what everybody wrote.

use maud::{Markup, html};

use super::super::icon;
use super::super::shell::words;

/// What a fact in the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// The customer did it.
    Customer,
    /// Somebody of the team did it.
    Person,
    /// A machine did it.
    Machine,
    /// Somebody of the team wrote it for the team alone.
    Note,
    /// It went wrong, or its time passed.
    Late,
    /// It is to come.
    ToCome,
}

/// A fact of a case.
#[derive(Clone, Debug)]
pub struct FactView {
    /// What it is.
    pub kind: FactKind,
    /// "You read it and promised an answer by 15:00".
    pub what: String,
    /// "today 13:31. Kept, 2 h 9 min early".
    pub when: String,
    /// What was written then.
    pub words: Option<String>,
}

impl FactKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Customer => "theirs",
            Self::Person => "ours",
            Self::Machine => "machine",
            Self::Note => "memo",
            Self::Late => "late",
            Self::ToCome => "due",
        }
    }
}

pub(super) fn facts(facts: &[FactView]) -> Markup {
    html! {
        section.stack.s4 #so-far aria-labelledby="h-facts" {
            h2 #h-facts { "What happened so far" }
            ol.facts { @for fact in facts { (fact.markup()) } }
        }
    }
}

impl FactView {
    fn markup(&self) -> Markup {
        html! {
            li.(self.kind.class()) {
                p.what dir="auto" { (self.what) }
                p.when {
                    (self.when)
                    @if self.kind == FactKind::Note {
                        span.only { (icon::LOCK) "Only the team sees this" }
                    }
                }
                @if let Some(written) = &self.words { div.wrote { (words(written)) } }
            }
        }
    }
}
