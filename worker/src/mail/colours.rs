//! The accent of a business, for mails.

use std::fmt;

/// One colour; cannot hold anything that would leave a style attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The accent's three colours for one of the two screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// Buttons and links.
    pub accent: Rgb,
    /// Behind initials.
    pub soft: Rgb,
    /// Writing on `accent`.
    pub on: Rgb,
}

/// The accent on light and on dark screens; contrast is the giver's care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    /// For light screens.
    pub light: Tone,
    /// For dark screens.
    pub dark: Tone,
}

impl Default for Colours {
    /// Hearback's own petrol.
    fn default() -> Self {
        Self {
            light: Tone {
                accent: Rgb(0x0b, 0x59, 0x63),
                soft: Rgb(0xe3, 0xef, 0xef),
                on: Rgb(0xff, 0xff, 0xff),
            },
            dark: Tone {
                accent: Rgb(0x7c, 0xc8, 0xd0),
                soft: Rgb(0x17, 0x37, 0x3b),
                on: Rgb(0x06, 0x26, 0x2a),
            },
        }
    }
}

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn parse(raw: &str) -> Option<Self> {
        let hex = raw
            .strip_prefix('#')
            .filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hex_digits_and_nothing_else() {
        assert_eq!(Rgb::parse("#0B5963").map(|c| c.to_string()).as_deref(), Some("#0b5963"));
        for raw in ["0b5963", "#0b596", "#0b59633", "#+b5963", "red", "#ä5963", "#0b5963;x:y"] {
            assert_eq!(Rgb::parse(raw), None, "{raw}");
        }
    }
}
