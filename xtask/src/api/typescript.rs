//! The TypeScript API of the npm package: its declarations, without the comments.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result};

use crate::cmd::Cmd;
use crate::folder;
use crate::package::npm;
use crate::workspace::Workspace;

/// The declarations that are in the tarball, one after the other.
pub(super) fn read(workspace: &Workspace) -> Result<String> {
    let tarball = npm::package(workspace)?;
    let scratch = folder::scratch(workspace, "api-typescript")?;
    Cmd::new("tar").arg("-xzf").arg(tarball).arg("-C").arg(&scratch).run()?;
    let plain = scratch.join("plain");
    Cmd::new("node")
        .args(["node_modules/typescript/bin/tsc", "--project", "tsconfig.build.json"])
        .args(["--removeComments", "--outDir"])
        .arg(&plain)
        .dir(npm::FOLDER)
        .run()?;

    let mut text = String::new();
    for shipped in folder::files(&scratch.join("package/dist"))? {
        let name = shipped.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".d.ts") {
            let declarations = fs::read_to_string(plain.join(name))
                .with_context(|| format!("{name} is not made of the sources"))?;
            writeln!(text, "// {name}\n{declarations}")?;
        }
    }
    Ok(text)
}
