//! `cargo xtask package`: what users install.

pub(crate) mod c;
pub(crate) mod kotlin;
pub(crate) mod native;
pub(crate) mod npm;
pub(crate) mod plumbing;
pub(crate) mod swift;
pub(crate) mod third_party;

use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::setup;
use crate::workspace::Workspace;

use native::Target;

/// What the packages are licensed under; at the root of the repository.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Builds what users install.
///
/// It goes to the folder `package` of cargo's build folder (target/package).
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Options {
    /// Which packages; all when none is named.
    #[arg(value_enum, value_name = "PACKAGE")]
    packages: Vec<Package>,
    /// Build for this target too, with zig for a linker; can be repeated. The C package is one of
    /// its own for each target named, and then none for this machine; the Kotlin package is one
    /// for this machine and all targets named.
    #[arg(long, value_name = "TARGET", value_parser = PossibleValuesParser::new(Target::NAMES))]
    target: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Package {
    /// The tarball of the npm package `closeroom`.
    Npm,
    /// Header, shared and static library for C, with what pkg-config and CMake read.
    C,
    /// The jar for Kotlin and Java, with sources and pom, and a Maven repository of them.
    Kotlin,
    /// The SwiftPM package, for Linux as this machine, and for Apple's systems.
    Swift,
}

pub(crate) fn perform(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let for_targets = |package: &Package| matches!(package, Package::C | Package::Kotlin);
    ensure!(
        options.target.is_empty()
            || !options.packages.is_empty() && options.packages.iter().all(for_targets),
        "--target is for the packages c and kotlin: cargo xtask package c --target ..."
    );
    let wanted = match options.packages.as_slice() {
        [] => Package::value_variants(),
        named => named,
    };
    let targets = options.target.iter().map(|target| Target::cross(target));
    let targets = targets.collect::<Result<Vec<_>>>()?;
    for target in &targets {
        setup::ensure(workspace, &target.needs())?;
    }
    for package in wanted {
        match package {
            Package::Npm => {
                setup::ensure(workspace, npm::NEEDS)?;
                npm::package(workspace)?;
            }
            Package::C if targets.is_empty() => {
                let target = Target::host()?;
                setup::ensure(workspace, &target.needs())?;
                c::package(workspace, &target)?;
            }
            Package::C => {
                targets.iter().try_for_each(|target| c::package(workspace, target).map(drop))?;
            }
            Package::Kotlin => {
                setup::ensure(workspace, kotlin::NEEDS)?;
                kotlin::package(workspace, &targets)?;
            }
            Package::Swift => {
                setup::ensure(workspace, swift::NEEDS)?;
                swift::package(workspace)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
