//! Words the business writes about itself.

use crate::direction::unturned;

/// One line of 1 to `CHARS_MAX` characters after trimming, without control characters, so that it
/// can stand in a mail header, and without marks that would turn the sentence it stands in. Unit:
/// Unicode scalar values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<const CHARS_MAX: usize>(String);

/// A name or a label; longer ones break a mail's From and a phone's screen.
pub type ShortLine = Line<100>;
/// A sentence or two.
pub type Text = Line<500>;

/// Why words cannot be such a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineError {
    /// Nothing but white space.
    Empty,
    /// More characters than this.
    TooLong(usize),
    /// A line break or another control character.
    NotOneLine,
}

impl<const CHARS_MAX: usize> Line<CHARS_MAX> {
    /// Trims and bounds.
    ///
    /// # Errors
    /// When nothing or too much remains, or it spans lines.
    pub fn parse(raw: &str) -> Result<Self, LineError> {
        let unturned = unturned(raw);
        let text = unturned.trim();
        if text.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
            return Err(LineError::NotOneLine);
        }
        match text.chars().count() {
            0 => Err(LineError::Empty),
            chars if chars > CHARS_MAX => Err(LineError::TooLong(CHARS_MAX)),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl LineError {
    /// What the person who writes the settings reads.
    pub fn sentence(self) -> String {
        match self {
            Self::Empty => "write something here, or leave the key out".to_owned(),
            Self::TooLong(max) => format!("shorten this to {max} characters"),
            Self::NotOneLine => "write this on one line".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_bounded_and_fit_for_a_mail_header() {
        assert_eq!(Line::<4>::parse(" Ana ").map(|line| line.0), Ok("Ana".to_owned()));
        assert_eq!(Line::<4>::parse("\u{202e}Ana").map(|line| line.0), Ok("Ana".to_owned()));
        assert_eq!(Line::<4>::parse("Añaña"), Err(LineError::TooLong(4)));
        assert_eq!(Line::<4>::parse(" "), Err(LineError::Empty));
        for raw in ["a\nb", "a\u{2029}b", "a\u{0}b"] {
            assert_eq!(Line::<4>::parse(raw), Err(LineError::NotOneLine), "{raw:?}");
        }
    }
}
