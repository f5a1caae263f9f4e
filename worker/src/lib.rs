//! The edge service of Hearback.

pub mod mail;
pub mod pages;
pub mod smtp;
