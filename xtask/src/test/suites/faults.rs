//! The fault matrix: the table itself, and the runner in Rust.

use anyhow::Result;

use super::rust;
use crate::cmd::Cmd;
use crate::test::outcome::Outcome;
use crate::test::runner::check;
use crate::workspace::Workspace;

pub(super) fn matrix(_: &Workspace) -> Result<Outcome> {
    let mut outcome = check(&Cmd::new("python3").args(["tests/faults/generate.py", "--check"]))?;
    outcome += rust::test(&["closeroom-faults"], &[])?;
    Ok(outcome)
}
