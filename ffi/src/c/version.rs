//! The version of the library.

use std::ffi::CStr;

use super::boundary::infallible;
use super::text::closeroom_str;

const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => panic!("a version holds no NUL"),
    };

/// The version of the library that runs as a number to compare: major * 10000 + minor * 100 +
/// patch, like CLOSEROOM_VERSION_NUMBER.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_version_number() -> u32 {
    infallible(|| {
        let parts = [
            env!("CARGO_PKG_VERSION_MAJOR"),
            env!("CARGO_PKG_VERSION_MINOR"),
            env!("CARGO_PKG_VERSION_PATCH"),
        ];
        // Cargo takes nothing but numbers.
        parts.iter().fold(0, |number, part| number * 100 + part.parse::<u32>().unwrap_or_default())
    })
}

/// The version of the library that runs, as in `0.1.0`; CLOSEROOM_VERSION is that of the header.
/// Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_version() -> closeroom_str {
    infallible(|| closeroom_str::of_static(VERSION))
}
