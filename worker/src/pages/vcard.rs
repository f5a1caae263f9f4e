//! The business as a contact: `/card/{site}/contact.vcf`.
//!
//! vCard 3.0 (RFC 2426), which every phone and mail program reads.

use super::card::{CardView, WayKind};

/// Longest line before it is folded, in bytes without the line end (RFC 2426, 2.6).
const LINE_BYTES_MAX: usize = 75;

/// The card as a `text/vcard` file in UTF-8 with CRLF line ends.
pub fn vcard(view: &CardView) -> String {
    let mut card = String::new();
    for (name, value) in lines(view) {
        fold(&mut card, &format!("{name}:{value}"));
    }
    card
}

fn lines(view: &CardView) -> Vec<(&'static str, String)> {
    let business = text(&view.business.name);
    let mut lines = vec![
        ("BEGIN", "VCARD".to_owned()),
        ("VERSION", "3.0".to_owned()),
        ("PRODID", "-//Hearback//Business card//EN".to_owned()),
        ("N", format!("{business};;;;")),
        ("FN", business.clone()),
        ("ORG", business),
        ("X-ABShowAs", "COMPANY".to_owned()),
    ];
    for way in &view.ways {
        let url = one_line(&way.link.url);
        match way.kind {
            WayKind::Phone => {
                lines.push(("TEL;TYPE=WORK,VOICE", text(url.trim_start_matches("tel:"))));
            }
            WayKind::Mail => {
                let address = url.trim_start_matches("mailto:").split('?').next();
                lines.push(("EMAIL;TYPE=INTERNET,WORK", text(address.unwrap_or_default())));
            }
            WayKind::Link => lines.push(("URL", url)),
            WayKind::Visit => {}
        }
    }
    if let Some(place) = &view.place {
        let (street, rest) =
            place.lines.split_first().map_or((String::new(), String::new()), |(street, rest)| {
                (text(street), text(&rest.join(", ")))
            });
        lines.push(("ADR;TYPE=WORK", format!(";;{street};{rest};;;")));
        lines.push(("LABEL;TYPE=WORK", text(&place.lines.join("\n"))));
    }
    lines.push(("URL", one_line(&view.url)));
    if let Some(note) = note(view) {
        lines.push(("NOTE", text(&note)));
    }
    lines.push(("END", "VCARD".to_owned()));
    lines
}

/// Who they are and when they are there. Rows that say "Today" age, so their days stand alone.
fn note(view: &CardView) -> Option<String> {
    let people: Vec<_> = view.team.iter().map(|person| person.name.as_str()).collect();
    let lines: Vec<_> = [view.about.clone(), people.join(", ")]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Escapes a text value (RFC 2426, 4); other control characters have no place in one.
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address needs no escape, only to stay on its line.
fn one_line(url: &str) -> String {
    url.chars().filter(|c| !c.is_control()).collect()
}

/// Adds a line, folded between characters.
fn fold(card: &mut String, line: &str) {
    let mut bytes = 0;
    for c in line.chars() {
        if bytes + c.len_utf8() > LINE_BYTES_MAX {
            card.push_str("\r\n ");
            bytes = 1;
        }
        card.push(c);
        bytes += c.len_utf8();
    }
    card.push_str("\r\n");
}
