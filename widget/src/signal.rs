//! The numbers by which the page tells what happened; `panel/signal.js` spells them out.

/// A field's value changed: this and the numbers after it, by the field's place in the draft.
pub(crate) const TYPED: u32 = 0;
/// The field that people do not see changed.
pub(crate) const TRAPPED: u32 = 8;
/// The card came.
pub(crate) const CARD: u32 = 9;
/// The service answered.
pub(crate) const ANSWERED: u32 = 10;
/// The form was sent.
pub(crate) const SUBMITTED: u32 = 11;
/// It is time for the next try, or the connection is back.
pub(crate) const DUE: u32 = 12;
/// The mail field was left.
pub(crate) const LEFT_EMAIL: u32 = 13;
/// The corrected mail address was taken.
pub(crate) const TOOK_CORRECTION: u32 = 14;
/// "Call me back" among the ways.
pub(crate) const WANTS_CALL: u32 = 15;
/// The page knows something of the customer.
pub(crate) const PREFILLED: u32 = 16;
/// What an earlier visit left.
pub(crate) const RESTORED: u32 = 17;
