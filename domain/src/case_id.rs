//! The name of one case, which is not a key to it.

use crate::Day;

/// A case: the day it is filed under and 128 bits that nobody without the secret can compute.
///
/// Knowing an id opens nothing; what opens is a token (see `secret`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId {
    day: Day,
    hash: [u8; 16],
}

impl CaseId {
    /// Of a day and a keyed hash, see [`crate::Secret::case_id`].
    pub(crate) const fn new(day: Day, hash: [u8; 16]) -> Self {
        Self { day, hash }
    }

    /// The day in the keys of its facts; about the day of its arrival.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// `20261123-` and 32 hexadecimal digits: safe in keys, URLs and cookie names.
    pub fn text(&self) -> String {
        let mut text = self.day.text().replace('-', "");
        text.push('-');
        let halves = self.hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        text.extend(halves.filter_map(|half| char::from_digit(half.into(), 16)));
        text
    }

    /// Reads [`CaseId::text`], and nothing else.
    pub fn parse(raw: &str) -> Option<Self> {
        let (day, hex) = raw.split_once('-')?;
        if day.len() != 8 || hex.len() != 32 || !raw.is_ascii() {
            return None;
        }
        let day = Day::parse(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))?;
        let mut hash = [0_u8; 16];
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
        }
        let id = Self { day, hash };
        (id.text() == raw).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_in_one_way_only() {
        let text = "20261123-000102030405060708090a0b0c0d0eff";
        assert_eq!(CaseId::parse(text).map(|id| id.text()).as_deref(), Some(text));
        for bad in [
            "",
            "20261123-",
            "20261123-000102030405060708090A0B0C0D0EFF",
            "20261399-000102030405060708090a0b0c0d0eff",
            "20261123-+00102030405060708090a0b0c0d0eff",
            "2026112ä-00102030405060708090a0b0c0d0eff",
        ] {
            assert_eq!(CaseId::parse(bad), None, "{bad}");
        }
    }
}
