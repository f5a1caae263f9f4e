//! The settings of a site as its book keeps them: as they are now, and every change.

use serde::{Deserialize, Serialize};

/// The settings as they are now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskSettings {
    /// The stored text of the site.
    pub stored: String,
    /// The number of the last change; who changes anything says which they saw.
    pub version: i64,
    /// The latest changes, the last first.
    pub changes: Vec<SettingsChange>,
}

/// A change, also as it stands in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsChange {
    /// Counted from 1.
    pub number: i64,
    /// When, in milliseconds.
    pub at: i64,
    /// The id of whoever changed it; empty where that was not at the desk.
    pub person: String,
    /// The part that was changed, by its name; see [`SettingsChange::FOUND`] and the others.
    pub what: String,
    /// The whole settings after it; empty where only the list is wanted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stored: String,
}

impl SettingsChange {
    /// How the settings were when the book first looked.
    pub const FOUND: &str = "found";
    /// Somebody stored other settings past the desk.
    pub const ELSEWHERE: &str = "elsewhere";
    /// Everything was set back to how it was after an earlier change.
    pub const BACK: &str = "back";
}
