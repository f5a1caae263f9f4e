//! What the owner of a deployment answered while a site is set up.

use serde::{Deserialize, Serialize};

/// The answer to one question, as the book of the first run keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstAnswer {
    /// The name of the question (see [`crate::site::form::Question`]).
    pub question: String,
    /// Names of its fields with what was entered.
    pub fields: Vec<(String, String)>,
}
