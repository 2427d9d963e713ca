//! Clients of ZEGOCLOUD.

use std::ffi::c_char;

use closeroom::Secret;
use closeroom::zego::{self, Config, Zego};

use super::close_options::{close_room, closeroom_zego_close_options};
use super::options::closeroom_zego_options;
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

/// A ZEGOCLOUD project whose rooms can be closed: its credentials, and the pace of its calls.
///
/// What to know of the provider: the signature covers AppId, nonce, ServerSecret and timestamp
/// only, so that HTTPS alone protects room id and reason. It allows one CloseRoom a second and
/// AppId, over all rooms. Closing does not forbid re-entry: a client that logs in again creates
/// the room anew. Where the custom reason reaches the clients is not documented.
///
/// Ownership: the caller's; free it with closeroom_zego_free(), which wipes the ServerSecret from
/// memory. Calls made with it keep what they need of it, the secret included, until they are
/// freed. Threads: never changes but for its pace, which is locked: any number of threads may use
/// one client at once, and should, since clients do not know of each other's calls.
pub struct closeroom_zego(Zego);

/// Makes a client out of a project's credentials. Nothing is sent.
///
/// `app_id` is the project's AppID, 1 to 4294967295. `server_secret` is its ServerSecret, of any
/// length; it is copied, and refused with white space around it, the commonest cause of wrong
/// signatures. `options` may be NULL for the unified endpoint and no `IsTest`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_new(
    app_id: u64,
    server_secret: *const c_char,
    server_secret_len: usize,
    options: Option<&closeroom_zego_options>,
    zego_out: Option<&mut Out<closeroom_zego>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let zego_out = empty("zego_out", zego_out)?;
        // Wider than an AppID, so that C's silent conversion cannot make one of another number.
        let app_id = zego::app_id(app_id)?;
        // SAFETY: the header's rule for pointers.
        let server_secret = unsafe { text("ServerSecret", server_secret, server_secret_len) }?;
        let mut config = Config::new(app_id, Secret::from(server_secret));
        if let Some(options) = options {
            options.apply(&mut config)?;
        }
        zego_out.set(Some(closeroom_zego(Zego::new(config)?)));
        Ok(())
    })
}

/// Builds a signed `CloseRoom` request.
///
/// `room_id`: 1 to 128 bytes of UTF-8; no character is refused. `options` may be NULL.
/// `timestamp` is the current Unix time in seconds; ZEGOCLOUD accepts 10 minutes of difference.
/// `nonce` is 16 lower-case hexadecimal characters: closeroom_random_nonce() makes one. Use a new
/// pair for every request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_build(
    zego: Option<&closeroom_zego>,
    room_id: *const c_char,
    room_id_len: usize,
    options: Option<&closeroom_zego_close_options>,
    timestamp: u64,
    nonce: *const c_char,
    nonce_len: usize,
    request_out: Option<&mut Out<closeroom_request>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let request_out = empty("request_out", request_out)?;
        let zego = given("zego", zego)?;
        // SAFETY: the header's rule for pointers.
        let (room_id, nonce) =
            unsafe { (text("RoomId", room_id, room_id_len)?, text("Nonce", nonce, nonce_len)?) };
        let request = zego.0.build(&close_room(room_id, options)?, timestamp, nonce)?;
        request_out.set(Some(request.into()));
        Ok(())
    })
}

/// closeroom_zego_build() with the steps `string_to_sign` (ServerSecret masked) and `signature`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_explain(
    zego: Option<&closeroom_zego>,
    room_id: *const c_char,
    room_id_len: usize,
    options: Option<&closeroom_zego_close_options>,
    timestamp: u64,
    nonce: *const c_char,
    nonce_len: usize,
    explained_out: Option<&mut Out<closeroom_explained>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let explained_out = empty("explained_out", explained_out)?;
        let zego = given("zego", zego)?;
        // SAFETY: the header's rule for pointers.
        let (room_id, nonce) =
            unsafe { (text("RoomId", room_id, room_id_len)?, text("Nonce", nonce, nonce_len)?) };
        let explained = zego.0.explain(&close_room(room_id, options)?, timestamp, nonce)?;
        explained_out.set(Some(explained.into()));
        Ok(())
    })
}

/// Reads the response to a built request.
///
/// A room that is gone is the error CLOSEROOM_RESULT_ROOM_NOT_FOUND here; only a call turns it
/// into a success. `closed_out` may be NULL when the details are of no interest. Errors: those that
/// a provider's answer can mean, CLOSEROOM_RESULT_UNAUTHORIZED to
/// CLOSEROOM_RESULT_UNEXPECTED_RESPONSE.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_parse(
    zego: Option<&closeroom_zego>,
    response: Option<&closeroom_response>,
    closed_out: Option<&mut Out<closeroom_closed>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        deliver(closed_out, || {
            let zego = given("zego", zego)?;
            let response = given("response", response)?;
            Ok(zego.0.parse(response.complete()?)?)
        })
    })
}

/// Starts a call that closes the room, with retries. Nothing happens before
/// closeroom_call_next().
///
/// `room_id`: 1 to 128 bytes of UTF-8; no character is refused. `options` and `call_options` may be
/// NULL for the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_call(
    zego: Option<&closeroom_zego>,
    room_id: *const c_char,
    room_id_len: usize,
    options: Option<&closeroom_zego_close_options>,
    call_options: Option<&closeroom_call_options>,
    call_out: Option<&mut Out<closeroom_call>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let call_out = empty("call_out", call_out)?;
        let zego = given("zego", zego)?;
        // SAFETY: the header's rule for pointers.
        let room_id = unsafe { text("RoomId", room_id, room_id_len) }?;
        let call = zego.0.call(close_room(room_id, options)?, to_core(call_options)?)?;
        call_out.set(Some(call.into()));
        Ok(())
    })
}

/// Frees a client and wipes its ServerSecret, unless calls still need it: then the last of them
/// does. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_free(zego: Option<Box<closeroom_zego>>) {
    infallible(|| drop(zego));
}
