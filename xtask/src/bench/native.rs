//! The programs in `xtask/bench/native`, which measure the core as a Rust program has it.

use anyhow::{Context as _, Result};

use super::measured::Measured;
use crate::cmd::Cmd;
use crate::workspace::Workspace;

/// Builds the programs and runs the one of the topic.
pub(super) fn run(workspace: &Workspace, program: &str) -> Result<Measured> {
    let cmd = Cmd::new("cargo").args(["run", "--release", "--locked"]);
    let cmd = of_bench(workspace, cmd).args(["--bin", program]).echo();
    serde_json::from_str(&cmd.read()?).with_context(|| format!("`{cmd}` printed no tables"))
}

/// The same command of cargo for the crate of the programs, which is a workspace of its own.
pub(crate) fn of_bench(workspace: &Workspace, cargo: Cmd) -> Cmd {
    cargo
        .args(["--manifest-path", "xtask/bench/native/Cargo.toml"])
        .env("CARGO_TARGET_DIR", workspace.target("bench/native"))
}
