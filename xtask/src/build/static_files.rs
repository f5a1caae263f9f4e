//! The files served as they are: everything under `www/` but the demo shop, which stands for a
//! website of somebody else.

use std::fs;
use std::path::Path;

use super::stamp;
use crate::failure::{Doing as _, Outcome};
use crate::workspace;

/// What other steps put beside the static files.
const BUILT_ELSEWHERE: [&str; 3] = ["w", "widget.js", "widget.json"];

/// Makes `build/www` equal to `www/`, built files aside.
pub(super) fn copy() -> Outcome<()> {
    let from = workspace::root().join("www");
    let to = workspace::www();
    fs::create_dir_all(&to).doing(|| format!("make the folder {}", to.display()))?;
    for file in stamp::files_below(&to)? {
        let name = file.strip_prefix(&to).unwrap_or(&file);
        let is_built = BUILT_ELSEWHERE.iter().any(|built| name.starts_with(built));
        if !is_built && (is_shop(name) || !from.join(name).exists()) {
            fs::remove_file(&file).doing(|| format!("remove {}", file.display()))?;
        }
    }
    for file in stamp::files_below(&from)? {
        let name = file.strip_prefix(&from).unwrap_or(&file);
        if !is_shop(name) {
            copy_one(&file, &to.join(name))?;
        }
    }
    Ok(())
}

fn is_shop(name: &Path) -> bool {
    name.starts_with("demo")
}

fn copy_one(from: &Path, to: &Path) -> Outcome<()> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to))
        .map(drop)
        .doing(|| format!("copy {} to {}", from.display(), to.display()))
}
