//! SPF: which servers may send for a domain (RFC 7208).

use super::{Finding, Looked, Standing};

/// RFC 7208, 4.6.4: receivers give up after so many look-ups. Those of included records are not
/// counted here.
const LOOKUPS_MAX: usize = 10;

/// What a record says, as far as it matters here.
#[derive(Default)]
struct Read {
    /// The qualifier of `all`: `+`, `-`, `~` or `?`.
    all: Option<char>,
    /// It leads on to another domain's record.
    leads_on: bool,
    /// Somebody may send.
    lets_some: bool,
    lookups: usize,
    is_sound: bool,
}

/// How the SPF of `domain` stands, by the TXT records of that very name.
pub fn spf(domain: &str, looked: &Looked) -> Finding {
    if *looked == Looked::Unasked {
        return Finding::unasked("SPF");
    }
    let records: Vec<&str> =
        looked.texts().iter().map(|text| text.trim()).filter(|text| is_spf(text)).collect();
    match records.as_slice() {
        [] => Finding::new(
            Standing::Missing,
            format!(
                "Nothing says which servers may send for {domain}. Add a TXT record to {domain}; \
                 your mail provider’s help has its text, which begins with v=spf1."
            ),
        ),
        [record] => {
            let (standing, says) = judged(domain, &Read::of(record));
            Finding::new(standing, says).with(record)
        }
        [record, ..] => {
            let says = "There is more than one SPF record, and receivers then count none. Make \
                        them one, which names all your servers.";
            Finding::new(Standing::Wrong, says.to_owned()).with(record)
        }
    }
}

fn judged(domain: &str, read: &Read) -> (Standing, String) {
    let wrong = |says: &str| (Standing::Wrong, says.to_owned());
    match read.all {
        _ if !read.is_sound => wrong(
            "The SPF record has a word in it that receivers do not know, so they pass over all of \
             it. Compare it with what your mail provider’s help says.",
        ),
        _ if read.lookups > LOOKUPS_MAX => wrong(
            "The SPF record needs more than ten look-ups, and receivers give up there. Take out \
             the services that you no longer send with.",
        ),
        Some('+') => (
            Standing::Wrong,
            format!("The SPF record lets every server send for {domain}. Let it end with ~all."),
        ),
        Some('?') => wrong(
            "The SPF record does not say what holds for all other servers. Let it end with ~all.",
        ),
        None if !read.leads_on => wrong(
            "The SPF record does not say what holds for all other servers. Let it end with ~all.",
        ),
        Some(_) if !read.lets_some => (
            Standing::Wrong,
            format!(
                "The SPF record lets no server at all send for {domain}. Put in what your mail \
                 provider’s help says, before the end."
            ),
        ),
        Some(_) | None => (
            Standing::Good,
            format!("Receivers know which servers may send for {domain}, and that no others do."),
        ),
    }
}

/// RFC 7208, 4.5: the version is a word of its own.
fn is_spf(text: &str) -> bool {
    let version = text.split(' ').next().unwrap_or_default();
    version.eq_ignore_ascii_case("v=spf1")
}

impl Read {
    fn of(record: &str) -> Self {
        let mut read = Self { is_sound: true, ..Self::default() };
        for word in record.split_ascii_whitespace().skip(1) {
            read.take(&word.to_ascii_lowercase());
        }
        // RFC 7208, 6.1: beside `all` it is passed over.
        read.leads_on &= read.all.is_none();
        read
    }

    fn take(&mut self, word: &str) {
        if let Some((name, _)) = word.split_once('=')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        {
            self.leads_on |= name == "redirect";
            self.lookups += usize::from(name == "redirect");
            return;
        }
        // Whatever follows `all` is never reached (RFC 7208, 5.1).
        if self.all.is_some() {
            return;
        }
        let (qualifier, mechanism) = match word.strip_prefix(['+', '-', '~', '?']) {
            Some(rest) => (word.chars().next().unwrap_or('+'), rest),
            None => ('+', word),
        };
        let (name, value) = match mechanism.find([':', '/']) {
            Some(at) => (&mechanism[..at], mechanism[at..].trim_start_matches(':')),
            None => (mechanism, ""),
        };
        match name {
            "all" => self.all = Some(qualifier),
            "include" | "exists" | "ip4" | "ip6" if value.is_empty() => self.is_sound = false,
            "include" | "exists" | "a" | "mx" | "ptr" => self.lookups += 1,
            "ip4" | "ip6" => {}
            _ => self.is_sound = false,
        }
        self.lets_some |= name != "all" && qualifier == '+';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(texts: &[&str]) -> (Standing, String) {
        let texts = texts.iter().map(|&text| text.to_owned()).collect();
        let finding = spf("okafor.example", &Looked::Found(texts));
        (finding.standing, finding.says)
    }

    #[test]
    fn one_record_that_names_servers_and_ends_is_good() {
        for record in [
            "v=spf1 include:_spf.post.example ~all",
            "V=SPF1 IP4:192.0.2.0/24 -ALL",
            "v=spf1 a mx -all",
            "v=spf1 a/24 mx:okafor.example/24 ip6:2001:db8::/32 ~all exp=why.okafor.example",
            "v=spf1 redirect=_spf.post.example",
        ] {
            let (standing, says) = standing(&["google-site-verification=abc", record]);
            assert_eq!(standing, Standing::Good, "{record}: {says}");
        }
    }

    #[test]
    fn what_receivers_cannot_use_is_told_with_what_to_do() {
        let eleven = format!("v=spf1 {} ~all", "include:a.example ".repeat(11));
        for (texts, part) in [
            (vec!["v=spf1 a ~all", "v=spf1 mx ~all"], "more than one"),
            (vec!["v=spf1 +all"], "every server"),
            (vec!["v=spf1 include:a.example all"], "every server"),
            (vec!["v=spf1 a ?all"], "all other servers"),
            (vec!["v=spf1 a"], "all other servers"),
            (vec!["v=spf1"], "all other servers"),
            (vec!["v=spf1 -all"], "no server at all"),
            (vec!["v=spf1 -a ~all"], "no server at all"),
            (vec!["v=spf1 ip4 ~all"], "do not know"),
            (vec!["v=spf1 inclde:a.example ~all"], "do not know"),
            (vec![eleven.as_str()], "more than ten"),
        ] {
            let (standing, says) = standing(&texts);
            assert_eq!(standing, Standing::Wrong, "{texts:?}");
            assert!(says.contains(part), "{texts:?}: {says}");
        }
    }

    #[test]
    fn what_only_looks_like_a_record_is_none() {
        for texts in [vec![], vec!["v=spf10 a ~all"], vec!["spf1 a ~all"], vec!["v=DMARC1; p=none"]]
        {
            assert_eq!(standing(&texts).0, Standing::Missing, "{texts:?}");
        }
    }
}
