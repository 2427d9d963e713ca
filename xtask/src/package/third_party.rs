//! The licences of other people's crates that are compiled into what ships: nearly all of them
//! ask that their text comes along.
//!
//! Read each time from what cargo resolves and from the crates' own files, so that it is never
//! older than `Cargo.lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::native::{Api, Target};
use super::swift::xcframework::SLICES;
use crate::cmd::Cmd;
use crate::folder;
use crate::workspace::{VERSION, Workspace};

/// What the file is called in every package.
pub(crate) const FILE: &str = "THIRD-PARTY-LICENSES";

/// Writes the licences for the WebAssembly module into the file of that name.
pub(crate) fn for_wasm(file: &Path) -> Result<()> {
    let crates = linked(&["-p", "closeroom-wasm", "--target", "wasm32-unknown-unknown"])?;
    fs::write(file, text(&crates)?).with_context(|| format!("cannot write {}", file.display()))
}

/// Makes the file for the native library with that API, for all machines that it is built for.
/// Says where the file is.
pub(crate) fn for_native(workspace: &Workspace, api: &Api) -> Result<PathBuf> {
    let mut arguments =
        vec!["-p", "closeroom-ffi", "--no-default-features", "--features", api.feature];
    let apple = SLICES.iter().flat_map(|slice| slice.triples);
    for triple in Target::NAMES.iter().chain(apple) {
        arguments.extend(["--target", triple]);
    }
    let file = folder::scratch(workspace, &format!("licences-{}", api.feature))?.join(FILE);
    fs::write(&file, text(&linked(&arguments)?)?)?;
    Ok(file)
}

/// Somebody else's crate.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    /// As an SPDX expression.
    licence: String,
    folder: PathBuf,
}

/// The crates that a package is compiled of, without what only runs in the compiler.
fn linked(arguments: &[&str]) -> Result<BTreeSet<Crate>> {
    let metadata = Cmd::new("cargo")
        .args(["metadata", "--locked", "--all-features", "--format-version=1"])
        .read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let tree = Cmd::new("cargo")
        .args(["tree", "--locked", "--edges=normal,no-proc-macro"])
        .args(["--prefix=none", "--no-dedupe", "--format={p}"])
        .args(arguments)
        .read()?;
    let mut crates = BTreeSet::new();
    // A line is `name v1.2.3`, and where it is when that is not a registry.
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split(' ');
        let (name, version) = (words.next(), words.next().and_then(|word| word.strip_prefix('v')));
        let package = packages
            .iter()
            .find(|it| it["name"].as_str() == name && it["version"].as_str() == version)
            .with_context(|| format!("cargo metadata does not know {line:?} of cargo tree"))?;
        // Ours have no source but the workspace.
        if !package["source"].is_null() {
            crates.insert(Crate::read(package)?);
        }
    }
    Ok(crates)
}

impl Crate {
    fn read(package: &Value) -> Result<Self> {
        let text = |key: &str| {
            let text = package[key].as_str().map(String::from);
            text.with_context(|| format!("a crate has no {key}: {}", package["id"]))
        };
        let manifest = PathBuf::from(text("manifest_path")?);
        Ok(Self {
            name: text("name")?,
            version: text("version")?,
            licence: text("license")?,
            folder: manifest.parent().context("a manifest lies in a folder")?.to_owned(),
        })
    }

    /// Its terms: all that it brings, but Apache's where it may be had under MIT's.
    fn terms(&self) -> Result<String> {
        let Self { name, version, .. } = self;
        let context = || format!("cannot read the licences of {name} {version}");
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder).with_context(context)? {
            let entry = entry.with_context(context)?;
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let is_licence =
                ["licen", "copying", "notice"].iter().any(|start| name.starts_with(start));
            if is_licence && entry.path().is_file() {
                files.push((name, entry.path()));
            }
        }
        files.sort();
        let is_mit = |(name, _): &(String, PathBuf)| name.contains("mit");
        if self.is_either_of_mit_and_apache() && files.iter().any(is_mit) {
            files.retain(|(name, _)| !name.contains("apache"));
        }
        if files.is_empty() {
            return self.terms_by_name();
        }
        let texts: Result<Vec<_>, _> =
            files.iter().map(|(_, path)| fs::read_to_string(path)).collect();
        let texts: Vec<_> = texts
            .with_context(context)?
            .iter()
            .map(|text| text.trim().replace("\r\n", "\n"))
            .collect();
        Ok(texts.join("\n\n"))
    }

    /// Whether one may choose: `/` is how `OR` was written once.
    fn is_either_of_mit_and_apache(&self) -> bool {
        let choices: Vec<_> = self.licence.split(" OR ").flat_map(|it| it.split('/')).collect();
        ["MIT", "Apache-2.0"].iter().all(|licence| choices.contains(licence))
    }

    /// The terms of a crate that does not bring their text: only MPL's can be told without.
    fn terms_by_name(&self) -> Result<String> {
        let Self { name, version, licence, .. } = self;
        ensure!(
            licence == "MPL-2.0",
            "{name} {version} ({licence}) has no file with its licence: what is to be told to users?"
        );
        Ok("Mozilla Public License 2.0, whose text is at https://mozilla.org/MPL/2.0/. The crate is \
            used unchanged; its source is at the address above."
            .to_owned())
    }
}

/// The crates, and their terms, each text once.
fn text(crates: &BTreeSet<Crate>) -> Result<String> {
    let mut text = format!(
        "closeroom {VERSION} is compiled together with Rust's standard library\n\
         (https://github.com/rust-lang/rust; MIT or Apache-2.0, whose text is in LICENSE-APACHE;\n\
         its file COPYRIGHT tells of parts that are others')\n\
         and with these crates:\n\n"
    );
    let mut terms = BTreeMap::<String, Vec<&Crate>>::new();
    for it in crates {
        let Crate { name, version, licence, .. } = it;
        writeln!(
            text,
            "{name} {version} ({licence})\n  https://crates.io/crates/{name}/{version}"
        )?;
        terms.entry(it.terms()?).or_default().push(it);
    }
    let mut terms: Vec<_> = terms.into_iter().collect();
    terms.sort_by(|(_, a), (_, b)| a.cmp(b));
    for (terms, crates) in terms {
        let names: Vec<_> = crates.iter().map(|it| it.name.as_str()).collect();
        let line = "-".repeat(80);
        write!(text, "\n{line}\n{}\n{line}\n\n{terms}\n", names.join(", "))?;
    }
    Ok(text)
}
