//! Looking into object files, and into archives of them.

use anyhow::{Context as _, Result};
use object::read::archive::ArchiveFile;
use object::{File, Object as _, ObjectSymbol as _};

use super::{Api, System};

/// A file in an archive.
pub(crate) struct Member<'a> {
    pub(crate) name: String,
    pub(crate) data: &'a [u8],
}

/// The files in an archive.
pub(crate) fn members(archive: &[u8]) -> Result<Vec<Member<'_>>> {
    let file = ArchiveFile::parse(archive).context("no archive")?;
    let members = file.members().map(|member| {
        let member = member?;
        let name = String::from_utf8_lossy(member.name()).into_owned();
        Ok(Member { name, data: member.data(archive)? })
    });
    members.collect()
}

/// The functions of the API that an object file defines, as C calls them, in a fixed order.
pub(crate) fn functions(object: &[u8], system: System, api: &Api) -> Vec<String> {
    // An archive holds other files too.
    let Ok(file) = File::parse(object) else { return Vec::new() };
    let defined = file.symbols().filter(|symbol| symbol.is_global() && symbol.is_definition());
    let names = defined.filter_map(|symbol| {
        let name = symbol.name().ok()?.strip_prefix(system.symbol_prefix())?;
        api.has(name).then(|| name.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
