//! Stamps: a hash of everything a step read, kept beside what it made, so that the step is
//! skipped while nothing changed. Times of files play no part: checkouts and caches mix them up.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::failure::{Doing as _, Outcome};

/// The hash of all files at and below `paths`, their names included; a missing path counts as
/// empty.
pub(crate) fn of(paths: &[&Path]) -> Outcome<String> {
    let mut hash = Sha256::new();
    for path in paths {
        for file in files_below(path)? {
            let content = fs::read(&file).doing(|| format!("read {}", file.display()))?;
            let name = file.to_string_lossy();
            hash.update(format!("{name}\n{}\n", content.len()));
            hash.update(&content);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Whether the stamp at `path` says `wanted`.
pub(crate) fn matches(path: &Path, wanted: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found == wanted)
}

/// Every file at or below `path`, sorted.
pub(crate) fn files_below(path: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).doing(|| format!("read {}", path.display()))? {
                waiting.push(entry.doing(|| format!("read {}", path.display()))?.path());
            }
        } else if path.exists() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_content_and_with_names() {
        let folder = std::env::temp_dir().join(format!("hearback-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).unwrap();
        fs::write(folder.join("inner/a"), "one").unwrap();
        let first = of(&[&folder]).unwrap();
        assert_eq!(of(&[&folder]).unwrap(), first);
        fs::write(folder.join("inner/a"), "two").unwrap();
        let second = of(&[&folder]).unwrap();
        fs::rename(folder.join("inner/a"), folder.join("inner/b")).unwrap();
        let third = of(&[&folder]).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(first != second && second != third);
    }
}
