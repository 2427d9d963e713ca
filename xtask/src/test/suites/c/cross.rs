//! The package for every other machine: built, looked at, linked with; and run where anything
//! here can.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};

use super::find::{self, Answer};
use super::package::unpack;
use super::programs::Programs;
use super::{inspection, other_library};
use crate::folder;
use crate::package::c::{self, System, Target};
use crate::setup;
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::workspace::Workspace;

pub(in crate::test::suites) fn cross(workspace: &Workspace) -> Result<Outcome> {
    let host = Target::host()?.triple;
    ensure!(host == "x86_64-unknown-linux-gnu", "this suite's emulators are those of x86-64 Linux");
    let scratch = folder::scratch(workspace, "c-cross")?;
    let mut outcome = Outcome::default();
    for triple in Target::NAMES {
        let start = Instant::now();
        let mut checks = Checks::of(triple);
        let target = Target::cross(triple)?;
        setup::ensure(workspace, &target.needs())?;
        match c::package(workspace, &target) {
            Ok(package) => check(&mut checks, workspace, &target, &package, &scratch.join(triple))?,
            Err(error) => checks.check("it is built", || Err(error)),
        }
        outcome += checks.outcome();
        println!("{triple}: {:.1} s", start.elapsed().as_secs_f64());
    }
    Ok(outcome)
}

fn check(
    checks: &mut Checks,
    workspace: &Workspace,
    target: &Target,
    package: &c::Package,
    scratch: &Path,
) -> Result<()> {
    let tree = unpack(&package.tarball, &scratch.join("unpacked"))?;
    inspection::check(checks, workspace, &tree, target);
    checks.check("CMake finds it for its own system", || {
        let system = format!("-DCMAKE_SYSTEM_NAME={}", target.system.name());
        let answer = Answer::Found("closeroom::shared");
        find::ask(workspace, &tree, scratch, &[&system], "", answer)
    });
    checks.check("CMake does not find it for another", || {
        let answer = Answer::Refused(target.system.name());
        find::ask(workspace, &tree, scratch, &["-DCMAKE_SYSTEM_NAME=FreeBSD"], "", answer)
    });
    if target.system == System::Windows {
        newer_windows(workspace, target, scratch)?;
    }
    let programs = Programs { workspace, target, folder: scratch };
    let what = "a program with the shared library";
    programs.check_shared(checks, what, "consumer.c", &tree);
    let library = tree.join(System::STATIC_LIBRARY);
    let what = "a program with the static library";
    programs.check_static(checks, what, "consumer.c", &tree, &[&library]);
    other_library::check(checks, &programs, &tree);
    Ok(())
}

/// Makes what wine lacks before its version 9, and Windows has had since its version 7: the
/// source of randomness, as a library beside the programs.
fn newer_windows(workspace: &Workspace, target: &Target, scratch: &Path) -> Result<()> {
    target
        .compiler(workspace)
        .args(["-shared", "-O2", "-s", "-o"])
        .arg(scratch.join("bcryptprimitives.dll"))
        .arg("bindings/c/tests/cross/bcryptprimitives.c")
        .arg("-ladvapi32")
        .run()
}
