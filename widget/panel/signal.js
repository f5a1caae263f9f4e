// The numbers by which Rust is told what happened; `src/signal.rs` spells them out.

/** A field changed: this and the numbers after it, by the field's place in the form. */
export const TYPED = 0;
export const TRAPPED = 8;
export const CARD = 9;
export const ANSWERED = 10;
export const SUBMITTED = 11;
export const DUE = 12;
export const LEFT_EMAIL = 13;
export const TOOK_CORRECTION = 14;
export const WANTS_CALL = 15;
export const PREFILLED = 16;
export const RESTORED = 17;

/** Closes a line of text on its way to Rust or back. */
export const BREAK = '\u001f';
