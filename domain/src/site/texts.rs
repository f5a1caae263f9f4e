//! What the business says in its own words, in which languages, and how long it keeps what others
//! said.

use super::{ShortLine, Text};

/// The owner's words; each may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Stands first in the panel.
    pub greeting: Option<Text>,
    /// On the launcher, in place of "Write to Ana".
    pub launcher: Option<ShortLine>,
    /// Who the business is, under its name on the card page.
    pub about: Vec<Text>,
    /// "How we work" on the card page.
    pub policies: Vec<Policy>,
}

/// One rule of how the business works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its beginning, set strong: "Price first."
    pub head: ShortLine,
    /// The rest of it.
    pub text: Text,
}

/// A language by its code: two or three small letters, with a region if need be (`en`, `pt-BR`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

/// Text that is no such code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageError;

/// At least one language; the first is the one to fall back on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    first: Language,
    others: Vec<Language>,
}

/// How long a closed case is kept: 30 to 3,650 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    days: u32,
}

/// Days out of bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionError;

impl Language {
    /// Reads a code (BCP 47, as far as language and region).
    ///
    /// # Errors
    /// When it has another shape.
    pub fn parse(raw: &str) -> Result<Self, LanguageError> {
        let (language, region) = match raw.split_once('-') {
            Some((language, region)) => (language, Some(region)),
            None => (raw, None),
        };
        let sound = (2..=3).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && region.is_none_or(|r| r.len() == 2 && r.bytes().all(|b| b.is_ascii_uppercase()));
        if sound { Ok(Self(raw.to_owned())) } else { Err(LanguageError) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl LanguageError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "write a language's code, for example \"en\" or \"pt-BR\""
    }
}

impl Languages {
    /// The first is the one to fall back on.
    pub const fn new(first: Language, others: Vec<Language>) -> Self {
        Self { first, others }
    }

    /// The one to fall back on.
    pub const fn first(&self) -> &Language {
        &self.first
    }

    /// All of them, the first first.
    pub fn all(&self) -> impl Iterator<Item = &Language> {
        core::iter::once(&self.first).chain(&self.others)
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self::new(Language::default(), Vec::new())
    }
}

impl Retention {
    /// Less, and a customer who asks again after a holiday finds nothing.
    pub const DAYS_MIN: u32 = 30;
    /// Ten years: the longest that tax law commonly asks for.
    pub const DAYS_MAX: u32 = 3_650;

    /// A span in days.
    ///
    /// # Errors
    /// When it is out of bounds.
    pub const fn new(days: u32) -> Result<Self, RetentionError> {
        if days < Self::DAYS_MIN || days > Self::DAYS_MAX {
            return Err(RetentionError);
        }
        Ok(Self { days })
    }

    /// The span in days.
    pub const fn days(self) -> u32 {
        self.days
    }
}

impl Default for Retention {
    /// Two years.
    fn default() -> Self {
        Self { days: 730 }
    }
}

impl RetentionError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "give a number of days, 30 to 3650"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_codes() {
        for good in ["en", "de", "gsw", "pt-BR"] {
            assert!(Language::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "english", "EN", "en_GB", "en-gb", "e"] {
            assert_eq!(Language::parse(bad), Err(LanguageError), "{bad}");
        }
    }
}
