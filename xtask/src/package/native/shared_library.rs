//! The shared library, linked from the very object file that the static one holds.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use object::{File, Object as _, ObjectSymbol};

use super::{Api, System, Target, objects, rust_tools};
use crate::cmd::Cmd;
use crate::workspace::{VERSION, Workspace};

/// What it is linked from.
pub(crate) struct Parts<'a> {
    pub(crate) api: &'a Api,
    /// The object file, with the API and nothing else in it that is global.
    pub(crate) object: &'a Path,
    /// The static library around it, with what stands for Windows' own libraries.
    pub(crate) static_library: &'a Path,
    /// What Rust says that it needs of the system.
    pub(crate) system_libraries: &'a [String],
}

/// What comes of it.
pub(crate) struct Product<'a> {
    pub(crate) file: &'a Path,
    /// What programs that were linked with it ask the loader for.
    pub(crate) name: &'a str,
    /// What stands for it on Windows when a program is linked.
    pub(crate) import_library: Option<&'a Path>,
}

/// Links it, stripped.
pub(crate) fn make(
    workspace: &Workspace,
    target: &Target,
    parts: &Parts<'_>,
    product: &Product<'_>,
) -> Result<()> {
    let scratch = parts.object.parent().context("the object file lies in a folder")?;
    let libraries = private_libraries(parts.system_libraries);
    // With -O2 and -s, zig compiles the system's libraries once for all of us.
    let compiler = target.compiler(workspace).args(["-shared", "-O2", "-s", "-o"]);
    let compiler = compiler.arg(product.file).arg(parts.object);
    match target.system {
        System::Linux => {
            // Small images have no libgcc_s.
            let unwinder =
                if target.is_cross() { target.unwinder() } else { Some("-static-libgcc") };
            for_linux(compiler, parts.api, product.name, scratch)?.args(libraries).args(unwinder)
        }
        System::Windows => {
            for_windows(compiler, parts, product, scratch)?.args(libraries).args(target.unwinder())
        }
        System::MacOs => {
            for_macos(&target.triple, parts, product.name, scratch)?.arg("-o").arg(product.file)
        }
    }
    .run()
}

fn for_linux(compiler: Cmd, api: &Api, name: &str, scratch: &Path) -> Result<Cmd> {
    let exports = scratch.join("exports.map");
    let api = api.patterns().collect::<Vec<_>>().join("; ");
    fs::write(&exports, format!("{{ global: {api}; local: *; }};\n"))?;
    Ok(compiler
        .arg(format!("-Wl,-soname,{name}"))
        .arg(format!("-Wl,--version-script,{}", exports.display()))
        .args(["-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,-z,defs,-z,relro,-z,now"])
        // Pages of Android's newer kind, which any other loader takes as well.
        .arg("-Wl,-z,max-page-size=16384"))
}

fn for_windows(
    compiler: Cmd,
    parts: &Parts<'_>,
    product: &Product<'_>,
    scratch: &Path,
) -> Result<Cmd> {
    let exports = scratch.join("exports.def");
    let functions = objects::functions(&fs::read(parts.object)?, System::Windows, parts.api);
    let name = product.name;
    fs::write(&exports, format!("LIBRARY {name}\nEXPORTS\n{}\n", functions.join("\n")))?;
    let import_library =
        product.import_library.map(|file| format!("-Wl,--out-implib,{}", file.display()));
    Ok(compiler
        .arg(parts.static_library) // for what stands for Windows' libraries
        .arg(exports)
        .arg("-Wl,--gc-sections")
        .args(import_library))
}

/// With Rust's own linker: zig's exports symbols of its own, and Apple's is on Macs only. All
/// that it has to know of Apple's is that what is not defined here is in libSystem.
fn for_macos(triple: &str, parts: &Parts<'_>, name: &str, scratch: &Path) -> Result<Cmd> {
    let arch = if triple.starts_with("aarch64") { "arm64" } else { "x86_64" };
    let oldest =
        Cmd::new("rustc").args(["--print", "deployment-target", "--target", triple]).read()?;
    let (_, oldest) = oldest.trim_end().split_once('=').context("no deployment target")?;

    let data = fs::read(parts.object)?;
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
    let api: Vec<_> = parts.api.patterns().map(|pattern| format!("_{pattern}")).collect();
    fs::write(&exports, api.join("\n"))?;
    Ok(rust_tools::lld("darwin")?
        .args(["-dylib", "-arch", arch, "-platform_version", "macos", oldest, oldest])
        .args(["-install_name", name])
        .args(["-compatibility_version", VERSION, "-current_version", VERSION])
        .arg("-exported_symbols_list")
        .arg(exports)
        .args(["-dead_strip", "-x"])
        .args([parts.object, &system]))
}

/// What whatever is linked with the static library has to name.
pub(crate) fn private_libraries(system_libraries: &[String]) -> Vec<&str> {
    const NOT_TO_BE_NAMED: [&str; 6] = [
        // Compilers find the C library and an unwinder by themselves; what the latter is called
        // depends on how they link.
        "-lc", "-lSystem", "-lgcc_s", "-lgcc_eh", "-lunwind",
        // The bindings to macOS ask for it. Nothing here calls it.
        "-liconv",
    ];
    let named = system_libraries.iter().map(String::as_str);
    let mut libraries: Vec<_> =
        named.filter(|library| !NOT_TO_BE_NAMED.contains(library)).collect();
    libraries.sort_unstable();
    libraries.dedup();
    libraries
}

#[cfg(test)]
mod tests {
    use super::private_libraries;

    #[test]
    fn what_the_compiler_adds_by_itself_is_not_named() {
        let all = ["-lgcc_s", "-lm", "-lpthread", "-lm", "-lc"].map(String::from);
        assert_eq!(private_libraries(&all), ["-lm", "-lpthread"]);
    }
}
