//! Callbacks of ZEGOCLOUD.

use closeroom::Secret;
use closeroom::zego::{Callback, Event, RoomClose, RoomLogout, StreamClose, verify_callback};

use crate::uniffi::error::CoreError;
use crate::uniffi::freshness::CoreFreshness;

/// A callback whose signature has been verified.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreZegoCallback {
    /// The project's AppID, as the unsigned part of the body says.
    pub app_id: Option<u32>,
    /// When it was sent, in Unix seconds.
    pub timestamp: u64,
    /// Its nonce.
    pub nonce: String,
    /// Its signature.
    pub signature: String,
    /// What happened.
    pub event: CoreZegoEvent,
    /// The whole body.
    pub raw: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoreZegoEvent {
    /// The room was destroyed.
    RoomClose {
        /// The event's fields.
        event: CoreZegoRoomClose,
    },
    /// A user left the room.
    RoomLogout {
        /// The event's fields.
        event: CoreZegoRoomLogout,
    },
    /// A stream ended.
    StreamClose {
        /// The event's fields.
        event: CoreZegoStreamClose,
    },
    /// Any other event.
    Other {
        /// The event's name.
        name: String,
    },
}

/// `room_close`.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreZegoRoomClose {
    pub room_id: String,
    pub room_session_id: Option<u64>,
    pub close_reason: Option<u32>,
    pub room_close_time: Option<u64>,
}

/// `room_logout`.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreZegoRoomLogout {
    pub room_id: String,
    pub room_seq: Option<u64>,
    pub user_account: String,
    pub user_nickname: Option<String>,
    pub session_id: Option<String>,
    pub login_time: Option<u64>,
    pub logout_time: Option<u64>,
    pub reason: Option<u32>,
    pub user_role: Option<u32>,
    pub user_update_seq: Option<u64>,
}

/// `stream_close`.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreZegoStreamClose {
    pub room_id: String,
    pub room_session_id: Option<u64>,
    pub user_id: Option<String>,
    pub user_name: Option<String>,
    pub channel_id: Option<String>,
    pub close_type: Option<u32>,
    pub stream_alias: Option<String>,
    pub stream_id: Option<String>,
    pub stream_sid: Option<String>,
    pub stream_seq: Option<u64>,
    pub third_define_data: Option<String>,
    pub create_time_ms: Option<u64>,
    pub destroy_time_ms: Option<u64>,
}

/// Verifies and reads a callback.
#[uniffi::export]
pub fn core_verify_zego_callback(
    body: Vec<u8>,
    callback_secret: String,
    freshness: CoreFreshness,
) -> Result<CoreZegoCallback, CoreError> {
    Ok(verify_callback(&body, &Secret::from(callback_secret), freshness.into())?.into())
}

impl From<Callback> for CoreZegoCallback {
    fn from(callback: Callback) -> Self {
        Self {
            app_id: callback.app_id,
            timestamp: callback.timestamp,
            nonce: callback.nonce,
            signature: callback.signature,
            event: callback.event.into(),
            raw: callback.raw,
        }
    }
}

impl From<Event> for CoreZegoEvent {
    fn from(event: Event) -> Self {
        match event {
            Event::RoomClose(event) => Self::RoomClose { event: event.into() },
            Event::RoomLogout(event) => Self::RoomLogout { event: event.into() },
            Event::StreamClose(event) => Self::StreamClose { event: event.into() },
            event => Self::Other { name: event.name().to_owned() },
        }
    }
}

impl From<RoomClose> for CoreZegoRoomClose {
    fn from(event: RoomClose) -> Self {
        Self {
            room_id: event.room_id,
            room_session_id: event.room_session_id,
            close_reason: event.close_reason,
            room_close_time: event.room_close_time,
        }
    }
}

impl From<RoomLogout> for CoreZegoRoomLogout {
    fn from(event: RoomLogout) -> Self {
        Self {
            room_id: event.room_id,
            room_seq: event.room_seq,
            user_account: event.user_account,
            user_nickname: event.user_nickname,
            session_id: event.session_id,
            login_time: event.login_time,
            logout_time: event.logout_time,
            reason: event.reason,
            user_role: event.user_role,
            user_update_seq: event.user_update_seq,
        }
    }
}

impl From<StreamClose> for CoreZegoStreamClose {
    fn from(event: StreamClose) -> Self {
        Self {
            room_id: event.room_id,
            room_session_id: event.room_session_id,
            user_id: event.user_id,
            user_name: event.user_name,
            channel_id: event.channel_id,
            close_type: event.close_type,
            stream_alias: event.stream_alias,
            stream_id: event.stream_id,
            stream_sid: event.stream_sid,
            stream_seq: event.stream_seq,
            third_define_data: event.third_define_data,
            create_time_ms: event.create_time_ms,
            destroy_time_ms: event.destroy_time_ms,
        }
    }
}
