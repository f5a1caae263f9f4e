//! What stands around every page: head, bar, footer.

use hearback_domain::wording::Note;
use maud::{DOCTYPE, Markup, html};

use super::business::{Business, initials, safe_url};
use super::icon;

/// The frame of one page.
pub(super) struct Shell<'a> {
    /// Unique and specific first; browsers cut the end.
    pub(super) title: &'a str,
    /// Absent where the site is unknown.
    pub(super) business: Option<&'a Business>,
    /// Kept out of search engines.
    pub(super) private: bool,
}

/// The sheet of all pages, under an address that changes with its content.
fn stylesheet_url() -> String {
    const VERSION: u64 = fnv_1a(include_bytes!("../../../www/pages/pages.css"));
    format!("/pages/pages.css?v={VERSION:016x}")
}

/// What the desk's pages load besides, so that customers do not pay for it.
fn desk_stylesheet_url() -> String {
    const VERSION: u64 = fnv_1a(include_bytes!("../../../www/pages/desk.css"));
    format!("/pages/desk.css?v={VERSION:016x}")
}

/// The script of buttons that copy, likewise.
pub(super) fn copy_script_url() -> String {
    const VERSION: u64 = fnv_1a(include_bytes!("../../../www/pages/copy.js"));
    format!("/pages/copy.js?v={VERSION:016x}")
}

impl Shell<'_> {
    /// A whole document around a body that brings its own landmarks.
    pub(super) fn document(&self, body: Markup) -> Markup {
        self.around(&body, false)
    }

    /// The same for a page of the desk, which has a sheet of its own.
    pub(super) fn desk_document(&self, body: Markup) -> Markup {
        self.around(&body, true)
    }

    fn around(&self, body: &Markup, desk: bool) -> Markup {
        let language = self.business.map_or("en", |business| business.language.as_str());
        html! {
            (DOCTYPE)
            html lang=(language) dir=(direction(language)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if self.private { meta name="robots" content="noindex"; }
                    title { (self.title) }
                    link rel="icon" href="/pages/mark.svg" type="image/svg+xml";
                    link rel="stylesheet" href=(stylesheet_url());
                    @if desk {
                        link rel="stylesheet" href=(desk_stylesheet_url());
                        link rel="manifest" href="/desk.webmanifest";
                        link rel="apple-touch-icon" href="/pages/desk-192.png";
                    }
                    @if let Some(business) = self.business {
                        link rel="stylesheet" href={ (business.card_path()) "/accent.css" };
                    }
                }
                body class=[desk.then_some("desk")] { (body) }
            }
        }
    }
}

/// The bar above a customer's pages: whose page it is, and the telephone.
pub(super) fn bar(business: &Business) -> Markup {
    html! {
        header.top {
            p.top-name { a.plain href=(business.card_path()) { bdi { (business.name) } } }
            @if let Some(call) = &business.call {
                a.btn.btn-line.btn-s.push href=[safe_url(&call.url)] {
                    (icon::PHONE) span.sr { "Call " } bdi { (call.label) }
                }
            }
        }
    }
}

/// The line below the pages customers see.
pub(super) fn footer() -> Markup {
    html! {
        footer.foot { p { (icon::MARK) "Kept with Hearback, so that no word gets lost." } }
    }
}

/// A face, or initials where there is none. Decorative: the name stands beside it.
///
/// A picture on another host is not shown: the pages load nothing from elsewhere.
pub(super) fn face(name: &str, picture: Option<&str>, size: &str, pixels: u16) -> Markup {
    html! {
        @if let Some(picture) = picture.and_then(safe_url).filter(|url| url.starts_with('/')) {
            img.face.(size) src=(picture) alt="" width=(pixels) height=(pixels);
        } @else {
            span.face.face-none.(size) aria-hidden="true" { (initials(name)) }
        }
    }
}

/// What a person wrote: in the reading face, lines as they set them, in their direction.
pub(super) fn words(text: &str) -> Markup {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    html! {
        div.words {
            @for paragraph in paragraphs { p dir="auto" { (paragraph) } }
        }
    }
}

/// What everybody is told before anything else.
pub(super) fn notes(notes: &[Note]) -> Markup {
    html! {
        @for note in notes {
            div.note.note-plain[!note.is_news] {
                @if note.is_news { (icon::ALERT) } @else { (icon::CLOCK) }
                p dir="auto" { b.strong.long { (note.head) } }
                p.small { (note.line) }
            }
        }
    }
}

/// A telephone number inside a sentence.
pub(super) fn call_inline(business: &Business) -> Option<Markup> {
    let call = business.call.as_ref()?;
    Some(html! { a.nowrap href=[safe_url(&call.url)] { bdi { (call.label) } } })
}

fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
}

/// Fowler, Noll and Vo's hash: a name for a content, not a defence.
pub(super) const fn fnv_1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_to_left_follows_the_language() {
        assert_eq!(direction("he"), "rtl");
        assert_eq!(direction("ar-EG"), "rtl");
        assert_eq!(direction("en-GB"), "ltr");
        assert_eq!(direction("haw"), "ltr");
    }

    #[test]
    fn the_sheet_has_a_versioned_address() {
        assert_eq!(fnv_1a(b"a"), 0xaf63_dc4c_8601_ec8c, "the published test vector");
        assert!(stylesheet_url().starts_with("/pages/pages.css?v="));
    }
}
