//! The package for this machine, in an empty place: what is in it, and what one builds with it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::programs::Programs;
use super::{consumers, find, inspection, other_library};
use crate::cmd::Cmd;
use crate::folder;
use crate::package::c;
use crate::package::native::{System, Target};
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::workspace::Workspace;

pub(in crate::test::suites) fn package(workspace: &Workspace) -> Result<Outcome> {
    let target = Target::host()?;
    ensure!(target.system == System::Linux, "the programs of this suite are for Linux");
    let package = c::package(workspace, &target)?;
    let scratch = folder::scratch(workspace, "c-package")?;
    let tree = unpack(&package.tarball, &scratch.join("a first place"))?;

    let mut checks = Checks::of(&target.triple);
    inspection::check(&mut checks, workspace, &tree, &target);
    find::check(&mut checks, workspace, &tree, &scratch)?;
    consumers::check(&mut checks, workspace, &tree, &scratch.join("first programs"))?;
    consumers::check_memory(&mut checks, workspace, &tree, &scratch);
    consumers::check_dead_code(&mut checks, workspace, &tree, &scratch);
    let programs = Programs { workspace, target: &target, folder: &scratch };
    other_library::check(&mut checks, &programs, &tree);

    let moved = scratch.join("moved");
    fs::rename(tree, &moved)?;
    consumers::check(&mut checks, workspace, &moved, &scratch.join("second programs"))?;
    Ok(checks.outcome())
}

/// Says where the tree is.
pub(super) fn unpack(tarball: &Path, place: &Path) -> Result<PathBuf> {
    folder::empty(place)?;
    Cmd::new("tar").arg("-xzf").arg(tarball).arg("-C").arg(place).run()?;
    let mut entries = fs::read_dir(place)?;
    let tree = entries.next().context("the tarball is empty")??.path();
    ensure!(entries.next().is_none(), "{} holds more than one folder", tarball.display());
    Ok(tree)
}
