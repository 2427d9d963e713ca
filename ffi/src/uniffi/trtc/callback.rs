//! Callbacks of TRTC.

use closeroom::Secret;
use closeroom::trtc::{Callback, Event, EventInfo, EventKind, verify_callback};

use super::room_id::CoreTrtcRoomId;
use crate::uniffi::error::CoreError;
use crate::uniffi::freshness::CoreFreshness;
use crate::uniffi::request::CoreHeader;

/// A callback whose signature has been verified.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreTrtcCallback {
    /// 1 room, 2 media.
    pub event_group_id: u32,
    /// As the documents number it.
    pub event_type: u32,
    /// When it was sent, in Unix milliseconds.
    pub callback_ts: u64,
    /// What happened, if it is known.
    pub event: Option<CoreTrtcEvent>,
    /// The whole body.
    pub raw: String,
}

/// An event of groups 1 and 2.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreTrtcEvent {
    /// In `snake_case`.
    pub name: String,
    pub room_id: CoreTrtcRoomId,
    pub event_ts: Option<u64>,
    pub event_ms_ts: Option<u64>,
    pub user_id: Option<String>,
    pub unique_id: Option<String>,
    pub role: Option<u32>,
    pub terminal_type: Option<u32>,
    pub user_type: Option<u32>,
    pub reason: Option<u32>,
}

/// Verifies and reads a callback.
#[uniffi::export]
pub fn core_verify_trtc_callback(
    body: Vec<u8>,
    headers: Vec<CoreHeader>,
    callback_key: String,
    freshness: CoreFreshness,
) -> Result<CoreTrtcCallback, CoreError> {
    let headers = headers.iter().map(|header| (header.name.as_str(), header.value.as_str()));
    Ok(verify_callback(&body, headers, &Secret::from(callback_key), freshness.into())?.into())
}

impl From<Callback> for CoreTrtcCallback {
    fn from(callback: Callback) -> Self {
        let event = match callback.event {
            Event::Known(kind, info) => Some(CoreTrtcEvent::of(kind, info)),
            _ => None,
        };
        Self {
            event_group_id: callback.event_group_id,
            event_type: callback.event_type,
            callback_ts: callback.callback_ts,
            event,
            raw: callback.raw,
        }
    }
}

impl CoreTrtcEvent {
    fn of(kind: EventKind, info: EventInfo) -> Self {
        Self {
            name: kind.as_str().to_owned(),
            room_id: info.room_id.into(),
            event_ts: info.event_ts,
            event_ms_ts: info.event_ms_ts,
            user_id: info.user_id,
            unique_id: info.unique_id,
            role: info.role,
            terminal_type: info.terminal_type,
            user_type: info.user_type,
            reason: info.reason,
        }
    }
}
