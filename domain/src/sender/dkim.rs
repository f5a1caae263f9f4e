//! DKIM: the key that signatures on mails are checked with (RFC 6376).
//!
//! A key stands under a name that the mail provider chose, its selector, and no directory lists
//! them. So the usual ones are tried, and the one that the operator names.

use super::{Finding, Looked, Standing, tag};

/// The name of a key: 1 to 63 characters of `a-z`, `0-9`, `-`, `_` and `.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(String);

/// What big providers call their keys, as their help says: Google; Microsoft; Mailchimp and
/// others; SendGrid; Fastmail; Proton; Zoho; Postmark and others; Resend; Cloudflare.
const USUAL: [&str; 12] = [
    "default",
    "google",
    "selector1",
    "selector2",
    "k1",
    "s1",
    "fm1",
    "protonmail",
    "zoho",
    "mail",
    "resend",
    "cf2024-1",
];

impl Selector {
    /// A label of DNS, which may be several with dots. Unit: bytes.
    const BYTES_MAX: usize = 63;

    /// Reads a name; none where it cannot be one.
    pub fn parse(raw: &str) -> Option<Self> {
        let name = raw.trim().to_ascii_lowercase();
        let is_sound = (1..=Self::BYTES_MAX).contains(&name.len())
            && name.split('.').all(|label| !label.is_empty())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        is_sound.then_some(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which are looked up: the operator's first, then the usual ones.
pub fn selectors(own: Option<&Selector>) -> Vec<Selector> {
    let usual = USUAL.iter().map(|&name| Selector(name.to_owned()));
    let usual = usual.filter(|selector| Some(selector) != own);
    own.cloned().into_iter().chain(usual).collect()
}

/// Under which name the key of a selector stands.
pub fn dkim_name(selector: &Selector, domain: &str) -> String {
    format!("{}._domainkey.{domain}", selector.0)
}

/// What stands under one selector.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Good,
    /// Two of them, or no key at all in it.
    Broken,
    /// Empty: the key holds no more (RFC 6376, 3.6.1).
    TakenBack,
}

/// How DKIM stands, by what was found under each of [`selectors`], in their order. `own` is the
/// operator's selector.
pub fn dkim(own: Option<&Selector>, looked: &[(Selector, Looked)]) -> Finding {
    let found: Vec<(&Selector, Key, &str)> = looked
        .iter()
        .filter_map(|(selector, looked)| key(looked).map(|(key, text)| (selector, key, text)))
        .collect();
    let good = found.iter().find(|(_, key, _)| *key == Key::Good);
    let is_silent = looked.iter().any(|(selector, looked)| {
        *looked == Looked::Unasked && own.is_none_or(|own| own == selector)
    });
    let picked = match own {
        Some(own) => found.iter().find(|(selector, ..)| *selector == own),
        None if is_silent => good,
        None => good.or(found.first()),
    };
    match (picked, own, good) {
        (Some((selector, key, text)), ..) => of_key(selector, *key).with(text),
        _ if is_silent => Finding::unasked("DKIM"),
        (None, Some(own), Some((other, ..))) => {
            let says = format!(
                "There is a key under {}, and none under {}, which DKIM_SELECTOR names. Ask your \
                 mail provider which of them it signs with.",
                other.0, own.0
            );
            Finding::new(Standing::Wrong, says)
        }
        (None, Some(own), None) => {
            let says = format!(
                "No key is published under {}, which DKIM_SELECTOR names. Your mail provider’s \
                 help says which record to add.",
                own.0
            );
            Finding::new(Standing::Missing, says)
        }
        (None, None, _) => {
            let says = format!(
                "No key was found under the {} names that are usual. Switch DKIM on at your mail \
                 provider. If it is on, its key has another name: whoever runs Hearback sets it \
                 as DKIM_SELECTOR.",
                looked.len()
            );
            Finding::new(Standing::Missing, says)
        }
    }
}

fn of_key(Selector(name): &Selector, key: Key) -> Finding {
    let (standing, says) = match key {
        Key::Good => (
            Standing::Good,
            format!(
                "A key is published under {name}. Whether your mails are signed with it, the test \
                 mail tells: its details say DKIM: pass."
            ),
        ),
        Key::TakenBack => (
            Standing::Wrong,
            format!(
                "The key under {name} was taken back: the record is empty. Put in the key that \
                 your mail provider shows."
            ),
        ),
        Key::Broken => (
            Standing::Wrong,
            format!(
                "What is published under {name} is no key that receivers can use. Copy it once \
                 more from your mail provider, as one record."
            ),
        ),
    };
    Finding::new(standing, says)
}

/// The key under one selector, with its record; none where there is no such record.
fn key(looked: &Looked) -> Option<(Key, &str)> {
    let records: Vec<&str> =
        looked.texts().iter().map(String::as_str).filter(|text| is_dkim(text)).collect();
    let (first, others) = records.split_first()?;
    let bytes = tag(first, "p").map(|key| key.split_ascii_whitespace().collect::<String>());
    let is_base64 =
        |key: &str| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b));
    let key = match bytes.as_deref() {
        Some("") => Key::TakenBack,
        Some(key) if others.is_empty() && is_base64(key) => Key::Good,
        Some(_) | None => Key::Broken,
    };
    Some((key, *first))
}

/// The version may be left out, and then a key makes it one (RFC 6376, 3.6.1).
fn is_dkim(text: &str) -> bool {
    match tag(text, "v") {
        Some(version) => version == "DKIM1",
        None => tag(text, "p").is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7";

    fn selector(name: &str) -> Selector {
        Selector::parse(name).expect("a selector")
    }

    /// What is told where records stand under some selectors, and nothing under the others.
    fn told(own: Option<&str>, records: &[(&str, &str)]) -> (Standing, String) {
        let own = own.map(selector);
        let looked = |name: &Selector| match records.iter().find(|(known, _)| name.0 == *known) {
            Some((_, "?")) => Looked::Unasked,
            Some((_, text)) => Looked::Found(text.split('|').map(str::to_owned).collect()),
            None => Looked::Found(Vec::new()),
        };
        let all: Vec<_> =
            selectors(own.as_ref()).into_iter().map(|name| (name.clone(), looked(&name))).collect();
        let finding = dkim(own.as_ref(), &all);
        (finding.standing, finding.says)
    }

    #[test]
    fn a_key_is_told_by_the_name_it_stands_under() {
        for (own, records, standing, part) in [
            (None, vec![("google", KEY)], Standing::Good, "google"),
            (None, vec![("k1", "p=MIGf MA0G")], Standing::Good, "k1"),
            (None, vec![("default", "v=DKIM1; p="), ("s1", KEY)], Standing::Good, "s1"),
            (None, vec![("default", "v=DKIM1; p=")], Standing::Wrong, "taken back"),
            (None, vec![("default", "v=DKIM1; k=rsa")], Standing::Wrong, "no key"),
            (None, vec![("default", "v=DKIM1; p=<b>")], Standing::Wrong, "no key"),
            (None, vec![("mail", &format!("{KEY}|{KEY}"))], Standing::Wrong, "one record"),
            (None, vec![("mail", "v=spf1 p=x")], Standing::Missing, "12 names"),
            (None, vec![], Standing::Missing, "DKIM_SELECTOR"),
            (Some("shop1"), vec![("shop1", KEY)], Standing::Good, "shop1"),
            (Some("shop1"), vec![("shop1", "p="), ("mail", KEY)], Standing::Wrong, "taken back"),
            (Some("shop1"), vec![("mail", KEY)], Standing::Wrong, "none under shop1"),
            (Some("shop1"), vec![], Standing::Missing, "under shop1"),
        ] {
            let (found, says) = told(own, &records);
            assert_eq!(found, standing, "{own:?} {records:?}: {says}");
            assert!(says.contains(part), "{own:?} {records:?}: {says}");
        }
    }

    #[test]
    fn a_silent_resolver_hides_only_what_it_was_asked_for() {
        for (own, records, standing) in [
            (None, vec![("google", KEY), ("s1", "?")], Standing::Good),
            (None, vec![("s1", "?")], Standing::Unasked),
            (None, vec![("google", "p="), ("s1", "?")], Standing::Unasked),
            (Some("shop1"), vec![("shop1", KEY), ("s1", "?")], Standing::Good),
            (Some("shop1"), vec![("s1", "?")], Standing::Missing),
            (Some("shop1"), vec![("shop1", "?"), ("s1", KEY)], Standing::Unasked),
        ] {
            assert_eq!(told(own, &records).0, standing, "{own:?} {records:?}");
        }
    }

    #[test]
    fn the_operators_name_comes_first_and_once() {
        let names = |own: Option<&str>| selectors(own.map(selector).as_ref());
        assert_eq!(names(Some("Shop1"))[0], selector("shop1"));
        assert_eq!(names(Some("google")).len(), names(None).len());
        assert_eq!(dkim_name(&selector("s1"), "okafor.example"), "s1._domainkey.okafor.example");
        let long = "a".repeat(64);
        for raw in ["", "a b", "a&type=A", "ä", ".a", "a..b", long.as_str()] {
            assert_eq!(Selector::parse(raw), None, "{raw}");
        }
    }
}
