//! Responses on their way in.

use std::ffi::c_char;

use closeroom::HttpResponse;

use super::boundary::{fallible, infallible};
use super::buffer::{bytes, foreign_text};
use super::error::closeroom_error;
use super::out::{Out, given};
use super::result::closeroom_result;

/// What the host's HTTP client received: made empty, then filled as status, headers and body
/// come in.
///
/// Ownership: the caller's; free it with closeroom_response_free(). Nothing keeps it: it can be
/// freed as soon as it has been parsed or reported. Threads: one at a time.
pub struct closeroom_response(HttpResponse);

impl closeroom_response {
    pub(super) fn as_core(&self) -> &HttpResponse {
        &self.0
    }
}

/// Makes a response without status, headers and body.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_new() -> Option<Box<closeroom_response>> {
    infallible(|| Some(Box::new(closeroom_response(HttpResponse::new(0, "")))))
}

/// Sets the HTTP status, 100 to 999.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_set_status(
    response: Option<&mut closeroom_response>,
    status: u32,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let response = given("response", response)?;
        response.0.status =
            u16::try_from(status).ok().filter(|status| (100..1000).contains(status)).ok_or_else(
                || closeroom_error::misuse("status", "is no HTTP status; those are 100 to 999"),
            )?;
        Ok(())
    })
}

/// Adds a header. Only `Date` and `Retry-After` are looked at, without regard to case: the
/// others can be left out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_response_add_header(
    response: Option<&mut closeroom_response>,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let response = given("response", response)?;
        // SAFETY: the header asks this of every buffer.
        let name = unsafe { foreign_text("name", name, name_len) }?;
        // SAFETY: the same.
        let value = unsafe { foreign_text("value", value, value_len) }?;
        response.0.headers.push((name.into_owned(), value.into_owned()));
        Ok(())
    })
}

/// Adds bytes to the end of the body, any bytes, as they come in.
///
/// Stop reading, abort the request and report CLOSEROOM_FAILURE_BODY_TOO_LARGE once the body is
/// longer than closeroom_call_max_response_bytes().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_response_append_body(
    response: Option<&mut closeroom_response>,
    data: *const u8,
    data_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let response = given("response", response)?;
        // SAFETY: the header asks this of every buffer.
        response.0.body.extend_from_slice(unsafe { bytes("data", data, data_len) }?);
        Ok(())
    })
}

/// How long the body is by now, in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_body_len(response: Option<&closeroom_response>) -> usize {
    infallible(|| response.map(|response| response.0.body.len()).unwrap_or_default())
}

/// Frees a response. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_free(response: Option<Box<closeroom_response>>) {
    infallible(|| drop(response));
}
