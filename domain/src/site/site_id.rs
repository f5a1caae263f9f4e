//! Names that stand in keys and addresses.

use core::fmt;

/// A site's name in keys, addresses and script tags: 1 to 32 of `a-z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(String);

/// A person's name in facts: 1 to 32 of `a-z`, `0-9` and `-`; unique within a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(String);

/// Text that is not 1 to 32 of `a-z`, `0-9` and `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlugError;

/// Leaves room for everything else in a KV key of 512 bytes.
const SLUG_BYTES_MAX: usize = 32;

/// Reads well in the address of the first run: `/desk/new`.
const FIRST_RUN: &str = "new";

impl SiteId {
    /// Takes the text as it stands: an id is never corrected.
    ///
    /// # Errors
    /// When a character is out of place, or there are none or too many.
    pub fn parse(raw: &str) -> Result<Self, SlugError> {
        slug(raw).map(Self)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a site is called while it is being set up; no site keeps this name.
    ///
    /// The book of this name knows the owner of the deployment and what was answered so far.
    pub fn first_run() -> Self {
        Self(FIRST_RUN.to_owned())
    }

    /// Whether this is [`SiteId::first_run`].
    pub fn is_first_run(&self) -> bool {
        self.0 == FIRST_RUN
    }

    /// The same with a number behind it, cut where it would be too long.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let end = format!("-{number}");
        let room = SLUG_BYTES_MAX.saturating_sub(end.len()).min(self.0.len());
        Self(format!("{}{end}", self.0[..room].trim_end_matches('-')))
    }
}

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PersonId {
    /// Takes the text as it stands: an id is never corrected.
    ///
    /// # Errors
    /// When a character is out of place, or there are none or too many.
    pub fn parse(raw: &str) -> Result<Self, SlugError> {
        slug(raw).map(Self)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SlugError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "use 1 to 32 small letters, digits and hyphens, for example \"okafor\""
    }
}

fn slug(raw: &str) -> Result<String, SlugError> {
    let sound = (1..=SLUG_BYTES_MAX).contains(&raw.len())
        && raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if sound { Ok(raw.to_owned()) } else { Err(SlugError) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_can_neither_leave_its_key_nor_its_address() {
        for good in ["demo", "a", "okafor-2", &"x".repeat(32)] {
            assert_eq!(SiteId::parse(good).map(|id| id.0), Ok(good.to_owned()));
        }
        for bad in ["", "Demo", "a/b", "a b", "..", "dé", &"x".repeat(33)] {
            assert_eq!(SiteId::parse(bad), Err(SlugError), "{bad:?}");
            assert_eq!(PersonId::parse(bad), Err(SlugError), "{bad:?}");
        }
    }

    #[test]
    fn a_number_behind_an_id_leaves_it_an_id() {
        let id = |raw: &str| SiteId::parse(raw).expect("an id");
        assert_eq!(id("okafor").numbered(2), id("okafor-2"));
        assert_eq!(id(&"x".repeat(32)).numbered(10), id(&format!("{}-10", "x".repeat(29))));
        assert_eq!(id(&format!("{}-x", "x".repeat(29))).numbered(2).as_str().len(), 31);
    }

    #[test]
    fn the_first_run_is_called_new() {
        assert_eq!(SiteId::parse("new"), Ok(SiteId::first_run()));
        assert!(SiteId::first_run().is_first_run());
    }
}
