//! What a resolver found of texts under a name.

use crate::wire::dns::{Answered, NO_ERROR, NO_NAME};

/// What was found under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// The texts of its TXT records, in the order they came; none where there is no such name.
    Found(Vec<String>),
    /// No answer, or none that can be read: nobody knows.
    Unasked,
}

/// More than any domain has.
const RECORDS_MAX: usize = 100;

/// Twice the longest key in use. Unit: bytes.
const TEXT_BYTES_MAX: usize = 4_096;

/// RFC 1035, 3.2.2: TXT is type 16.
const TXT: u16 = 16;

impl Looked {
    /// Reads the body of an answer.
    pub fn read(body: &str) -> Self {
        let Some(answered) = Answered::read(body) else { return Self::Unasked };
        if !matches!(answered.status, NO_ERROR | NO_NAME) {
            return Self::Unasked;
        }
        let texts = answered.records.iter().filter(|record| record.kind == TXT);
        Self::Found(texts.take(RECORDS_MAX).map(|record| text_of(&record.data)).collect())
    }

    /// The texts; none where nobody could be asked.
    pub(super) fn texts(&self) -> &[String] {
        match self {
            Self::Found(texts) => texts,
            Self::Unasked => &[],
        }
    }
}

/// The text of a record. Long ones are divided into strings, `"v=DKIM1; p=MI" "IB…"`, which
/// belong together without a space (RFC 7208, 3.3); some resolvers have joined them already.
fn text_of(data: &str) -> String {
    let data = data.trim();
    let bytes = match data.starts_with('"') {
        true => joined(data),
        false => data.bytes().take(TEXT_BYTES_MAX).collect(),
    };
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What stands between quotes, one after the other; `\"` and `\226` are read as RFC 1035, 5.1
/// writes them.
fn joined(data: &str) -> Vec<u8> {
    let (mut text, mut is_inside, mut bytes) = (Vec::new(), false, data.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_inside = !is_inside,
            _ if !is_inside => {}
            b'\\' => match code(bytes.clone()) {
                Some(code) => {
                    text.push(code);
                    bytes.nth(2);
                }
                None => text.extend(bytes.next()),
            },
            byte => text.push(byte),
        }
        if text.len() >= TEXT_BYTES_MAX {
            break;
        }
    }
    text
}

/// The byte that three digits stand for.
fn code(mut ahead: std::str::Bytes<'_>) -> Option<u8> {
    let mut code = 0_u16;
    for _ in 0..3 {
        let digit = ahead.next().filter(u8::is_ascii_digit)?;
        code = code * 10 + u16::from(digit - b'0');
    }
    u8::try_from(code).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(body: &str) -> Looked {
        Looked::read(body)
    }

    #[test]
    fn texts_are_read_as_both_big_resolvers_write_them() {
        let cloudflare = r#"{"Status":0,"TC":false,"Question":[{"name":"okafor.example","type":16}],
            "Answer":[{"name":"okafor.example","type":16,"TTL":300,"data":"\"v=spf1 include:_spf.post.example\" \" ~all\""}]}"#;
        let google = r#"{"Status":0,"Answer":[{"name":"okafor.example.","type":5,"TTL":1,"data":"other.example."},
            {"name":"okafor.example.","type":16,"TTL":1,"data":"v=spf1 include:_spf.post.example ~all"}],"Comment":"x"}"#;
        let found = Looked::Found(vec!["v=spf1 include:_spf.post.example ~all".to_owned()]);
        assert_eq!(read(cloudflare), found);
        assert_eq!(read(google), found);
    }

    #[test]
    fn no_such_name_is_an_answer_and_no_answer_is_none() {
        assert_eq!(read(r#"{"Status":3}"#), Looked::Found(Vec::new()));
        assert_eq!(read(r#"{"Status":0}"#), Looked::Found(Vec::new()));
        for body in [
            "",
            "<html>Blocked</html>",
            r#"{"Status":2}"#,
            r#"{"Status":5}"#,
            r#"{"error":"Invalid query"}"#,
            r#"{"Status":0,"Answer":"none"}"#,
        ] {
            assert_eq!(read(body), Looked::Unasked, "{body}");
        }
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(text_of(r#""say \"hi\"; \\ \195\164""#), r#"say "hi"; \ ä"#);
        assert_eq!(text_of(r#""open"#), "open");
        assert_eq!(text_of(r#""\999x""#), "999x");
    }

    proptest! {
        #[test]
        fn wherever_a_text_is_divided_it_is_one(text in "[ -~]{0,300}", cuts in prop::collection::vec(0_usize..300, 0..5)) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(text.len())).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let escaped = |part: &str| part.replace('\\', "\\\\").replace('"', "\\\"");
            let parts = cuts.windows(2).map(|cut| format!("\"{}\"", escaped(&text[cut[0]..cut[1]])));
            prop_assert_eq!(text_of(&parts.collect::<Vec<_>>().join(" ")), text);
        }

        #[test]
        fn any_answer_is_read_within_bounds(data in "\\PC{0,200}", kind in 0_u16..20) {
            let body = serde_json::json!({ "Status": 0, "Answer": [{ "type": kind, "data": data }] });
            let looked = read(&body.to_string());
            prop_assert!(looked.texts().iter().all(|text| text.len() <= 3 * TEXT_BYTES_MAX));
            read(&data);
        }
    }
}
