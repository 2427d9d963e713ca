//! Clients of Tencent TRTC.

use std::ffi::c_char;

use closeroom::trtc::{Config, RoomId, Trtc};

use super::options::closeroom_trtc_options;
use crate::c::boundary::{fallible, infallible};
use crate::c::buffer::text;
use crate::c::call::closeroom_call;
use crate::c::call_options::{closeroom_call_options, to_core};
use crate::c::closed::{closeroom_closed, deliver};
use crate::c::error::closeroom_error;
use crate::c::explained::closeroom_explained;
use crate::c::out::{Out, empty, given};
use crate::c::request::closeroom_request;
use crate::c::response::closeroom_response;
use crate::c::result::closeroom_result;

/// A TRTC application whose rooms can be closed: its credentials, the signing key of the day,
/// which is derived once, and the pace of its calls.
///
/// What to know of the provider: the string room `"123"` and the numeric room 123 are **two
/// different rooms**, hence two functions for each task. It allows 20 requests a second and
/// action. Dismissing is idempotent in effect, apart from a room created anew in between. Whether
/// the China and the international host serve the same account is not documented.
///
/// Ownership: the caller's; free it with closeroom_trtc_free(), which wipes SecretKey, token and
/// signing key from memory. Calls made with it keep what they need of it, the secrets included,
/// until they are freed. Threads: never changes but for its pace and its signing key, which are
/// locked: any number of threads may use one client at once, and should, since clients do not know
/// of each other's calls.
pub struct closeroom_trtc(Trtc);

/// Makes a client out of an application's credentials. Nothing is sent.
///
/// `sdk_app_id` is the application's SDKAppID, 1 to 2^64-1. `secret_id` and `secret_key` are those
/// of an API key; they are copied, and refused with white space around them, the commonest cause
/// of wrong signatures. `region` is the region whose rooms they are, open text: `ap-beijing`,
/// `ap-guangzhou`, `ap-singapore`, `ap-mumbai` are documented. `options` may be NULL for long-term
/// credentials, TC3 by POST and the China endpoint.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_new(
    sdk_app_id: u64,
    secret_id: *const c_char,
    secret_id_len: usize,
    secret_key: *const c_char,
    secret_key_len: usize,
    region: *const c_char,
    region_len: usize,
    options: Option<&closeroom_trtc_options>,
    trtc_out: Option<&mut Out<closeroom_trtc>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let trtc_out = empty("trtc_out", trtc_out)?;
        // SAFETY: the header's rule for pointers.
        let (secret_id, secret_key, region) = unsafe {
            (
                text("SecretId", secret_id, secret_id_len)?,
                text("SecretKey", secret_key, secret_key_len)?,
                text("Region", region, region_len)?,
            )
        };
        let mut config = Config::new(sdk_app_id, secret_id, secret_key, region);
        if let Some(options) = options {
            options.apply(&mut config)?;
        }
        trtc_out.set(Some(closeroom_trtc(Trtc::new(config)?)));
        Ok(())
    })
}

/// Builds a signed `DismissRoomByStrRoomId` request, for a string room.
///
/// `room_id`: 1 to 64 bytes of letters, digits, space and ``!#$%&()+-:;<=.>?@[]^_{}|~,``, unless
/// the options allow any. `timestamp` is the current Unix time in seconds; Tencent accepts 5
/// minutes of difference. `nonce` is 16 lower-case hexadecimal characters, which only signature v1
/// sends (as a number): closeroom_random_nonce() makes one. Use a new pair for every request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_build(
    trtc: Option<&closeroom_trtc>,
    room_id: *const c_char,
    room_id_len: usize,
    timestamp: u64,
    nonce: *const c_char,
    nonce_len: usize,
    request_out: Option<&mut Out<closeroom_request>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let request_out = empty("request_out", request_out)?;
        // SAFETY: the header's rule for pointers.
        let (room_id, nonce) =
            unsafe { (string_room(room_id, room_id_len)?, text("Nonce", nonce, nonce_len)?) };
        build(trtc, &room_id, timestamp, nonce, request_out)
    })
}

/// Builds a signed `DismissRoom` request, for a numeric room: 1 to 4294967294, unless the options
/// allow any. The rest is as with closeroom_trtc_build().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_build_numeric(
    trtc: Option<&closeroom_trtc>,
    room_id: u64,
    timestamp: u64,
    nonce: *const c_char,
    nonce_len: usize,
    request_out: Option<&mut Out<closeroom_request>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let request_out = empty("request_out", request_out)?;
        // SAFETY: the header's rule for pointers.
        let nonce = unsafe { text("Nonce", nonce, nonce_len) }?;
        build(trtc, &RoomId::Number(room_id), timestamp, nonce, request_out)
    })
}

/// closeroom_trtc_build() with every intermediate value of the signature; the token is masked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_explain(
    trtc: Option<&closeroom_trtc>,
    room_id: *const c_char,
    room_id_len: usize,
    timestamp: u64,
    nonce: *const c_char,
    nonce_len: usize,
    explained_out: Option<&mut Out<closeroom_explained>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let explained_out = empty("explained_out", explained_out)?;
        // SAFETY: the header's rule for pointers.
        let (room_id, nonce) =
            unsafe { (string_room(room_id, room_id_len)?, text("Nonce", nonce, nonce_len)?) };
        explain(trtc, &room_id, timestamp, nonce, explained_out)
    })
}

/// closeroom_trtc_build_numeric() with every intermediate value of the signature; the token is
/// masked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_explain_numeric(
    trtc: Option<&closeroom_trtc>,
    room_id: u64,
    timestamp: u64,
    nonce: *const c_char,
    nonce_len: usize,
    explained_out: Option<&mut Out<closeroom_explained>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let explained_out = empty("explained_out", explained_out)?;
        // SAFETY: the header's rule for pointers.
        let nonce = unsafe { text("Nonce", nonce, nonce_len) }?;
        explain(trtc, &RoomId::Number(room_id), timestamp, nonce, explained_out)
    })
}

/// Reads the response to a built request.
///
/// A room that is gone is the error CLOSEROOM_RESULT_ROOM_NOT_FOUND here; only a call turns it
/// into a success. `closed_out` may be NULL when the details are of no interest. Errors: those that
/// a provider's answer can mean, CLOSEROOM_RESULT_UNAUTHORIZED to
/// CLOSEROOM_RESULT_UNEXPECTED_RESPONSE.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_parse(
    trtc: Option<&closeroom_trtc>,
    response: Option<&closeroom_response>,
    closed_out: Option<&mut Out<closeroom_closed>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        deliver(closed_out, || {
            let trtc = given("trtc", trtc)?;
            let response = given("response", response)?;
            Ok(trtc.0.parse(response.complete()?)?)
        })
    })
}

/// Starts a call that closes a string room, with retries. Nothing happens before
/// closeroom_call_next().
///
/// `room_id` is as with closeroom_trtc_build(). `call_options` may be NULL for the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_call(
    trtc: Option<&closeroom_trtc>,
    room_id: *const c_char,
    room_id_len: usize,
    call_options: Option<&closeroom_call_options>,
    call_out: Option<&mut Out<closeroom_call>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let call_out = empty("call_out", call_out)?;
        // SAFETY: the header's rule for pointers.
        let room_id = unsafe { string_room(room_id, room_id_len) }?;
        call(trtc, room_id, call_options, call_out)
    })
}

/// Starts a call that closes a numeric room. The rest is as with closeroom_trtc_call().
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_call_numeric(
    trtc: Option<&closeroom_trtc>,
    room_id: u64,
    call_options: Option<&closeroom_call_options>,
    call_out: Option<&mut Out<closeroom_call>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        call(trtc, RoomId::Number(room_id), call_options, empty("call_out", call_out)?)
    })
}

/// Frees a client and wipes its secrets, unless calls still need them: then the last of them
/// does. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_free(trtc: Option<Box<closeroom_trtc>>) {
    infallible(|| drop(trtc));
}

/// # Safety
///
/// That of a buffer.
unsafe fn string_room(data: *const c_char, len: usize) -> Result<RoomId, closeroom_error> {
    // SAFETY: the caller's promise.
    Ok(RoomId::String(unsafe { text("RoomId", data, len) }?.into()))
}

fn build(
    trtc: Option<&closeroom_trtc>,
    room_id: &RoomId,
    timestamp: u64,
    nonce: &str,
    request_out: &mut Out<closeroom_request>,
) -> Result<(), closeroom_error> {
    let request = given("trtc", trtc)?.0.build(room_id, timestamp, nonce)?;
    request_out.set(Some(request.into()));
    Ok(())
}

fn explain(
    trtc: Option<&closeroom_trtc>,
    room_id: &RoomId,
    timestamp: u64,
    nonce: &str,
    explained_out: &mut Out<closeroom_explained>,
) -> Result<(), closeroom_error> {
    let explained = given("trtc", trtc)?.0.explain(room_id, timestamp, nonce)?;
    explained_out.set(Some(explained.into()));
    Ok(())
}

fn call(
    trtc: Option<&closeroom_trtc>,
    room_id: RoomId,
    call_options: Option<&closeroom_call_options>,
    call_out: &mut Out<closeroom_call>,
) -> Result<(), closeroom_error> {
    let call = given("trtc", trtc)?.0.call(room_id, to_core(call_options)?)?;
    call_out.set(Some(call.into()));
    Ok(())
}
