//! The random name a sender gives one message, so that a repeat is known as one.

/// A UUID (RFC 9562) in its usual writing, kept in lower case.
///
/// Version 7 carries the moment it was made, which lets a repeat find its case on a later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubmissionId([u8; 16]);

/// Text that is no UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubmissionIdError;

impl SubmissionId {
    /// Reads the 36-character writing.
    ///
    /// # Errors
    /// When it is anything else, or the nil UUID.
    pub fn parse(raw: &str) -> Result<Self, SubmissionIdError> {
        let raw = raw.as_bytes();
        if raw.len() != 36 {
            return Err(SubmissionIdError);
        }
        let mut bytes = [0_u8; 16];
        let mut digits = 0;
        for (at, byte) in raw.iter().enumerate() {
            if matches!(at, 8 | 13 | 18 | 23) {
                if *byte != b'-' {
                    return Err(SubmissionIdError);
                }
                continue;
            }
            let value = char::from(*byte).to_digit(16).ok_or(SubmissionIdError)?;
            bytes[digits / 2] = bytes[digits / 2] << 4 | value as u8;
            digits += 1;
        }
        if bytes == [0; 16] { Err(SubmissionIdError) } else { Ok(Self(bytes)) }
    }

    /// A version 7 id from a moment (milliseconds since 1970, UTC) and 10 random bytes.
    pub fn at(unix_ms: u64, random: [u8; 10]) -> Self {
        let mut bytes = [0_u8; 16];
        bytes[..6].copy_from_slice(&unix_ms.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = 0x70 | bytes[6] & 0x0f;
        bytes[8] = 0x80 | bytes[8] & 0x3f;
        Self(bytes)
    }

    /// When a version 7 id says it was made (milliseconds since 1970, UTC); others do not say.
    pub fn made_at_ms(self) -> Option<u64> {
        let [a, b, c, d, e, f, version, ..] = self.0;
        (version >> 4 == 7).then(|| u64::from_be_bytes([0, 0, a, b, c, d, e, f]))
    }

    /// Its 16 bytes.
    pub const fn bytes(self) -> [u8; 16] {
        self.0
    }

    /// Its usual writing.
    pub fn text(self) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(36);
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            text.push(char::from(HEX[usize::from(byte >> 4)]));
            text.push(char::from(HEX[usize::from(byte & 15)]));
        }
        text
    }
}

impl SubmissionIdError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        "submission_id_bad"
    }

    /// What the person (here a programmer) reads.
    pub const fn sentence(self) -> &'static str {
        "The submission id must be a UUID, for example one of version 7."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_read_and_written_back() {
        let text = "018f3f6e-1c2d-7abc-8def-0123456789ab";
        let id = SubmissionId::parse(&text.to_uppercase());
        assert_eq!(id.map(SubmissionId::text), Ok(text.to_owned()));
        assert_eq!(id.map(SubmissionId::made_at_ms), Ok(Some(0x018f_3f6e_1c2d)));
        for bad in ["", "00000000-0000-0000-0000-000000000000", &text[1..], &text.replace('-', "_")]
        {
            assert_eq!(SubmissionId::parse(bad), Err(SubmissionIdError), "{bad}");
        }
    }

    #[test]
    fn a_made_id_says_when() {
        let id = SubmissionId::at(1_763_383_800_123, [0xff; 10]);
        assert_eq!(id.made_at_ms(), Some(1_763_383_800_123));
        assert_eq!(SubmissionId::parse(&id.text()), Ok(id));
    }
}
