//! Callbacks of TRTC.

use std::ffi::{c_char, c_void};

use closeroom::Secret;
use closeroom::trtc::{Callback, Event, EventInfo, EventKind, RoomId, verify_callback};

use crate::c::boundary::{fallible, infallible};
use crate::c::buffer::{bytes, foreign_text, text};
use crate::c::error::closeroom_error;
use crate::c::freshness::freshness;
use crate::c::optional::{closeroom_optional_u32, closeroom_optional_u64};
use crate::c::out::{Out, empty};
use crate::c::result::closeroom_result;
use crate::c::text::{Lending, Text, Texts, closeroom_str, lend};

/// A callback of TRTC whose signature has been verified.
///
/// The signature covers the whole body, but has neither nonce nor time of its own: a recorded
/// callback verifies for ever, and only the body's time bounds that. Deliveries repeat, and come
/// in any order: tell them apart by event, room, user and `event_ms_ts`.
///
/// Ownership: the caller's; free it with closeroom_trtc_callback_free(), which ends the life of
/// its texts and fields too. Threads: never changes, so any number of threads may read it at once.
pub struct closeroom_trtc_callback {
    event_group_id: u32,
    event_type: u32,
    callback_ts: u64,
    raw: Text,
    name: Text,
    event: closeroom_trtc_event,
    info: Option<Lending<closeroom_trtc_event_info>>,
}

/// The events of the groups 1 (room) and 2 (media), by Tencent's numbers.
#[repr(u32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum closeroom_trtc_event {
    /// Any other event: group, type and raw body are there, its fields are not.
    #[default]
    Other = 0,
    /// The room was created.
    CreateRoom = 101,
    /// The room was dismissed. Why is not said.
    DismissRoom = 102,
    /// A user entered.
    EnterRoom = 103,
    /// A user left.
    ExitRoom = 104,
    /// A user changed roles.
    ChangeRole = 105,
    /// A user began to send video.
    StartVideo = 201,
    /// A user ceased to send video. Not sent when the user leaves.
    StopVideo = 202,
    /// A user began to send audio.
    StartAudio = 203,
    /// A user ceased to send audio. Not sent when the user leaves.
    StopAudio = 204,
    /// A user began to send the sub-stream.
    StartAssist = 205,
    /// A user ceased to send the sub-stream. Not sent when the user leaves.
    StopAssist = 206,
}

/// `EventInfo` of an event of group 1 or 2.
#[repr(C)]
pub struct closeroom_trtc_event_info {
    /// The string room; `data` is NULL for a numeric room.
    pub room_id: closeroom_str,
    /// The numeric room; none for a string room.
    pub numeric_room_id: closeroom_optional_u64,
    /// When it happened, in Unix seconds.
    pub event_ts: closeroom_optional_u64,
    /// When it happened, in Unix milliseconds.
    pub event_ms_ts: closeroom_optional_u64,
    /// The user, or NULL; none for the room's own events.
    pub user_id: closeroom_str,
    /// For applications of before 2021-07-30, or NULL.
    pub unique_id: closeroom_str,
    /// 20 anchor, 21 audience.
    pub role: closeroom_optional_u32,
    /// 1 Windows, 2 Android, 3 iOS, 4 Linux, 100 other.
    pub terminal_type: closeroom_optional_u32,
    /// 1 WebRTC, 2 mini program, 3 native SDK.
    pub user_type: closeroom_optional_u32,
    /// Entering: 1 voluntary, 2 network switch, 3 retry after timeout, 4 cross-room. Leaving: 1
    /// voluntary, 2 timeout, 3 removed, 4 cross-room ended, 5 forced. Which one a dismissal gives
    /// is not documented.
    pub reason: closeroom_optional_u32,
}

impl From<EventKind> for closeroom_trtc_event {
    fn from(kind: EventKind) -> Self {
        match kind {
            EventKind::CreateRoom => Self::CreateRoom,
            EventKind::DismissRoom => Self::DismissRoom,
            EventKind::EnterRoom => Self::EnterRoom,
            EventKind::ExitRoom => Self::ExitRoom,
            EventKind::ChangeRole => Self::ChangeRole,
            EventKind::StartVideo => Self::StartVideo,
            EventKind::StopVideo => Self::StopVideo,
            EventKind::StartAudio => Self::StartAudio,
            EventKind::StopAudio => Self::StopAudio,
            EventKind::StartAssist => Self::StartAssist,
            EventKind::StopAssist => Self::StopAssist,
            _ => unreachable!("an event that core has and C has not"),
        }
    }
}

impl From<Callback> for closeroom_trtc_callback {
    fn from(callback: Callback) -> Self {
        let (event, name, info) = match &callback.event {
            Event::Known(kind, info) => {
                let info = Lending::new(|texts| event_info(info, texts));
                ((*kind).into(), kind.as_str(), Some(info))
            }
            _ => (closeroom_trtc_event::Other, "other", None),
        };
        Self {
            event_group_id: callback.event_group_id,
            event_type: callback.event_type,
            callback_ts: callback.callback_ts,
            raw: callback.raw.into(),
            name: name.into(),
            event,
            info,
        }
    }
}

fn event_info(info: &EventInfo, texts: &mut Texts) -> closeroom_trtc_event_info {
    let (room_id, numeric_room_id) = match &info.room_id {
        RoomId::String(text) => (Some(text.as_str()), None),
        RoomId::Number(number) => (None, Some(*number)),
    };
    closeroom_trtc_event_info {
        room_id: texts.keep_if_any(room_id),
        numeric_room_id: numeric_room_id.into(),
        event_ts: info.event_ts.into(),
        event_ms_ts: info.event_ms_ts.into(),
        user_id: texts.keep_if_any(info.user_id.as_deref()),
        unique_id: texts.keep_if_any(info.unique_id.as_deref()),
        role: info.role.into(),
        terminal_type: info.terminal_type.into(),
        user_type: info.user_type.into(),
        reason: info.reason.into(),
    }
}

/// Verifies the signature of a callback in constant time, then reads it and checks its freshness.
///
/// `body` is the raw body, unmodified: parsing and writing it again breaks the signature. `sign`
/// is the value of the header `Sign`, or NULL when the callback has none. `callback_key` is the
/// key set in the TRTC console; without one there Tencent signs nothing, and nothing verifies
/// here. `now_seconds` is the current Unix time; what was sent more than `tolerance_seconds`
/// before or after it is refused: CLOSEROOM_DEFAULT_TOLERANCE_SECONDS is a good value, and
/// CLOSEROOM_ANY_AGE switches the check off (only for callers that keep their own record;
/// `now_seconds` is not looked at then).
///
/// Errors: CLOSEROOM_RESULT_INVALID_SIGNATURE, CLOSEROOM_RESULT_STALE,
/// CLOSEROOM_RESULT_UNEXPECTED_RESPONSE for a body of another shape,
/// and CLOSEROOM_RESULT_INVALID_INPUT for an unusable key or time. Reply with HTTP 200 within 5
/// seconds to whatever verifies.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_trtc_callback_verify(
    body: *const c_void,
    body_len: usize,
    sign: *const c_char,
    sign_len: usize,
    callback_key: *const c_char,
    callback_key_len: usize,
    now_seconds: u64,
    tolerance_seconds: u64,
    callback_out: Option<&mut Out<closeroom_trtc_callback>>,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let callback_out = empty("callback_out", callback_out)?;
        // SAFETY: the header's rule for pointers.
        let (body, sign, key) = unsafe {
            (
                bytes("body", body, body_len)?,
                foreign_text("sign", sign, sign_len)?,
                text("CallbackKey", callback_key, callback_key_len)?,
            )
        };
        let freshness = freshness(now_seconds, tolerance_seconds)?;
        let callback = verify_callback(body, [("Sign", &*sign)], &Secret::from(key), freshness)?;
        callback_out.set(Some(callback.into()));
        Ok(())
    })
}

/// What happened.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_event(
    callback: Option<&closeroom_trtc_callback>,
) -> closeroom_trtc_event {
    infallible(|| callback.map(|callback| callback.event).unwrap_or_default())
}

/// The event's name after Tencent's `EVENT_TYPE_...`: `create_room`, `dismiss_room`, ...; `other`
/// for any other.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_event_name(
    callback: Option<&closeroom_trtc_callback>,
) -> closeroom_str {
    infallible(|| lend(callback.map(|callback| &callback.name)))
}

/// `EventGroupId`: 1 room, 2 media.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_event_group_id(
    callback: Option<&closeroom_trtc_callback>,
) -> u32 {
    infallible(|| callback.map(|callback| callback.event_group_id).unwrap_or_default())
}

/// `EventType`, as Tencent numbers it, of other events too.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_event_type(
    callback: Option<&closeroom_trtc_callback>,
) -> u32 {
    infallible(|| callback.map(|callback| callback.event_type).unwrap_or_default())
}

/// `CallbackTs`: when it was sent, in Unix milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_ts(callback: Option<&closeroom_trtc_callback>) -> u64 {
    infallible(|| callback.map(|callback| callback.callback_ts).unwrap_or_default())
}

/// The whole body, as received.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_raw(
    callback: Option<&closeroom_trtc_callback>,
) -> closeroom_str {
    infallible(|| lend(callback.map(|callback| &callback.raw)))
}

/// The fields of the event; NULL for CLOSEROOM_TRTC_EVENT_OTHER. They belong to the callback: do
/// not free them. Later versions may add fields at the end: do not copy them as a whole, and
/// look at closeroom_version_number() before a field that came later.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_info(
    callback: Option<&closeroom_trtc_callback>,
) -> Option<&closeroom_trtc_event_info> {
    infallible(|| Some(callback?.info.as_ref()?.structure()))
}

/// Frees a callback, its texts and fields included. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_trtc_callback_free(callback: Option<Box<closeroom_trtc_callback>>) {
    infallible(|| drop(callback));
}
