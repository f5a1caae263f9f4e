//! Text that is safe in a mail's header.

use hearback_domain::direction::unturned;

/// One line of at most [`HeaderText::CHARS_MAX`] characters, for subjects and display names.
///
/// Made from any text: what could end the line becomes a space, what could reverse or hide the
/// words beside it is left out, and a literal encoded word (RFC 2047) is broken up, so that a
/// mail program shows what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderText(String);

impl HeaderText {
    /// Longer than any line a mail program shows. Unit: Unicode scalar values.
    pub const CHARS_MAX: usize = 200;

    /// Makes one line of it; a longer text ends in an ellipsis.
    pub fn new(raw: &str) -> Self {
        let line = one_line(raw).replace("=?", "= ?");
        if line.chars().count() <= Self::CHARS_MAX {
            return Self(line);
        }
        let kept: String = line.chars().take(Self::CHARS_MAX - 1).collect();
        Self(format!("{}…", kept.trim_end()))
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text on one line, without control characters and without bidirectional overrides.
///
/// Every run of white space is one space: a name with fifty spaces in it pushes nothing away.
pub(super) fn one_line(raw: &str) -> String {
    let spaced: String = unturned(raw)
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_cannot_be_ended_or_turned_from_within() {
        for (raw, line) in [
            ("Joan\r\nBcc: x@y.example", "Joan Bcc: x@y.example"),
            ("Jo\u{2028}an\u{2029}W\u{85}\u{b}", "Jo an W"),
            ("Joan\u{202e}elpmaxe\u{202c}", "Joanelpmaxe"),
            ("\u{2067}שלום\u{2069}\u{200f}", "שלום\u{200f}"),
            ("a\u{0}b\u{1b}[1mc", "a b [1mc"),
            ("=?utf-8?B?SGFjaw==?=", "= ?utf-8?B?SGFjaw== ?="),
            ("  much    room  ", "much room"),
        ] {
            assert_eq!(HeaderText::new(raw).as_str(), line, "{raw:?}");
        }
    }

    #[test]
    fn a_long_line_ends_in_an_ellipsis() {
        let long = HeaderText::new(&"ä".repeat(4_000));
        assert_eq!(long.as_str().chars().count(), HeaderText::CHARS_MAX);
        assert!(long.as_str().ends_with('…'));
    }

    proptest! {
        #[test]
        fn no_text_brings_a_control_character(raw in any::<String>()) {
            let line = HeaderText::new(&raw);
            prop_assert!(!line.as_str().chars().any(char::is_control));
            prop_assert!(line.as_str().chars().count() <= HeaderText::CHARS_MAX);
        }
    }
}
