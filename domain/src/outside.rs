//! Addresses of other servers that the service calls by itself.
//!
//! Somebody else names them (an owner a webhook, a browser its push service), so that they must
//! not lead to what only the service's own network can reach. The shape is checked here, without
//! any way of writing an address that two readers could read differently; what the name stands for
//! is looked up before each call and checked with [`is_public`].

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An `https` address by a public name, or one on this machine for demos and tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideUrl {
    text: String,
    /// Where the host begins and ends.
    host: (usize, usize),
}

/// Text that is no address to be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideUrlError {
    /// It is not `https`, or not written as an address.
    Shape,
    /// It has a name or a password before the host.
    UserInfo,
    /// Its host is a number, a single word, or a name that only a private network knows.
    Private,
}

/// `http` is for this machine only.
const LOOPBACK: &str = "http://127.0.0.1";
const HTTPS: &str = "https://";

/// Last labels that no public name has.
const PRIVATE: [&str; 11] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "arpa",
    "onion",
    "invalid",
];

impl OutsideUrl {
    /// Push services give addresses of some hundred bytes.
    pub const BYTES_MAX: usize = 1_000;

    /// Reads an address, whose host is written in lower case from here on.
    ///
    /// # Errors
    /// Why it must not be called.
    pub fn parse(raw: &str) -> Result<Self, OutsideUrlError> {
        let raw = raw.trim();
        let is_plain = |c: char| c.is_ascii_graphic() && !"\\\"'<>^`{|}#".contains(c);
        if raw.len() > Self::BYTES_MAX || !raw.chars().all(is_plain) {
            return Err(OutsideUrlError::Shape);
        }
        let is_loopback =
            raw.strip_prefix(LOOPBACK).is_some_and(|rest| rest.starts_with([':', '/']));
        let scheme = if is_loopback { "http://" } else { HTTPS };
        let rest = raw.strip_prefix(scheme).ok_or(OutsideUrlError::Shape)?;
        let authority = &rest[..rest.find(['/', '?']).unwrap_or(rest.len())];
        if authority.contains('@') {
            return Err(OutsideUrlError::UserInfo);
        }
        let (host, port) =
            authority.split_once(':').map_or((authority, None), |(h, p)| (h, Some(p)));
        if port.is_some_and(|port| !is_port(port)) {
            return Err(OutsideUrlError::Shape);
        }
        let host = host.to_ascii_lowercase();
        if !is_loopback && !is_public_name(&host) {
            return Err(OutsideUrlError::Private);
        }
        let (from, to) = (scheme.len(), scheme.len() + host.len());
        Ok(Self { text: format!("{scheme}{host}{}", &raw[to..]), host: (from, to) })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of the server.
    pub fn host(&self) -> &str {
        &self.text[self.host.0..self.host.1]
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        let rest = &self.text[self.host.1..];
        &self.text[..self.host.1 + rest.find(['/', '?']).unwrap_or(rest.len())]
    }

    /// Whether it is on this machine, which only a deployment that is there itself may call.
    pub fn is_loopback(&self) -> bool {
        self.text.starts_with("http://")
    }
}

impl OutsideUrlError {
    /// What the person who wrote it reads.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Shape => "write a whole address, for example https://okafor.example/hearback",
            Self::UserInfo => "leave out the name and password before the @",
            Self::Private => "name a server that everybody can reach, by its name",
        }
    }
}

fn is_port(port: &str) -> bool {
    !port.starts_with('0')
        && port.chars().all(|c| c.is_ascii_digit())
        && port.parse::<u16>().is_ok()
}

/// Two labels or more, and a last one that cannot be read as a number.
fn is_public_name(host: &str) -> bool {
    /// RFC 1035, 2.3.4.
    const NAME_BYTES_MAX: usize = 253;
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    host.len() <= NAME_BYTES_MAX
        && labels.next().is_some()
        && last.starts_with(|c: char| c.is_ascii_lowercase())
        && !PRIVATE.contains(&last)
        && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    const LABEL_BYTES_MAX: usize = 63;
    let is_inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    (1..=LABEL_BYTES_MAX).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(is_inner)
}

/// Whether an address in the network is one that everybody can reach.
///
/// After the registries of special-purpose addresses of RFC 6890 as of November 2026; what embeds
/// an IPv4 address (6to4, Teredo, mapped) is not public, since it may embed a private one.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match (a, b) {
        (0 | 10 | 127 | 224.., _) => true,
        (100, 64..=127) | (169, 254) | (172, 16..=31) | (192, 168) | (198, 18 | 19) => true,
        (192, 0) => c == 0 || c == 2,
        (192, 88) => c == 99,
        (198, 51) => c == 100,
        (203, 0) => c == 113,
        _ => false,
    };
    !special
}

/// Global unicast is 2000::/3.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let special = match (a, b) {
        // 2001::/23 with Teredo and 2001:db8::/32; 2002::/16 is 6to4; 3fff::/20 is for documents.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x2002, _) | (0x3fff, 0..=0xfff) => true,
        _ => false,
    };
    (0x2000..=0x3fff).contains(&a) && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_name_over_https_is_an_address_to_be_called() {
        for good in [
            "https://okafor.example/hearback",
            "https://hooks.okafor.example:8443/a?b=c&d=%20",
            "https://okafor.example",
            "https://xn--bcher-kva.example/",
        ] {
            assert_eq!(OutsideUrl::parse(good).map(|url| url.text).as_deref(), Ok(good));
        }
        let url = OutsideUrl::parse(" https://Push.Example:444/Send?x=1 ").expect("an address");
        assert_eq!(url.as_str(), "https://push.example:444/Send?x=1");
        assert_eq!((url.host(), url.origin()), ("push.example", "https://push.example:444"));
    }

    #[test]
    fn what_leads_into_a_private_network_is_refused() {
        use OutsideUrlError::{Private, Shape, UserInfo};
        for (bad, why) in [
            ("http://okafor.example/", Shape),
            ("ftp://okafor.example/", Shape),
            ("https://okafor.example\\@127.0.0.1/", Shape),
            ("https://okafor.example/a b", Shape),
            ("https://okafor.example/#a", Shape),
            ("https://okafor.example:0/", Shape),
            ("https://okafor.example:99999/", Shape),
            ("https://bücher.example/", Shape),
            ("https://ana:x@okafor.example/", UserInfo),
            ("https://okafor.example@10.0.0.1/", UserInfo),
            ("https://127.0.0.1/", Private),
            ("https://2130706433/", Private),
            ("https://0x7f.1/", Private),
            ("https://127.0.0.0x1/", Private),
            ("https://[::1]/", Shape),
            ("https://8.8.8.8/", Private),
            ("https://localhost/", Private),
            ("https://intern/", Private),
            ("https://printer.local/", Private),
            ("https://metadata.google.internal/", Private),
            ("https://okafor.example./", Private),
            ("https://.example/", Private),
            ("https:///x", Private),
            ("https://", Private),
        ] {
            assert_eq!(OutsideUrl::parse(bad).err(), Some(why), "{bad}");
        }
        assert!(OutsideUrl::parse(&format!("https://a.example/{}", "x".repeat(1_000))).is_err());
    }

    #[test]
    fn this_machine_is_named_in_one_way() {
        assert!(OutsideUrl::parse("http://127.0.0.1:8080/hook").is_ok_and(|url| url.is_loopback()));
        for bad in ["http://127.0.0.1.okafor.example/", "http://127.0.0.1@okafor.example/"] {
            assert!(OutsideUrl::parse(bad).is_err(), "{bad}");
        }
        assert!(!OutsideUrl::parse("https://okafor.example").is_ok_and(|url| url.is_loopback()));
    }

    #[test]
    fn only_addresses_that_everybody_reaches_are_public() {
        let is_public = |text: &str| is_public(text.parse().expect(text));
        for public in ["93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111"] {
            assert!(is_public(public), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2002:a00:1::",
            "2001::1",
        ] {
            assert!(!is_public(private), "{private}");
        }
    }
}
