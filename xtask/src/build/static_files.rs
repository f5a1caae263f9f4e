//! The files served as they are: everything under `www/` but the demo shop, which stands for a
//! website of somebody else.

use std::fs;
use std::path::Path;

use super::stamp;
use crate::failure::{Doing as _, Outcome};
use crate::workspace;

/// Copies `www/` to `build/www`, where built files may lie already.
pub(super) fn copy() -> Outcome<()> {
    let from = workspace::root().join("www");
    let to = workspace::www();
    fs::create_dir_all(&to).doing(|| format!("make the folder {}", to.display()))?;
    for file in stamp::files_below(&from)? {
        let name = file.strip_prefix(&from).unwrap_or(&file);
        if !name.starts_with("demo") {
            copy_one(&file, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy_one(from: &Path, to: &Path) -> Outcome<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to))
        .map(drop)
        .doing(|| format!("copy {} to {}", from.display(), to.display()))
}
