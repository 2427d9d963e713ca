//! `cargo xtask package`: what users install.

pub(crate) mod c;
pub(crate) mod npm;

use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::builder::PossibleValuesParser;
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
    /// Build the C package for this target, with zig for a linker, and not for this machine.
    #[arg(long, value_name = "TARGET", value_parser = PossibleValuesParser::new(c::Target::NAMES))]
    target: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Package {
    /// The tarball of the npm package `closeroom`.
    Npm,
    /// Header, shared and static library for C, with what pkg-config and CMake read.
    C,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    ensure!(
        options.target.is_none() || options.packages == [Package::C],
        "--target is for the C package alone: cargo xtask package c --target ..."
    );
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
            Package::C => {
                let target =
                    options.target.as_deref().map_or_else(c::Target::host, c::Target::cross)?;
                setup::ensure(workspace, &target.needs())?;
                c::package(workspace, &target)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
