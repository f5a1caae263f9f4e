//! What the business is told beside mail, as other programs read it. Nothing a customer typed.

use serde::Serialize;

/// What an owner's own server is told.
#[derive(Clone, Debug, Serialize)]
pub struct HookEvent {
    /// `case.opened` or `case.wrote`.
    pub event: &'static str,
    /// The name of this event, the same each time it is told.
    pub id: String,
    /// The site's id.
    pub site: String,
    /// What people quote.
    pub reference: String,
    /// The name of the kind.
    pub kind: &'static str,
    /// By when something is owed to the customer, if anything is; RFC 3339.
    pub due: Option<String>,
    /// Leads to the case at the desk.
    pub desk_url: String,
    /// When it happened; RFC 3339.
    pub at: String,
}

/// What a screen is told.
#[derive(Clone, Debug, Serialize)]
pub struct PushNote {
    /// Its first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Leads to the case at the desk: a path.
    pub url: String,
    /// Another of the same name takes its place.
    pub tag: String,
}

impl HookEvent {
    /// As it is sent.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("strings are always JSON")
    }
}

impl PushNote {
    /// As it is sent.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("strings are always JSON")
    }
}
