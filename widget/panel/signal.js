// The numbers by which Rust is told what happened; `src/signal.rs` spells them out.

/** A field changed: this and the numbers after it, by the field's place in the form. */
export const TYPED = 0;
export const TRAPPED = 7;
export const CARD = 8;
export const ANSWERED = 9;
export const SUBMITTED = 10;
export const DUE = 11;
export const LEFT_EMAIL = 12;
export const TOOK_CORRECTION = 13;
export const WANTS_CALL = 14;
export const PREFILLED = 15;
export const RESTORED = 16;

/** Closes a line of text on its way to Rust or back. */
export const BREAK = '\u001f';
