//! What stops a command: one sentence that names the trouble and what to do about it.
//!
//! Invariant: the text is meant for the person at the keyboard; whatever a tool printed stays in
//! its log, which the sentence names.

use std::fmt;

/// The sentence a command ends with when it cannot go on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

/// What every step of a command returns.
pub(crate) type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A failure told by `sentence`.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Says which deed an I/O error stopped.
pub(crate) trait Doing<T> {
    /// Turns the error into a sentence: "Could not {deed}: {error}."
    fn doing(self, deed: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, deed: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("Could not {}: {error}.", deed())))
    }
}
