//! The npm package, and the demo that is built on it.

use std::path::Path;

use anyhow::Result;

use crate::cmd::Cmd;
use crate::demo;
use crate::folder;
use crate::package::npm;
use crate::sandbox;
use crate::test::outcome::Outcome;
use crate::test::runner::{Runner, check};
use crate::workspace::Workspace;

pub(super) fn lint(_: &Workspace) -> Result<Outcome> {
    npm::generate()?;
    let mut outcome = check(&Cmd::new("npm").args(["run", "lint"]).dir(npm::FOLDER))?;
    let beside = Cmd::new("wasm/npm/node_modules/.bin/biome").args([
        "check",
        "--error-on-warnings",
        "--indent-style=space",
        "--line-width=100",
        "xtask/bench",
        "xtask/demo",
        "tests/oracle",
        "tests/packaging",
    ]);
    outcome += check(&beside)?;
    Ok(outcome)
}

/// The tests are copied beside the installed package, so that their `import` finds what
/// a user's finds.
pub(super) fn npm(workspace: &Workspace) -> Result<Outcome> {
    let tarball = npm::package(workspace)?;
    let sandbox = sandbox::build()?;
    let place = npm::install(workspace, &tarball, "npm-test")?;
    folder::copy(&Path::new(npm::FOLDER).join("test"), &place.join("test"))?;
    let mut tests = folder::files(&place.join("test"))?;
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    let cmd = Cmd::new("node")
        .args(["--test", "--test-reporter=spec"])
        .args(tests)
        .env("FORCE_COLOR", "0") // or its closing lines could not be read
        .env("CLOSEROOM_SANDBOX", sandbox)
        .env("CLOSEROOM_VECTORS", workspace.path("tests/vectors"))
        .env("CLOSEROOM_FAULTS", workspace.path("tests/faults/matrix.json"))
        .dir(place);
    Runner::Node.run(&cmd)
}

/// Every project of the matrix installs the tarball on its own.
pub(super) fn packaging(workspace: &Workspace) -> Result<Outcome> {
    let tarball = npm::package(workspace)?;
    let sandbox = sandbox::build()?;
    let cmd = Cmd::new("node")
        .arg("tests/packaging/run.mjs")
        .env("FORCE_COLOR", "0") // or its closing lines could not be read
        .env("CLOSEROOM_TARBALL", tarball)
        .env("CLOSEROOM_SANDBOX", sandbox)
        .env("CLOSEROOM_VECTORS", workspace.path("tests/vectors"))
        .env("CLOSEROOM_FAULTS", workspace.path("tests/faults/matrix.json"))
        .env("CLOSEROOM_SCRATCH", workspace.target("packaging"));
    Runner::Node.run(&cmd)
}

pub(super) fn demo(workspace: &Workspace) -> Result<Outcome> {
    demo::in_sandbox(workspace, check)
}
