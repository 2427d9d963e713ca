//! Compiled libraries, looked at from outside.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use object::macho;
use object::read::elf::{ElfFile64, ProgramHeader as _};
use object::read::macho::MachOFile64;
use object::read::pe::PeFile64;
use object::{Architecture, File, Object as _, ObjectSection as _, ObjectSymbol as _, elf};

use crate::cmd::Cmd;
use crate::package::native::{System, Target, objects};
use crate::workspace::Workspace;

/// A library that programs load when they start.
pub(super) struct SharedLibrary {
    pub(super) architecture: Architecture,
    /// What programs that are linked with it ask the loader for.
    pub(super) name: String,
    /// The functions that programs can call.
    pub(super) exports: BTreeSet<String>,
    /// The libraries that it asks the loader for.
    pub(super) needs: BTreeSet<String>,
    /// The newest version of glibc that it needs something of.
    pub(super) glibc: Option<(u32, u32)>,
    /// The smallest pages that it can be loaded to, in bytes.
    pub(super) page_size: Option<u64>,
    /// Whether there are names in it that nobody needs.
    pub(super) is_stripped: bool,
    /// Whether a panic finds its way through it.
    pub(super) can_unwind: bool,
}

impl SharedLibrary {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let data = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let file = File::parse(&*data)?;
        let has = |names: &[&str]| {
            let found = |name: &&str| file.section_by_name(name).is_some_and(|it| it.size() > 1000);
            names.iter().all(found)
        };
        let mut library = Self {
            architecture: file.architecture(),
            name: String::new(),
            exports: file.exports()?.iter().map(|export| text(export.name())).collect(),
            needs: needs(&file)?,
            glibc: None,
            page_size: None,
            is_stripped: file.symbols().next().is_none(),
            can_unwind: false,
        };
        match &file {
            File::Elf64(elf) => {
                library.name = name_in_elf(elf)?;
                library.glibc = newest_glibc(elf)?;
                library.page_size = page_size(elf);
                library.can_unwind = has(&[".eh_frame", ".gcc_except_table"]);
            }
            File::MachO64(macho) => {
                library.name = name_in_macho(macho)?;
                library.exports = without_underscores(&library.exports)?;
                // What is left are the names of what it exports and imports.
                library.is_stripped = file.symbols().all(|symbol| !symbol.is_local());
                library.can_unwind = has(&["__unwind_info", "__gcc_except_tab"]);
            }
            File::Pe64(pe) => {
                library.name = name_in_pe(pe)?;
                library.can_unwind = has(&[".pdata", ".rdata"]);
            }
            _ => bail!("a format that nobody expects: {:?}", file.format()),
        }
        Ok(library)
    }
}

/// Whether a program asks the loader for that library.
pub(super) fn is_needed(library: &str, program: &Path) -> Result<bool> {
    let data = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    Ok(needs(&File::parse(&*data)?)?.contains(library))
}

/// What a static library defines for all to see, apart from what Windows' own libraries are
/// called in it.
pub(super) fn globals(file: &Path, system: System) -> Result<BTreeSet<String>> {
    let data = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut globals = BTreeSet::new();
    for member in objects::members(&data)? {
        if system == System::Windows && member.name.contains(".dll") {
            continue;
        }
        let object = File::parse(member.data)?;
        let defined =
            object.symbols().filter(|symbol| symbol.is_global() && symbol.is_definition());
        for symbol in defined {
            globals.insert(symbol.name()?.to_owned());
        }
    }
    match system {
        System::Linux => {}
        System::MacOs => globals = without_underscores(&globals)?,
        // A stub of the compiler, of which a linker keeps one for all.
        System::Windows => globals.retain(|name| !name.starts_with(".refptr.")),
    }
    Ok(globals)
}

/// What a library or a program asks the loader for.
fn needs(file: &File<'_>) -> Result<BTreeSet<String>> {
    match file {
        File::Elf64(elf) => Ok(dynamic_entries(elf, elf::DT_NEEDED)?.collect()),
        _ => Ok(file.imports()?.iter().map(|import| text(import.library())).collect()),
    }
}

fn name_in_elf(file: &ElfFile64<'_>) -> Result<String> {
    dynamic_entries(file, elf::DT_SONAME)?.next().context("it has no SONAME")
}

fn dynamic_entries(file: &ElfFile64<'_>, tag: i64) -> Result<impl Iterator<Item = String>> {
    let table = file.elf_dynamic_table()?;
    let entries = table.iter().filter(|entry| entry.tag == tag);
    let names = entries.map(|entry| Ok(text(table.string(entry)?)));
    Ok(names.collect::<Result<Vec<_>>>()?.into_iter())
}

fn newest_glibc(elf: &ElfFile64<'_>) -> Result<Option<(u32, u32)>> {
    let sections = elf.elf_section_table();
    let Some(versions) = sections.versions(elf.endian(), elf.data())? else { return Ok(None) };
    let mut newest = None;
    for symbol in elf.dynamic_symbols() {
        let index = versions.version_index(elf.endian(), symbol.index());
        let Some(version) = versions.version(index)? else { continue };
        let name = text(version.name());
        if let Some(number) = name.strip_prefix("GLIBC_").filter(|_| !symbol.is_weak()) {
            let mut parts = number.split('.').map(|part| part.parse().unwrap_or_default());
            newest = newest.max(parts.next().zip(parts.next()));
        }
    }
    Ok(newest)
}

fn page_size(elf: &ElfFile64<'_>) -> Option<u64> {
    let segments = elf.elf_program_headers().iter();
    let loaded = segments.filter(|segment| segment.p_type(elf.endian()) == elf::PT_LOAD);
    loaded.map(|segment| segment.p_align(elf.endian())).min()
}

/// The install name.
fn name_in_macho(file: &MachOFile64<'_>) -> Result<String> {
    let mut commands = file.macho_load_commands()?;
    while let Some(command) = commands.next()? {
        if command.cmd() == macho::LC_ID_DYLIB {
            let dylib: &macho::DylibCommand<_> = command.data()?;
            return Ok(text(command.string(file.endian(), dylib.dylib.name)?));
        }
    }
    bail!("it has no install name")
}

fn name_in_pe(file: &PeFile64<'_>) -> Result<String> {
    let exports = file.export_table()?.context("it exports nothing")?;
    Ok(text(exports.name_from_pointer(exports.directory().name.get(object::LittleEndian))?))
}

/// C's names as C has them.
fn without_underscores(names: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let plain = |name: &String| {
        let name = name.strip_prefix('_').with_context(|| format!("{name} is none of C's"))?;
        Ok(name.to_owned())
    };
    names.iter().map(plain).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// That none of these files names a folder of this machine.
pub(super) fn no_machine(workspace: &Workspace, files: &[PathBuf]) -> Result<()> {
    let sysroot = Cmd::new("rustc").args(["--print", "sysroot"]).read()?;
    let mut folders =
        vec![PathBuf::from(sysroot.trim_end()), workspace.path(""), workspace.target("")];
    folders.extend(["/root/", "/home/", "/Users/", "/tmp/"].map(PathBuf::from));
    folders.extend(env::var_os("CARGO_HOME").map(PathBuf::from));
    for file in files {
        let data = fs::read(file)?;
        for folder in &folders {
            let name = folder.as_os_str().as_encoded_bytes();
            ensure!(
                !data.windows(name.len()).any(|window| window == name),
                "{} names {}",
                file.display(),
                folder.display()
            );
        }
    }
    Ok(())
}

/// That the licences which come along are also those of the crates that a library was made of:
/// of those, at least, that its panics name.
pub(super) fn has_licences(library: &Path, licences: &Path) -> Result<()> {
    const SOURCE: &[u8] = b"crates/";
    let data = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let listed = fs::read_to_string(licences)
        .with_context(|| format!("cannot read {}", licences.display()))?;
    let listed: BTreeSet<String> = listed
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(' ')?;
            Some(format!("{name}-{}", rest.split_once(' ')?.0))
        })
        .collect();
    let places = data.windows(SOURCE.len()).enumerate().filter(|(_, it)| *it == SOURCE);
    let crates = places
        .filter_map(|(at, _)| data.get(at + SOURCE.len()..)?.split(|it| *it == b'/').next())
        .map(String::from_utf8_lossy);
    let crates: BTreeSet<_> = crates.collect();
    ensure!(!crates.is_empty(), "{} names no crate that it was made of", library.display());
    for name in crates {
        ensure!(listed.contains(&*name), "there are no licences of {name}");
    }
    Ok(())
}

/// That it asks the loader only for what every such system has.
pub(super) fn only_of_the_system(library: &SharedLibrary, target: &Target) -> Result<()> {
    let is_known = |name: &str| match target.system {
        System::Linux if target.triple.ends_with("musl") => name == "libc.so",
        System::Linux => {
            let parts = ["libc.so.6", "libdl.so.2", "libpthread.so.0"];
            parts.contains(&name) || name.starts_with("ld-linux-")
        }
        System::MacOs => name == "/usr/lib/libSystem.B.dylib",
        System::Windows => {
            let name = name.to_ascii_lowercase();
            let parts = ["kernel32.dll", "ntdll.dll", "bcryptprimitives.dll"];
            parts.contains(&&*name) || name.starts_with("api-ms-win-")
        }
    };
    for name in &library.needs {
        ensure!(is_known(name), "it needs {name}");
    }
    if target.is_cross() && target.triple.ends_with("gnu") && target.system == System::Linux {
        let is_old = library.glibc.is_some_and(|version| version <= (2, 17));
        ensure!(is_old, "it needs glibc {:?}", library.glibc);
    }
    Ok(())
}

/// That both hold the same, and something.
pub(super) fn same(expected: &BTreeSet<String>, found: &BTreeSet<String>) -> Result<()> {
    let missing: Vec<_> = expected.difference(found).collect();
    let surplus: Vec<_> = found.difference(expected).collect();
    ensure!(missing.is_empty() && surplus.is_empty(), "missing {missing:?}, surplus {surplus:?}");
    ensure!(!expected.is_empty(), "nothing was expected, and nothing is there");
    Ok(())
}
