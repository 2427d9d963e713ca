//! Apple refuses an app whose libraries use certain functions of the system, and do not say why.

use std::path::Path;

use anyhow::{Result, ensure};
use object::{File, Object as _, ObjectSymbol};
use serde::Deserialize;

use crate::package::native::System;

/// The functions that can be called from C, by the categories in which Apple lists them
/// ("Describing use of required reason API").
const CATEGORIES: [(&str, &[&str]); 3] = [
    (
        "NSPrivacyAccessedAPICategoryFileTimestamp",
        &[
            "fstat",
            "fstatat",
            "getattrlist",
            "getattrlistat",
            "getattrlistbulk",
            "fgetattrlist",
            "lstat",
            "stat",
        ],
    ),
    ("NSPrivacyAccessedAPICategorySystemBootTime", &["mach_absolute_time"]),
    ("NSPrivacyAccessedAPICategoryDiskSpace", &["fstatfs", "fstatvfs", "statfs", "statvfs"]),
];

/// As far as it is read here.
#[derive(Deserialize)]
struct Manifest {
    #[serde(rename = "NSPrivacyAccessedAPITypes")]
    accessed: Vec<Accessed>,
}

#[derive(Deserialize)]
struct Accessed {
    #[serde(rename = "NSPrivacyAccessedAPIType")]
    category: String,
    #[serde(rename = "NSPrivacyAccessedAPITypeReasons")]
    reasons: Vec<String>,
}

/// That the package's manifest names a reason for all of them that an object file asks for.
pub(super) fn check(package: &Path, object: &[u8]) -> Result<()> {
    let manifest = package.join("Sources/CloseRoom/PrivacyInfo.xcprivacy");
    let manifest: Manifest = plist::from_file(manifest)?;
    let file = File::parse(object)?;
    for symbol in file.symbols().filter(ObjectSymbol::is_undefined) {
        let name = symbol.name()?;
        let name = name.strip_prefix(System::MacOs.symbol_prefix()).unwrap_or(name);
        // Of some there are variants, such as fstat$INODE64.
        let name = name.split('$').next().unwrap_or(name);
        let category = CATEGORIES.iter().find(|(_, functions)| functions.contains(&name));
        let Some((category, _)) = category else { continue };
        let mut named = manifest.accessed.iter().filter(|it| it.category == *category);
        ensure!(named.any(|it| !it.reasons.is_empty()), "{category} is not there, for {name}");
    }
    Ok(())
}
