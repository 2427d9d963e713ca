//! `cargo xtask setup`: what the tasks need on the machine.

mod need;
pub(crate) mod needs;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

pub(crate) use need::{Need, cargo_command, ensure, has_standard_library};

use crate::workspace::Workspace;

/// Installs what the tasks need and this machine lacks.
///
/// Rust targets and components come from rustup, JavaScript packages from npm,
/// Python packages from pip (into cargo's build folder), and Debian's packages from
/// apt when this runs as root. What is there is left alone.
///
/// Every other command does this by itself for what it needs: this one is for
/// preparing a machine or an image.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Only say what is missing and how to install it; exit code 1 if anything is.
    #[arg(long)]
    check: bool,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let mut missing = 0;
    for need in needs::ALL {
        if need.is_met(workspace) {
            println!("  found    {need}");
        } else if options.check {
            missing += 1;
            println!("  MISSING  {need}. Run: {}", need.remedy(workspace));
        } else {
            need.install(workspace)?;
            println!("  done     {need}");
        }
    }
    Ok(if missing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
