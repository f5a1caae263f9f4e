//! The form in the customer's browser.
//!
//! `update(State, Msg) -> (State, Vec<Cmd>)` decides and is tested natively; `panel` shows the state
//! and performs the commands. A small script (`loader/`) has drawn the message field before this
//! code arrives; it is adopted as it is, and its value is read, never set.
//!
//! Invariants: exactly one of "sent", "not sent yet" and "could not be sent" is shown, and it is
//! true; the same words are sent under the same submission id; nothing here can harm the page.
//! Not here: `format!`, serde, futures and generated bindings, because every visitor's phone pays
//! for them.

mod answer;
pub mod border;
mod card;
mod copy;
mod draft;
mod lines;
mod panel;
mod read;
mod signal;
mod state;
mod update;
mod view;
