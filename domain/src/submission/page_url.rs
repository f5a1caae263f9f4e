//! The page a customer wrote on.

/// An `http` or `https` address without its query and fragment, at most 1,000 bytes.
///
/// Queries carry session keys and search words that nobody meant to send, so they are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageUrl(String);

impl PageUrl {
    const BYTES_MAX: usize = 1_000;

    /// `None` when it is no web address: the page is helpful, never worth refusing a message for.
    pub fn parse(raw: &str) -> Option<Self> {
        let url = raw.trim().split(['?', '#']).next()?;
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let sound = !rest.is_empty()
            && url.len() <= Self::BYTES_MAX
            && !url.chars().any(|c| c.is_control() || c.is_whitespace() || "<>\"'\\".contains(c));
        // What stands before an @ is a name and perhaps a password.
        let host = rest.split('/').next()?;
        (sound && !host.contains('@')).then(|| Self(url.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_kept_and_never_their_queries() {
        let kept = |raw| PageUrl::parse(raw).map(|url| url.0);
        assert_eq!(kept("https://a.example/b?token=1#c").as_deref(), Some("https://a.example/b"));
        for raw in
            ["javascript:alert(1)", "https://", "https://u:p@a.example/", "/b", "https://a b"]
        {
            assert_eq!(kept(raw), None, "{raw}");
        }
    }
}
