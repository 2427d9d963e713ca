//! The package for every other machine: built, looked at, linked with; and run where anything
//! here can.

use std::path::Path;
use std::thread;
use std::time::Instant;

use anyhow::{Result, ensure};

use super::find::{self, Answer};
use super::package::unpack;
use super::programs::Programs;
use super::{inspection, other_library};
use crate::folder;
use crate::package::c;
use crate::package::native::{System, Target};
use crate::setup;
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::workspace::Workspace;

pub(in crate::test::suites) fn cross(workspace: &Workspace) -> Result<Outcome> {
    let host = Target::host()?.triple;
    ensure!(host == "x86_64-unknown-linux-gnu", "this suite's emulators are those of x86-64 Linux");
    let scratch = folder::scratch(workspace, "c-cross")?;
    let targets = Target::NAMES.map(Target::cross).into_iter().collect::<Result<Vec<_>>>()?;
    for target in &targets {
        setup::ensure(workspace, &target.needs())?;
    }
    compile_systems(workspace, &targets, &scratch)?;

    let mut outcome = Outcome::default();
    for target in &targets {
        let start = Instant::now();
        let triple = &target.triple;
        let mut checks = Checks::of(triple);
        match c::package(workspace, target) {
            Ok(package) => check(&mut checks, workspace, target, &package, &scratch.join(triple))?,
            Err(error) => checks.check("it is built", || Err(error)),
        }
        outcome += checks.outcome();
        println!("{triple}: {:.1} s", start.elapsed().as_secs_f64());
    }
    Ok(outcome)
}

/// Links a program for every target, for which zig compiles the libraries of its system. That
/// takes a minute for some of them, and one core: hence all at once.
fn compile_systems(workspace: &Workspace, targets: &[Target], scratch: &Path) -> Result<()> {
    let link = |target: &Target| {
        target
            .compiler(workspace)
            .args(["-O2", "-s", "-o"])
            .arg(scratch.join(format!("nothing-{}", target.triple)))
            .arg("bindings/c/tests/cross/nothing.c")
            .args(target.unwinder())
            .run()
    };
    thread::scope(|scope| {
        let links: Vec<_> = targets.iter().map(|target| scope.spawn(|| link(target))).collect();
        links.into_iter().try_for_each(|link| link.join().expect("it does not panic"))
    })
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
        checks.check("CMake offers only the shared library to MSVC", || {
            let msvc = ["-DCMAKE_SYSTEM_NAME=Windows", "-DMSVC=ON"];
            let shared = Answer::Found("closeroom::shared");
            find::ask(workspace, &tree, scratch, &msvc, "", shared)?;
            let refusal = Answer::Refused("no static library for MSVC");
            find::ask(workspace, &tree, scratch, &msvc, "COMPONENTS static", refusal)
        });
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
