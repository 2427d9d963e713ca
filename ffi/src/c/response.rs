//! Responses on their way in.

use std::ffi::{c_char, c_void};

use closeroom::HttpResponse;

use super::boundary::{fallible, infallible};
use super::buffer::{bytes, foreign_text};
use super::error::closeroom_error;
use super::out::{Out, given};
use super::result::closeroom_result;

/// The body size that suits a response to closeroom_zego_parse() and closeroom_trtc_parse(), in
/// bytes (1 MiB): what calls have as their default, too.
#[allow(dead_code, reason = "for C")]
pub const CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES: usize = 1_048_576;

/// What the host's HTTP client received: empty at first, then filled with status, headers and body
/// in any order, as they come in. One for each response.
///
/// Ownership: the caller's when closeroom_response_new() made it: free it with
/// closeroom_response_free(), as soon as it has been parsed. The one of closeroom_call_response()
/// belongs to the call: do not free it. Threads: one at a time.
pub struct closeroom_response {
    response: HttpResponse,
    max_body_bytes: usize,
    is_too_large: bool,
}

impl closeroom_response {
    pub(super) fn empty(max_body_bytes: usize) -> Self {
        Self { response: HttpResponse::new(0, ""), max_body_bytes, is_too_large: false }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::empty(self.max_body_bytes);
    }

    /// Whether more body came in than it takes.
    pub(super) fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    /// The response, which must have been filled by now.
    pub(super) fn complete(&self) -> Result<&HttpResponse, closeroom_error> {
        if self.is_too_large {
            return Err(closeroom_error::body_too_large(self.max_body_bytes));
        }
        if self.response.status == 0 {
            return Err(closeroom_error::misuse(
                "response",
                "has no status; set it with closeroom_response_set_status()",
            ));
        }
        Ok(&self.response)
    }
}

/// Makes a response without status, headers and body, for a body of so many bytes at the most, such
/// as CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_new(max_body_bytes: usize) -> Option<Box<closeroom_response>> {
    infallible(|| Some(Box::new(closeroom_response::empty(max_body_bytes))))
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
        let number = status;
        let status = u16::try_from(number).ok().filter(|status| (100..1000).contains(status));
        let status = status.ok_or_else(|| {
            let what = format_args!("is {number}, no HTTP status; those are 100 to 999");
            closeroom_error::misuse("status", what)
        })?;
        response.response.status = status;
        Ok(())
    })
}

/// Empties a response, for another: also when a final response follows one of status 1xx.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_clear(
    response: Option<&mut closeroom_response>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        given("response", response)?.clear();
        Ok(())
    })
}

/// Adds a header. Only `Date` and `Retry-After` are looked at, without regard to case: the
/// others can be left out. White space around the value is ignored, a line break too, and what is
/// not UTF-8 is replaced.
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
        // SAFETY: the header's rule for pointers.
        let (name, value) = unsafe {
            (foreign_text("name", name, name_len)?, foreign_text("value", value, value_len)?)
        };
        if name.is_empty() {
            return Err(closeroom_error::misuse("name", "is empty; every header has a name"));
        }
        response.response.headers.push((name.into_owned(), value.into_owned()));
        Ok(())
    })
}

/// Adds bytes to the end of the body, any bytes, as they come in, with chunked transfer and content
/// encodings (such as gzip) undone.
///
/// CLOSEROOM_RESULT_UNEXPECTED_RESPONSE when the body would become too large: nothing is added then,
/// and parsing or reporting the response will say the same. Stop reading and abort the request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_response_append_body(
    response: Option<&mut closeroom_response>,
    data: *const c_void,
    data_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let response = given("response", response)?;
        // SAFETY: the header's rule for pointers.
        let data = unsafe { bytes("data", data, data_len) }?;
        let body = &mut response.response.body;
        if data.len() > response.max_body_bytes.saturating_sub(body.len()) {
            response.is_too_large = true;
            return Err(closeroom_error::body_too_large(response.max_body_bytes));
        }
        body.extend_from_slice(data);
        Ok(())
    })
}

/// Frees a response. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_response_free(response: Option<Box<closeroom_response>>) {
    infallible(|| drop(response));
}

#[cfg(test)]
mod tests {
    use closeroom::CallOptions;

    use super::CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES;

    #[test]
    fn the_default_is_that_of_the_core() {
        let default = CallOptions::default().max_response_bytes;
        assert_eq!(CLOSEROOM_DEFAULT_MAX_RESPONSE_BYTES, default);
    }
}
