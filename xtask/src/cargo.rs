//! Building with cargo.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::cmd::Cmd;

/// A static library of Rust code.
pub(crate) struct StaticLibrary {
    pub(crate) file: PathBuf,
    /// What it needs of the system, as compilers take it: `-lm`, ...
    pub(crate) system_libraries: Vec<String>,
}

/// Runs `cargo build`, and says where the file of that name is that it made.
///
/// Cargo is asked, because the place depends on its configuration.
pub(crate) fn build(arguments: &[&str], name: &str) -> Result<PathBuf> {
    let build = Cmd::new("cargo")
        .arg("build")
        .args(arguments)
        .arg("--message-format=json-render-diagnostics")
        .echo();
    file_named(name, &messages(&build)?).with_context(|| format!("`{build}` made no {name}"))
}

/// Compiles the library of a package, of which these arguments tell, as a static one; if wanted,
/// with the standard library from its source.
pub(crate) fn static_library(
    arguments: &[&str],
    with_std: bool,
    name: &str,
) -> Result<StaticLibrary> {
    const NEEDS: &str = "native-static-libs: ";
    let cargo = Cmd::new("cargo").args(["rustc", "--lib", "--crate-type", "staticlib"]);
    let cargo = if with_std {
        // A feature of the nightly toolchain, which others have as well.
        cargo.arg("-Zbuild-std=std,panic_unwind").env("RUSTC_BOOTSTRAP", "1")
    } else {
        cargo
    };
    let build = cargo
        .args(arguments)
        .args(["--message-format=json", "--", "--print", "native-static-libs"])
        .echo();
    let messages = messages(&build)?;
    let mut needs = None;
    for message in &messages {
        let diagnostic = &message["message"];
        match diagnostic["message"].as_str().and_then(|text| text.strip_prefix(NEEDS)) {
            Some(list) => needs = Some(list.split_whitespace().map(String::from).collect()),
            None if diagnostic["level"] == "note" => {} // that the list follows
            None => eprint!("{}", diagnostic["rendered"].as_str().unwrap_or_default()),
        }
    }
    Ok(StaticLibrary {
        file: file_named(name, &messages).with_context(|| format!("`{build}` made no {name}"))?,
        system_libraries: needs.with_context(|| format!("`{build}` did not say {NEEDS}"))?,
    })
}

/// What cargo reports, message by message.
fn messages(build: &Cmd) -> Result<Vec<Value>> {
    build.read()?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The file of that name among those that cargo reports to have made.
fn file_named(name: &str, messages: &[Value]) -> Option<PathBuf> {
    let files = messages.iter().filter_map(|message| message["filenames"].as_array()).flatten();
    let mut files = files.filter_map(Value::as_str).map(Path::new);
    files.find(|file| file.file_name() == Some(OsStr::new(name))).map(Path::to_owned)
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
    // With the component rust-src, panics of the standard library name this machine too. Not its
    // folder `library`: what was compiled on Windows goes on from there with a backslash.
    let rust = Path::new(sysroot.trim_end()).join("lib/rustlib/src/rust");
    let remap = |from: &Path, to| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags: Vec<String> = flags.iter().copied().map(String::from).collect();
    flags.extend([remap(&cargo_home, "cargo"), remap(&rust, "rust"), remap(&root, "closeroom")]);
    // Of two that match, the later counts. The folders have the names of registries.
    let registries = fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten();
    for registry in registries {
        flags.push(remap(&registry?.path(), "crates"));
    }
    let flags = Value::from(flags);
    Ok(format!("target.{target}.rustflags={flags}"))
}
