//! Folders: empty ones to try things in, copies, and what is in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

/// Makes an empty folder of that name in the build folder. What a task leaves there
/// stays until the task runs again, so that a failure can be looked into.
pub(crate) fn scratch(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let folder = workspace.target("scratch").join(name);
    empty(&folder)?;
    Ok(folder)
}

/// Removes all that is in a folder, or makes it.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    }
    .with_context(|| format!("cannot empty {}", folder.display()))
}

/// Copies a folder with all in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let target = to.join(file.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(file, target)?;
    }
    Ok(())
}

/// All files of a folder and of those in it, in a fixed order.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    files_except(folder, &[])
}

/// The same without the files and folders that have one of these names.
pub(crate) fn files_except(folder: &Path, names: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if names.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            files.extend(files_except(&entry.path(), names)?);
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{files, files_except};

    const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

    #[test]
    fn files_are_found_at_every_depth() {
        let all = files(Path::new(HERE)).unwrap();
        assert!(all.iter().any(|file| file.ends_with("src/main.rs")));
        assert!(all.iter().any(|file| file.ends_with("src/test/suites.rs")));
    }

    #[test]
    fn what_is_excepted_is_left_out_at_every_depth() {
        let some = files_except(Path::new(HERE), &["main.rs", "suites.rs", "setup"]).unwrap();
        assert!(some.iter().any(|file| file.ends_with("src/folder.rs")));
        assert!(!some.iter().any(|file| file.ends_with("main.rs")));
        assert!(!some.iter().any(|file| file.ends_with("suites.rs")));
        assert!(!some.iter().any(|file| file.to_string_lossy().contains("/src/setup/")));
    }
}
