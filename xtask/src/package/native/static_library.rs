//! The static library: one object file in which nothing but the API is global.
//!
//! rustc's own archive defines symbols of Rust's that every other such archive defines too:
//! two of them cannot be linked into one program.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use ar_archive_writer::{
    ArchiveKind, DEFAULT_OBJECT_READER, NewArchiveMember, write_archive_to_stream,
};
use object::read::coff::{CoffFile, CoffHeader as _, ImageSymbol as _};
use object::{ComdatKind, LittleEndian, Object as _, ObjectComdat as _, pe};

use super::objects::{self, Member};
use super::rust_tools;
use super::{Api, System};

/// Makes it of rustc's archive; the object file is made on the way.
pub(crate) fn make(
    rust: &Path,
    system: System,
    api: &Api,
    object: &Path,
    library: &Path,
) -> Result<()> {
    let archive = fs::read(rust)?;
    let members = objects::members(&archive)?;
    if system == System::Linux {
        // What the compiler puts into other members, such as atomics of aarch64, gets in too.
        // Dead code stays: --gc-sections takes the unwind tables with it here.
        rust_tools::lld("gnu")?
            .args(["-r", "--force-group-allocation"])
            .args(api.patterns().map(|pattern| format!("--undefined-glob={pattern}")))
            .arg("-o")
            .args([object, rust])
            .run()?;
    } else {
        fs::write(object, the_one(&members, system, api)?.data)?;
    }
    hide(object, system, api)?;

    let data = fs::read(object)?;
    let mut parts = vec![Member { name: "closeroom.o".to_owned(), data: &data }];
    // What stands for Windows' own libraries: not all of them are known to every toolchain.
    parts.extend(members.into_iter().filter(|member| member.name.contains(".dll")));
    write(parts, system, library)
}

/// The member that is the library: link-time optimisation leaves only one.
fn the_one<'a, 'b>(members: &'b [Member<'a>], system: System, api: &Api) -> Result<&'b Member<'a>> {
    let is_it = |member: &&Member<'_>| !objects::functions(member.data, system, api).is_empty();
    let mut found = members.iter().filter(is_it);
    let one = found.next().context("no object file defines the API")?;
    ensure!(
        found.next().is_none(),
        "several object files define the API: link-time optimisation is off"
    );
    Ok(one)
}

/// Makes all local but the API, and drops what debuggers read of Rust's standard library.
fn hide(object: &Path, system: System, api: &Api) -> Result<()> {
    let objcopy = rust_tools::objcopy()?.arg("--strip-debug");
    if system == System::Windows {
        objcopy.arg(object).run()?;
        let mut data = fs::read(object)?;
        hide_in_coff(&mut data, api)?;
        return Ok(fs::write(object, data)?);
    }
    let names = api.patterns().map(|pattern| format!("{}{pattern}", system.symbol_prefix()));
    let kept = names.map(|names| format!("--keep-global-symbol={names}"));
    objcopy.arg("--wildcard").args(kept).arg(object).run()
}

/// objcopy cannot do it in this format.
fn hide_in_coff(data: &mut [u8], api: &Api) -> Result<()> {
    const STORAGE_CLASS: usize = 16; // in each entry of the table
    let mut hidden = Vec::new();
    let header = pe::ImageFileHeader::parse(&*data, &mut 0)?;
    let table = usize::try_from(header.pointer_to_symbol_table.get(LittleEndian))?;
    let symbols = header.symbols(&*data)?;
    // Of what many files define, such as the stubs of the compiler, one is kept by its name.
    let file = CoffFile::<&[u8]>::parse(&*data)?;
    let shared = file.comdats().filter(|comdat| comdat.kind() != ComdatKind::NoDuplicates);
    let shared: Vec<_> = shared.map(|comdat| comdat.symbol()).collect();
    for (index, symbol) in symbols.iter() {
        let name = std::str::from_utf8(symbol.name(symbols.strings())?);
        let is_api = name.is_ok_and(|name| api.has(name));
        let is_defined = symbol.section_number.get(LittleEndian) > 0;
        let is_global = symbol.storage_class == pe::IMAGE_SYM_CLASS_EXTERNAL;
        if is_global && is_defined && !is_api && !shared.contains(&index) {
            hidden.push(table + index.0 * pe::IMAGE_SIZEOF_SYMBOL + STORAGE_CLASS);
        }
    }
    for at in hidden {
        data[at] = pe::IMAGE_SYM_CLASS_STATIC;
    }
    Ok(())
}

fn write(members: Vec<Member<'_>>, system: System, file: &Path) -> Result<()> {
    let kind = if system == System::MacOs { ArchiveKind::Darwin } else { ArchiveKind::Gnu };
    let members: Vec<_> = members
        .into_iter()
        .map(|Member { name, data }| NewArchiveMember::new(data, &DEFAULT_OBJECT_READER, name))
        .collect();
    let mut output = BufWriter::new(File::create(file)?);
    write_archive_to_stream(&mut output, &members, kind, false, None)?;
    output.into_inner()?;
    Ok(())
}
