//! The edge service: messages come in, owners hear of them, promises are kept.
//!
//! Everything but `cloudflare` is generic over the traits of [`platform`], so that the whole
//! service, alarms included, also runs natively in the simulation.

#![allow(async_fn_in_trait, reason = "workers are single-threaded, so no future need be Send")]

pub mod book;
#[cfg(target_arch = "wasm32")]
mod cloudflare;
pub mod config;
pub mod fault;
pub mod mail;
mod outside;
pub mod pages;
pub mod platform;
mod push;
pub mod service;
pub mod smtp;
pub mod web;
