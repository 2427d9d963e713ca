//! What is optional of a client.

use std::ffi::c_char;

use closeroom::trtc::{Config, Endpoint, Language, SignatureMethod, parse_http_method};
use closeroom::{Method, Secret};

use crate::c::boundary::{fallible, infallible};
use crate::c::buffer::text;
use crate::c::error::closeroom_error;
use crate::c::out::{Out, given};
use crate::c::result::closeroom_result;
use crate::c::setting::Setting;

/// What is optional of a TRTC client.
///
/// Ownership: the caller's; free it with closeroom_trtc_options_free(), which wipes the token from
/// memory. Clients copy what they need: it can be freed at once. Threads: one at a time.
#[derive(Default)]
pub struct closeroom_trtc_options {
    token: Setting<Secret>,
    endpoint: Setting<Endpoint>,
    signature_method: Setting<SignatureMethod>,
    http_method: Setting<Method>,
    language: Setting<Language>,
    allow_any_room_id: bool,
}

impl closeroom_trtc_options {
    pub(super) fn apply(&self, config: &mut Config) -> Result<(), closeroom_error> {
        config.token = self.token.get("Token")?;
        config.language = self.language.get("Language")?;
        config.allow_any_room_id = self.allow_any_room_id;
        if let Some(endpoint) = self.endpoint.get("Endpoint")? {
            config.endpoint = endpoint;
        }
        if let Some(signature_method) = self.signature_method.get("SignatureMethod")? {
            config.signature_method = signature_method;
        }
        if let Some(http_method) = self.http_method.get("HttpMethod")? {
            config.http_method = http_method;
        }
        Ok(())
    }
}

/// Makes options with nothing set.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_options_new() -> Option<Box<closeroom_trtc_options>> {
    infallible(|| Some(Box::default()))
}

/// The session token of temporary credentials; never with long-term ones. It is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_options_set_token(
    options: Option<&mut closeroom_trtc_options>,
    token: *const c_char,
    token_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        options.token.set(unsafe { text("Token", token, token_len) }.map(Secret::from))
    })
}

/// The host to call: `china` (default), `intl`, the name of a region, a host name, or an https
/// base URL (http for loopback only). The signed host is this one, port included.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_options_set_endpoint(
    options: Option<&mut closeroom_trtc_options>,
    endpoint: *const c_char,
    endpoint_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        let endpoint = unsafe { text("Endpoint", endpoint, endpoint_len) };
        options.endpoint.set(endpoint.and_then(|endpoint| Ok(endpoint.parse()?)))
    })
}

/// How requests are signed, in Tencent's spelling: `TC3-HMAC-SHA256` (default, which Tencent
/// recommends), `HmacSHA256` or `HmacSHA1` (signature v1).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_options_set_signature_method(
    options: Option<&mut closeroom_trtc_options>,
    signature_method: *const c_char,
    signature_method_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        let name = unsafe { text("SignatureMethod", signature_method, signature_method_len) };
        options.signature_method.set(name.and_then(|name| Ok(name.parse()?)))
    })
}

/// The HTTP method of requests: `POST` (default) or `GET`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_options_set_http_method(
    options: Option<&mut closeroom_trtc_options>,
    http_method: *const c_char,
    http_method_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        let name = unsafe { text("HttpMethod", http_method, http_method_len) };
        options.http_method.set(name.and_then(|name| Ok(parse_http_method(name)?)))
    })
}

/// The language of the provider's error messages, `zh-CN` or `en-US`; left out when unset. Only
/// some of its APIs heed it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_options_set_language(
    options: Option<&mut closeroom_trtc_options>,
    language: *const c_char,
    language_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        let name = unsafe { text("Language", language, language_len) };
        options.language.set(name.and_then(|name| Ok(name.parse()?)))
    })
}

/// Lifts the check of room ids to "not empty" and the full 64 bits. Default false. The check
/// follows the client SDKs; the server's rule is not documented.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_options_set_allow_any_room_id(
    options: Option<&mut closeroom_trtc_options>,
    allow_any_room_id: bool,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        given("options", options)?.allow_any_room_id = allow_any_room_id;
        Ok(())
    })
}

/// Frees the options and wipes the token. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_options_free(options: Option<Box<closeroom_trtc_options>>) {
    infallible(|| drop(options));
}
