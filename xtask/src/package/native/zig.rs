//! zig: a C compiler, a linker and the system libraries of every target, from PyPI.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::cmd::Cmd;
use crate::setup::needs;
use crate::workspace::Workspace;

/// Which one.
pub(crate) const REQUIREMENTS: &str = "xtask/cross/requirements.txt";

/// One of its tools: `cc`, `c++`, ...
pub(crate) fn command(workspace: &Workspace, tool: &str) -> Cmd {
    Cmd::new(workspace.target(needs::ZIG_VENV).join("bin/python"))
        .args(["-m", "ziglang", tool])
        .env("ZIG_GLOBAL_CACHE_DIR", workspace.target("zig"))
}

/// Its `dlltool` as a program of its own, for rustc takes no arguments to it.
pub(super) fn dlltool(workspace: &Workspace) -> Result<PathBuf> {
    let file = workspace.target("zig").join("dlltool");
    fs::create_dir_all(workspace.target("zig"))?;
    fs::write(&file, format!("#!/bin/sh\n{} \"$@\"\n", command(workspace, "dlltool")))?;
    Cmd::new("chmod").arg("+x").arg(&file).run()?;
    Ok(file)
}
