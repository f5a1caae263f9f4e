//! Answers of DNS over HTTPS in JSON, as Cloudflare and Google give them.

use core::net::IpAddr;

use serde::Deserialize;

#[derive(Deserialize)]
struct AnswerWire {
    #[serde(rename = "Status")]
    status: u32,
    #[serde(rename = "Answer", default)]
    answer: Vec<RecordWire>,
}

#[derive(Deserialize)]
struct RecordWire {
    #[serde(rename = "type")]
    kind: u32,
    data: String,
}

/// The types of records that hold addresses: A and AAAA (RFC 1035, RFC 3596).
const ADDRESSES: [u32; 2] = [1, 28];

/// The addresses in an answer; none where the resolver could not say, or what it says is unsound.
pub fn resolved(json: &str) -> Option<Vec<IpAddr>> {
    let answer: AnswerWire = serde_json::from_str(json).ok()?;
    if answer.status != 0 {
        return None;
    }
    let records = answer.answer.iter().filter(|record| ADDRESSES.contains(&record.kind));
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
