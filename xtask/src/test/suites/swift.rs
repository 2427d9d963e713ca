//! The Swift package, as its users get it.

mod package;

use std::path::Path;

use anyhow::Result;

use crate::folder;
use crate::package::swift;
use crate::sandbox;
use crate::setup::{self, needs};
use crate::swift::program;
use crate::test::outcome::Outcome;
use crate::test::runner::Runner;
use crate::workspace::Workspace;

pub(super) use package::package;

/// A package of an imagined user, which depends on the folder that was made.
pub(super) fn behaviour(workspace: &Workspace) -> Result<Outcome> {
    setup::ensure(workspace, &[needs::SWIFT])?;
    let package = swift::package(workspace)?;
    let sandbox = sandbox::build()?;
    let build = folder::scratch(workspace, "swift-tests")?;
    let temporary = folder::scratch(workspace, "swift-temporary")?;
    let cmd = program(workspace, "swift")
        .args(["test", "--disable-xctest", "--package-path"])
        .arg(Path::new(swift::FOLDER).join("tests"))
        .arg("--scratch-path")
        .arg(build)
        .args(["-Xswiftc", "-warnings-as-errors"])
        .env("CLOSEROOM_PACKAGE", package)
        .env("CLOSEROOM_SANDBOX", sandbox)
        .env("CLOSEROOM_VECTORS", workspace.path("tests/vectors"))
        .env("CLOSEROOM_FAULTS", workspace.path("tests/faults/matrix.json"))
        .env("TMPDIR", temporary);
    Runner::Swift.run(&cmd)
}
