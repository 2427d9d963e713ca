//! The tree around the libraries: header, documents, what pkg-config and CMake read.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::{FOLDER, HEADER, version};
use crate::folder;
use crate::package::LICENCES;
use crate::package::native::shared_library::private_libraries;
use crate::package::native::{System, Target};
use crate::workspace::VERSION;

/// Where the documents are in the tree.
const DOCUMENTS: &str = "share/doc/closeroom";

/// Makes the folders, and all in them but the libraries.
pub(super) fn lay_out(
    tree: &Path,
    target: &Target,
    system_libraries: &[String],
    third_party: &Path,
) -> Result<()> {
    for file in [target.system.shared_library().as_str(), System::STATIC_LIBRARY] {
        let folder = tree.join(file);
        fs::create_dir_all(folder.parent().context("a library lies in a folder")?)?;
    }
    let copy = |from: &Path, to: &str| {
        let place = tree.join(to);
        fs::create_dir_all(&place)?;
        fs::copy(from, place.join(from.file_name().context("a file has a name")?))?;
        anyhow::Ok(())
    };
    copy(Path::new(HEADER), "include")?;
    let folder = Path::new(FOLDER);
    copy(&folder.join("README.md"), DOCUMENTS)?;
    for licence in LICENCES.map(Path::new).into_iter().chain([third_party]) {
        copy(licence, DOCUMENTS)?;
    }
    folder::copy(&folder.join("examples"), &tree.join(DOCUMENTS).join("examples"))?;

    let values = values(target, system_libraries)?;
    let fill_in = |template: &str, to: &str| {
        let name = Path::new(template).file_stem().context("a file has a name")?;
        let text = filled_in(&fs::read_to_string(folder.join(template))?, &values)
            .with_context(|| format!("{FOLDER}/{template}"))?;
        fs::create_dir_all(tree.join(to))?;
        fs::write(tree.join(to).join(name), text)?;
        anyhow::Ok(())
    };
    fill_in("closeroom.pc.in", "lib/pkgconfig")?;
    fill_in("cmake/closeroomConfig.cmake.in", "lib/cmake/closeroom")?;
    fill_in("cmake/closeroomConfigVersion.cmake.in", "lib/cmake/closeroom")
}

/// What the templates leave open.
fn values(target: &Target, system_libraries: &[String]) -> Result<Vec<(&'static str, String)>> {
    let libraries = private_libraries(system_libraries);
    let import_library = target.system.import_libraries().first().copied();
    let names = libraries.iter().map(|library| library.trim_start_matches("-l"));
    Ok(vec![
        ("@VERSION@", VERSION.to_owned()),
        ("@COMPATIBLE_VERSION@", version::compatible()?),
        ("@SYSTEM@", target.system.name().to_owned()),
        ("@PROCESSORS@", target.processors()?.to_owned()),
        ("@SHARED_LIBRARY@", target.system.shared_library()),
        ("@SHARED_NAME@", target.system.shared_name()?),
        ("@IMPORT_LIBRARY@", import_library.unwrap_or_default().to_owned()),
        ("@STATIC_LIBRARY@", System::STATIC_LIBRARY.to_owned()),
        ("@PRIVATE_LIBRARIES@", libraries.join(" ")),
        ("@PRIVATE_LIBRARY_NAMES@", names.collect::<Vec<_>>().join(";")),
    ])
}

/// A template without anything left open.
fn filled_in(template: &str, values: &[(&str, String)]) -> Result<String> {
    let text =
        values.iter().fold(template.to_owned(), |text, (key, value)| text.replace(key, value));
    let is_key =
        |part: &&str| !part.is_empty() && part.chars().all(|c| c == '_' || c.is_ascii_uppercase());
    let unknown = text.split('@').find(is_key);
    ensure!(unknown.is_none(), "nobody knows what to put for @{}@", unknown.unwrap_or_default());
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::filled_in;

    #[test]
    fn a_template_is_filled_in_wholly() {
        let values = [("@NAME@", "@rpath/name".to_owned())];
        assert_eq!(filled_in("<@NAME@>", &values).unwrap(), "<@rpath/name>");
        let error = filled_in("<@NAME@> <@OTHER@>", &values).unwrap_err().to_string();
        assert!(error.contains("@OTHER@"), "{error}");
    }
}
