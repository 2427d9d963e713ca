//! The XCFramework: a static library for each of Apple's systems, with the C header.
//!
//! `xcodebuild -create-xcframework` makes one, on Macs only. It is a folder with a list, and a
//! static library needs no linker: so it is put together here, on any machine.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use fat_macho::FatWriter;
use serde::{Deserialize, Serialize};

use super::{FFI_MODULE, LIBRARY};
use crate::cargo;
use crate::folder;
use crate::package::native::{self, Api, Target, static_library};
use crate::workspace::Workspace;

/// A system with all the processors that it runs on.
pub(crate) struct Slice {
    /// As Apple's tools call its folder.
    pub(crate) name: &'static str,
    pub(crate) platform: &'static str,
    pub(crate) is_simulator: bool,
    /// The oldest version.
    pub(crate) oldest: &'static str,
    /// As Rust calls them.
    pub(crate) triples: &'static [&'static str],
    /// As Apple calls their processors.
    pub(crate) architectures: &'static [&'static str],
}

/// What Package.swift names as platforms, and nothing else.
pub(crate) const SLICES: [Slice; 3] = [
    Slice {
        name: "ios-arm64",
        platform: "ios",
        is_simulator: false,
        oldest: "15.0",
        triples: &["aarch64-apple-ios"],
        architectures: &["arm64"],
    },
    Slice {
        name: "ios-arm64_x86_64-simulator",
        platform: "ios",
        is_simulator: true,
        oldest: "15.0",
        triples: &["aarch64-apple-ios-sim", "x86_64-apple-ios"],
        architectures: &["arm64", "x86_64"],
    },
    Slice {
        name: "macos-arm64_x86_64",
        platform: "macos",
        is_simulator: false,
        oldest: "12.0",
        triples: &["aarch64-apple-darwin", "x86_64-apple-darwin"],
        architectures: &["arm64", "x86_64"],
    },
];

/// The list in `Info.plist`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Info {
    pub(crate) available_libraries: Vec<Listed>,
    #[serde(rename = "CFBundlePackageType")]
    pub(crate) package_type: String,
    #[serde(rename = "XCFrameworkFormatVersion")]
    pub(crate) format_version: String,
}

/// A library of the list.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Listed {
    pub(crate) binary_path: String,
    pub(crate) headers_path: String,
    pub(crate) library_identifier: String,
    pub(crate) library_path: String,
    pub(crate) supported_architectures: Vec<String>,
    pub(crate) supported_platform: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) supported_platform_variant: Option<String>,
}

impl Slice {
    /// What the list says of it.
    pub(crate) fn listed(&self) -> Listed {
        Listed {
            binary_path: LIBRARY.to_owned(),
            headers_path: "Headers".to_owned(),
            library_identifier: self.name.to_owned(),
            library_path: LIBRARY.to_owned(),
            supported_architectures: self.architectures.iter().map(ToString::to_string).collect(),
            supported_platform: self.platform.to_owned(),
            supported_platform_variant: self.is_simulator.then(|| "simulator".to_owned()),
        }
    }
}

/// Compiles the library for each system and processor.
pub(super) fn compile(workspace: &Workspace) -> Result<Vec<(&'static str, cargo::StaticLibrary)>> {
    let triples = SLICES.iter().flat_map(|slice| slice.triples);
    let compile = |triple: &&'static str| {
        let target = Target::apple(triple);
        Ok((*triple, native::compile(workspace, &target, &Api::UNIFFI)?))
    };
    triples.map(compile).collect()
}

/// Puts it together. The headers get a folder of their own in it: Xcode copies those of all
/// frameworks into one, where two module maps of the same name would collide.
pub(super) fn make(
    libraries: &[(&str, cargo::StaticLibrary)],
    headers: &Path,
    scratch: &Path,
    framework: &Path,
) -> Result<()> {
    let libraries: HashMap<_, _> = libraries.iter().map(|(triple, made)| (*triple, made)).collect();
    for slice in &SLICES {
        let mut parts = Vec::new();
        for triple in slice.triples {
            let rust = libraries.get(triple).context("it was compiled")?;
            let folder = scratch.join(triple);
            folder::empty(&folder)?;
            let (object, library) = (folder.join("closeroom_ffi.o"), folder.join(LIBRARY));
            let system = Target::apple(triple).system;
            static_library::make(&rust.file, system, &Api::UNIFFI, &object, &library)?;
            parts.push(fs::read(library)?);
        }
        let place = framework.join(slice.name);
        folder::copy(headers, &place.join("Headers").join(FFI_MODULE))?;
        fs::write(place.join(LIBRARY), universal(parts)?)?;
    }
    let info = Info {
        available_libraries: SLICES.iter().map(Slice::listed).collect(),
        package_type: "XFWK".to_owned(),
        format_version: "1.0".to_owned(),
    };
    Ok(plist::to_file_xml(framework.join("Info.plist"), &info)?)
}

/// One file for several processors.
fn universal(mut parts: Vec<Vec<u8>>) -> Result<Vec<u8>> {
    if parts.len() == 1 {
        return Ok(parts.remove(0));
    }
    let mut writer = FatWriter::new();
    for part in parts {
        writer.add(part)?;
    }
    let mut universal = Vec::new();
    writer.write_to(&mut universal)?;
    Ok(universal)
}
