//! `.dev.vars`: the secrets and addresses of this machine, which wrangler reads when it serves
//! locally. Written once, never over an existing file, and never deployed.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::failure::{Doing as _, Outcome};
use crate::workspace;

/// The same strength as the HMAC key it becomes.
const KEY_BYTES: usize = 32;

/// Writes the file unless it is there.
pub(super) fn provide() -> Outcome<()> {
    let path = workspace::root().join(".dev.vars");
    if path.exists() {
        return Ok(());
    }
    let text = text(&random_key()?);
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .doing(|| format!("write {}", path.display()))
}

fn text(key: &str) -> String {
    format!(
        "# What the deployed service has as secrets and variables, for this machine alone.\n\
         HEARBACK_KEY=\"{key}\"\n\
         BASE_URL=\"http://127.0.0.1:8787\"\n\
         MAIL_URL=\"smtp://127.0.0.1:1025\"\n"
    )
}

fn random_key() -> Outcome<String> {
    let mut bytes = [0; KEY_BYTES];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .doing(|| "read random bytes".to_owned())?;
    Ok(BASE64_STANDARD.encode(bytes))
}
