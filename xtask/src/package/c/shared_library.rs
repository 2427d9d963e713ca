//! The shared library, linked from the very object file that the static one holds.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use object::{File, Object as _, ObjectSymbol};

use super::SHARED_LIBRARY_LIMIT;
use super::objects::{self, PREFIX};
use super::rust_tools;
use super::target::{System, Target};
use super::tree::private_libraries;
use crate::cmd::Cmd;
use crate::terminal::size;
use crate::workspace::{VERSION, Workspace};

/// Links it, stripped, and checks its size.
pub(crate) fn make(
    workspace: &Workspace,
    target: &Target,
    object: &Path,
    system_libraries: &[String],
    tree: &Path,
) -> Result<()> {
    let file = tree.join(target.system.shared_library());
    let scratch = object.parent().context("the object file lies in a folder")?;
    let libraries = private_libraries(system_libraries);
    // With -O2 and -s, zig compiles the system's libraries once for all of us.
    let compiler = target.compiler(workspace).args(["-shared", "-O2", "-s", "-o"]);
    let compiler = compiler.arg(&file).arg(object);
    match target.system {
        System::Linux => {
            // Small images have no libgcc_s.
            let unwinder =
                if target.is_cross() { target.unwinder() } else { Some("-static-libgcc") };
            for_linux(compiler, scratch)?.args(libraries).args(unwinder)
        }
        System::Windows => {
            for_windows(compiler, object, scratch, tree)?.args(libraries).args(target.unwinder())
        }
        System::MacOs => for_macos(&target.triple, object, scratch)?.arg("-o").arg(&file),
    }
    .run()?;

    for import_library in target.system.import_libraries() {
        fs::copy(scratch.join("import.lib"), tree.join(import_library))?;
    }
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

fn for_linux(compiler: Cmd, scratch: &Path) -> Result<Cmd> {
    let exports = scratch.join("exports.map");
    fs::write(&exports, format!("{{ global: {PREFIX}*; local: *; }};\n"))?;
    Ok(compiler
        .arg(format!("-Wl,-soname,{}", System::Linux.shared_name()?))
        .arg(format!("-Wl,--version-script,{}", exports.display()))
        .args(["-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,-z,defs,-z,relro,-z,now"]))
}

fn for_windows(compiler: Cmd, object: &Path, scratch: &Path, tree: &Path) -> Result<Cmd> {
    let exports = scratch.join("closeroom.def");
    let functions = objects::functions(&fs::read(object)?, System::Windows);
    let name = System::Windows.shared_name()?;
    fs::write(&exports, format!("LIBRARY {name}\nEXPORTS\n{}\n", functions.join("\n")))?;
    let import_library = scratch.join("import.lib");
    Ok(compiler
        .arg(tree.join(System::STATIC_LIBRARY)) // for what stands for Windows' libraries
        .arg(exports)
        .arg("-Wl,--gc-sections")
        .arg(format!("-Wl,--out-implib,{}", import_library.display())))
}

/// With Rust's own linker: zig's exports symbols of its own, and Apple's is on Macs only. All
/// that it has to know of Apple's is that what is not defined here is in libSystem.
fn for_macos(triple: &str, object: &Path, scratch: &Path) -> Result<Cmd> {
    let arch = if triple.starts_with("aarch64") { "arm64" } else { "x86_64" };
    let oldest =
        Cmd::new("rustc").args(["--print", "deployment-target", "--target", triple]).read()?;
    let (_, oldest) = oldest.trim_end().split_once('=').context("no deployment target")?;

    let data = fs::read(object)?;
    let undefined = File::parse(&*data)?;
    let undefined = undefined.symbols().filter(ObjectSymbol::is_undefined);
    let mut names = undefined.map(|symbol| symbol.name()).collect::<Result<Vec<_>, _>>()?;
    names.push("dyld_stub_binder"); // the linker's own
    let system = scratch.join("libSystem.tbd");
    fs::write(
        &system,
        format!(
            "--- !tapi-tbd\n\
             tbd-version: 4\n\
             targets: [ {arch}-macos ]\n\
             install-name: /usr/lib/libSystem.B.dylib\n\
             exports:\n  - targets: [ {arch}-macos ]\n    symbols: [ {} ]\n...\n",
            names.join(", ")
        ),
    )?;
    let exports = scratch.join("exports.txt");
    fs::write(&exports, format!("_{PREFIX}*\n"))?;
    Ok(rust_tools::lld("darwin")?
        .args(["-dylib", "-arch", arch, "-platform_version", "macos", oldest, oldest])
        .args(["-install_name", &System::MacOs.shared_name()?])
        .args(["-compatibility_version", VERSION, "-current_version", VERSION])
        .arg("-exported_symbols_list")
        .arg(exports)
        .args(["-dead_strip", "-x"])
        .args([object, &system]))
}
