//! The fuzz targets.

use anyhow::{Result, ensure};

use super::rust;
use crate::folder;
use crate::fuzz::{Budget, Sanitizer, build, run, targets};
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::workspace::Workspace;

/// For each target; always the same inputs, so that a failure is there again.
const RUNS: u64 = 5000;

/// By their own tests first; then, as libFuzzer runs them, a search that is short.
pub(super) fn targets_hold(workspace: &Workspace) -> Result<Outcome> {
    let mut outcome = rust::test(&["closeroom-fuzz"], &[])?;
    build(workspace, Sanitizer::None)?;
    let mut checks = Checks::of("fuzz");
    let mut executions = 0;
    for target in targets()? {
        checks.check(&target, || {
            // What is found goes where it is not begun with next time.
            let found = folder::scratch(workspace, "fuzz/short")?;
            let figures = run(workspace, Sanitizer::None, &target, &found, Budget::Runs(RUNS))?;
            executions += figures.executions;
            ensure!(figures.succeeded, "see {}", figures.log.display());
            ensure!(figures.executions >= RUNS, "ran {} of {RUNS} inputs", figures.executions);
            Ok(())
        });
    }
    println!("{executions} inputs");
    outcome += checks.outcome();
    Ok(outcome)
}
