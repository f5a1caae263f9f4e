//! DMARC: what receivers do with mail that neither SPF nor DKIM vouches for (RFC 7489).

use super::{Finding, Looked, Standing, tag};

/// How far up a policy is looked for. A domain longer than this is nobody's shop.
const NAMES_MAX: usize = 4;

/// What receivers are told to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Policy {
    None,
    Quarantine,
    Reject,
}

/// Under which names the policy of `domain` may stand, the nearest first: its own, then those of
/// the domains above it, but for the last word.
pub fn dmarc_names(domain: &str) -> Vec<String> {
    let parents = domain.match_indices('.').map(|(at, _)| &domain[at + 1..]);
    let all = std::iter::once(domain).chain(parents.filter(|parent| parent.contains('.')));
    all.take(NAMES_MAX).map(|name| format!("_dmarc.{name}")).collect()
}

/// How the DMARC of `domain` stands, by what was found under each of [`dmarc_names`], in their
/// order: the first that has a policy counts.
pub fn dmarc(domain: &str, looked: &[(String, Looked)]) -> Finding {
    for (at, (name, looked)) in looked.iter().enumerate() {
        if *looked == Looked::Unasked {
            return Finding::unasked("DMARC");
        }
        let records: Vec<&str> =
            looked.texts().iter().map(|text| text.trim()).filter(|text| is_dmarc(text)).collect();
        match records.as_slice() {
            [] => {}
            [record] => return of_policy(domain, policy(record, at > 0)).with(record),
            [record, ..] => {
                let says = format!(
                    "There is more than one DMARC record at {name}, and receivers then count \
                     none. Leave one."
                );
                return Finding::new(Standing::Wrong, says).with(record);
            }
        }
    }
    let says = format!(
        "Nothing tells receivers what to do with mail that only pretends to come from {domain}, \
         and big ones distrust that. Add the TXT record v=DMARC1; p=none under _dmarc.{domain}."
    );
    Finding::new(Standing::Missing, says)
}

fn of_policy(domain: &str, policy: Option<Policy>) -> Finding {
    let (standing, says) = match policy {
        Some(Policy::None) => (
            Standing::Good,
            format!(
                "Receivers only watch: what pretends to come from {domain} is delivered all the \
                 same. Once SPF and DKIM have been good for some weeks, p=quarantine keeps it out."
            ),
        ),
        Some(Policy::Quarantine) => (
            Standing::Good,
            format!("What only pretends to come from {domain} goes to the spam folder."),
        ),
        Some(Policy::Reject) => {
            (Standing::Good, format!("What only pretends to come from {domain} is refused."))
        }
        None => (
            Standing::Wrong,
            "The DMARC record names no policy that receivers know. Let it say p=none, \
             p=quarantine or p=reject."
                .to_owned(),
        ),
    };
    Finding::new(standing, says)
}

/// The policy of a record; one of a domain above may have another for those below it.
fn policy(record: &str, is_above: bool) -> Option<Policy> {
    let below = is_above.then(|| tag(record, "sp")).flatten();
    match below.or_else(|| tag(record, "p"))?.to_ascii_lowercase().as_str() {
        "none" => Some(Policy::None),
        "quarantine" => Some(Policy::Quarantine),
        "reject" => Some(Policy::Reject),
        _ => None,
    }
}

/// RFC 7489, 6.3: the version stands first.
fn is_dmarc(text: &str) -> bool {
    let first = text.split(';').next().unwrap_or_default();
    tag(first, "v") == Some("DMARC1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(domain: &str, records: &[(&str, &str)]) -> (Standing, String) {
        let looked = |name: &String| match records.iter().find(|(known, _)| name == known) {
            Some((_, "?")) => Looked::Unasked,
            Some((_, text)) => Looked::Found(text.split('|').map(str::to_owned).collect()),
            None => Looked::Found(Vec::new()),
        };
        let all: Vec<_> =
            dmarc_names(domain).into_iter().map(|name| (name.clone(), looked(&name))).collect();
        let finding = dmarc(domain, &all);
        (finding.standing, finding.says)
    }

    #[test]
    fn a_policy_is_told_in_plain_words() {
        for (record, standing, part) in [
            ("v=DMARC1; p=none; rua=mailto:post@okafor.example", Standing::Good, "only watch"),
            ("v=DMARC1;p=Quarantine", Standing::Good, "spam folder"),
            ("v=DMARC1; sp=none; p=reject", Standing::Good, "is refused"),
            ("v=DMARC1; rua=mailto:post@okafor.example", Standing::Wrong, "no policy"),
            ("v=DMARC1; p=nothing", Standing::Wrong, "no policy"),
            ("v=DMARC1; p=none|v=DMARC1; p=reject", Standing::Wrong, "more than one"),
            ("p=none; v=DMARC1", Standing::Missing, "_dmarc.okafor.example"),
            ("v=spf1 ~all", Standing::Missing, "_dmarc.okafor.example"),
            ("?", Standing::Unasked, "could not be checked"),
        ] {
            let (found, says) = told("okafor.example", &[("_dmarc.okafor.example", record)]);
            assert_eq!(found, standing, "{record}: {says}");
            assert!(says.contains(part), "{record}: {says}");
        }
    }

    #[test]
    fn the_policy_of_a_domain_above_holds_below_it() {
        let above = "_dmarc.okafor.example";
        let told = |records: &[_]| told("mail.okafor.example", records).1;
        assert!(told(&[(above, "v=DMARC1; p=reject")]).contains("is refused"));
        assert!(told(&[(above, "v=DMARC1; p=reject; sp=none")]).contains("only watch"));
        let own = ("_dmarc.mail.okafor.example", "v=DMARC1; p=quarantine");
        assert!(told(&[own, (above, "v=DMARC1; p=reject")]).contains("spam folder"));
    }

    #[test]
    fn a_policy_is_looked_for_upwards_but_not_at_the_last_word() {
        assert_eq!(dmarc_names("okafor.example"), ["_dmarc.okafor.example"]);
        assert_eq!(
            dmarc_names("mail.okafor.co.example"),
            ["_dmarc.mail.okafor.co.example", "_dmarc.okafor.co.example", "_dmarc.co.example"]
        );
        assert_eq!(dmarc_names("a.b.c.d.e.f").len(), NAMES_MAX);
    }
}
