//! What people quote on the telephone.

/// `HB-7K3Q-X2MD`: 40 bits in Crockford's base 32 (no I, L, O or U). Opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// From five bytes of a keyed hash, see [`crate::Secret::reference`].
    pub(crate) fn new(bytes: [u8; 5]) -> Self {
        let bits = bytes.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let mut text = String::from("HB");
        for at in 0..8 {
            if at % 4 == 0 {
                text.push('-');
            }
            let digit = bits >> (35 - 5 * at) & 31;
            text.push(char::from(ALPHABET[digit as usize]));
        }
        Self(text)
    }

    /// Reads it as people write it: any case, with or without the dashes and the `HB`.
    pub fn parse(raw: &str) -> Option<Self> {
        let plain: String =
            raw.trim().to_ascii_uppercase().chars().filter(|c| *c != '-' && *c != ' ').collect();
        let digits = plain.strip_prefix("HB").filter(|rest| rest.len() == 8).unwrap_or(&plain);
        let sound = digits.len() == 8 && digits.bytes().all(|b| ALPHABET.contains(&b));
        sound.then(|| Self(format!("HB-{}-{}", &digits[..4], &digits[4..])))
    }

    /// As shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_people_write_it() {
        let reference = Reference::new([0, 0x44, 0x32, 0x14, 0xc7]);
        assert_eq!(reference.as_str(), "HB-0123-4567");
        for raw in ["HB-0123-4567", "hb 0123 4567", "01234567"] {
            assert_eq!(Reference::parse(raw).as_ref(), Some(&reference), "{raw}");
        }
        assert_eq!(Reference::parse("HB-0123-456U"), None);
        assert_eq!(Reference::new([0xff; 5]).as_str(), "HB-ZZZZ-ZZZZ");
    }
}
