//! What is written in Python.

use anyhow::Result;

use crate::cargo;
use crate::cmd::Cmd;
use crate::package::npm;
use crate::setup::needs;
use crate::test::outcome::Outcome;
use crate::test::runner::{Runner, check};
use crate::workspace::Workspace;

pub(super) fn vectors(_: &Workspace) -> Result<Outcome> {
    check(&Cmd::new("python3").args(["tests/vectors/generate.py", "--check"]))
}

/// The tests drive the installed npm package and the crate, and compare them with the official SDKs.
pub(super) fn oracle(workspace: &Workspace) -> Result<Outcome> {
    let tarball = npm::package(workspace)?;
    let place = npm::install(workspace, &tarball, "oracle")?;
    let native = format!("closeroom-oracle-native{}", std::env::consts::EXE_SUFFIX);
    let native = cargo::build(&["-p", "closeroom-oracle-native"], &native)?;
    let python = workspace.target(needs::ORACLE_VENV).join("bin/python");
    let cmd = Cmd::new(python)
        .args(["-m", "pytest", "--color=no", "tests/oracle"])
        .env("CLOSEROOM_NPM", place)
        .env("CLOSEROOM_NATIVE", native);
    Runner::Pytest.run(&cmd)
}
