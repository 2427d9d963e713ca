//! The programs in `xtask/bench/bindings`: what a call costs in C, on the JVM and in Swift.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::json;

use super::measured::{Cell, Measured, Row, Table, Unit};
use crate::cargo;
use crate::cmd::Cmd;
use crate::folder;
use crate::package::native::{System, Target};
use crate::package::{c, kotlin, swift};
use crate::setup::{Need, needs};
use crate::swift::program;
use crate::workspace::{VERSION, Workspace};

pub(super) const NEEDS: &[Need] =
    &[needs::NODE, needs::C_COMPILER, needs::PKG_CONFIG, needs::JDK, needs::MAVEN, needs::SWIFT];

const FOLDER: &str = "xtask/bench/bindings";

/// Packs the libraries, compiles a program for each, and has them take turns.
pub(super) fn run(workspace: &Workspace) -> Result<Measured> {
    let target = Target::host()?;
    let c = c::package(workspace, &target)?;
    let kotlin = kotlin::package(workspace, &[])?;
    let swift_package = swift::package(workspace)?;
    let build = folder::scratch(workspace, "bench-bindings")?;

    let jvm = java(&kotlin.repository, &build.join("jvm"))?;
    // The core first: the others are compared with it.
    let programs = json!([
        ["core, in Rust", [rust()?]],
        ["C", [compiled_c(&c.tree, &build)?]],
        ["JVM", ["java", "-cp", jvm, "Bench"]],
        ["Swift", [compiled_swift(workspace, &swift_package, &build.join("swift"))?]],
    ]);
    let cmd = Cmd::new("node")
        .arg("topics/bindings.mjs")
        .env("CLOSEROOM_PROGRAMS", programs.to_string())
        .env("CLOSEROOM_VERSIONS", versions(workspace)?.to_string())
        .dir("xtask/bench")
        .echo();
    let mut measured: Measured =
        serde_json::from_str(&cmd.read()?).with_context(|| format!("`{cmd}` printed no tables"))?;
    let library = |file: String| c.tree.join(file);
    let archive =
        swift_package.join("lib").join(swift::linux_folder(&target)?).join(swift::LIBRARY);
    measured.tables.push(weights(&[
        ("C: shared library", library(System::Linux.shared_library())),
        ("C: static library", library(System::STATIC_LIBRARY.to_owned())),
        ("C: package, compressed", c.tarball.clone()),
        ("Kotlin: jar, with the library for this machine", kotlin.file(".jar")),
        ("Swift: static library for this machine", archive),
    ])?);
    Ok(measured)
}

/// The core as the other libraries have it.
fn rust() -> Result<PathBuf> {
    cargo::build(&["-p", "closeroom-bench-core", "--profile", "native"], "closeroom-bench-core")
}

/// With the shared library, as pkg-config says.
fn compiled_c(tree: &Path, build: &Path) -> Result<PathBuf> {
    let flags = Cmd::new("pkg-config")
        .args(["--cflags", "--libs", "closeroom"])
        .env("PKG_CONFIG_PATH", tree.join("lib/pkgconfig"))
        .read()?;
    let program = build.join("c");
    Cmd::new("cc")
        .args(["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o"])
        .arg(&program)
        .arg(Path::new(FOLDER).join("c/main.c"))
        .args(flags.split_whitespace())
        .arg(format!("-Wl,-rpath,{}", tree.join("lib").display()))
        .run()?;
    Ok(program)
}

/// The class path of the program.
fn java(repository: &Path, build: &Path) -> Result<String> {
    for step in ["dependency:purge-local-repository@forget-the-last-package", "compile"] {
        Cmd::new("mvn")
            .args(["--batch-mode", "--quiet", "--file"])
            .arg(Path::new(FOLDER).join("jvm/pom.xml"))
            .arg(step)
            .arg(format!("-Dcloseroom.repository=file://{}", repository.display()))
            .arg(format!("-Dcloseroom.version={VERSION}"))
            .arg(format!("-Dcloseroom.build={}", build.display()))
            .run()?;
    }
    Ok(format!("{build}/classes:{build}/lib/*", build = build.display()))
}

fn compiled_swift(workspace: &Workspace, package: &Path, build: &Path) -> Result<PathBuf> {
    program(workspace, "swift")
        .args(["build", "--configuration", "release", "--package-path"])
        .arg(Path::new(FOLDER).join("swift"))
        .arg("--scratch-path")
        .arg(build)
        .env("CLOSEROOM_PACKAGE", package)
        .run()?;
    Ok(build.join("release/CloseRoomBench"))
}

fn versions(workspace: &Workspace) -> Result<serde_json::Value> {
    let version = |cmd: Cmd, name: &str| -> Result<String> {
        let text = cmd.arg("--version").read()?;
        Ok(text.lines().next().unwrap_or_default().trim_start_matches(name).to_owned())
    };
    Ok(json!({
        "cc": version(Cmd::new("cc"), "cc ")?,
        "java": version(Cmd::new("java"), "openjdk ")?,
        "swift": version(program(workspace, "swift"), "Swift version ")?,
    }))
}

fn weights(files: &[(&str, PathBuf)]) -> Result<Table> {
    let row = |(name, file): &(&str, PathBuf)| {
        let size =
            fs::metadata(file).with_context(|| format!("there is no {}", file.display()))?.len();
        #[allow(clippy::cast_precision_loss)] // no file is that large
        let samples = vec![size as f64];
        let cells = vec![Some(Cell { samples, limit: None })];
        Ok(Row { name: (*name).to_owned(), cells })
    };
    Ok(Table {
        name: "weights".to_owned(),
        title: "The libraries as they are packed, without debug information".to_owned(),
        note: Some("A static library is more than what a program takes of it.".to_owned()),
        unit: Unit::Bytes,
        columns: vec!["size".to_owned()],
        reference: None,
        rows: files.iter().map(row).collect::<Result<_>>()?,
    })
}
