//! The Swift package: sources, and libraries for Linux as this machine, and for Apple's systems.

pub(crate) mod xcframework;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use object::Architecture;

use super::LICENCES;
use super::native::{self, Api, System, Target, static_library};
use super::plumbing::{self, Language};
use super::third_party;
use crate::cargo;
use crate::folder;
use crate::setup::{Need, needs};
use crate::stamp::Stamp;
use crate::terminal::size;
use crate::workspace::Workspace;

/// What [`package`] needs. No Swift: only its sources are in the package.
pub(crate) const NEEDS: &[Need] = &[
    needs::C_COMPILER,
    Need::RustTargetOrSource("aarch64-apple-ios"),
    Need::RustTargetOrSource("aarch64-apple-ios-sim"),
    Need::RustTargetOrSource("x86_64-apple-ios"),
    Need::RustTarget("aarch64-apple-darwin"),
    Need::RustTarget("x86_64-apple-darwin"),
];

/// The sources of the package.
pub(crate) const FOLDER: &str = "bindings/swift";

/// What the static library is called wherever it is.
pub(crate) const LIBRARY: &str = "libcloseroom_ffi.a";

/// The module of the C declarations.
pub(crate) const FFI_MODULE: &str = "CloseRoomFFI";

/// Makes the package, unless the one that is there was made of the very same files. Says where it
/// is: a folder that SwiftPM takes as a dependency by path.
pub(crate) fn package(workspace: &Workspace) -> Result<PathBuf> {
    let host = Target::host()?;
    let rust = native::compile(workspace, &host, &Api::UNIFFI)?;
    let apple = xcframework::compile(workspace)?;
    let third_party = third_party::for_native(workspace, &Api::UNIFFI)?;
    // SwiftPM calls a package in a folder by the folder's name.
    let place = workspace.target("package/swift");
    let package = place.join("closeroom");
    let mut sources = sources()?;
    sources.extend([rust.file.clone(), third_party.clone()]);
    sources.extend(apple.iter().map(|(_, library)| library.file.clone()));
    let stamp = Stamp::of(&sources, place.join(".made-from"))?;
    if package.exists() && stamp.is_current() {
        println!("{} is up to date.", package.display());
        return Ok(package);
    }

    folder::empty(&place)?;
    let scratch = folder::scratch(workspace, "package-swift")?;
    let generated = scratch.join("generated");
    plumbing::generate(Language::Swift, &rust.file, &generated)?;
    lay_out(&package, &generated, &third_party)?;
    if host.system == System::Linux {
        for_linux(&host, &rust, &scratch, &package)?;
    }
    let headers = package.join("Sources").join(FFI_MODULE);
    let framework = package.join(format!("{FFI_MODULE}.xcframework"));
    xcframework::make(&apple, &headers, &scratch, &framework)?;
    show(&package)?;
    stamp.write()?;
    Ok(package)
}

/// The sources, by hand and generated, and the documents.
fn lay_out(package: &Path, generated: &Path, third_party: &Path) -> Result<()> {
    let folder = Path::new(FOLDER);
    folder::copy(&folder.join("Sources"), &package.join("Sources"))?;
    for document in ["Package.swift", "README.md"] {
        fs::copy(folder.join(document), package.join(document))?;
    }
    for licence in LICENCES {
        fs::copy(licence, package.join(licence))?;
    }
    fs::copy(third_party, package.join(third_party::FILE))?;
    for (file, place) in [
        ("CloseRoomCore.swift", "Sources/CloseRoomCore"),
        ("CloseRoomFFI.h", "Sources/CloseRoomFFI"),
    ] {
        fs::create_dir_all(package.join(place))?;
        fs::copy(generated.join(file), package.join(place).join(file))
            .with_context(|| format!("the generator made no {file}"))?;
    }
    Ok(())
}

/// The library for Linux, where `Package.swift` looks for it.
fn for_linux(
    host: &Target,
    rust: &cargo::StaticLibrary,
    scratch: &Path,
    package: &Path,
) -> Result<()> {
    let folder = package.join("lib").join(linux_folder(host)?);
    fs::create_dir_all(&folder)?;
    let object = scratch.join("closeroom_ffi.o");
    static_library::make(&rust.file, host.system, &Api::UNIFFI, &object, &folder.join(LIBRARY))
}

/// What the folder of the library for that machine is called.
pub(crate) fn linux_folder(target: &Target) -> Result<&'static str> {
    match target.architecture()? {
        Architecture::X86_64 => Ok("x86_64-linux"),
        Architecture::Aarch64 => Ok("aarch64-linux"),
        other => bail!("the Swift package has no folder for {other:?}"),
    }
}

fn sources() -> Result<Vec<PathBuf>> {
    let mut sources = folder::files_except(Path::new(FOLDER), &["tests"])?;
    sources.extend(folder::files(Path::new("xtask/src/package/swift"))?);
    sources.extend(native::sources()?);
    sources.extend(plumbing::sources()?);
    sources.extend(LICENCES.map(PathBuf::from));
    sources.push(PathBuf::from(file!()));
    Ok(sources)
}

/// Prints what was made.
fn show(package: &Path) -> Result<()> {
    println!("{}:", package.display());
    for file in folder::files(package)? {
        let bytes = fs::metadata(&file)?.len();
        println!("  {:>9}  {}", size(bytes), file.strip_prefix(package)?.display());
    }
    Ok(())
}
