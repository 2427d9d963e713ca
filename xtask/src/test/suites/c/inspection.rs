//! The files of an installed tree, looked at from outside.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::header;
use crate::folder;
use crate::package::c;
use crate::package::native::{System, Target};
use crate::package::third_party;
use crate::test::checks::Checks;
use crate::test::suites::library::{self, SharedLibrary, no_machine, only_of_the_system, same};
use crate::workspace::Workspace;

/// What a tree must be, whatever machine it is for.
pub(super) fn check(checks: &mut Checks, workspace: &Workspace, tree: &Path, target: &Target) {
    checks.check("all files are there", || all_files(tree, target.system));
    checks.check("no file names a folder of this machine", || {
        no_machine(workspace, &folder::files(tree)?)
    });
    checks.check("the static library defines the header's functions, and nothing else", || {
        let globals = library::globals(&tree.join(System::STATIC_LIBRARY), target.system)?;
        same(&declared(tree)?, &globals)
    });
    let file = tree.join(target.system.shared_library());
    let shared = match SharedLibrary::read(&file) {
        Ok(shared) => shared,
        Err(error) => return checks.check("the shared library can be read", || Err(error)),
    };
    checks.check("the shared library exports the header's functions, and nothing else", || {
        same(&declared(tree)?, &shared.exports)
    });
    checks.check("it is for the right processor", || {
        let expected = target.architecture()?;
        ensure!(shared.architecture == expected, "it is for {:?}", shared.architecture);
        Ok(())
    });
    checks.check("programs that were linked with it find it by its versioned name", || {
        let expected = target.system.shared_name()?;
        ensure!(shared.name == expected, "it is called {}, not {expected}", shared.name);
        Ok(())
    });
    checks.check("it needs only libraries that every such system has", || {
        only_of_the_system(&shared, target)
    });
    checks.check("it is stripped, and unwinds", || {
        ensure!(shared.is_stripped, "there are names in it that nobody needs");
        ensure!(shared.can_unwind, "its unwind tables are missing");
        Ok(())
    });
    // The library names none of its crates itself, as the others do in their panics.
    checks.check("the licences of the crates for hashes come along", || {
        let licences =
            fs::read_to_string(tree.join("share/doc/closeroom").join(third_party::FILE))?;
        for name in ["hmac", "md-5", "sha1", "sha2"] {
            let is_listed = licences.lines().any(|line| line.starts_with(&format!("{name} 0.")));
            ensure!(is_listed, "there are no licences of {name}");
        }
        Ok(())
    });
    checks.check("it is no larger than promised", || {
        let size = fs::metadata(&file)?.len();
        ensure!(size <= c::SHARED_LIBRARY_LIMIT, "it takes {size} bytes");
        Ok(())
    });
}

fn all_files(tree: &Path, system: System) -> Result<()> {
    const EVERYWHERE: [&str; 8] = [
        "include/closeroom.h",
        "lib/cmake/closeroom/closeroomConfig.cmake",
        "lib/cmake/closeroom/closeroomConfigVersion.cmake",
        "lib/pkgconfig/closeroom.pc",
        "share/doc/closeroom/LICENSE-APACHE",
        "share/doc/closeroom/LICENSE-MIT",
        "share/doc/closeroom/README.md",
        "share/doc/closeroom/THIRD-PARTY-LICENSES",
    ];
    let mut expected: BTreeSet<String> = EVERYWHERE.map(String::from).into();
    expected.extend([System::STATIC_LIBRARY.to_owned(), system.shared_library()]);
    expected.extend(system.links()?.into_iter().map(|(link, _)| link));
    expected.extend(system.import_libraries().iter().copied().map(String::from));
    let examples = paths(Path::new("bindings/c/examples"))?;
    expected.extend(examples.iter().map(|path| format!("share/doc/closeroom/examples/{path}")));
    same(&expected, &paths(tree)?)?;
    for (link, other) in system.links()? {
        let target = fs::read_link(tree.join(&link))?;
        ensure!(target == Path::new(&other), "{link} leads to {}", target.display());
    }
    Ok(())
}

/// All files of a folder, as paths in it.
fn paths(folder: &Path) -> Result<BTreeSet<String>> {
    let path = |file: PathBuf| Ok(file.strip_prefix(folder)?.display().to_string());
    folder::files(folder)?.into_iter().map(path).collect()
}

fn declared(tree: &Path) -> Result<BTreeSet<String>> {
    Ok(header::functions(&fs::read_to_string(tree.join("include/closeroom.h"))?))
}
