//! The code that calls the library of `ffi` from Kotlin and from Swift, by uniffi's generator.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cmd::Cmd;
use crate::folder;

/// Which language to generate for.
#[derive(Clone, Copy)]
pub(crate) enum Language {
    Kotlin,
    Swift,
}

/// Writes it to an empty folder, by what the library, as cargo makes it, says of itself.
pub(crate) fn generate(language: Language, library: &Path, out: &Path) -> Result<()> {
    let language = match language {
        Language::Kotlin => "kotlin",
        Language::Swift => "swift",
    };
    folder::empty(out)?;
    Cmd::new("cargo")
        .args(["run", "-p", "closeroom-generate-uniffi", "--", language])
        .arg(library)
        .arg("--out")
        .arg(out)
        .run()
}

/// What decides about the code, beside the library.
pub(crate) fn sources() -> Result<Vec<PathBuf>> {
    let mut sources = folder::files(Path::new("xtask/generate-uniffi"))?;
    sources.extend(["ffi/uniffi.toml", "Cargo.lock", file!()].map(PathBuf::from));
    Ok(sources)
}
