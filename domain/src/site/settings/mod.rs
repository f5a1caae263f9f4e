//! The file in which an owner settles a site: TOML, with errors a shopkeeper can act on.
//!
//! Every mistake is reported at once, in the order of the file, with its line, its key and what to
//! do about it. A key nobody knows is a mistake too. Not here: what makes a part sound (each part
//! says so itself), and where the file lies.

mod parts;
mod section;
#[cfg(test)]
mod tests;

use core::fmt;

use toml::de::DeTable;

use super::Site;
use section::{Report, Section};

/// Far more than any site needs.
pub const SETTINGS_BYTES_MAX: usize = 65_536;

/// Something to mend in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// The line it stands on, from 1; for a missing key, the line its section begins on.
    pub line: usize,
    /// The key, with its section before a dot; empty where no key can be told.
    pub key: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for SettingsError {
    /// "Line 9, zone: use a name of the IANA time zone list."
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = if self.key.is_empty() { String::new() } else { format!(", {}", self.key) };
        let stop = if self.remedy.ends_with(['.', '?']) { "" } else { "." };
        write!(f, "Line {}{key}: {}{stop}", self.line, self.remedy)
    }
}

/// Reads a site's settings.
///
/// # Errors
/// Everything there is to mend, in the order of lines; never an empty list.
pub fn parse(source: &str) -> Result<Site, Vec<SettingsError>> {
    let report = Report::new(source);
    if source.len() > SETTINGS_BYTES_MAX {
        report.add(0, "", "this file is over 64 kB; settings are a few pages of text");
        return Err(report.into_errors());
    }
    let (document, broken) = DeTable::parse_recoverable(source);
    for error in &broken {
        report.add_broken(error.span().map_or(0, |span| span.start), error.message());
    }
    if !broken.is_empty() {
        return Err(report.into_errors());
    }
    let site = parts::site(Section::root(&report, document.get_ref()));
    let errors = report.into_errors();
    match site {
        Some(site) if errors.is_empty() => Ok(site),
        _ => Err(errors),
    }
}
