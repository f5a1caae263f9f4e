//! The plain twins: short lines, and the customer's words kept apart from ours.

use std::fmt::Write as _;

/// A plain-text mail, built paragraph by paragraph.
#[derive(Default)]
pub(super) struct Plain(String);

impl Plain {
    /// A paragraph of our own words.
    pub(super) fn paragraph(mut self, text: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
        self
    }

    /// Somebody's words, each line marked: no line of theirs can pass for one of ours.
    pub(super) fn quote(self, words: &str) -> Self {
        let lines: Vec<String> =
            words.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        self.paragraph(&lines.join("\n"))
    }

    /// A link under its label.
    pub(super) fn link(mut self, label: &str, url: &str) -> Self {
        write!(self.0, "\n{label}\n{url}\n").unwrap_or_default();
        self
    }

    /// Lines of key and values.
    pub(super) fn facts(self, facts: &[(&str, Vec<String>)]) -> Self {
        let lines: Vec<String> =
            facts.iter().map(|(key, values)| format!("{key}: {}", values.join(", "))).collect();
        self.paragraph(&lines.join("\n"))
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_the_customer_passes_for_ours() {
        let text = Plain::default()
            .paragraph("Ana, please read.")
            .quote("Hello\n\nI answer by\nhttps://evil.example")
            .finish();
        assert_eq!(
            text,
            "Ana, please read.\n\n> Hello\n>\n> I answer by\n> https://evil.example\n"
        );
    }
}
