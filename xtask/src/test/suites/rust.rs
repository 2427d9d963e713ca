//! The Rust crates.

use anyhow::Result;

use crate::bench::native;
use crate::cmd::Cmd;
use crate::test::outcome::Outcome;
use crate::test::runner::{Runner, check};
use crate::workspace::Workspace;

/// What only the packages for Kotlin and Swift are built with.
const UNIFFI: &str = "closeroom-ffi/uniffi";

/// What the programs around the fuzz targets are built with, short of linking.
const FUZZ: &str = "closeroom-fuzz/libfuzzer";

pub(super) fn format(workspace: &Workspace) -> Result<Outcome> {
    let fmt = Cmd::new("cargo").args(["fmt", "--all", "--check"]);
    let mut outcome = check(&fmt)?;
    outcome += check(&native::of_bench(workspace, fmt))?;
    Ok(outcome)
}

pub(super) fn clippy(workspace: &Workspace) -> Result<Outcome> {
    let clippy = Cmd::new("cargo").arg("clippy");
    let deny_warnings = ["--", "-D", "warnings"];
    let features = format!("{UNIFFI},{FUZZ}");
    let workspace_crates =
        clippy.clone().args(["--workspace", "--all-targets", "--features", &features]);
    let wasm = clippy.clone().args(["-p", "closeroom-wasm", "--target", "wasm32-unknown-unknown"]);
    let bench = native::of_bench(workspace, clippy.arg("--all-targets"));
    let mut outcome = check(&workspace_crates.args(deny_warnings))?;
    outcome += check(&wasm.args(deny_warnings))?;
    outcome += check(&bench.args(deny_warnings))?;
    Ok(outcome)
}

pub(super) fn docs(_: &Workspace) -> Result<Outcome> {
    let cmd = Cmd::new("cargo")
        .args(["doc", "--no-deps", "--workspace", "--lib", "--features", UNIFFI])
        .env("RUSTDOCFLAGS", "-D warnings");
    check(&cmd)
}

pub(super) fn no_std(_: &Workspace) -> Result<Outcome> {
    let build = Cmd::new("cargo").args(["build", "-p", "closeroom", "--target"]);
    let mut outcome = check(&build.clone().arg("wasm32-unknown-unknown"))?;
    outcome += check(&build.arg("thumbv7em-none-eabi"))?;
    Ok(outcome)
}

pub(super) fn test(packages: &[&str], features: &[&str]) -> Result<Outcome> {
    let packages = packages.iter().flat_map(|package| ["-p", package]);
    let cmd = Cmd::new("cargo").args(["test", "--no-fail-fast"]).args(features);
    Runner::Cargo.run(&cmd.args(packages))
}
