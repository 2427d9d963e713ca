//! What is optional of closing a room.

use std::ffi::c_char;

use closeroom::zego::CloseRoom;

use crate::c::boundary::{fallible, infallible};
use crate::c::buffer::text;
use crate::c::error::closeroom_error;
use crate::c::out::{Out, given};
use crate::c::result::closeroom_result;
use crate::c::setting::Setting;

/// What is optional of closing a ZEGOCLOUD room.
///
/// Ownership: the caller's; free it with closeroom_zego_close_options_free(). Requests and calls
/// copy what they need: it can be changed, used again or freed at once. Threads: one at a time.
#[derive(Default)]
pub struct closeroom_zego_close_options {
    custom_reason: Setting<String>,
    room_close_callback: Option<bool>,
}

/// That room, with the options.
pub(super) fn close_room(
    room_id: &str,
    options: Option<&closeroom_zego_close_options>,
) -> Result<CloseRoom, closeroom_error> {
    let mut close_room = CloseRoom::new(room_id);
    if let Some(options) = options {
        close_room.custom_reason = options.custom_reason.get("CustomReason")?;
        close_room.room_close_callback = options.room_close_callback;
    }
    Ok(close_room)
}

/// Makes options with nothing set.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_close_options_new() -> Option<Box<closeroom_zego_close_options>> {
    infallible(|| Some(Box::default()))
}

/// `CustomReason`: at most 256 bytes of UTF-8, not encoded (the request encodes it once). The
/// length is checked when a request is built.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_close_options_set_custom_reason(
    options: Option<&mut closeroom_zego_close_options>,
    custom_reason: *const c_char,
    custom_reason_len: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let options = given("options", options)?;
        // SAFETY: the header's rule for pointers.
        let custom_reason = unsafe { text("CustomReason", custom_reason, custom_reason_len) };
        options.custom_reason.set(custom_reason.map(String::from))
    })
}

/// `RoomCloseCallback`: whether ZEGOCLOUD sends `room_close` for this closing. Unset means false
/// there; `room_logout` and `stream_close` are sent in any case.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_close_options_set_room_close_callback(
    options: Option<&mut closeroom_zego_close_options>,
    room_close_callback: bool,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        given("options", options)?.room_close_callback = Some(room_close_callback);
        Ok(())
    })
}

/// Frees the options. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_close_options_free(
    options: Option<Box<closeroom_zego_close_options>>,
) {
    infallible(|| drop(options));
}
