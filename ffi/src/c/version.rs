//! The version of the library.

use super::text::closeroom_str;

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");

/// The version of the library that runs, as `0.1.0`.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_version() -> closeroom_str {
    closeroom_str { data: VERSION.as_ptr().cast(), len: VERSION.len() - 1 }
}
