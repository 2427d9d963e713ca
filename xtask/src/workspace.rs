//! Where the repository and its build folder are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::cmd::Cmd;

/// The version that all crates and packages share.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The repository. Every path in this program is relative to its root, which is the
/// working directory from [`Workspace::enter`] on.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Makes the root the working directory and asks cargo where it builds to.
    pub(crate) fn enter() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies inside the workspace")?
            .to_owned();
        env::set_current_dir(&root).with_context(|| format!("{} is gone", root.display()))?;
        let metadata =
            Cmd::new("cargo").args(["metadata", "--no-deps", "--format-version", "1"]).read()?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let target = metadata["target_directory"]
            .as_str()
            .context("`cargo metadata` names no target directory")?
            .into();
        Ok(Self { root, target })
    }

    /// A path of the repository in full, for programs that run elsewhere.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path in cargo's build folder, where everything that is made goes.
    pub(crate) fn target(&self, relative: &str) -> PathBuf {
        self.target.join(relative)
    }
}
