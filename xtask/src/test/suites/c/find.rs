//! What pkg-config and CMake say of the package, and what they refuse.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use super::INSTALL;
use crate::cmd::Cmd;
use crate::folder;
use crate::package::native::System;
use crate::test::checks::Checks;
use crate::workspace::{VERSION, Workspace};

/// What a project asks of CMake with `find_package`, and what CMake says to it.
const QUESTIONS: [(&str, Answer); 13] = [
    ("", Answer::Found("closeroom::shared")),
    (VERSION, Answer::Found("closeroom::shared")),
    ("0.1", Answer::Found("closeroom::shared")),
    ("0.1...<0.2", Answer::Found("closeroom::shared")),
    ("0.1 COMPONENTS shared static", Answer::Found("closeroom::shared")),
    ("0.0", Answer::Refused("0.1.0")),
    ("0.1.1", Answer::Refused("0.1.0")),
    ("0.2", Answer::Refused("0.1.0")),
    ("0.2...<1", Answer::Refused("0.1.0")),
    ("0.0...<0.1", Answer::Refused("0.1.0")),
    ("1.0", Answer::Refused("0.1.0")),
    ("0.1.1 EXACT", Answer::Refused("0.1.0")),
    ("COMPONENTS wasm", Answer::Refused("has no component \"wasm\"")),
];

#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// `closeroom::closeroom` stands for this.
    Found(&'static str),
    /// The message holds this.
    Refused(&'static str),
}

/// Asks a tree, and then a copy of it in that folder without one of the libraries.
pub(super) fn check(
    checks: &mut Checks,
    workspace: &Workspace,
    tree: &Path,
    scratch: &Path,
) -> Result<()> {
    checks.check("pkg-config tells the version", || {
        let version = Cmd::new("pkg-config")
            .args(["--modversion", "closeroom"])
            .env("PKG_CONFIG_PATH", tree.join("lib/pkgconfig"))
            .read()?;
        ensure!(version.trim_end() == VERSION, "it says {version}");
        Ok(())
    });
    for (wanted, answer) in QUESTIONS {
        let name = format!("CMake: find_package(closeroom {wanted})");
        checks.check(&name, || ask(workspace, tree, scratch, &[], wanted, answer));
    }
    let off = ["-DBUILD_SHARED_LIBS=OFF"];
    checks.check("CMake: BUILD_SHARED_LIBS=OFF makes the static library the default", || {
        ask(workspace, tree, scratch, &off, "", Answer::Found("closeroom::static"))
    });
    checks.check("CMake: BUILD_SHARED_LIBS=ON does not", || {
        let on = ["-DBUILD_SHARED_LIBS=ON"];
        ask(workspace, tree, scratch, &on, "", Answer::Found("closeroom::shared"))
    });

    let other = ["-DCMAKE_SYSTEM_NAME=Linux", "-DCMAKE_SYSTEM_PROCESSOR=riscv64"];
    checks.check("CMake: another processor is refused", || {
        ask(workspace, tree, scratch, &other, "", Answer::Refused("for another processor"))
    });
    let narrow = ["-DCMAKE_SIZEOF_VOID_P=4"];
    checks.check("CMake: so are 32 bits", || {
        ask(workspace, tree, scratch, &narrow, "", Answer::Refused("for 64 bits"))
    });

    let without = scratch.join("without");
    folder::copy(tree, &without)?;
    fs::remove_file(without.join(System::STATIC_LIBRARY))?;
    let missing = Answer::Refused("libcloseroom.a is missing");
    checks.check("CMake: a library that is missing is missed when it is asked for", || {
        ask(workspace, &without, scratch, &[], "COMPONENTS static", missing)
    });
    checks.check("CMake: and when it is the default", || {
        ask(workspace, &without, scratch, &off, "", missing)
    });
    checks.check("CMake: and not otherwise", || {
        ask(workspace, &without, scratch, &[], "", Answer::Found("closeroom::shared"))
    });
    Ok(())
}

/// Whether CMake gives that answer to a project with these options.
pub(super) fn ask(
    workspace: &Workspace,
    tree: &Path,
    scratch: &Path,
    options: &[&str],
    wanted: &str,
    answer: Answer,
) -> Result<()> {
    let build = scratch.join("find");
    folder::empty(&build)?;
    let watched = Cmd::new("cmake")
        .arg("-S")
        .arg(workspace.path(INSTALL).join("find"))
        .arg("-B")
        .arg(build)
        .arg(format!("-DCMAKE_PREFIX_PATH={}", tree.display()))
        .arg(format!("-DWANTED={wanted}"))
        .args(options)
        .watch()?;
    // CMake breaks its lines where it likes.
    let output = watched.output.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_found = watched.status.success();
    match answer {
        Answer::Found(default) => {
            let expected = format!("closeroom {VERSION}: {default}");
            ensure!(is_found && output.contains(&expected), "it was to find {expected}");
        }
        Answer::Refused(why) => {
            ensure!(!is_found && output.contains(why), "it was to refuse, and to say: {why}");
        }
    }
    Ok(())
}
