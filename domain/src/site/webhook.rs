//! The owner's own server, which is called when somebody wrote.

use crate::{OutsideUrl, Timestamp};

/// Where to call, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The address.
    pub url: OutsideUrl,
    /// What came in before is not told: whoever begins to listen is not told of old times.
    pub since: Timestamp,
}
