//! The C library, by programs that were written against its header alone.

use std::path::Path;

use anyhow::Result;

use crate::cmd::Cmd;
use crate::folder;
use crate::package::c;
use crate::package::native::Target;
use crate::test::outcome::Outcome;
use crate::test::runner::Runner;
use crate::workspace::Workspace;

pub(in crate::test::suites) fn behaviour(workspace: &Workspace) -> Result<Outcome> {
    let prefix = c::package(workspace, &Target::host()?)?.tree;
    // Valgrind once will do.
    let mut outcome = run(workspace, &prefix, "shared", &[], &[])?;
    let link = ["-DCLOSEROOM_TEST_LIBRARY=closeroom::static"];
    outcome += run(workspace, &prefix, "static", &link, &["--label-exclude", "valgrind"])?;
    outcome += run(workspace, &prefix, "sanitized", &["-DCLOSEROOM_TEST_SANITIZE=ON"], &[])?;
    Ok(outcome)
}

/// Configures, builds and runs the tests in an empty folder of that name.
fn run(
    workspace: &Workspace,
    prefix: &Path,
    name: &str,
    configuration: &[&str],
    selection: &[&str],
) -> Result<Outcome> {
    let build = folder::scratch(workspace, &format!("c-{name}"))?;
    Cmd::new("cmake")
        .args(["-S", "bindings/c/tests", "-B"])
        .arg(&build)
        .arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display()))
        .arg(format!("-DCLOSEROOM_VECTORS={}", workspace.path("tests/vectors").display()))
        .args(configuration)
        .run()?;
    Cmd::new("cmake").arg("--build").arg(&build).args(["--parallel", "2"]).run()?;
    let ctest = Cmd::new("ctest").args(["--verbose", "--test-dir"]).arg(&build).args(selection);
    Runner::Ctest.run(&ctest)
}
