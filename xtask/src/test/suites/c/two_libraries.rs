//! Two static libraries of Rust code in one program: this one, and another.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::INSTALL;
use crate::cmd::Cmd;
use crate::package::c::{System, Target, static_library};
use crate::test::checks::Checks;
use crate::workspace::Workspace;

/// The other one as rustc makes it, and as the package's is made.
pub(super) fn check(
    checks: &mut Checks,
    workspace: &Workspace,
    target: &Target,
    tree: &Path,
    scratch: &Path,
) -> Result<()> {
    let other = compile(target, scratch)?;
    let ours = tree.join(System::STATIC_LIBRARY);
    checks.check("a program with another Rust library, first", || {
        link_and_run(workspace, target, tree, scratch, &[&other, &ours])
    });
    checks.check("a program with another Rust library, last", || {
        link_and_run(workspace, target, tree, scratch, &[&ours, &other])
    });
    checks.check("a panic is caught in a library that is made like the package's", || {
        let made_alike = scratch.join("libpanics-alike.a");
        let object = scratch.join("panics.o");
        static_library::make(&other, target.system, &object, &made_alike)?;
        link_and_run(workspace, target, tree, scratch, &[&ours, &made_alike])
    });
    Ok(())
}

/// With the profile of the package, as far as it matters here.
fn compile(target: &Target, scratch: &Path) -> Result<PathBuf> {
    let library = scratch.join("libpanics.a");
    Cmd::new("rustc")
        .args(["--edition=2024", "--crate-type=staticlib", "-Clto=fat", "-Copt-level=s"])
        .args(["--target", &target.triple, "-o"])
        .arg(&library)
        .arg(Path::new(INSTALL).join("panics.rs"))
        .run()?;
    Ok(library)
}

fn link_and_run(
    workspace: &Workspace,
    target: &Target,
    tree: &Path,
    scratch: &Path,
    libraries: &[&Path],
) -> Result<()> {
    let program = scratch.join("two_libraries");
    target
        .compiler(workspace)
        .args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"])
        .arg(tree.join("include"))
        .arg("-o")
        .arg(&program)
        .arg(Path::new(INSTALL).join("two_libraries.c"))
        .args(libraries)
        .args(["-lpthread", "-ldl", "-lm"])
        .run()?;
    Cmd::new(program).run()
}
