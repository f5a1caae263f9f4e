//! The look of every mail: 600 px, one column, tables and inline styles, because mail programs
//! know little else. A style element holds only the narrow and the dark screen.
//!
//! No images, no remote content, no tracking. Everything is escaped by `maud`; the only text put
//! in unescaped is the style sheet, made of constants and colours.

use hearback_domain::accent::{Accent, Tones};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A button or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What stands on it.
    pub label: String,
    /// A `https:`, `tel:` or `mailto:` address made by the service or checked with the settings.
    pub url: String,
}

const SANS: &str =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const SERIF: &str = "font-family:'Iowan Old Style',Charter,'Palatino Linotype',Georgia,serif";
/// Words without a space must not widen the mail.
const BREAK: &str = "word-wrap:break-word;overflow-wrap:anywhere;word-break:break-word";

const NARROW: &str = "@media (max-width: 620px) { \
    .m-pad { padding-left: 20px !important; padding-right: 20px !important; } \
    .m-col { display: block !important; width: 100% !important; box-sizing: border-box !important; } \
    .m-key { width: 104px !important; } \
    .m-gap { display: block !important; width: 100% !important; height: 8px !important; line-height: 8px !important; } \
    .m-outer { padding: 0 !important; } \
    .m-card { border-radius: 0 !important; } \
    .m-h { font-size: 25px !important; line-height: 31px !important; } }";

/// The dark screen: the colours of the dark pages and the business's own accent.
fn dark(tone: &Tones) -> String {
    let Tones { accent, soft, on } = tone;
    format!(
        "@media (prefers-color-scheme: dark) {{ \
        .m-body {{ background: #141312 !important; }} \
        .m-card {{ background: #1d1c1a !important; }} \
        .m-ink {{ color: #f1eee8 !important; }} \
        .m-ink2 {{ color: #b9b3a8 !important; }} \
        .m-link {{ color: {accent} !important; }} \
        .m-tint {{ background: #2a2826 !important; }} \
        .m-soft {{ background: {soft} !important; }} \
        .m-main {{ background: {accent} !important; }} \
        .m-main a {{ color: {on} !important; }} \
        .m-line {{ border-color: #8a847a !important; background: #1d1c1a !important; }} \
        .m-line a {{ color: #f1eee8 !important; }} \
        .m-rule {{ border-color: #363330 !important; }} \
        .m-late {{ background: #45231b !important; color: #ffa493 !important; }} \
        .m-soon {{ background: #3d2e12 !important; color: #f2c46c !important; }} }}"
    )
}

/// The whole page around the rows of a mail.
pub(super) struct Frame<'a> {
    /// A BCP 47 tag for the sentences.
    pub(super) language: &'a str,
    /// Shown by few programs; the subject.
    pub(super) title: &'a str,
    /// What an inbox shows behind the subject.
    pub(super) preview: &'a str,
    /// The accent.
    pub(super) accent: &'a Accent,
}

impl Frame<'_> {
    /// The mail as a page.
    pub(super) fn page(&self, rows: &Markup) -> String {
        let card = format!(
            "width:100%;max-width:600px;table-layout:fixed;background:#ffffff;border-radius:16px;{SANS}"
        );
        html! {
            (DOCTYPE)
            html lang=(self.language) dir="ltr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="supported-color-schemes" content="light dark";
                    meta name="format-detection" content="telephone=no, date=no, address=no";
                    title { (self.title) }
                    style { (PreEscaped(NARROW)) "\n" (PreEscaped(dark(&self.accent.dark))) }
                }
                body class="m-body" style="margin:0;padding:0;background:#f5f4f1" {
                    div style="display:none;max-height:0;overflow:hidden" { (self.preview) }
                    table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
                        tr { td class="m-outer" align="center" style="padding:32px 12px" {
                            table role="presentation" class="m-card" width="600" cellpadding="0" cellspacing="0" border="0" style=(card) {
                                (rows)
                            }
                        } }
                    }
                }
            }
        }
        .into_string()
    }
}

/// A row of the card, `top` px below the one before.
pub(super) fn row(top: u8, content: &Markup) -> Markup {
    html! {
        tr { td class="m-pad" style={ "padding:" (top) "px 40px 0;" (BREAK) } { (content) } }
    }
}

/// The last row: small print.
pub(super) fn small_print(top: u8, content: &Markup) -> Markup {
    html! {
        tr { td class="m-pad m-ink2" style={ "padding:" (top) "px 40px 36px;font-size:14px;line-height:22px;color:#5a564f;" (BREAK) } { (content) } }
    }
}

/// A full-width table inside a row.
pub(super) fn table(content: &Markup) -> Markup {
    html! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" { (content) }
    }
}

/// A hairline across the card.
pub(super) fn rule(top: u8) -> Markup {
    row(
        top,
        &html! {
            div class="m-rule" style="border-top:1px solid #e1ded7;font-size:0;line-height:0" { (PreEscaped("&nbsp;")) }
        },
    )
}

/// Which filling a button has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// What most people want to do.
    Main,
    /// The others.
    Line,
}

/// Buttons side by side, one above the other on a phone; each 48 px high.
pub(super) fn buttons(links: &[(Fill, &Link)], tone: &Tones) -> Markup {
    let width = match links.len() {
        0 | 1 => "100%",
        2 => "49%",
        _ => "32%",
    };
    table(&html! {
        tr {
            @for (at, (fill, link)) in links.iter().enumerate() {
                @if at > 0 {
                    td class="m-gap" width="2%" style="font-size:0;line-height:0" { (PreEscaped("&nbsp;")) }
                }
                @match fill {
                    Fill::Main => td class="m-col m-main" width=(width) align="center" style={ "background:" (tone.accent) ";border-radius:10px" } {
                        a href=(link.url) style={ "display:block;padding:14px 4px;font-size:16px;line-height:20px;font-weight:600;color:" (tone.on) ";text-decoration:none" } { (link.label) }
                    }
                    Fill::Line => td class="m-col m-line" width=(width) align="center" style="background:#ffffff;border:1px solid #837e75;border-radius:10px" {
                        a href=(link.url) style="display:block;padding:13px 4px;font-size:16px;line-height:20px;font-weight:600;color:#1c1b18;text-decoration:none" { (link.label) }
                    }
                }
            }
        }
    })
}

/// The accent on the text of a link.
pub(super) fn text_link(link: &Link, tone: &Tones) -> Markup {
    html! { a class="m-link" href=(link.url) style={ "color:" (tone.accent) } { (link.label) } }
}

/// The headline; "by" stays with its day and the day with its time.
pub(super) fn headline(text: &str, size_px: u8) -> Markup {
    let text = text.replace(" by ", " by\u{a0}");
    let text = match text.rsplit_once(' ') {
        Some((before, last)) if before.len() > last.len() => format!("{before}\u{a0}{last}"),
        _ => text,
    };
    html! {
        h1 class="m-ink m-h" style={ "margin:0;font-size:" (size_px) "px;line-height:" (size_px + 6) "px;font-weight:700;letter-spacing:-0.5px;text-wrap:balance;color:#1c1b18" } { (text) }
    }
}

/// A reference, never broken at its hyphens.
pub(super) fn reference(text: &str) -> Markup {
    html! { span style="white-space:nowrap" { (text) } }
}

/// Facts with their keys, ruled.
pub(super) fn facts(facts: &[(&str, Markup)]) -> Markup {
    let last = facts.len().saturating_sub(1);
    html! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;font-size:15px;line-height:22px" {
            @for (at, (key, value)) in facts.iter().enumerate() {
                @let end = if at == last { ";border-bottom:1px solid #e1ded7" } else { "" };
                tr {
                    td class="m-rule m-ink2 m-key" width="130" valign="top" style={ "padding:10px 12px 10px 0;border-top:1px solid #e1ded7;color:#5a564f" (end) } { (key) }
                    td class="m-rule m-ink" valign="top" style={ "padding:10px 0;border-top:1px solid #e1ded7;color:#1c1b18;" (BREAK) (end) } { (value) }
                }
            }
        }
    }
}

/// Somebody's words in the serif, their lines kept and their direction their own.
pub(super) fn words(text: &str) -> Markup {
    html! {
        div dir="auto" style=(format!("{SERIF};font-size:18px;line-height:29px;{BREAK}")) {
            @for (at, line) in text.lines().enumerate() {
                @if at > 0 { br; }
                (line)
            }
        }
    }
}

/// The tinted block that holds a customer's words.
pub(super) fn tinted(content: &Markup) -> Markup {
    table(&html! {
        tr { td class="m-tint m-ink" style="padding:20px 22px;background:#efede8;border-radius:12px;color:#1c1b18" { (content) } }
    })
}

/// A small tag with round ends; brick red where something is wrong.
pub(super) fn tag(text: &str, is_wrong: bool, tone: &Tones) -> Markup {
    const SHAPE: &str = "display:inline-block;padding:4px 11px;border-radius:20px;font-size:14px;line-height:20px;font-weight:600";
    html! {
        @if is_wrong {
            span class="m-late" style={ (SHAPE) ";background:#fbe9e4;color:#a32e1e" } { (text) }
        } @else {
            span class="m-soft m-ink" style={ (SHAPE) ";background:" (tone.soft) ";color:#1c1b18" } { (text) }
        }
    }
}

/// An amber line: something to know before reading on.
pub(super) fn caution(text: &str) -> Markup {
    table(&html! {
        tr { td class="m-soon" style="padding:12px 16px;background:#fbefd6;border-radius:10px;font-size:15px;line-height:22px;color:#7a4c00" { (text) } }
    })
}

/// Percent-encoded for a `mailto:` address or one of its fields (RFC 6068, 2).
pub(crate) fn percent_encoded(raw: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(raw.len());
    for byte in raw.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap_or_default();
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_link_takes_no_second_field() {
        assert_eq!(percent_encoded("a&bcc=x?y@post.example"), "a%26bcc%3Dx%3Fy@post.example");
        assert_eq!(percent_encoded("Re: \r\nä"), "Re%3A%20%0D%0A%C3%A4");
    }
}
