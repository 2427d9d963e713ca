//! Building with cargo.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
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
