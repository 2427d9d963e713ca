//! The linker and the editor of object files that come with Rust.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::cmd::Cmd;

/// LLVM's linker, as one of those that it stands in for: `gnu`, `darwin`, ...
pub(super) fn lld(flavor: &str) -> Result<Cmd> {
    Ok(tool("rust-lld")?.args(["-flavor", flavor]))
}

/// LLVM's objcopy.
pub(super) fn objcopy() -> Result<Cmd> {
    tool("rust-objcopy")
}

fn tool(name: &str) -> Result<Cmd> {
    let sysroot = Cmd::new("rustc").args(["--print", "sysroot"]).read()?;
    let library = Cmd::new("rustc").args(["--print", "target-libdir"]).read()?;
    let folder =
        Path::new(library.trim_end()).parent().context("rustc's libraries have a folder")?;
    let file = folder.join("bin").join(name);
    ensure!(
        file.exists(),
        "this Rust has no {name} ({}); rustup's toolchains have it",
        file.display()
    );
    // Where it looks for LLVM by itself, LLVM is not.
    Ok(Cmd::new(file).env("LD_LIBRARY_PATH", Path::new(sysroot.trim_end()).join("lib")))
}
