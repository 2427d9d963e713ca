//! The tree as one file, the same whoever makes it.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, HeaderMode};

use crate::folder;

/// Packs the folder under its own name.
pub(super) fn make(folder: &Path, file: &Path) -> Result<()> {
    let parent = folder.parent().context("the tree lies in a folder")?;
    let mut tar = Builder::new(GzEncoder::new(File::create(file)?, Compression::best()));
    tar.mode(HeaderMode::Deterministic);
    tar.follow_symlinks(false);
    for path in folder::files(folder)? {
        tar.append_path_with_name(&path, path.strip_prefix(parent)?)?;
    }
    tar.into_inner()?.finish()?;
    Ok(())
}
