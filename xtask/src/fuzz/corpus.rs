//! Where inputs are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::program::{CRATE, Sanitizer, merge};
use crate::folder;
use crate::workspace::Workspace;

/// What is kept in the repository: what was found, and what the search begins with.
pub(super) fn kept(target: &str) -> [PathBuf; 2] {
    ["corpus", "seeds"].map(|folder| Path::new(CRATE).join(folder).join(target))
}

/// What was found on this machine.
pub(super) fn found(workspace: &Workspace, target: &str) -> PathBuf {
    workspace.target("fuzz/corpus").join(target)
}

/// Keeps the fewest inputs that, with the seeds, reach all that any of them reaches.
pub(super) fn minimise(workspace: &Workspace, sanitizer: Sanitizer, target: &str) -> Result<()> {
    let [corpus, seeds] = kept(target);
    let fewest = folder::scratch(workspace, &format!("fuzz/{target}"))?;
    folder::copy(&seeds, &fewest)?;
    let found = found(workspace, target);
    let all = [fewest.clone(), corpus.clone(), found];
    let all: Vec<PathBuf> = all.into_iter().filter(|folder| folder.exists()).collect();
    merge(workspace, sanitizer, target, &all)?;

    folder::empty(&corpus)?;
    let mut kept = 0;
    for file in folder::files(&fewest)? {
        let name = file.strip_prefix(&fewest)?;
        if !seeds.join(name).exists() {
            fs::copy(&file, corpus.join(name))?;
            kept += 1;
        }
    }
    println!("{}: {kept} inputs", corpus.display());
    Ok(())
}
