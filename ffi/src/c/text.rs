//! Text on its way to C.

use std::ffi::c_char;

/// Text of the library's.
#[repr(C)]
#[allow(non_camel_case_types, reason = "its name in C")]
#[derive(Debug)]
pub struct closeroom_str {
    /// The text.
    pub data: *const c_char,
    /// Its length in bytes.
    pub len: usize,
}
