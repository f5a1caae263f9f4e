//! The edge service of Hearback.

pub mod mail;
