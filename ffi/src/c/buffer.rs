//! Buffers that C passes in, as a pointer and a length.

use std::borrow::Cow;
use std::ffi::c_char;
use std::slice;

use super::error::closeroom_error;

/// Bytes; none when the length is 0, whatever the pointer.
///
/// # Safety
///
/// `data` is NULL or points to `len` readable bytes that nobody changes during the call.
pub(super) unsafe fn bytes<'a, T>(
    name: &'static str,
    data: *const T,
    len: usize,
) -> Result<&'a [u8], closeroom_error> {
    if len == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(closeroom_error::null(name));
    }
    if isize::try_from(len).is_err() {
        return Err(closeroom_error::misuse(
            name,
            "has a length that no buffer can have; was it a negative number?",
        ));
    }
    // SAFETY: it is not NULL and not too long; the rest is the caller's promise.
    Ok(unsafe { slice::from_raw_parts(data.cast(), len) })
}

/// UTF-8 text; empty when the length is 0, whatever the pointer.
///
/// # Safety
///
/// That of [`bytes`].
pub(super) unsafe fn text<'a>(
    name: &'static str,
    data: *const c_char,
    len: usize,
) -> Result<&'a str, closeroom_error> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { bytes(name, data, len) }?;
    if bytes.ends_with(b"\0") {
        return Err(closeroom_error::misuse(
            name,
            "ends in a NUL byte; was its length taken by sizeof instead of strlen()?",
        ));
    }
    str::from_utf8(bytes).map_err(|error| closeroom_error::not_utf8(name, error.valid_up_to()))
}

/// Text from the network: what is not UTF-8 in it is no fault of the caller's.
///
/// # Safety
///
/// That of [`bytes`].
pub(super) unsafe fn foreign_text<'a>(
    name: &'static str,
    data: *const c_char,
    len: usize,
) -> Result<Cow<'a, str>, closeroom_error> {
    // SAFETY: the caller's promise.
    Ok(String::from_utf8_lossy(unsafe { bytes(name, data, len) }?))
}

/// Writes an array to the beginning of a buffer.
///
/// # Safety
///
/// `data` is NULL or points to `size` writable bytes that nobody else uses during the call.
pub(super) unsafe fn write<const LEN: usize>(
    name: &'static str,
    data: *mut u8,
    size: usize,
    bytes: [u8; LEN],
) -> Result<(), closeroom_error> {
    if data.is_null() {
        return Err(closeroom_error::null(name));
    }
    if size < LEN {
        return Err(closeroom_error::too_small(name, LEN, size));
    }
    // SAFETY: it is not NULL and large enough; the rest is the caller's promise.
    unsafe { bytes.as_ptr().copy_to_nonoverlapping(data, LEN) };
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::{bytes, foreign_text, text, write};
    use crate::c::error::closeroom_error;

    fn message<T>(result: Result<T, closeroom_error>) -> String {
        result.err().expect("an error").to_string()
    }

    #[test]
    fn what_is_right_is_passed_on() {
        // SAFETY: the buffers are literals.
        unsafe {
            assert_eq!(bytes("body", b"ab".as_ptr(), 1).ok(), Some(&b"a"[..]));
            assert_eq!(bytes::<u8>("body", ptr::null(), 0).ok(), Some(&b""[..]));
            assert_eq!(text("RoomId", c"r\u{e9}".as_ptr(), 3).ok(), Some("ré"));
            assert_eq!(text("RoomId", c"".as_ptr(), 0).ok(), Some(""));
            assert_eq!(text("RoomId", ptr::null(), 0).ok(), Some(""));
            assert_eq!(foreign_text("Sign", ptr::null(), 0).ok().as_deref(), Some(""));
            assert_eq!(foreign_text("Sign", c"\xff".as_ptr(), 1).ok().as_deref(), Some("\u{fffd}"));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let data = c"ab\xff".as_ptr();
        // SAFETY: the only buffer that is read is a literal.
        unsafe {
            assert!(message(text("RoomId", ptr::null(), 1)).starts_with("RoomId is NULL"));
            assert!(message(bytes::<u8>("body", ptr::null(), 1)).starts_with("body is NULL"));
            assert!(message(text("RoomId", data, usize::MAX)).contains("negative"));
            assert!(message(text("RoomId", c"ab".as_ptr(), 3)).contains("strlen"));
            assert!(message(text("RoomId", data, 3)).starts_with("RoomId is not UTF-8: byte 2 "));
            assert!(message(write("out", ptr::null_mut(), 4, [1; 4])).starts_with("out is NULL"));
            let mut small = [0; 3];
            let error = message(write("out", small.as_mut_ptr(), small.len(), [1; 4]));
            assert_eq!(
                (error.as_str(), small),
                ("out has room for 3 bytes; 4 are written", [0; 3])
            );
            assert!(write("out", small.as_mut_ptr(), small.len(), [1; 2]).is_ok());
            assert_eq!(small, [1, 1, 0]);
        }
    }
}
