//! Where to ring.

/// A telephone number as its owner writes it, with 5 to 15 digits (E.164 allows at most 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

/// Why text cannot be a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Something other than digits, spaces and the marks people put between them.
    NotANumber,
    /// Fewer than [`Phone::DIGITS_MIN`].
    TooShort,
    /// More than [`Phone::DIGITS_MAX`].
    TooLong,
}

impl Phone {
    /// The shortest numbers that can be rung from elsewhere in a small country.
    pub const DIGITS_MIN: usize = 5;
    /// ITU-T E.164.
    pub const DIGITS_MAX: usize = 15;
    /// With every mark people use between digits.
    const CHARS_MAX: usize = 40;

    /// Keeps the writing, checks the digits.
    ///
    /// # Errors
    /// When it cannot be rung.
    pub fn parse(raw: &str) -> Result<Self, PhoneError> {
        let text = raw.trim();
        if text.bytes().any(|b| !b.is_ascii_digit() && !b" +-./()".contains(&b)) {
            return Err(PhoneError::NotANumber);
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits < Self::DIGITS_MIN {
            Err(PhoneError::TooShort)
        } else if digits > Self::DIGITS_MAX || text.len() > Self::CHARS_MAX {
            Err(PhoneError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// As its owner wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For a `tel:` link: a leading plus and the digits (RFC 3966).
    pub fn dialled(&self) -> String {
        let plus = self.0.starts_with('+').then_some('+');
        plus.into_iter().chain(self.0.chars().filter(char::is_ascii_digit)).collect()
    }
}

impl PhoneError {
    /// A stable name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "phone_not_a_number",
            Self::TooShort => "phone_too_short",
            Self::TooLong => "phone_too_long",
        }
    }

    /// What the person reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotANumber => "Please use digits only, for example 020 7946 0142.",
            Self::TooShort => "This number is too short to ring; please add the area code.",
            Self::TooLong => "This number is too long to ring; please check it.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_writing_and_can_be_dialled() {
        let phone = Phone::parse(" +44 (0)20-7946.0142 ");
        assert_eq!(phone.as_ref().map(Phone::as_str), Ok("+44 (0)20-7946.0142"));
        assert_eq!(phone.map(|p| p.dialled()), Ok("+4402079460142".to_owned()));
        assert_eq!(Phone::parse("1234"), Err(PhoneError::TooShort));
        assert_eq!(Phone::parse("1234567890123456"), Err(PhoneError::TooLong));
        assert_eq!(Phone::parse("ring me"), Err(PhoneError::NotANumber));
        assert_eq!(Phone::parse("020 7946\n0142"), Err(PhoneError::NotANumber));
    }
}
