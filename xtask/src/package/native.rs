//! The library of `ffi`, compiled for any machine, with nothing global in it but one API.

mod api;
pub(crate) mod objects;
mod rust_tools;
pub(crate) mod shared_library;
pub(crate) mod static_library;
mod target;
pub(crate) mod zig;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cargo;
use crate::folder;
use crate::setup::has_standard_library;
use crate::workspace::Workspace;

pub(crate) use api::Api;
pub(crate) use target::{System, Target};

/// What makes the libraries of what cargo makes.
pub(crate) fn sources() -> Result<Vec<PathBuf>> {
    let mut sources = folder::files(Path::new("xtask/src/package/native"))?;
    sources.push(PathBuf::from(file!()));
    Ok(sources)
}

/// The library as cargo makes it, which holds all of Rust's own symbols.
pub(crate) fn compile(
    workspace: &Workspace,
    target: &Target,
    api: &Api,
) -> Result<cargo::StaticLibrary> {
    let mut flags = Vec::new();
    if target.triple == "x86_64-pc-windows-gnu" {
        // The only target for which rustc leaves the making of import libraries to others.
        flags.push(format!("-Cdlltool={}", zig::dlltool(workspace)?.display()));
    }
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let flags = cargo::rustflags(&target.triple, &flags)?;
    let mut arguments = vec![
        "-p",
        "closeroom-ffi",
        "--no-default-features",
        "--features",
        api.feature,
        "--profile",
        "native",
        "--target",
        &target.triple,
        "--config",
        &flags,
    ];
    let oldest: Vec<_> =
        target.oldest.iter().map(|(name, version)| format!("env.{name}={version:?}")).collect();
    for variable in &oldest {
        arguments.extend(["--config", variable]);
    }
    let with_std = !has_standard_library(&target.triple);
    cargo::static_library(&arguments, with_std, "libcloseroom_ffi.a")
}
