//! The programs in `xtask/bench/topics`, which measure the npm package as its users have it.

use anyhow::{Context as _, Result};

use super::measured::Measured;
use crate::cmd::Cmd;
use crate::package::npm;
use crate::workspace::Workspace;

/// Installs the package and runs the program of the topic.
pub(super) fn run(workspace: &Workspace, topic: &str) -> Result<Measured> {
    let tarball = npm::package(workspace)?;
    let place = npm::install(workspace, &tarball, "bench")?;
    let cmd = Cmd::new("node")
        .arg(format!("topics/{topic}.mjs"))
        .env("CLOSEROOM_NPM", place)
        .env("CLOSEROOM_TARBALL", tarball)
        .dir("xtask/bench")
        .echo();
    serde_json::from_str(&cmd.read()?).with_context(|| format!("`{cmd}` printed no tables"))
}
