//! The Rust API of `closeroom`, from rustdoc's JSON.

use anyhow::Result;
use public_api::Builder;

use crate::cmd::Cmd;
use crate::setup::needs::API_RUST;
use crate::workspace::Workspace;

/// A line for each item that a user can name. Without what every type has: blanket implementations,
/// and auto traits, of which `core/tests/suite/contract/threads.rs` holds those that matter.
pub(super) fn read(workspace: &Workspace) -> Result<String> {
    // In a folder of its own: another compiler than that of all other tasks makes it.
    let build = workspace.target("api");
    Cmd::new("rustup")
        .args(["run", API_RUST, "cargo", "rustdoc", "--package", "closeroom", "--lib"])
        .arg("--target-dir")
        .arg(&build)
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        // JSON is a feature of the nightly toolchain, which others have as well.
        .env("RUSTC_BOOTSTRAP", "1")
        .run()?;
    let api = Builder::from_rustdoc_json(build.join("doc/closeroom.json"))
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()?;
    Ok(api.to_string())
}
