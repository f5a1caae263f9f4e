//! The numbers by which the page tells what happened; `panel/page.js` spells them out.

/// A field's value changed: this and the numbers after it, by the field's place in the draft.
pub(super) const TYPED: u32 = 0;
/// The field that people do not see changed.
pub(super) const TRAPPED: u32 = 7;
/// The card came.
pub(super) const CARD: u32 = 8;
/// The service answered.
pub(super) const ANSWERED: u32 = 9;
/// The form was sent.
pub(super) const SUBMITTED: u32 = 10;
/// It is time for the next try, or the connection is back.
pub(super) const DUE: u32 = 11;
/// The mail field was left.
pub(super) const LEFT_EMAIL: u32 = 12;
/// The corrected mail address was taken.
pub(super) const TOOK_CORRECTION: u32 = 13;
/// "Call me back" among the ways.
pub(super) const WANTS_CALL: u32 = 14;
/// The page knows something of the customer.
pub(super) const PREFILLED: u32 = 15;
