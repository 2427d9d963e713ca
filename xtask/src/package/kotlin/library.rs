//! The libraries in the jar, where JNA looks for them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cargo;
use crate::folder;
use crate::package::native::{Api, System, Target, shared_library, static_library};
use crate::workspace::Workspace;

/// JNA's names for the machines of which a library can be in the jar. What it calls a Linux has
/// glibc: it has no other name for one with musl.
const JNA_NAMES: [(&str, &str); 6] = [
    ("x86_64-unknown-linux-gnu", "linux-x86-64"),
    ("aarch64-unknown-linux-gnu", "linux-aarch64"),
    ("x86_64-apple-darwin", "darwin-x86-64"),
    ("aarch64-apple-darwin", "darwin-aarch64"),
    ("x86_64-pc-windows-gnu", "win32-x86-64"),
    ("aarch64-pc-windows-gnullvm", "win32-aarch64"),
];

/// The targets of which a library can be in the jar.
pub(crate) fn targets() -> impl Iterator<Item = &'static str> {
    JNA_NAMES.iter().map(|(triple, _)| *triple)
}

/// Where the library for a target is in the jar.
pub(crate) fn place(target: &Target) -> Result<PathBuf> {
    let jna = JNA_NAMES.iter().find(|(triple, _)| *triple == target.triple);
    let (_, folder) =
        jna.with_context(|| format!("JNA has no name for {}, or none of its own", target.triple))?;
    let name = match target.system {
        System::Linux => "libcloseroom_kotlin.so",
        System::MacOs => "libcloseroom_kotlin.dylib",
        System::Windows => "closeroom_kotlin.dll",
    };
    Ok(Path::new(folder).join(name))
}

/// Where the libraries are, to be laid into the jar.
pub(super) fn resources(scratch: &Path) -> PathBuf {
    scratch.join("resources")
}

/// Links one, and puts it there.
pub(super) fn link(
    workspace: &Workspace,
    target: &Target,
    rust: &cargo::StaticLibrary,
    scratch: &Path,
) -> Result<()> {
    let file = resources(scratch).join(place(target)?);
    fs::create_dir_all(file.parent().context("a library lies in a folder")?)?;

    let parts_folder = scratch.join(&target.triple);
    folder::empty(&parts_folder)?;
    let object = parts_folder.join("closeroom_ffi.o");
    let library = parts_folder.join("libcloseroom_ffi.a");
    static_library::make(&rust.file, target.system, &Api::UNIFFI, &object, &library)?;
    let parts = shared_library::Parts {
        api: &Api::UNIFFI,
        object: &object,
        static_library: &library,
        system_libraries: &rust.system_libraries,
    };
    let product = shared_library::Product {
        file: &file,
        name: &file.file_name().context("a file has a name")?.to_string_lossy(),
        // Nobody links with it, but without a place some linkers choose one.
        import_library: Some(&parts_folder.join("import.lib")),
    };
    shared_library::make(workspace, target, &parts, &product)
}
