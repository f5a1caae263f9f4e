//! A case in the list, in as few bytes as it can be: a thousand of them may be waiting.

use maud::{Markup, html};

use super::super::business::safe_url;
use super::dial::Dial;

/// A case in the list.
#[derive(Clone, Debug)]
pub struct RowView {
    /// Leads to the case.
    pub url: String,
    /// Who wrote: "Joan Whitcombe", or "No name".
    pub name: String,
    /// How it stands.
    pub dial: Dial,
    /// "40 min left", "35 min late", "Tue 12:00", "since Friday".
    pub left: String,
    /// "Answer by 15:00. Something is wrong".
    pub owed: String,
    /// How their words begin; two lines are shown.
    pub words: String,
    /// When anything happened last, in seconds: by it a script knows what is new.
    pub at: i64,
    /// What else is to be known, few.
    pub tags: Vec<TagView>,
}

/// A few words in a frame.
#[derive(Clone, Debug)]
pub struct TagView {
    /// "New", "With Chidi", "Not delivered", "Until Thursday 9:00".
    pub label: String,
    /// How much it asks for attention.
    pub tone: TagTone,
}

/// How much a tag asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagTone {
    /// It only tells.
    Plain,
    /// It is new since the last look.
    News,
    /// It will need care.
    Soon,
    /// It went wrong.
    Late,
}

impl TagTone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::News => "tag tag-calm",
            Self::Soon => "tag tag-soon",
            Self::Late => "tag tag-late",
        }
    }
}

impl RowView {
    pub(super) fn markup(&self) -> Markup {
        html! {
            li.case data-at=(format!("{:x}", self.at)) {
                (self.dial.markup())
                h3 { a href=[safe_url(&self.url)] dir="auto" { (self.name) } }
                p.left.(self.dial.tone()) { (self.left) }
                p.owed { (self.owed) }
                @if !self.words.is_empty() { p.words dir="auto" { (self.words) } }
                (tags(&self.tags))
            }
        }
    }
}

pub(super) fn tags(tags: &[TagView]) -> Markup {
    html! {
        @if !tags.is_empty() {
            p.tags { @for tag in tags { span class=(tag.tone.class()) dir="auto" { (tag.label) } " " } }
        }
    }
}
