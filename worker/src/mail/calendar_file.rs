//! A date for the owner's calendar, to be attached to a mail (RFC 5545).
//!
//! Invariants: every line ends in CRLF and is at most 75 bytes long, no character is cut in two,
//! and no text can end its line or add another. Lines of our own, since the crates that
//! write this format bring a clock and chance (`icalendar`) or cut lines too late (`ics`). Not
//! here: repetition, invitations and their answers, reading calendars.

use hearback_domain::Timestamp;
use hearback_domain::submission::EmailAddress;

use super::MessageId;
use super::header_text::one_line;
use super::html::percent_encoded;

/// One date: when a customer is to be rung, and what about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// Derives from the case: a calendar that knows it changes its entry and makes no second one.
    pub id: MessageId,
    /// The business; a published date must have one (RFC 5546, 3.2.1).
    pub organizer: EmailAddress,
    /// When the date came to be; of two files with one id, calendars keep the later.
    pub made: Timestamp,
    /// When it begins, to the second.
    pub start: Timestamp,
    /// When it is over.
    pub end: Timestamp,
    /// One line: "Call Joan Whitcombe, 07700 900461".
    pub summary: String,
    /// What else to know; may have several lines.
    pub description: String,
}

/// How long before the date calendars remind, as a duration of RFC 5545.
const REMINDER: &str = "-PT10M";

/// The longest line, its end not counted (RFC 5545, 3.1).
const LINE_BYTES_MAX: usize = 75;

impl CalendarFile {
    /// What the attachment is called.
    pub const NAME: &str = "call.ics";

    /// The file.
    pub fn text(&self) -> String {
        let summary = escaped(&self.summary);
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Hearback//Hearback//EN".to_owned(),
            "METHOD:PUBLISH".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", escaped(self.id.as_str())),
            format!("DTSTAMP:{}", utc(self.made)),
            format!("DTSTART:{}", utc(self.start)),
            format!("DTEND:{}", utc(self.end)),
            format!("ORGANIZER:mailto:{}", percent_encoded(self.organizer.as_str())),
            format!("SUMMARY:{summary}"),
            format!("DESCRIPTION:{}", escaped(&self.description)),
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            format!("TRIGGER:{REMINDER}"),
            format!("DESCRIPTION:{summary}"),
            "END:VALARM".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.iter().map(|line| folded(line)).collect()
    }
}

/// `20261124T090000Z`.
fn utc(at: Timestamp) -> String {
    at.rfc3339().chars().filter(|c| !"-:".contains(*c)).take(15).chain(['Z']).collect()
}

/// Text as a value (RFC 5545, 3.3.11): its line breaks written out, everything else on one line.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            value.push_str("\\n");
        }
        for c in one_line(line).chars() {
            if matches!(c, '\\' | ';' | ',') {
                value.push('\\');
            }
            value.push(c);
        }
    }
    value
}

/// A line with its end, cut between characters where it is too long; what follows a cut begins
/// with a space that does not belong to it.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut bytes = 0;
    for c in line.chars() {
        if bytes + c.len_utf8() > LINE_BYTES_MAX {
            folded.push_str("\r\n ");
            bytes = 1;
        }
        folded.push(c);
        bytes += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(raw: &str) -> Timestamp {
        Timestamp::parse(raw).unwrap()
    }

    fn call(summary: &str, description: &str) -> CalendarFile {
        let organizer = EmailAddress::parse("desk@okafor.example").unwrap();
        CalendarFile {
            id: MessageId::new("call-9f2c", &organizer),
            organizer,
            made: at("2026-11-23T14:25:00Z"),
            start: at("2026-11-24T09:00:00Z"),
            end: at("2026-11-24T10:00:00Z"),
            summary: summary.into(),
            description: description.into(),
        }
    }

    /// As a calendar reads it (RFC 5545, 3.1): names with values, cuts undone.
    fn read(text: &str) -> Vec<(String, String)> {
        let whole = text.replace("\r\n ", "");
        let pair = |line: &str| {
            let (name, value) = line.split_once(':').expect("a name and a value");
            (name.to_owned(), value.to_owned())
        };
        whole.strip_suffix("\r\n").expect("a last line's end").split("\r\n").map(pair).collect()
    }

    /// A value of text as people read it.
    fn shown(value: &str) -> String {
        let (mut shown, mut chars) = (String::new(), value.chars());
        while let Some(c) = chars.next() {
            shown.push(match c {
                '\\' => match chars.next().expect("something is escaped") {
                    'n' => '\n',
                    c => c,
                },
                c => c,
            });
        }
        shown
    }

    #[test]
    fn a_call_is_a_date_of_one_hour_with_a_reminder() {
        let file = call(
            "Call Joan Whitcombe, 07700 900461",
            "HB-7K3Q-X2MD: the boiler locks out with F28.\nhttps://desk.example/act/4",
        );
        insta::assert_snapshot!(file.text().replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Hearback//Hearback//EN
        METHOD:PUBLISH
        BEGIN:VEVENT
        UID:call-9f2c@okafor.example
        DTSTAMP:20261123T142500Z
        DTSTART:20261124T090000Z
        DTEND:20261124T100000Z
        ORGANIZER:mailto:desk@okafor.example
        SUMMARY:Call Joan Whitcombe\, 07700 900461
        DESCRIPTION:HB-7K3Q-X2MD: the boiler locks out with F28.\nhttps://desk.exam
         ple/act/4
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:-PT10M
        DESCRIPTION:Call Joan Whitcombe\, 07700 900461
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        ");
    }

    #[test]
    fn no_text_adds_a_line_or_ends_the_date() {
        for hostile in [
            "Joan\r\nEND:VEVENT\r\nBEGIN:VEVENT",
            "Joan\nATTENDEE:mailto:x@y.example",
            "Joan\rDTSTART:20200101T000000Z",
            "Joan\u{2028}\u{85}\u{b}\u{c}URL:https://evil.example",
            "Joan\\",
            "Joan\\nURL:x; \\, a,b;c",
            "\u{202e}elpmaxe",
            "\u{0}\u{1b}\t",
        ] {
            let plain = read(&call("x", "y").text());
            let file = read(&call(hostile, hostile).text());
            let names = |lines: &[(String, String)]| -> Vec<String> {
                lines.iter().map(|(name, _)| name.clone()).collect()
            };
            assert_eq!(names(&file), names(&plain), "{hostile:?}");
            let summary = &file.iter().find(|(name, _)| name == "SUMMARY").unwrap().1;
            assert!(!summary.contains(char::is_control), "{hostile:?}");
        }
    }

    #[test]
    fn marks_that_mean_something_to_calendars_are_read_as_they_were_typed() {
        let lines = read(&call("a,b;c\\n", "one\ntwo, \\; three\r\n\r\nfour").text());
        let value = |wanted: &str| {
            let (_, value) = lines.iter().find(|(name, _)| name == wanted).unwrap();
            shown(value)
        };
        assert_eq!(value("SUMMARY"), "a,b;c\\n");
        assert_eq!(value("DESCRIPTION"), "one\ntwo, \\; three\n\nfour");
    }

    #[test]
    fn a_line_is_cut_at_seventy_five_bytes_and_never_inside_a_character() {
        // "SUMMARY:" has 8 bytes, so 67 are left.
        for (text, second) in [
            ("a".repeat(67), None),
            ("a".repeat(68), Some(" a")),
            ("a".repeat(66) + "ä", Some(" ä")),
            ("a".repeat(65) + "ä", None),
            ("a".repeat(64) + "😀", Some(" 😀")),
            ("a".repeat(67) + " b", Some("  b")),
        ] {
            let file = call(&text, "").text();
            let after = file.split("\r\n").skip_while(|line| !line.starts_with("SUMMARY")).nth(1);
            assert_eq!(after.filter(|line| line.starts_with(' ')), second, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_short_whole_lines(
            summary in any::<String>(), description in "(\\PC|[ -~]|[\r\n\t,;\\\\]){0,400}",
        ) {
            let text = call(&summary, &description).text();
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LINE_BYTES_MAX);
                prop_assert!(!line.contains(char::is_control));
            }
            let lines = read(&text);
            prop_assert_eq!(lines.len(), 19);
            let clean = |text: &str| -> String {
                text.lines().map(one_line).collect::<Vec<_>>().join("\n")
            };
            prop_assert_eq!(shown(&lines[10].1), clean(&summary));
            prop_assert_eq!(shown(&lines[11].1), clean(&description));
        }
    }
}
