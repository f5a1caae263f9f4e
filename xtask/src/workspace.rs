//! Where things lie: the one place that knows the project's folders.

use std::env;
use std::path::{Path, PathBuf};

/// The top folder of the checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the checkout")
}

/// Everything the build makes, cargo's own folder aside.
pub(crate) fn build() -> PathBuf {
    root().join("build")
}

/// The whole output of every tool that ran.
pub(crate) fn logs() -> PathBuf {
    build().join("log")
}

/// The static files as they are served.
pub(crate) fn www() -> PathBuf {
    build().join("www")
}

/// The service as workerd runs it.
pub(crate) fn worker() -> PathBuf {
    build().join("worker")
}

/// The executables of the npm packages.
pub(crate) fn node_bin() -> PathBuf {
    root().join("node_modules/.bin")
}

/// Where cargo compiles to.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// What may be shared by all checkouts of this person: `$XDG_CACHE_HOME/hearback` or
/// `~/.cache/hearback`, and `build/cache` where neither is known.
pub(crate) fn cache() -> PathBuf {
    let from_home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(from_home)
        .map_or_else(|| build().join("cache"), |base| base.join("hearback"))
}
