//! Settings as fields of a form: what stands in them, and a site with what was entered.
//!
//! A form settles one part and leaves the others as they are. Every mistake is told at once, at
//! its field, by the types that also read the file. Lists are written one a line; pairs in rows
//! with a number behind the field's name. Not here: how the fields look, and who may change what.

mod first;
mod parts;
mod people;
#[cfg(test)]
mod tests;

use core::cell::RefCell;

pub use first::{Question, first_site, proposed_id, unnamed_site};
pub use people::{add_person, change_person, person_fields, remove_person, with_picture};

use super::{LineError, Site};
use crate::Timestamp;

/// What is settled at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whether work is taken on.
    Capacity,
    /// What everybody should know now.
    Notices,
    /// The name of the business and the ways to reach it.
    Business,
    /// When somebody is there.
    Hours,
    /// How soon each kind is read.
    Targets,
    /// Colour, languages, and where the widget stands.
    Looks,
    /// What the business says in its own words.
    Texts,
    /// How long closed cases are kept.
    Keeping,
    /// Who is told beside mail.
    Telling,
    /// Whether the owner is mailed what was measured.
    Weekly,
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMistake {
    /// The name of the field.
    pub field: String,
    /// What the person reads: a whole sentence.
    pub sentence: String,
}

/// Names of fields with what stands in them.
pub type Fields = Vec<(String, String)>;

impl Part {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Capacity,
        Self::Notices,
        Self::Business,
        Self::Hours,
        Self::Targets,
        Self::Looks,
        Self::Texts,
        Self::Keeping,
        Self::Telling,
        Self::Weekly,
    ];

    /// Its name in addresses and in the history.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capacity => "capacity",
            Self::Notices => "notices",
            Self::Business => "business",
            Self::Hours => "hours",
            Self::Targets => "targets",
            Self::Looks => "looks",
            Self::Texts => "texts",
            Self::Keeping => "keeping",
            Self::Telling => "telling",
            Self::Weekly => "weekly",
        }
    }

    /// Reads a name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == raw)
    }
}

/// What stands in the fields of a part.
pub fn fields(site: &Site, part: Part) -> Fields {
    parts::fields(site, part)
}

/// The site with a part as it was entered at a moment.
///
/// # Errors
/// Everything there is to mend; never an empty list.
pub fn changed(
    site: &Site,
    part: Part,
    entered: &[(String, String)],
    now: Timestamp,
) -> Result<Site, Vec<FieldMistake>> {
    let form = Form::new(entered);
    let site = parts::changed(&form, site, part, now);
    form.done(site)
}

/// What was entered, and what is to mend so far.
struct Form<'a> {
    entered: &'a [(String, String)],
    mistakes: RefCell<Vec<FieldMistake>>,
}

impl<'a> Form<'a> {
    const fn new(entered: &'a [(String, String)]) -> Self {
        Self { entered, mistakes: RefCell::new(Vec::new()) }
    }

    /// A site is sound only if nothing is to mend.
    fn done(self, site: Option<Site>) -> Result<Site, Vec<FieldMistake>> {
        let mistakes = self.mistakes.into_inner();
        match site {
            Some(site) if mistakes.is_empty() => Ok(site),
            _ => Err(mistakes),
        }
    }

    fn get(&self, name: &str) -> &'a str {
        let found = self.entered.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    fn mend(&self, name: &str, remedy: &str) {
        let mistake = FieldMistake { field: name.to_owned(), sentence: spoken(remedy) };
        self.mistakes.borrow_mut().push(mistake);
    }

    /// What must be there.
    fn text<T, E: Into<String>>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let read = parse(self.get(name));
        read.map_err(|remedy| self.mend(name, &remedy.into())).ok()
    }

    /// What may be empty.
    fn optional<T, E: Into<String>>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        if self.get(name).is_empty() { None } else { self.text(name, parse) }
    }

    /// One a line.
    fn lines<T, E: Into<String>>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        self.split(name, '\n', parse)
    }

    /// Several, set apart by a sign. The first mistake of a field is told.
    fn split<T, E: Into<String>>(
        &self,
        name: &str,
        apart: char,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let items = self.get(name).split(apart).map(str::trim).filter(|item| !item.is_empty());
        let items: Vec<_> = items.collect();
        if items.len() > ITEMS_MAX {
            self.mend(name, &format!("keep at most {ITEMS_MAX} of them"));
        }
        let read: Result<Vec<_>, _> = items.into_iter().take(ITEMS_MAX).map(parse).collect();
        read.map_err(|remedy| self.mend(name, &remedy.into())).unwrap_or_default()
    }

    /// The numbers of the rows of pairs that are not empty.
    fn rows(&self, one: &str, other: &str) -> Vec<usize> {
        let is_filled = |row: &usize| {
            !self.get(&format!("{one}{row}")).is_empty()
                || !self.get(&format!("{other}{row}")).is_empty()
        };
        (0..ITEMS_MAX).filter(is_filled).collect()
    }

    /// Puts parts together; a mistake is told at a field.
    fn made<T, E>(
        &self,
        name: &str,
        made: Result<T, E>,
        remedy: impl Fn(&E) -> String,
    ) -> Option<T> {
        made.map_err(|error| self.mend(name, &remedy(&error))).ok()
    }
}

/// No list in a site's settings is longer in earnest.
const ITEMS_MAX: usize = 100;

/// A line as a form asks for it: nobody leaves out a key here.
fn said(error: LineError) -> String {
    match error {
        LineError::Empty => "write something here".to_owned(),
        other => other.sentence(),
    }
}

/// A remedy as a whole sentence.
fn spoken(remedy: &str) -> String {
    let mut letters = remedy.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if remedy.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
