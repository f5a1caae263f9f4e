//! Whether the domain that mails come from vouches for them: SPF, DKIM and DMARC, read from the
//! TXT records that a resolver found, each told in plain words with what to do.
//!
//! Invariants: records are anybody's text, so reading them never fails and never trusts them; a
//! name that could not be looked up is never told as missing. Not here: asking a resolver, and
//! whether a single mail was signed, which only its receiver sees.

mod dkim;
mod dmarc;
mod looked;
mod spf;

pub use dkim::{Selector, dkim, dkim_name, selectors};
pub use dmarc::{dmarc, dmarc_names};
pub use looked::Looked;
pub use spf::spf;

/// How one of the three stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As it should be.
    Good,
    /// There is none.
    Missing,
    /// There is one, and receivers cannot use it or are told the wrong thing.
    Wrong,
    /// Nobody answered who knows.
    Unasked,
}

/// What was found, for the owner to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it stands.
    pub standing: Standing,
    /// What that means, and what to do.
    pub says: String,
    /// The record as it stands there, cut to [`RECORD_CHARS_MAX`]; empty where there is none.
    pub record: String,
}

/// As much of a record as is shown: a DKIM key of 2,048 bits. Unit: Unicode scalar values.
pub const RECORD_CHARS_MAX: usize = 420;

impl Finding {
    fn new(standing: Standing, says: String) -> Self {
        Self { standing, says, record: String::new() }
    }

    /// Nobody could be asked about `what`.
    fn unasked(what: &str) -> Self {
        let says = format!(
            "The directory of names gave no answer, so {what} could not be checked. \
             Please look again in a few minutes."
        );
        Self::new(Standing::Unasked, says)
    }

    fn with(self, record: &str) -> Self {
        let shown = record.chars().map(|c| if c.is_control() { ' ' } else { c });
        Self { record: shown.take(RECORD_CHARS_MAX).collect(), ..self }
    }
}

/// The value of a tag in a list like `v=DKIM1; k=rsa; p=…` (RFC 6376, 3.2); names as written.
fn tag<'a>(record: &'a str, name: &str) -> Option<&'a str> {
    let tags = record.split(';').filter_map(|tag| tag.split_once('='));
    tags.map(|(key, value)| (key.trim(), value.trim()))
        .find(|(key, _)| *key == name)
        .map(|(_, v)| v)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DOMAIN: &str = "okafor.example";

    /// All three, of records that are the same under every name.
    fn all(looked: &Looked) -> [Finding; 3] {
        let keys: Vec<_> =
            selectors(None).into_iter().map(|selector| (selector, looked.clone())).collect();
        let policies: Vec<_> =
            dmarc_names(DOMAIN).into_iter().map(|name| (name, looked.clone())).collect();
        [spf(DOMAIN, looked), dkim(None, &keys), dmarc(DOMAIN, &policies)]
    }

    #[test]
    fn what_could_not_be_asked_is_never_missing() {
        for finding in all(&Looked::Unasked) {
            assert_eq!(finding.standing, Standing::Unasked);
            assert!(finding.says.contains("could not be checked"));
        }
        for finding in all(&Looked::Found(Vec::new())) {
            assert_eq!(finding.standing, Standing::Missing);
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_told_in_bounds(
            texts in prop::collection::vec("(v=spf1 |v=DKIM1;|v=DMARC1;)?[ -~]{0,80}|\\PC{0,600}", 0..5)
        ) {
            for finding in all(&Looked::Found(texts)) {
                prop_assert!(finding.says.ends_with('.'), "{}", finding.says);
                prop_assert!(finding.says.len() < 500, "{}", finding.says);
                prop_assert!(finding.record.chars().count() <= RECORD_CHARS_MAX);
                prop_assert!(!finding.record.chars().any(char::is_control));
            }
        }

        #[test]
        fn other_records_beside_it_change_nothing(
            others in prop::collection::vec("[a-u][a-z0-9=.-]{0,60}", 0..5),
            at in any::<prop::sample::Index>(),
        ) {
            let ours = "v=spf1 include:_spf.post.example ~all".to_owned();
            let mut texts = others;
            texts.insert(at.index(texts.len() + 1), ours.clone());
            let alone = spf(DOMAIN, &Looked::Found(vec![ours]));
            prop_assert_eq!(spf(DOMAIN, &Looked::Found(texts)), alone);
        }
    }
}
