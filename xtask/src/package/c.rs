//! The C package: header, shared and static library, what pkg-config and CMake read.

pub(crate) mod objects;
mod rust_tools;
pub(crate) mod shared_library;
pub(crate) mod static_library;
mod tarball;
mod target;
mod tree;
mod version;
mod zig;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cargo;
use crate::folder;
use crate::stamp::Stamp;
use crate::terminal::size;
use crate::workspace::{VERSION, Workspace};

pub(crate) use target::{System, Target};

/// What a C user needs beside the libraries.
const FOLDER: &str = "bindings/c";
/// The header, which is the manual too.
const HEADER: &str = "ffi/include/closeroom.h";
/// At the root of the repository; they go into the package.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];
/// What the shared library may take: that much was promised.
pub(crate) const SHARED_LIBRARY_LIMIT: u64 = 700_000;

/// The package for one target.
pub(crate) struct Package {
    /// To be used where it is, or moved.
    pub(crate) tree: PathBuf,
    /// The same in one file.
    pub(crate) tarball: PathBuf,
}

/// Makes the package, unless the one that is there was made of the very same files.
pub(crate) fn package(workspace: &Workspace, target: &Target) -> Result<Package> {
    let rust = compile(workspace, target)?;
    let place = workspace.target("package/c");
    // What is made for this machine may need more of it than what is made for its kind.
    let kind = if target.is_cross() { &target.triple } else { "native" };
    let name = format!("closeroom-{VERSION}-{kind}");
    let package =
        Package { tree: place.join(&name), tarball: place.join(format!("{name}.tar.gz")) };
    let stamp = Stamp::of(&sources(target, &rust.file)?, place.join(format!(".{name}.made-from")))?;
    if package.tarball.exists() && package.tree.exists() && stamp.is_current() {
        println!("{} is up to date.", package.tree.display());
        return Ok(package);
    }

    // What is broken off must not pass for what was made of older sources.
    folder::empty(&package.tree)?;
    let _ = fs::remove_file(&package.tarball);
    tree::lay_out(&package.tree, target, &rust.system_libraries)?;
    let object = folder::scratch(workspace, "package-c")?.join("closeroom.o");
    let library = package.tree.join(System::STATIC_LIBRARY);
    static_library::make(&rust.file, target.system, &object, &library)?;
    shared_library::make(workspace, target, &object, &rust.system_libraries, &package.tree)?;
    tarball::make(&package.tree, &package.tarball)?;
    show(&package)?;
    stamp.write()?;
    Ok(package)
}

/// The library as cargo makes it, which holds all of Rust's own symbols.
fn compile(workspace: &Workspace, target: &Target) -> Result<cargo::StaticLibrary> {
    let mut flags = Vec::new();
    if target.triple == "x86_64-pc-windows-gnu" {
        // The only target for which rustc leaves the making of import libraries to others.
        flags.push(format!("-Cdlltool={}", zig::dlltool(workspace)?.display()));
    }
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    cargo::static_library(
        &[
            "-p",
            "closeroom-ffi",
            "--profile",
            "c",
            "--target",
            &target.triple,
            "--config",
            &cargo::rustflags(&target.triple, &flags)?,
        ],
        "libcloseroom_ffi.a",
    )
}

/// Everything that the package is made of, and what makes it.
fn sources(target: &Target, rust: &Path) -> Result<Vec<PathBuf>> {
    let mut sources = folder::files_except(Path::new(FOLDER), &["tests"])?;
    sources.extend(folder::files(Path::new("xtask/src/package/c"))?);
    sources.extend([HEADER, file!()].map(PathBuf::from));
    sources.extend(LICENCES.map(PathBuf::from));
    sources.extend(target.is_cross().then(|| PathBuf::from(zig::REQUIREMENTS)));
    sources.push(rust.to_owned());
    Ok(sources)
}

/// Prints what was made.
fn show(package: &Package) -> Result<()> {
    let tarball = fs::metadata(&package.tarball)?.len();
    println!("{}: {}", package.tarball.display(), size(tarball));
    println!("{}:", package.tree.display());
    for file in folder::files(&package.tree)? {
        let path = file.strip_prefix(&package.tree)?.display();
        match fs::read_link(&file) {
            Ok(other) => println!("             {path} -> {}", other.display()),
            Err(_) => println!("  {:>9}  {path}", size(fs::metadata(&file)?.len())),
        }
    }
    Ok(())
}
