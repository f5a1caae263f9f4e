//! Gets what the build needs and this machine lacks.
//!
//! Nothing is put into the system but Debian's own packages, and these only by root; the rest
//! goes to `node_modules` and to a cache folder of this person, where the next checkout finds it.
//! Not here: how the tools are used.

mod cargo_tools;
pub(crate) mod chromium;
pub(crate) mod debian;
pub(crate) mod npm;
pub(crate) mod wasm_rust;

use std::path::PathBuf;
use std::thread;

use crate::failure::{Failure, Outcome};
use wasm_rust::WasmRust;

/// Everything the build calls.
#[derive(Debug)]
pub(crate) struct Tools {
    /// The Rust that compiles for wasm.
    pub(crate) rust: WasmRust,
    /// `wasm-bindgen`, of the version the crates use.
    pub(crate) wasm_bindgen: PathBuf,
    /// `worker-build`, of the version the worker uses.
    pub(crate) worker_build: PathBuf,
}

/// Finds each tool or gets it, all at the same time.
///
/// # Errors
/// The sentence of the first one that could not be had.
pub(crate) fn provide() -> Outcome<Tools> {
    thread::scope(|scope| {
        let npm = scope.spawn(npm::provide);
        let rust = scope.spawn(wasm_rust::provide);
        let wasm_bindgen = scope.spawn(|| cargo_tools::WASM_BINDGEN.provide());
        let worker_build = scope.spawn(|| cargo_tools::WORKER_BUILD.provide());
        let tools = Tools {
            rust: joined(rust)?,
            wasm_bindgen: joined(wasm_bindgen)?,
            worker_build: joined(worker_build)?,
        };
        joined(npm)?;
        Ok(tools)
    })
}

fn joined<T>(thread: thread::ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    thread.join().unwrap_or_else(|_| Err(Failure::new("A part of xtask itself broke.")))
}
