//! `cargo xtask package`: what users install.

pub(crate) mod npm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::setup;
use crate::workspace::Workspace;

/// Builds what users install.
///
/// It goes to the folder `package` of cargo's build folder (target/package).
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Which packages; all when none is named.
    #[arg(value_enum, value_name = "PACKAGE")]
    packages: Vec<Package>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Package {
    /// The tarball of the npm package `closeroom`.
    Npm,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let wanted = match options.packages.as_slice() {
        [] => Package::value_variants(),
        named => named,
    };
    for package in wanted {
        match package {
            Package::Npm => {
                setup::ensure(workspace, npm::NEEDS)?;
                npm::package(workspace)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
