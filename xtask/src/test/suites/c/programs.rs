//! C programs for any target: how they are built, and what runs them here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::INSTALL;
use crate::cmd::Cmd;
use crate::package::native::{System, Target};
use crate::test::checks::Checks;
use crate::test::suites::library;
use crate::workspace::Workspace;

/// Programs of one target, in a folder of their own.
pub(super) struct Programs<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) target: &'a Target,
    pub(super) folder: &'a Path,
}

impl Programs<'_> {
    /// Builds a program with these static libraries, the header of a tree and what the tree
    /// says that its own library needs; and runs it, if anything can.
    pub(super) fn check_static(
        &self,
        checks: &mut Checks,
        what: &str,
        source: &str,
        tree: &Path,
        libraries: &[&Path],
    ) {
        check(checks, what, self.runner(), || {
            let (link, program) = self.link(source, "static", tree)?;
            let needs = needs_of_static(tree)?;
            link.args(libraries).args(needs).args(self.target.unwinder()).run()?;
            Ok(program)
        });
    }

    /// Builds a program with the shared library of a tree, and runs it, if anything can.
    pub(super) fn check_shared(&self, checks: &mut Checks, what: &str, source: &str, tree: &Path) {
        let system = self.target.system;
        // Debian has no musl for aarch64.
        let can_load = self.target.triple != "aarch64-unknown-linux-musl";
        let runner = self.runner().filter(|_| can_load);
        let runner = runner.map(|runner| runner.env("LD_LIBRARY_PATH", tree.join("lib")));
        check(checks, what, runner, || {
            let (link, program) = self.link(source, "shared", tree)?;
            link.arg("-L").arg(tree.join("lib")).arg("-lcloseroom").run()?;
            let name = system.shared_name()?;
            ensure!(library::is_needed(&name, &program)?, "it does without the shared library");
            if system == System::Windows {
                // Where Windows looks for it, beside the program.
                fs::copy(tree.join(system.shared_library()), self.folder.join(name))?;
            }
            Ok(program)
        });
    }

    /// What builds a program, except for its libraries; and where the program will be.
    fn link(&self, source: &str, kind: &str, tree: &Path) -> Result<(Cmd, PathBuf)> {
        let name = Path::new(source).file_stem().context("a file has a name")?;
        let suffix = if self.target.system == System::Windows { ".exe" } else { "" };
        let program = self.folder.join(format!("{}-{kind}{suffix}", name.display()));
        // With -O2 and -s, zig compiles the system's libraries once for all of us.
        let link = self
            .target
            .compiler(self.workspace)
            .args(["-std=c99", "-O2", "-s", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"])
            .arg(tree.join("include"))
            .arg("-o")
            .arg(&program)
            .arg(Path::new(INSTALL).join(source));
        Ok((link, program))
    }

    /// What runs a program here, which is Linux on x86-64 if it is for another machine; none if
    /// nothing does.
    fn runner(&self) -> Option<Cmd> {
        if !self.target.is_cross() {
            return Some(Cmd::new("env"));
        }
        match self.target.triple.as_str() {
            "x86_64-unknown-linux-gnu" | "x86_64-unknown-linux-musl" => Some(Cmd::new("env")),
            "aarch64-unknown-linux-gnu" | "aarch64-unknown-linux-musl" => {
                Some(Cmd::new("qemu-aarch64").args(["-L", "/usr/aarch64-linux-gnu"]))
            }
            "x86_64-pc-windows-gnu" => Some(
                Cmd::new("wine")
                    .env("WINEPREFIX", self.workspace.target("wine"))
                    .env("WINEDEBUG", "-all"),
            ),
            _ => None,
        }
    }
}

/// What the static library of a tree needs of the system.
pub(super) fn needs_of_static(tree: &Path) -> Result<Vec<String>> {
    let needs = Cmd::new("pkg-config")
        .args(["--variable=static_libs", "closeroom"])
        .env("PKG_CONFIG_PATH", tree.join("lib/pkgconfig"))
        .read()?;
    Ok(needs.split_whitespace().map(String::from).collect())
}

fn check(
    checks: &mut Checks,
    what: &str,
    runner: Option<Cmd>,
    build: impl FnOnce() -> Result<PathBuf>,
) {
    let how = if runner.is_some() { "runs" } else { "is linked (nothing here runs it)" };
    checks.check(&format!("{what} {how}"), || {
        let program = build()?;
        runner.map_or(Ok(()), |runner| runner.arg(program).run())
    });
}
