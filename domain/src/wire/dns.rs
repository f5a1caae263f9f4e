//! Answers of DNS over HTTPS in JSON, as Cloudflare and Google give them
//! (<https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json/>).

use core::net::IpAddr;

use serde::Deserialize;

/// The types of records that hold addresses: A and AAAA (RFC 1035, RFC 3596).
const ADDRESSES: [u16; 2] = [1, 28];

/// RFC 1035, 4.1.1: all is well.
pub(crate) const NO_ERROR: u16 = 0;
/// There is no such name, which is an answer too.
pub(crate) const NO_NAME: u16 = 3;

/// What a resolver says.
#[derive(Deserialize)]
pub(crate) struct Answered {
    /// How it went.
    #[serde(rename = "Status")]
    pub(crate) status: u16,
    /// What there is; aliases on the way to it come in the same list.
    #[serde(rename = "Answer", default)]
    pub(crate) records: Vec<Record>,
}

/// One record.
#[derive(Deserialize)]
pub(crate) struct Record {
    /// Its type as a number.
    #[serde(rename = "type")]
    pub(crate) kind: u16,
    /// What it says, as text.
    pub(crate) data: String,
}

impl Answered {
    /// Reads the body of an answer.
    pub(crate) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// The addresses in an answer; none where the resolver could not say, or what it says is unsound.
pub fn resolved(json: &str) -> Option<Vec<IpAddr>> {
    let answered = Answered::read(json).filter(|answered| answered.status == NO_ERROR)?;
    let records = answered.records.iter().filter(|record| ADDRESSES.contains(&record.kind));
    records.map(|record| record.data.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nothing_else() {
        let json = r#"{"Status":0,"TC":false,"Question":[{"name":"a.example","type":1}],"Answer":[
            {"name":"a.example","type":5,"TTL":9,"data":"b.example."},
            {"name":"b.example","type":1,"TTL":9,"data":"93.184.215.14"}]}"#;
        assert_eq!(resolved(json), Some(vec![IpAddr::from([93, 184, 215, 14])]));
        assert_eq!(resolved(r#"{"Status":0}"#), Some(Vec::new()));
        assert_eq!(resolved(r#"{"Status":3}"#), None);
        assert_eq!(resolved(r#"{"Status":0,"Answer":[{"type":1,"data":"x"}]}"#), None);
        assert_eq!(resolved("<html>"), None);
    }
}
