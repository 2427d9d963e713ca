//! Callbacks of ZEGOCLOUD.

use std::ffi::{c_char, c_void};

use closeroom::Secret;
use closeroom::zego::{Callback, Event, RoomClose, RoomLogout, StreamClose, verify_callback};

use crate::c::boundary::{fallible, infallible};
use crate::c::buffer::{bytes, text};
use crate::c::error::closeroom_error;
use crate::c::freshness::freshness;
use crate::c::optional::{closeroom_optional_u32, closeroom_optional_u64};
use crate::c::out::{Out, empty};
use crate::c::result::closeroom_result;
use crate::c::text::{Lending, Text, Texts, closeroom_str, lend};

/// A callback of ZEGOCLOUD whose signature has been verified.
///
/// The signature covers timestamp and nonce only, **none of the event's own fields**: whoever has
/// seen one genuine callback can send another with the same timestamp and nonce and other contents
/// while it is fresh. Use an https callback URL that nobody can guess, keep the window small, and
/// remember signatures where a forged event would hurt.
///
/// Ownership: the caller's; free it with closeroom_zego_callback_free(), which ends the life of
/// its texts and events too. Threads: never changes, so any number of threads may read it at once.
pub struct closeroom_zego_callback {
    app_id: Option<u32>,
    timestamp: u64,
    nonce: Text,
    signature: Text,
    name: Text,
    raw: Text,
    event: Lending<View>,
}

enum View {
    RoomClose(closeroom_zego_room_close),
    RoomLogout(closeroom_zego_room_logout),
    StreamClose(closeroom_zego_stream_close),
    Other,
}

/// What happened.
#[repr(u32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum closeroom_zego_event {
    /// Any other event: its name and its raw body are there, its fields are not.
    #[default]
    Other = 0,
    /// `room_close`: the room was destroyed. See closeroom_zego_callback_room_close().
    RoomClose = 1,
    /// `room_logout`: a user left the room. See closeroom_zego_callback_room_logout().
    RoomLogout = 2,
    /// `stream_close`: a stream ended. See closeroom_zego_callback_stream_close().
    StreamClose = 3,
}

/// The room was destroyed.
#[repr(C)]
pub struct closeroom_zego_room_close {
    /// The room's id.
    pub room_id: closeroom_str,
    /// This life of the room; `room_seq` in closeroom_zego_room_logout.
    pub room_session_id: closeroom_optional_u64,
    /// 0 normal, 1 last user's heartbeat timed out, 2 last user went offline, 3 last user was
    /// kicked. Which one a CloseRoom gives is not documented.
    pub close_reason: closeroom_optional_u32,
    /// When it closed, in Unix milliseconds.
    pub room_close_time: closeroom_optional_u64,
}

/// A user left the room.
#[repr(C)]
pub struct closeroom_zego_room_logout {
    /// The room's id.
    pub room_id: closeroom_str,
    /// This life of the room; `room_session_id` in closeroom_zego_room_close.
    pub room_seq: closeroom_optional_u64,
    /// The user's id.
    pub user_account: closeroom_str,
    /// The user's name, or NULL.
    pub user_nickname: closeroom_str,
    /// The user's session, or NULL.
    pub session_id: closeroom_str,
    /// When the user came, in Unix milliseconds.
    pub login_time: closeroom_optional_u64,
    /// When the user left, in Unix milliseconds.
    pub logout_time: closeroom_optional_u64,
    /// 0 normal, 1 heartbeat timeout, 2 disconnected, 3 logged in elsewhere or kicked, 4 token
    /// expired. Which one a CloseRoom gives is not documented.
    pub reason: closeroom_optional_u32,
    /// 1 host, 2 audience, 4 administrator.
    pub user_role: closeroom_optional_u32,
    /// Orders the log-ins and log-outs of one room.
    pub user_update_seq: closeroom_optional_u64,
}

/// A stream ended.
#[repr(C)]
pub struct closeroom_zego_stream_close {
    /// The room's id.
    pub room_id: closeroom_str,
    /// This life of the room.
    pub room_session_id: closeroom_optional_u64,
    /// The user's id, or NULL.
    pub user_id: closeroom_str,
    /// The user's name, or NULL.
    pub user_name: closeroom_str,
    /// The channel, which need not be spelled like the room, or NULL.
    pub channel_id: closeroom_str,
    /// 0 normal, 1 heartbeat timeout, 2 replaced by a new log-in, 3 kicked, 4 connection lost,
    /// 5 room cleared, 100 `DeleteStream`.
    pub close_type: closeroom_optional_u32,
    /// The stream's id as the client gave it, or NULL.
    pub stream_alias: closeroom_str,
    /// The stream's id at the server, or NULL.
    pub stream_id: closeroom_str,
    /// This life of the stream, or NULL.
    pub stream_sid: closeroom_str,
    /// The stream's sequence number.
    pub stream_seq: closeroom_optional_u64,
    /// The stream's extra information, or NULL.
    pub third_define_data: closeroom_str,
    /// When it began, in Unix milliseconds.
    pub create_time_ms: closeroom_optional_u64,
    /// When it ended, in Unix milliseconds (`destroy_timemillis`).
    pub destroy_time_ms: closeroom_optional_u64,
}

impl From<Callback> for closeroom_zego_callback {
    fn from(callback: Callback) -> Self {
        Self {
            app_id: callback.app_id,
            timestamp: callback.timestamp,
            nonce: callback.nonce.into(),
            signature: callback.signature.into(),
            name: callback.event.name().into(),
            raw: callback.raw.into(),
            event: Lending::new(|texts| match &callback.event {
                Event::RoomClose(event) => View::RoomClose(room_close(event, texts)),
                Event::RoomLogout(event) => View::RoomLogout(room_logout(event, texts)),
                Event::StreamClose(event) => View::StreamClose(stream_close(event, texts)),
                _ => View::Other,
            }),
        }
    }
}

fn room_close(event: &RoomClose, texts: &mut Texts) -> closeroom_zego_room_close {
    closeroom_zego_room_close {
        room_id: texts.keep(&event.room_id),
        room_session_id: event.room_session_id.into(),
        close_reason: event.close_reason.into(),
        room_close_time: event.room_close_time.into(),
    }
}

fn room_logout(event: &RoomLogout, texts: &mut Texts) -> closeroom_zego_room_logout {
    closeroom_zego_room_logout {
        room_id: texts.keep(&event.room_id),
        room_seq: event.room_seq.into(),
        user_account: texts.keep(&event.user_account),
        user_nickname: texts.keep_if_any(event.user_nickname.as_deref()),
        session_id: texts.keep_if_any(event.session_id.as_deref()),
        login_time: event.login_time.into(),
        logout_time: event.logout_time.into(),
        reason: event.reason.into(),
        user_role: event.user_role.into(),
        user_update_seq: event.user_update_seq.into(),
    }
}

fn stream_close(event: &StreamClose, texts: &mut Texts) -> closeroom_zego_stream_close {
    closeroom_zego_stream_close {
        room_id: texts.keep(&event.room_id),
        room_session_id: event.room_session_id.into(),
        user_id: texts.keep_if_any(event.user_id.as_deref()),
        user_name: texts.keep_if_any(event.user_name.as_deref()),
        channel_id: texts.keep_if_any(event.channel_id.as_deref()),
        close_type: event.close_type.into(),
        stream_alias: texts.keep_if_any(event.stream_alias.as_deref()),
        stream_id: texts.keep_if_any(event.stream_id.as_deref()),
        stream_sid: texts.keep_if_any(event.stream_sid.as_deref()),
        stream_seq: event.stream_seq.into(),
        third_define_data: texts.keep_if_any(event.third_define_data.as_deref()),
        create_time_ms: event.create_time_ms.into(),
        destroy_time_ms: event.destroy_time_ms.into(),
    }
}

/// Verifies the signature of a callback in constant time, then its freshness, then reads it.
///
/// `body` is the raw body as received: JSON, JSON that is percent-encoded as a whole, or a form.
/// `callback_secret` is the project's CallbackSecret (not its ServerSecret). `now_seconds` is the
/// current Unix time; what was sent more than `tolerance_seconds` before or after it is refused:
/// CLOSEROOM_DEFAULT_TOLERANCE_SECONDS is a good value, and CLOSEROOM_ANY_AGE switches the check
/// off (only for callers that keep their own record; `now_seconds` is not looked at then).
///
/// Errors: CLOSEROOM_RESULT_INVALID_SIGNATURE, CLOSEROOM_RESULT_STALE,
/// CLOSEROOM_RESULT_UNEXPECTED_RESPONSE for a body of another shape,
/// and CLOSEROOM_RESULT_INVALID_INPUT for an unusable secret or time. Reply with a 2xx status to
/// whatever verifies: ZEGOCLOUD repeats anything else up to 5 times.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_zego_callback_verify(
    body: *const c_void,
    body_len: usize,
    callback_secret: *const c_char,
    callback_secret_len: usize,
    now_seconds: u64,
    tolerance_seconds: u64,
    callback_out: Option<&mut Out<closeroom_zego_callback>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let callback_out = empty("callback_out", callback_out)?;
        // SAFETY: the header's rule for pointers.
        let (body, secret) = unsafe {
            (
                bytes("body", body, body_len)?,
                text("CallbackSecret", callback_secret, callback_secret_len)?,
            )
        };
        let freshness = freshness(now_seconds, tolerance_seconds)?;
        let callback = verify_callback(body, &Secret::from(secret), freshness)?;
        callback_out.set(Some(callback.into()));
        Ok(())
    })
}

/// What happened.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_event(
    callback: Option<&closeroom_zego_callback>,
) -> closeroom_zego_event {
    infallible(|| match callback.map(|callback| callback.event.structure()) {
        Some(View::RoomClose(_)) => closeroom_zego_event::RoomClose,
        Some(View::RoomLogout(_)) => closeroom_zego_event::RoomLogout,
        Some(View::StreamClose(_)) => closeroom_zego_event::StreamClose,
        Some(View::Other) | None => closeroom_zego_event::Other,
    })
}

/// The event's name as ZEGOCLOUD spells it, of other events too.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_event_name(
    callback: Option<&closeroom_zego_callback>,
) -> closeroom_str {
    infallible(|| lend(callback.map(|callback| &callback.name)))
}

/// The project's AppID, as the unsigned part of the body says.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_app_id(
    callback: Option<&closeroom_zego_callback>,
) -> closeroom_optional_u32 {
    infallible(|| callback.and_then(|callback| callback.app_id).into())
}

/// When it was sent, in Unix seconds. Signed.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_timestamp(
    callback: Option<&closeroom_zego_callback>,
) -> u64 {
    infallible(|| callback.map(|callback| callback.timestamp).unwrap_or_default())
}

/// Its nonce. Signed.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_nonce(
    callback: Option<&closeroom_zego_callback>,
) -> closeroom_str {
    infallible(|| lend(callback.map(|callback| &callback.nonce)))
}

/// Its signature: what to remember where a forged or repeated event would hurt. Nonces will not do:
/// the signed values are joined without separators, so that a recorded signature also fits other
/// splits of the same text into timestamp and nonce.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_signature(
    callback: Option<&closeroom_zego_callback>,
) -> closeroom_str {
    infallible(|| lend(callback.map(|callback| &callback.signature)))
}

/// The whole body as JSON text (as received, or percent-decoded); for a form, the form's text.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_raw(
    callback: Option<&closeroom_zego_callback>,
) -> closeroom_str {
    infallible(|| lend(callback.map(|callback| &callback.raw)))
}

/// The fields of CLOSEROOM_ZEGO_EVENT_ROOM_CLOSE; NULL for another event. They belong to the
/// callback: do not free them. Later versions may add fields at the end: do not copy them as a
/// whole, and look at closeroom_version_number() before a field that came later.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_room_close(
    callback: Option<&closeroom_zego_callback>,
) -> Option<&closeroom_zego_room_close> {
    infallible(|| match callback?.event.structure() {
        View::RoomClose(event) => Some(event),
        _ => None,
    })
}

/// The fields of CLOSEROOM_ZEGO_EVENT_ROOM_LOGOUT; NULL for another event. They belong to the
/// callback: do not free them. Later versions may add fields at the end: do not copy them as a
/// whole, and look at closeroom_version_number() before a field that came later.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_room_logout(
    callback: Option<&closeroom_zego_callback>,
) -> Option<&closeroom_zego_room_logout> {
    infallible(|| match callback?.event.structure() {
        View::RoomLogout(event) => Some(event),
        _ => None,
    })
}

/// The fields of CLOSEROOM_ZEGO_EVENT_STREAM_CLOSE; NULL for another event. They belong to the
/// callback: do not free them. Later versions may add fields at the end: do not copy them as a
/// whole, and look at closeroom_version_number() before a field that came later.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_stream_close(
    callback: Option<&closeroom_zego_callback>,
) -> Option<&closeroom_zego_stream_close> {
    infallible(|| match callback?.event.structure() {
        View::StreamClose(event) => Some(event),
        _ => None,
    })
}

/// Frees a callback, its texts and fields included. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_zego_callback_free(callback: Option<Box<closeroom_zego_callback>>) {
    infallible(|| drop(callback));
}
