//! The npm package: module, glue, bundles, tarball; and its installation for a test.

mod tarball;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{LICENCES, third_party};
use crate::cargo;
use crate::cmd::Cmd;
use crate::folder;
use crate::setup::{Need, needs};
use crate::stamp::Stamp;
use crate::workspace::{VERSION, Workspace};

/// What [`generate`] and [`package`] need.
pub(crate) const NEEDS: &[Need] = &[needs::WASM32, needs::NODE, needs::NPM, needs::NPM_PACKAGES];

/// The sources of the package.
pub(crate) const FOLDER: &str = "wasm/npm";

/// What makes the module smaller than cargo's profile alone can.
const FLAGS: [&str; 2] = [
    // A loop instead of 64 rounds in a row: 7 kB less.
    "--cfg=sha2_backend_soft=\"compact\"",
    // Data at low addresses, which take fewer bytes in the code, and memory of 128 kB
    // instead of 1.1 MB. The deepest recursion, the JSON reader's, is bounded.
    "-Clink-arg=-zstack-size=65536",
];

/// Compiles the module and writes its glue to `generated/`, which the TypeScript imports.
pub(crate) fn generate() -> Result<()> {
    let generated = Path::new(FOLDER).join("generated");
    folder::empty(&generated)?;
    let module = cargo::build(
        &[
            "-p",
            "closeroom-wasm",
            "--profile",
            "wasm",
            "--target",
            "wasm32-unknown-unknown",
            "--config",
            &cargo::rustflags("wasm32-unknown-unknown", &FLAGS)?,
        ],
        "closeroom_wasm.wasm",
    )?;
    Cmd::new("cargo")
        .args(["run", "-p", "closeroom-generate", "--", "wasm-bindgen"])
        .arg(module)
        .arg("--out")
        .arg(generated)
        .run()
}

/// Makes the tarball, unless the one that is there was made of the very same files.
pub(crate) fn package(workspace: &Workspace) -> Result<PathBuf> {
    generate()?;
    third_party::for_wasm(&Path::new(FOLDER).join(third_party::FILE))?;
    let place = workspace.target("package/npm");
    let tarball = place.join(format!("closeroom-{VERSION}.tgz"));
    let stamp = Stamp::of(&sources()?, place.join("made-from"))?;
    if tarball.exists() && stamp.is_current() {
        println!("{} is up to date.", tarball.display());
        return Ok(tarball);
    }

    fs::create_dir_all(&place)?;
    Cmd::new("npm").args(["run", "build"]).dir(FOLDER).run()?;
    let report = Cmd::new("npm")
        .args(["pack", "--json", "--ignore-scripts", "--pack-destination"])
        .arg(&place)
        .dir(FOLDER)
        .echo()
        .read()?;
    let report: Value = serde_json::from_str(&report).context("`npm pack` printed no JSON")?;
    let manifest = fs::read_to_string(Path::new(FOLDER).join("package.json"))?;
    tarball::check(&report[0], &serde_json::from_str(&manifest)?)?;
    tarball::show(&report[0]);
    stamp.write()?;
    Ok(tarball)
}

/// Installs the tarball in an empty folder of that name, as a user does.
pub(crate) fn install(workspace: &Workspace, tarball: &Path, name: &str) -> Result<PathBuf> {
    let place = folder::scratch(workspace, name)?;
    // Without a manifest of its own, npm installs to a folder further up.
    fs::write(place.join("package.json"), r#"{ "private": true }"#)?;
    Cmd::new("npm").args(["install", "--no-audit", "--no-fund"]).arg(tarball).dir(&place).run()?;
    Ok(place)
}

/// Everything that the contents of the tarball depend on.
fn sources() -> Result<Vec<PathBuf>> {
    const NOT_SOURCES: [&str; 5] = ["node_modules", "dist", "test", LICENCES[0], LICENCES[1]];
    let mut sources = folder::files_except(Path::new(FOLDER), &NOT_SOURCES)?;
    sources.extend(LICENCES.map(PathBuf::from));
    Ok(sources)
}
