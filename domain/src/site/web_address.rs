//! Addresses on the web that the business names.

/// An `https` address of at most 500 bytes that can stand in a link as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

/// Text that is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAddressError;

impl WebAddress {
    /// Longer ones are mostly tracking.
    pub const BYTES_MAX: usize = 500;

    /// Keeps the writing, checks the shape.
    ///
    /// # Errors
    /// When it is not `https`, has no host, a name before an `@`, or a character links must not
    /// hold.
    pub fn parse(raw: &str) -> Result<Self, WebAddressError> {
        let text = raw.trim();
        let rest = text.strip_prefix("https://").ok_or(WebAddressError)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let sound = text.len() <= Self::BYTES_MAX
            && host.contains('.')
            && !host.contains('@')
            && text.chars().all(is_link_character);
        if sound { Ok(Self(text.to_owned())) } else { Err(WebAddressError) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl WebAddressError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "write a whole web address, for example \"https://okafor.example/prices\""
    }
}

/// What may stand in a link unescaped.
pub(super) fn is_link_character(c: char) -> bool {
    !c.is_control() && !c.is_whitespace() && !"<>\"'\\`".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_https_addresses_are_links() {
        assert!(WebAddress::parse(" https://okafor.example/a?b=c#d ").is_ok());
        for bad in [
            "okafor.example",
            "http://okafor.example",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "https://ana:pw@okafor.example/",
            "https://okafor.example/\"onclick=",
            "https://okafor.example/a b",
        ] {
            assert_eq!(WebAddress::parse(bad), Err(WebAddressError), "{bad}");
        }
    }
}
