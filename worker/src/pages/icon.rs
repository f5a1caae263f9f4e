//! The few drawings on the pages; all decorative, words stand beside each.

use maud::PreEscaped;

/// A drawing in the text's colour.
pub(super) type Icon = PreEscaped<&'static str>;

macro_rules! icon {
    ($inside:literal) => {
        PreEscaped(concat!(
            r#"<svg class="i" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">"#,
            $inside,
            "</svg>"
        ))
    };
}

macro_rules! dial {
    ($class:literal, $inside:literal) => {
        PreEscaped(concat!(
            r#"<svg class="dial "#,
            $class,
            r#"" viewBox="0 0 40 40" aria-hidden="true" focusable="false">"#,
            $inside,
            "</svg>"
        ))
    };
}

/// A receiver.
pub(super) const PHONE: Icon = icon!(
    r#"<path d="M6.2 3.5h2.3l1.3 3.6-1.7 1.3a10.4 10.4 0 0 0 3.9 3.9l1.3-1.7 3.6 1.3v2.3c0 1-.8 1.8-1.8 1.7A11.9 11.9 0 0 1 4.5 5.3c-.1-1 .7-1.8 1.7-1.8Z"/>"#
);
/// A receiver with an arrow coming in.
pub(super) const CALL_BACK: Icon = icon!(
    r#"<path d="M5.6 5.2h1.8l1 2.9-1.3 1a8.6 8.6 0 0 0 3.3 3.3l1-1.3 2.9 1v1.8c0 .9-.7 1.5-1.5 1.4A9.8 9.8 0 0 1 4.2 6.7c-.1-.8.5-1.5 1.4-1.5Z"/><path d="M16.8 3.4 12.2 8m0-3.6V8h3.6"/>"#
);
/// A pen.
pub(super) const WRITE: Icon = icon!(
    r#"<path d="m4 16 .9-3.6 8.5-8.5a1.6 1.6 0 0 1 2.3 0l.4.4a1.6 1.6 0 0 1 0 2.3l-8.5 8.5L4 16Z"/>"#
);
/// An envelope.
pub(super) const MAIL: Icon = icon!(
    r#"<rect x="2.8" y="4.5" width="14.4" height="11" rx="2"/><path d="m3.4 6 6.6 5 6.6-5"/>"#
);
/// A pin on a map.
pub(super) const PLACE: Icon = icon!(
    r#"<path d="M10 17.2s5.4-4.6 5.4-9A5.4 5.4 0 0 0 4.6 8.2c0 4.4 5.4 9 5.4 9Z"/><circle cx="10" cy="8.2" r="1.9"/>"#
);
/// An arrow to elsewhere.
pub(super) const ELSEWHERE: Icon = icon!(r#"<path d="M7 13 14.2 5.800M8.600 5.400h6v6"/>"#);
/// An arrow onto a shelf.
pub(super) const SAVE: Icon =
    icon!(r#"<path d="M10 3.4v8.800m-3.600-3.400L10 12.400l3.600-3.600M4 15.800h12"/>"#);
/// A tick.
pub(super) const TICK: Icon = icon!(r#"<path d="m4.5 10.6 3.6 3.6 7.4-8"/>"#);
/// An exclamation mark in a ring.
pub(super) const ALERT: Icon =
    icon!(r#"<circle cx="10" cy="10" r="7.2"/><path d="M10 6.2v4.600M10 13.500v.100"/>"#);
/// A clock.
pub(super) const CLOCK: Icon =
    icon!(r#"<circle cx="10" cy="10" r="7.2"/><path d="M10 6v4l2.600 1.800"/>"#);

/// Hearback's mark.
pub(super) const MARK: Icon = PreEscaped(
    r#"<svg class="mark" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><path d="M4 12a8 8 0 1 1 8 8H4.600l1.800-2.600"/><path d="M8.500 12.200l2.500 2.500 4.500-5"/></svg>"#,
);

/// A promise with time left: clock hands.
pub(super) const DIAL_OPEN: Icon = dial!(
    "dial-fine",
    r#"<circle class="d-ring" cx="20" cy="20" r="17"/><path class="d-hand" d="M20 11.500V20l5.500 3.500"/>"#
);
/// A kept promise: a disc with a tick.
pub(super) const DIAL_KEPT: Icon = dial!(
    "dial-done",
    r#"<circle class="d-disc" cx="20" cy="20" r="18"/><path class="d-sign" d="m12.500 20.800 5 5 10-11"/>"#
);
/// A moved promise: a dashed ring with dots.
pub(super) const DIAL_MOVED: Icon = dial!(
    "dial-wait",
    r#"<circle class="d-ring" cx="20" cy="20" r="17"/><g class="d-dots"><circle cx="12.500" cy="20" r="2"/><circle cx="20" cy="20" r="2"/><circle cx="27.500" cy="20" r="2"/></g>"#
);
/// A missed promise: a full disc with an exclamation mark.
pub(super) const DIAL_MISSED: Icon = dial!(
    "dial-late",
    r#"<circle class="d-disc" cx="20" cy="20" r="18"/><path class="d-sign" d="M20 11v10.500M20 28.500v.100"/>"#
);

/// A tray with something in it.
pub(super) const TRAY: Icon = icon!(
    r#"<rect x="3" y="3.8" width="14" height="12.4" rx="2.2"/><path d="M3 11h3.6l1.2 2h4.4l1.2-2H17"/>"#
);
/// A box with a lid.
pub(super) const BOX: Icon =
    icon!(r#"<path d="M3 4.2h14v3.600H3zM4.200 7.800v8h11.600v-8M8 11h4"/>"#);
/// Columns.
pub(super) const BARS: Icon =
    icon!(r#"<path d="M4 16V9.500M8 16V5.800M12 16v-4.400M16 16V3.800"/>"#);
/// Three dials.
pub(super) const DIALS: Icon = icon!(
    r#"<path d="M3 5.500h14M3 10h14M3 14.500h14"/><circle cx="7" cy="5.500" r="1.600"/><circle cx="13" cy="10" r="1.600"/><circle cx="8.500" cy="14.500" r="1.600"/>"#
);
/// A screen.
pub(super) const SCREEN: Icon =
    icon!(r#"<rect x="3" y="4" width="14" height="9.400" rx="1.800"/><path d="M7 16.600h6"/>"#);
/// An arrow back; in a page from right to left it is turned by the sheet.
pub(super) const BACK: Icon = PreEscaped(
    r#"<svg class="i turns" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d="M16 10H4m4.600-4.600L4 10l4.600 4.600"/></svg>"#,
);
/// A corner that points down.
pub(super) const TURN: Icon = icon!(r#"<path d="m5.500 8 4.500 4.500L14.500 8"/>"#);
/// A looking glass.
pub(super) const FIND: Icon = icon!(r#"<circle cx="9" cy="9" r="5.200"/><path d="m13 13 4 4"/>"#);
/// A lock.
pub(super) const LOCK: Icon = icon!(
    r#"<rect x="4.400" y="9" width="11.200" height="7.600" rx="1.800"/><path d="M6.900 9V6.600a3.100 3.100 0 0 1 6.200 0V9"/>"#
);
/// Over to somebody else.
pub(super) const HAND_OVER: Icon =
    icon!(r#"<path d="M3 8.200h8.400M8.200 5l3.200 3.200-3.200 3.200M11 14.600h6M17 4v10.600"/>"#);
