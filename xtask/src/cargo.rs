//! Building with cargo.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::cmd::Cmd;

/// Runs `cargo build`, and says where the file of that name is that it made.
///
/// Cargo is asked, because the place depends on its configuration.
pub(crate) fn build(arguments: &[&str], name: &str) -> Result<PathBuf> {
    let build = Cmd::new("cargo")
        .arg("build")
        .args(arguments)
        .arg("--message-format=json-render-diagnostics")
        .echo();
    for message in build.read()?.lines() {
        let message: Value = serde_json::from_str(message)?;
        let files = message["filenames"].as_array().into_iter().flatten();
        for file in files.filter_map(Value::as_str).map(Path::new) {
            if file.file_name() == Some(OsStr::new(name)) {
                return Ok(file.to_owned());
            }
        }
    }
    bail!("`{build}` made no {name}")
}

/// The configuration that builds for that target with these flags, and by which what is
/// built names no folder of this machine: panic messages hold the paths of sources, and
/// ship with the product.
pub(crate) fn rustflags(target: &str, flags: &[&str]) -> Result<String> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let cargo_home = cargo_home.context("neither CARGO_HOME nor a home folder is known")?;
    let root = env::current_dir()?;
    let sysroot = Cmd::new("rustc").args(["--print", "sysroot"]).read()?;
    // With the component rust-src, panics of the standard library name this machine too.
    let library = Path::new(sysroot.trim_end()).join("lib/rustlib/src/rust/library");
    let remap = |from: &Path, to| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags: Vec<String> = flags.iter().copied().map(String::from).collect();
    flags.extend([
        remap(&cargo_home, "cargo"),
        remap(&cargo_home.join("registry/src"), "crates"), // of two that match, the later counts
        remap(&library, "std"),
        remap(&root, "closeroom"),
    ]);
    let flags = Value::from(flags);
    Ok(format!("target.{target}.rustflags={flags}"))
}
