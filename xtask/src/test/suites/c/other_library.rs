//! Another library of Rust code, which panics.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::INSTALL;
use super::programs::{Programs, needs_of_static};
use crate::cmd::Cmd;
use crate::package::c;
use crate::package::native::{Api, System, shared_library, static_library};
use crate::test::checks::Checks;

/// As rustc makes it, in one program with the library of a tree; and made as the package's
/// libraries are, with a panic that has to be caught.
pub(super) fn check(checks: &mut Checks, programs: &Programs<'_>, tree: &Path) {
    let ours = &*tree.join(System::STATIC_LIBRARY);
    let other = &*programs.folder.join("libpanics.a");
    checks.check("another Rust library is compiled", || compile(&programs.target.triple, other));

    let both = "two_libraries.c";
    let what = "a program with another Rust library, which it names first,";
    programs.check_static(checks, what, both, tree, &[other, ours]);
    let what = "a program with another Rust library, which it names last,";
    programs.check_static(checks, what, both, tree, &[ours, other]);

    let alike = &*programs.folder.join("made alike");
    checks.check("a library that panics is made as ours is", || {
        make_alike(programs, other, tree, alike)
    });
    let made_alike = &*alike.join(System::STATIC_LIBRARY);
    let what = "a program whose static library panics";
    programs.check_static(checks, what, "panics.c", tree, &[made_alike]);
    let what = "a program with two static libraries that are made alike";
    programs.check_static(checks, what, both, tree, &[ours, made_alike]);
    let what = "a program whose shared library panics";
    programs.check_shared(checks, what, "panics.c", alike);
}

/// With the profile of the package, as far as it matters here.
fn compile(triple: &str, library: &Path) -> Result<()> {
    Cmd::new("rustc")
        .args(["--edition=2024", "--crate-type=staticlib", "-Clto=fat", "-Copt-level=s"])
        .args(["--target", triple, "-o"])
        .arg(library)
        .arg(Path::new(INSTALL).join("panics.rs"))
        .run()
}

/// A tree with the other library under the names of ours.
fn make_alike(programs: &Programs<'_>, other: &Path, tree: &Path, alike: &Path) -> Result<()> {
    for folder in ["bin", "lib/pkgconfig"] {
        fs::create_dir_all(alike.join(folder))?;
    }
    let package = "lib/pkgconfig/closeroom.pc";
    fs::copy(tree.join(package), alike.join(package))?;
    let object = programs.folder.join("panics.o");
    let library = alike.join(System::STATIC_LIBRARY);
    static_library::make(other, programs.target.system, &Api::C, &object, &library)?;
    let parts = shared_library::Parts {
        api: &Api::C,
        object: &object,
        static_library: &library,
        system_libraries: &needs_of_static(tree)?,
    };
    c::link_shared(programs.workspace, programs.target, &parts, alike)
}
