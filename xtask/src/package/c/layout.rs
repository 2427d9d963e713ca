//! What the files of the package are called on each system, and where they are in the tree.

use anyhow::Result;

use super::version;
use crate::package::native::System;
use crate::workspace::VERSION;

impl System {
    /// Where the static library is in the tree.
    pub(crate) const STATIC_LIBRARY: &'static str = "lib/libcloseroom.a";

    /// Where the shared library is in the tree.
    pub(crate) fn shared_library(self) -> String {
        match self {
            Self::Linux => format!("lib/libcloseroom.so.{VERSION}"),
            Self::MacOs => format!("lib/libcloseroom.{VERSION}.dylib"),
            Self::Windows => "bin/closeroom.dll".to_owned(),
        }
    }

    /// What a program that was linked with the shared library asks the loader for.
    pub(crate) fn shared_name(self) -> Result<String> {
        let version = version::compatible()?;
        Ok(match self {
            Self::Linux => format!("libcloseroom.so.{version}"),
            Self::MacOs => format!("@rpath/libcloseroom.{version}.dylib"),
            Self::Windows => "closeroom.dll".to_owned(),
        })
    }

    /// The links that lead to the shared library: for the loader, and for the linker.
    pub(crate) fn links(self) -> Result<Vec<(String, String)>> {
        let version = version::compatible()?;
        let links = |linker: &str, loader: String, file: String| {
            vec![(format!("lib/{loader}"), file), (format!("lib/{linker}"), loader)]
        };
        Ok(match self {
            Self::Linux => links(
                "libcloseroom.so",
                format!("libcloseroom.so.{version}"),
                format!("libcloseroom.so.{VERSION}"),
            ),
            Self::MacOs => links(
                "libcloseroom.dylib",
                format!("libcloseroom.{version}.dylib"),
                format!("libcloseroom.{VERSION}.dylib"),
            ),
            Self::Windows => Vec::new(),
        })
    }

    /// What stands for the shared library when a program is linked, where it cannot itself: the
    /// same under the names that linkers of the one kind and of the other look for.
    pub(crate) fn import_libraries(self) -> &'static [&'static str] {
        match self {
            Self::Windows => &["lib/closeroom.lib", "lib/libcloseroom.dll.a"],
            Self::Linux | Self::MacOs => &[],
        }
    }
}
