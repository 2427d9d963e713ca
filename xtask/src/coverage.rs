//! `cargo xtask coverage`: what of the core its tests run.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::cmd::Cmd;
use crate::setup::{self, Need, needs};
use crate::workspace::Workspace;

/// What is needed beside the compiler.
const NEEDS: [Need; 4] = [needs::PYTHON, needs::PYTHON_VENV, needs::RUST_TOOLS, needs::LLVM_TOOLS];

/// Shows how much of the core its tests run: lines, regions and branches of each file.
///
/// The doctests, and the tests of the bindings, which run the core too, do not count.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Show what was not run as well, as pages in target/llvm-cov/html.
    #[arg(long)]
    html: bool,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    setup::ensure(workspace, &NEEDS)?;
    let llvm_cov = workspace.target(needs::RUST_TOOLS_VENV).join("bin/cargo-llvm-cov");
    let llvm_cov = Cmd::new(llvm_cov)
        .arg("llvm-cov")
        // Branches are a feature of the nightly toolchain, which others have as well.
        .env("RUSTC_BOOTSTRAP", "1");
    let test = ["--package", "closeroom", "--lib", "--tests", "--branch"];
    llvm_cov.clone().args(test).args(["--summary-only"]).run()?;
    if options.html {
        llvm_cov.args(["report", "--package", "closeroom", "--html"]).run()?;
    }
    Ok(ExitCode::SUCCESS)
}
