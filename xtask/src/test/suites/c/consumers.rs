//! Programs that are built with an installed tree, and run.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use super::INSTALL;
use crate::cmd::Cmd;
use crate::package::native::System;
use crate::test::checks::Checks;
use crate::test::suites::library;
use crate::workspace::{VERSION, Workspace};

const WARNINGS: &str = "-Wall -Wextra -Wpedantic -Werror";

/// How a program gets at the library, with pkg-config.
#[derive(Clone, Copy)]
struct Way {
    name: &'static str,
    /// To the compiler, before anything of pkg-config's.
    compiler: &'static str,
    /// What pkg-config is asked, in one run or more.
    queries: &'static [&'static str],
    library: Library,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Library {
    /// The program needs it when it runs.
    Shared,
    Static,
    /// The static one, given to the compiler by its path.
    StaticByPath,
}

/// As README.md of the package has them, and as pkg-config's own manual does.
const WAYS: [Way; 4] = [
    Way {
        name: "shared",
        compiler: "",
        queries: &["--cflags --libs closeroom"],
        library: Library::Shared,
    },
    Way {
        name: "static",
        compiler: "",
        queries: &["--cflags closeroom", "--variable=static_libs closeroom"],
        library: Library::StaticByPath,
    },
    Way {
        name: "with no shared library at all",
        compiler: "-static",
        queries: &["--static --cflags --libs closeroom"],
        library: Library::Static,
    },
    Way {
        name: "the same, position-independent",
        compiler: "-static-pie -fPIE",
        queries: &["--static --cflags --libs closeroom"],
        library: Library::Static,
    },
];

/// The two languages, with the compiler as a person calls it.
const PROGRAMS: [(&str, &str); 2] =
    [("consumer.c", "cc -std=c99"), ("consumer.cpp", "c++ -std=c++17")];

/// Builds and runs the programs in an empty folder, out of a tree at that place.
pub(super) fn check(
    checks: &mut Checks,
    workspace: &Workspace,
    tree: &Path,
    scratch: &Path,
) -> Result<()> {
    fs::create_dir_all(scratch)?;
    for (source, compiler) in PROGRAMS {
        for way in WAYS {
            checks.check(&format!("pkg-config, {}: {source}", way.name), || {
                let source = workspace.path(INSTALL).join(source);
                let program = scratch.join("program");
                build(way, compiler, &source, &program, tree)?;
                run(way, &program, tree)
            });
        }
    }
    let build = scratch.join("cmake");
    checks.check("CMake: find_package, and a build with every target", || {
        let source = workspace.path(INSTALL);
        Cmd::new("cmake")
            .arg("-S")
            .arg(source)
            .arg("-B")
            .arg(&build)
            .arg(format!("-DCMAKE_PREFIX_PATH={}", tree.display()))
            .arg(format!("-DEXPECTED_VERSION={VERSION}"))
            .run()?;
        Cmd::new("cmake").arg("--build").arg(&build).run()
    });
    for language in ["c", "cpp"] {
        for (target, is_shared) in [("closeroom", true), ("shared", true), ("static", false)] {
            checks.check(&format!("CMake, closeroom::{target}: consumer.{language}"), || {
                let program = build.join(format!("{language}-{target}"));
                linked_as_meant(&program, is_shared)?;
                Cmd::new(program).run()
            });
        }
    }
    Ok(())
}

/// What runs a program through valgrind finds nothing wrong.
pub(super) fn check_memory(
    checks: &mut Checks,
    workspace: &Workspace,
    tree: &Path,
    scratch: &Path,
) {
    for way in [WAYS[0], WAYS[1]] {
        checks.check(&format!("under valgrind, {}", way.name), || {
            let program = scratch.join("watched");
            build(way, PROGRAMS[0].1, &workspace.path(INSTALL).join("consumer.c"), &program, tree)?;
            Cmd::new("valgrind")
                .args(["--quiet", "--leak-check=full", "--show-leak-kinds=all"])
                .args(["--error-exitcode=9", "--errors-for-leak-kinds=all"])
                .arg(program)
                .env("LD_LIBRARY_PATH", tree.join("lib"))
                .run()
        });
    }
}

/// A program takes of the static library only what it needs, if it asks for that.
pub(super) fn check_dead_code(
    checks: &mut Checks,
    workspace: &Workspace,
    tree: &Path,
    scratch: &Path,
) {
    checks.check(
        "a program that asks for the version takes less than 40 kB with --gc-sections",
        || {
            let way = Way { compiler: "-s -Wl,--gc-sections", ..WAYS[1] };
            let program = scratch.join("smallest");
            build(way, PROGRAMS[0].1, &workspace.path(INSTALL).join("smallest.c"), &program, tree)?;
            run(way, &program, tree)?;
            let size = fs::metadata(&program)?.len();
            ensure!(size < 40_000, "it takes {size} bytes");
            Ok(())
        },
    );
}

/// In a shell, since pkg-config quotes for one.
fn build(way: Way, compiler: &str, source: &Path, program: &Path, tree: &Path) -> Result<()> {
    let queries: Vec<_> = way.queries.iter().map(|query| format!("pkg-config {query}")).collect();
    let script = format!(
        "{{ {}; }} | xargs {compiler} {} {WARNINGS} -o \"$0\" \"$@\"",
        queries.join(" && "),
        way.compiler
    );
    let library = tree.join(System::STATIC_LIBRARY);
    Cmd::new("sh")
        .args(["-euc", &script])
        .args([program, source])
        .args((way.library == Library::StaticByPath).then_some(library))
        .env("PKG_CONFIG_PATH", tree.join("lib/pkgconfig"))
        .run()?;
    linked_as_meant(program, way.library == Library::Shared)
}

fn run(way: Way, program: &Path, tree: &Path) -> Result<()> {
    let program = Cmd::new(program);
    match way.library {
        Library::Shared => program.env("LD_LIBRARY_PATH", tree.join("lib")).run(),
        Library::Static | Library::StaticByPath => program.run(),
    }
}

/// Whether the loader has to find the shared library.
fn linked_as_meant(program: &Path, is_shared: bool) -> Result<()> {
    let is_needed = library::is_needed(&System::Linux.shared_name()?, program)?;
    ensure!(is_needed == is_shared, "{} is linked with the other library", program.display());
    Ok(())
}
