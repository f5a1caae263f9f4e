//! What most pages know: the business they speak for, and the way to a person there.

/// The business a page speaks for.
#[derive(Clone, Debug, Default)]
pub struct Business {
    /// The site's id, as in `/card/{site}`.
    pub site: String,
    /// As on the door: "Okafor & Daughter".
    pub name: String,
    /// The first name of the person who answers.
    pub person: String,
    /// A face of that person, on this host; initials stand in for it.
    pub picture: Option<String>,
    /// "020 7946 0142" and `tel:+442079460142`.
    pub call: Option<Link>,
    /// The language the page is written in, as a BCP 47 tag.
    pub language: String,
}

impl Business {
    /// Where its business card stands.
    pub(super) fn card_path(&self) -> String {
        format!("/card/{}", self.site)
    }
}

/// Words that lead somewhere.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// What the person reads.
    pub label: String,
    /// `https:`, `http:`, `tel:`, `mailto:` or a path on this host; anything else leads nowhere.
    pub url: String,
}

/// Where a form is posted, and the proof that this page made it.
#[derive(Clone, Debug, Default)]
pub struct FormTarget {
    /// A path on this host.
    pub action: String,
    /// Sent as the hidden field `token`.
    pub token: String,
}

/// Why a private link or a mail's button does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTrouble {
    /// This browser has not opened the private link.
    NotOpenedHere,
    /// The address is not one that was ever sent.
    Altered,
    /// It was good once.
    Expired,
    /// The case goes on together with another one, which this key does not open.
    Joined,
}

/// The address, if a page may lead there: a script in an address leads nowhere.
pub(super) fn safe_url(url: &str) -> Option<&str> {
    let path = url.starts_with(['/', '#', '?']) && !url.starts_with("//");
    let scheme = ["https://", "http://", "tel:", "mailto:"];
    // Browsers read a backslash as a slash and skip line ends: "/\evil" is another host.
    let plain = !url.chars().any(|c| c == '\\' || c.is_control());
    (plain && (path || scheme.iter().any(|scheme| url.starts_with(scheme)))).then_some(url)
}

/// Up to two letters that stand for a face.
pub(super) fn initials(name: &str) -> String {
    let mut letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_script_leads_nowhere() {
        for good in ["https://a.example", "tel:+44", "mailto:a@b.example", "/card/demo", "#write"] {
            assert_eq!(safe_url(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "//evil",
            r"/\evil",
            "/\t/evil",
            "",
        ] {
            assert_eq!(safe_url(bad), None, "{bad}");
        }
    }

    #[test]
    fn initials_are_letters_of_the_first_and_last_name() {
        for (name, expected) in [
            ("Ana Okafor", "AO"),
            ("joan", "J"),
            ("Ana Maria de Souza", "AS"),
            ("🙂 <b>", "B"),
            ("יוסי כהן", "יכ"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name:?}");
        }
    }
}
