//! The functions of `panel/page.js`, as Rust sees them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "hearback-page")]
extern "C" {
    /// A panel as the first script made it.
    pub(super) type Own;

    /// Draws the fields around the message field, with these labels.
    pub(super) fn form(own: &Own, labels: &str);
    /// Makes the form look like these lines of a view.
    pub(super) fn paint(own: &Own, view: &str);
    /// Puts these lines of a notice above the form; none when empty.
    pub(super) fn notice(own: &Own, lines: &str);
    /// Shows these lines of a receipt in place of the form.
    pub(super) fn receipt(own: &Own, lines: &str);
    /// Puts a value into a field other than the message.
    pub(super) fn fill(own: &Own, field: &str, value: &str);
    /// Moves the focus.
    pub(super) fn go(own: &Own, selector: &str);
    /// Comes back with [`super::signal::DUE`]; 0 takes that back.
    pub(super) fn wake(own: &Own, ms: u32);
    /// Sends the fields and comes back with [`super::signal::ANSWERED`].
    pub(super) fn post(own: &Own, fields: &JsValue);
    /// Keeps a value over a closed tab.
    pub(super) fn keep(own: &Own, key: &str, value: &JsValue);
    /// A kept value.
    pub(super) fn kept(own: &Own, key: &str) -> JsValue;
    /// Drops a kept value.
    pub(super) fn forget(own: &Own, key: &str);
    /// An object for fields.
    pub(super) fn object() -> JsValue;
    /// Adds a member.
    pub(super) fn put(object: &JsValue, key: &str, value: &str);
    /// A member, if it is the object's own.
    pub(super) fn get(object: &JsValue, key: &str) -> JsValue;
    /// An item of an array.
    pub(super) fn item(array: &JsValue, place: u32) -> JsValue;
    /// A member's text; empty for anything else.
    pub(super) fn text(object: &JsValue, key: &str) -> String;
    /// A member's whole number; 0 for anything else.
    pub(super) fn number(object: &JsValue, key: &str) -> u32;
    /// Milliseconds since 1970, UTC.
    pub(super) fn now() -> f64;
    /// Fills with randomness fit for secrets.
    pub(super) fn random(bytes: &mut [u8]);
    /// The customer's clock.
    pub(super) fn clock(own: &Own) -> String;
    /// Tells the page.
    pub(super) fn emit(own: &Own, event: &str, reference: &str);
    /// From now on what happens in the page reaches `tell`.
    pub(super) fn listen(own: &Own, tell: &JsValue);
}
