//! The C package: header, shared and static library, what pkg-config and CMake read.

mod layout;
mod tarball;
mod tree;
mod version;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::LICENCES;
use super::native::{self, Api, System, Target, shared_library, static_library, zig};
use super::third_party;
use crate::cmd::Cmd;
use crate::folder;
use crate::stamp::Stamp;
use crate::terminal::size;
use crate::workspace::{VERSION, Workspace};

/// What a C user needs beside the libraries.
const FOLDER: &str = "bindings/c";
/// The header, which is the manual too.
const HEADER: &str = "ffi/include/closeroom.h";
/// What the shared library may take: that much was promised.
pub(crate) const SHARED_LIBRARY_LIMIT: u64 = 700_000;

/// The package for one target.
pub(crate) struct Package {
    /// To be used where it is, or moved.
    pub(crate) tree: PathBuf,
    /// The same in one file.
    pub(crate) tarball: PathBuf,
}

/// Makes the package, unless the one that is there was made of the very same files.
pub(crate) fn package(workspace: &Workspace, target: &Target) -> Result<Package> {
    let rust = native::compile(workspace, target, &Api::C)?;
    let third_party = third_party::for_native(workspace, &Api::C)?;
    let place = workspace.target("package/c");
    // What is made for this machine may need more of it than what is made for its kind.
    let kind = if target.is_cross() { &target.triple } else { "native" };
    let name = format!("closeroom-{VERSION}-{kind}");
    let package =
        Package { tree: place.join(&name), tarball: place.join(format!("{name}.tar.gz")) };
    let stamp = Stamp::of(
        &sources(target, &rust.file, &third_party)?,
        place.join(format!(".{name}.made-from")),
    )?;
    if package.tarball.exists() && package.tree.exists() && stamp.is_current() {
        println!("{} is up to date.", package.tree.display());
        return Ok(package);
    }

    // What is broken off must not pass for what was made of older sources.
    folder::empty(&package.tree)?;
    let _ = fs::remove_file(&package.tarball);
    tree::lay_out(&package.tree, target, &rust.system_libraries, &third_party)?;
    let object = folder::scratch(workspace, "package-c")?.join("closeroom.o");
    let library = package.tree.join(System::STATIC_LIBRARY);
    static_library::make(&rust.file, target.system, &Api::C, &object, &library)?;
    let parts = shared_library::Parts {
        api: &Api::C,
        object: &object,
        static_library: &library,
        system_libraries: &rust.system_libraries,
    };
    link_shared(workspace, target, &parts, &package.tree)?;
    tarball::make(&package.tree, &package.tarball)?;
    show(&package)?;
    stamp.write()?;
    Ok(package)
}

/// Links the shared library, with its links and what stands for it, and checks its size.
pub(crate) fn link_shared(
    workspace: &Workspace,
    target: &Target,
    parts: &shared_library::Parts<'_>,
    tree: &Path,
) -> Result<()> {
    let file = tree.join(target.system.shared_library());
    let imports: Vec<_> =
        target.system.import_libraries().iter().map(|name| tree.join(name)).collect();
    let product = shared_library::Product {
        file: &file,
        name: &target.system.shared_name()?,
        import_library: imports.first().map(PathBuf::as_path),
    };
    shared_library::make(workspace, target, parts, &product)?;
    if let [first, others @ ..] = imports.as_slice() {
        others.iter().try_for_each(|other| fs::copy(first, other).map(drop))?;
    }
    for (link, other) in target.system.links()? {
        Cmd::new("ln").args(["-s", &other]).arg(tree.join(link)).run()?;
    }
    let (bytes, limit) = (fs::metadata(&file)?.len(), SHARED_LIBRARY_LIMIT);
    let name = file.display();
    ensure!(bytes <= limit, "{name} takes {}, more than {}", size(bytes), size(limit));
    Ok(())
}

/// Everything that the package is made of, and what makes it.
fn sources(target: &Target, rust: &Path, third_party: &Path) -> Result<Vec<PathBuf>> {
    let mut sources = folder::files_except(Path::new(FOLDER), &["tests"])?;
    sources.extend(folder::files(Path::new("xtask/src/package/c"))?);
    sources.extend(native::sources()?);
    sources.extend([HEADER, file!()].map(PathBuf::from));
    sources.extend(LICENCES.map(PathBuf::from));
    sources.extend(target.is_cross().then(|| PathBuf::from(zig::REQUIREMENTS)));
    sources.extend([rust, third_party].map(Path::to_owned));
    Ok(sources)
}

/// Prints what was made.
fn show(package: &Package) -> Result<()> {
    let tarball = fs::metadata(&package.tarball)?.len();
    println!("{}: {}", package.tarball.display(), size(tarball));
    println!("{}:", package.tree.display());
    for file in folder::files(&package.tree)? {
        let path = file.strip_prefix(&package.tree)?.display();
        match fs::read_link(&file) {
            Ok(other) => println!("             {path} -> {}", other.display()),
            Err(_) => println!("  {:>9}  {path}", size(fs::metadata(&file)?.len())),
        }
    }
    Ok(())
}
