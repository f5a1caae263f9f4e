//! A correction offered for a likely mistyped mail domain.
//!
//! Of 83,000 addresses typed into one public service 1,500 failed, most of them by a slip in a
//! well-known domain. Offered, never applied: the person decides.

use super::EmailAddress;

/// Mail domains that many people have. Kept short: it travels with the widget.
const WELL_KNOWN: [&str; 20] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "me.com",
    "aol.com",
    "msn.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "orange.fr",
    "btinternet.com",
    "proton.me",
    "comcast.net",
];

/// Real mail domains that happen to be one slip from a well-known one.
const HONEST_NEIGHBOURS: [&str; 5] =
    ["mail.com", "email.com", "ymail.com", "hotmail.de", "yahoo.ca"];

/// The address that was probably meant, when its domain is one slip from a well-known one.
///
/// A slip: one character added, missing, wrong, or two neighbours swapped.
pub fn likely_meant(address: &EmailAddress) -> Option<String> {
    let domain = address.domain();
    if WELL_KNOWN.contains(&domain) || HONEST_NEIGHBOURS.contains(&domain) {
        return None;
    }
    // Short domains have too many honest neighbours ("mme.com").
    let meant =
        WELL_KNOWN.into_iter().find(|known| known.len() > 7 && is_one_slip(domain, known))?;
    let local = address.as_str().strip_suffix(domain)?;
    let mut corrected = String::from(local);
    corrected.push_str(meant);
    Some(corrected)
}

fn is_one_slip(typed: &str, known: &str) -> bool {
    let (typed, known) = (typed.as_bytes(), known.as_bytes());
    let same = typed.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (typed, known) = (&typed[same..], &known[same..]);
    match (typed, known) {
        ([], [_]) | ([_], []) => true,
        ([a, x @ ..], [b, y @ ..]) => {
            x == y
                || x == known
                || typed == y
                || matches!((x, y), ([c, x @ ..], [d, y @ ..]) if a == d && b == c && x == y)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_offered_a_correction_and_nothing_else_is() {
        let cases = [
            ("joan@gmial.com", Some("joan@gmail.com")),
            ("joan@gmail.co", Some("joan@gmail.com")),
            ("joan@gmail.comm", Some("joan@gmail.com")),
            ("joan@gmal.com", Some("joan@gmail.com")),
            ("joan@hotnail.com", Some("joan@hotmail.com")),
            ("joan@yahoo.con", Some("joan@yahoo.com")),
            ("joan@gmail.com", None),
            ("joan@mme.com", None),
            ("joan@whitcombe.example", None),
            ("joan@mail.com", None),
        ];
        for (typed, expected) in cases {
            let address = EmailAddress::parse(typed).expect(typed);
            assert_eq!(likely_meant(&address).as_deref(), expected, "{typed}");
        }
    }
}
