//! One table of the file, which knows what it was asked for.
//!
//! Whatever it was not asked for is a key nobody knows; [`Section::finish`] says so.

use core::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::SettingsError;

/// Collects what is to be mended.
pub(super) struct Report<'a> {
    source: &'a str,
    errors: RefCell<Vec<SettingsError>>,
}

/// A table by the dotted name it has in the file.
#[must_use = "finish it, or unknown keys go unnoticed"]
pub(super) struct Section<'a> {
    report: &'a Report<'a>,
    path: String,
    /// Where it begins, in bytes.
    start: usize,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
}

/// No list in a site's settings is longer in earnest; time is spent on each entry later.
const LIST_ITEMS_MAX: usize = 100;

type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Report<'a> {
    pub(super) const fn new(source: &'a str) -> Self {
        Self { source, errors: RefCell::new(Vec::new()) }
    }

    /// Notes something to mend at a place in the file.
    pub(super) fn add(&self, at: usize, key: impl Into<String>, remedy: impl Into<String>) {
        let before = self.source.as_bytes().iter().take(at);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        let error = SettingsError { line, key: key.into(), remedy: remedy.into() };
        self.errors.borrow_mut().push(error);
    }

    /// Notes a place that is no TOML.
    pub(super) fn add_broken(&self, at: usize, message: &str) {
        let line_start = self.source.get(..at).and_then(|s| s.rfind('\n')).map_or(0, |end| end + 1);
        let line = self.source.get(line_start..).and_then(|s| s.lines().next()).unwrap_or_default();
        let key = line.split(['=', '#']).next().unwrap_or_default().trim();
        let key = if key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
            key
        } else {
            ""
        };
        if message.contains("duplicate key") {
            self.add(at, key, "this stands in the file twice; take one away");
        } else {
            let remedy =
                format!("this cannot be read ({message}); check quotes, brackets and commas");
            self.add(at, key, remedy);
        }
    }

    /// In the order of lines.
    pub(super) fn into_errors(self) -> Vec<SettingsError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| error.line);
        errors
    }
}

impl<'a> Section<'a> {
    pub(super) const fn root(report: &'a Report<'a>, table: &'a DeTable<'a>) -> Self {
        let asked = RefCell::new(Vec::new());
        Self { report, path: String::new(), start: 0, table, asked }
    }

    /// A text that must be there; `example` shows how it is written.
    pub(super) fn text<T, E: Into<String>>(
        &self,
        key: &'static str,
        example: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let Some(value) = self.ask(key) else {
            self.missing(key, example);
            return None;
        };
        self.read_text(key, value, &parse)
    }

    /// A text that may be left out.
    pub(super) fn optional<T, E: Into<String>>(
        &self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.ask(key).and_then(|value| self.read_text(key, value, &parse))
    }

    /// A list of texts that may be left out; only sound ones are returned.
    pub(super) fn list<T, E: Into<String>>(
        &self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        self.ask(key).map(|value| self.read_list(key, value, &parse)).unwrap_or_default()
    }

    /// A number that must be there.
    pub(super) fn number(&self, key: &'static str, example: &str) -> Option<u32> {
        let number = self.optional_number(key);
        if self.table.get(key).is_none() {
            self.missing(key, example);
        }
        number
    }

    /// A number that may be left out.
    pub(super) fn optional_number(&self, key: &'static str) -> Option<u32> {
        let value = self.ask(key)?;
        let digits = value.get_ref().as_integer();
        let number =
            digits.and_then(|digits| u32::from_str_radix(digits.as_str(), digits.radix()).ok());
        if number.is_none() {
            self.at(key, value, "write a whole number without quotes");
        }
        number
    }

    /// Yes or no; no if it is left out.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.ask(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.at(key, value, "write true or false without quotes");
            false
        })
    }

    /// A table that may be left out.
    pub(super) fn optional_section(&self, key: &'static str) -> Option<Section<'a>> {
        let value = self.ask(key)?;
        let section = self.inner(key, value);
        if section.is_none() {
            self.at(key, value, format!("make this a section: [{}]", self.dotted(key)));
        }
        section
    }

    /// A table that must be there.
    pub(super) fn section(&self, key: &'static str) -> Option<Section<'a>> {
        if self.table.get(key).is_none() {
            self.asked.borrow_mut().push(key);
            let remedy = format!("this section is missing; add [{}]", self.dotted(key));
            self.report.add(self.start, self.dotted(key), remedy);
            return None;
        }
        self.optional_section(key)
    }

    /// Tables of the same kind, `[[key]]` each; none if they are left out.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Section<'a>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let tables = value.get_ref().as_array().and_then(|array| {
            self.bound(key, value, array.len());
            array.iter().map(|item| self.inner(key, item)).collect::<Option<Vec<_>>>()
        });
        tables.unwrap_or_else(|| {
            self.at(key, value, format!("begin each of these with [[{}]]", self.dotted(key)));
            Vec::new()
        })
    }

    /// Every key with its list of texts, for tables whose keys are data.
    pub(super) fn each_list<K, T, E: Into<String>, F: Into<String>>(
        &self,
        parse_key: impl Fn(&str) -> Result<K, E>,
        parse: impl Fn(&str) -> Result<T, F>,
    ) -> Vec<(K, Vec<T>)> {
        let mut entries = Vec::new();
        if self.table.len() > LIST_ITEMS_MAX {
            let remedy = format!("give at most {LIST_ITEMS_MAX} of these");
            self.report.add(self.start, self.path.as_str(), remedy);
        }
        for (key, value) in self.table {
            match parse_key(key.get_ref()) {
                Ok(parsed) => entries.push((parsed, self.read_list(key.get_ref(), value, &parse))),
                Err(remedy) => {
                    self.report.add(key.span().start, self.dotted(key.get_ref()), remedy)
                }
            }
        }
        entries
    }

    /// The result of putting parts together; a mistake is reported at the key it belongs to.
    pub(super) fn made<T, E>(
        &self,
        key: &str,
        result: Result<T, E>,
        remedy: impl Fn(&E) -> String,
    ) -> Option<T> {
        match result {
            Ok(made) => Some(made),
            Err(error) => {
                let value = self.table.get(key);
                let at = value.map_or(self.start, |value| value.span().start);
                let dotted = if value.is_some() { self.dotted(key) } else { self.path.clone() };
                self.report.add(at, dotted, remedy(&error));
                None
            }
        }
    }

    /// Whether anything was reported so far, here or elsewhere.
    pub(super) fn is_clean(&self) -> bool {
        self.report.errors.borrow().is_empty()
    }

    /// Reports the keys nobody asked for.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if asked.contains(&name) {
                continue;
            }
            let near =
                asked.iter().map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
            let remedy = match near {
                Some((distance, known)) if distance <= 2.max(name.len() / 3) => {
                    format!("nobody knows this key; did you mean \"{known}\"?")
                }
                _ => "nobody knows this key; take it away".to_owned(),
            };
            self.report.add(key.span().start, self.dotted(name), remedy);
        }
    }

    fn ask(&self, key: &'static str) -> Option<&'a Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    fn inner(&self, key: &str, value: &'a Value<'a>) -> Option<Section<'a>> {
        let table = value.get_ref().as_table()?;
        Some(Section {
            report: self.report,
            path: self.dotted(key),
            start: value.span().start,
            table,
            asked: RefCell::new(Vec::new()),
        })
    }

    fn read_list<T, E: Into<String>>(
        &self,
        key: &str,
        value: &'a Value<'a>,
        parse: &impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let Some(items) = value.get_ref().as_array() else {
            self.at(key, value, "write a list in brackets, even of one: [\"…\"]");
            return Vec::new();
        };
        self.bound(key, value, items.len());
        items.iter().filter_map(|item| self.read_text(key, item, parse)).collect()
    }

    /// A date without quotes is taken for the text it looks like.
    fn read_text<T, E: Into<String>>(
        &self,
        key: &str,
        value: &'a Value<'a>,
        parse: &impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let parsed = match value.get_ref() {
            DeValue::String(text) => parse(text),
            DeValue::Datetime(date) => parse(&date.to_string()),
            _ => {
                self.at(key, value, "write this between quotes");
                return None;
            }
        };
        parsed.map_err(|remedy| self.at(key, value, remedy)).ok()
    }

    fn missing(&self, key: &str, example: &str) {
        let remedy = format!("this is missing; add {key} = {example}");
        self.report.add(self.start, self.dotted(key), remedy);
    }

    fn bound(&self, key: &str, value: &Value<'_>, items: usize) {
        if items > LIST_ITEMS_MAX {
            self.at(key, value, format!("give at most {LIST_ITEMS_MAX} of these"));
        }
    }

    fn at(&self, key: &str, value: &Value<'_>, remedy: impl Into<String>) {
        self.report.add(value.span().start, self.dotted(key), remedy);
    }

    fn dotted(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}
