//! The shared library, linked from the very object file that the static one holds.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::SHARED_LIBRARY_LIMIT;
use super::objects::{self, PREFIX};
use super::target::{System, Target};
use super::tree::private_libraries;
use crate::cmd::Cmd;
use crate::terminal::size;
use crate::workspace::{VERSION, Workspace};

/// Links it, stripped, and checks its size.
pub(super) fn make(
    workspace: &Workspace,
    target: &Target,
    object: &Path,
    system_libraries: &[String],
    tree: &Path,
) -> Result<()> {
    let file = tree.join(target.system.shared_library());
    let scratch = object.parent().context("the object file lies in a folder")?;
    // With -O2 and -s, zig compiles the system's libraries once for all of us.
    let link = target.compiler(workspace).args(["-O2", "-s", "-o"]).arg(&file).arg(object);
    let link = match target.system {
        System::Linux => for_linux(link, scratch),
        System::MacOs => for_macos(link),
        System::Windows => for_windows(link, object, scratch, tree),
    }?;
    link.args(private_libraries(system_libraries)).args(target.unwinder()).run()?;

    for (link, other) in target.system.links()? {
        Cmd::new("ln").args(["-s", &other]).arg(tree.join(link)).run()?;
    }
    let bytes = fs::metadata(&file)?.len();
    let limit = size(SHARED_LIBRARY_LIMIT);
    ensure!(
        bytes <= SHARED_LIBRARY_LIMIT,
        "{} takes {}, more than {limit}",
        file.display(),
        size(bytes)
    );
    Ok(())
}

fn for_linux(link: Cmd, scratch: &Path) -> Result<Cmd> {
    let exports = scratch.join("exports.map");
    fs::write(&exports, format!("{{ global: {PREFIX}*; local: *; }};\n"))?;
    Ok(link
        .arg("-shared")
        .arg(format!("-Wl,-soname,{}", System::Linux.shared_name()?))
        .arg(format!("-Wl,--version-script,{}", exports.display()))
        .args(["-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,-z,defs,-z,relro,-z,now"]))
}

fn for_macos(link: Cmd) -> Result<Cmd> {
    Ok(link
        .arg("-dynamiclib")
        .arg(format!("-Wl,-install_name,{}", System::MacOs.shared_name()?))
        .arg(format!("-Wl,-compatibility_version,{VERSION}"))
        .arg(format!("-Wl,-current_version,{VERSION}"))
        .args(["-Wl,-dead_strip", "-Wl,-x"]))
}

fn for_windows(link: Cmd, object: &Path, scratch: &Path, tree: &Path) -> Result<Cmd> {
    let exports = scratch.join("closeroom.def");
    let functions = objects::functions(&fs::read(object)?, System::Windows);
    let name = System::Windows.shared_name()?;
    fs::write(&exports, format!("LIBRARY {name}\nEXPORTS\n{}\n", functions.join("\n")))?;
    let import_library = tree.join("lib/libcloseroom.dll.a");
    Ok(link
        .arg("-shared")
        .arg(tree.join(System::STATIC_LIBRARY)) // for what stands for Windows' libraries
        .arg(exports)
        .arg("-Wl,--gc-sections")
        .arg(format!("-Wl,--out-implib,{}", import_library.display())))
}
