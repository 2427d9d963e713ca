//! The Kotlin package, as its users get it.

mod package;

use std::path::Path;

use anyhow::Result;

use crate::cmd::Cmd;
use crate::folder;
use crate::package::kotlin;
use crate::sandbox;
use crate::test::outcome::Outcome;
use crate::test::runner::Runner;
use crate::workspace::Workspace;

pub(super) use package::{cross, package};

/// Projects of imagined users, in Kotlin and in Java, which take the library from its repository.
pub(super) fn behaviour(workspace: &Workspace) -> Result<Outcome> {
    let package = kotlin::package(workspace, &[])?;
    let sandbox = sandbox::build()?;
    let build = folder::scratch(workspace, "kotlin-tests")?;
    let cmd = Cmd::new("mvn")
        .args(["--batch-mode", "--file"])
        .arg(Path::new(kotlin::FOLDER).join("tests/pom.xml"))
        .arg("verify")
        .arg(format!("-Dcloseroom.repository=file://{}", package.repository.display()))
        .arg(format!("-Dcloseroom.build={}", build.display()))
        .env("CLOSEROOM_SANDBOX", sandbox)
        .env("CLOSEROOM_FAULTS", workspace.path("tests/faults/matrix.json"))
        .env("CLOSEROOM_VECTORS", workspace.path("tests/vectors"));
    Runner::Surefire.run(&cmd)
}
