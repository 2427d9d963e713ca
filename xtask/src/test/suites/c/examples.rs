//! The examples of the C library, built from the package and run against the sandbox.

use anyhow::Result;

use crate::cmd::Cmd;
use crate::package::c;
use crate::package::native::Target;
use crate::sandbox;
use crate::setup::needs;
use crate::test::outcome::Outcome;
use crate::test::runner::Runner;
use crate::workspace::Workspace;

pub(in crate::test::suites) fn examples(workspace: &Workspace) -> Result<Outcome> {
    let prefix = c::package(workspace, &Target::host()?)?.tree;
    let sandbox = sandbox::build()?;
    let python = workspace.target(needs::C_EXAMPLES_VENV).join("bin/python");
    let cmd = Cmd::new(python)
        .args(["-m", "pytest", "--color=no", "bindings/c/tests/examples"])
        .env("CLOSEROOM_PREFIX", prefix)
        .env("CLOSEROOM_SANDBOX", sandbox);
    Runner::Pytest.run(&cmd)
}
