//! ZEGOCLOUD for JavaScript.

use closeroom::Secret;
use closeroom::zego::{CloseRoom, Config, Event, Zego, verify_callback};
use wasm_bindgen::prelude::*;

use crate::client::{Client, Of};
use crate::errors::Thrown;
use crate::host;
use crate::result::Members;
use crate::settings::Settings;

#[wasm_bindgen]
impl Client {
    /// A project's credentials and endpoint.
    pub fn zego(app_id: u32, settings: Settings, is_test: Option<bool>) -> Result<Self, Thrown> {
        let mut config = Config::new(app_id, settings.required("ServerSecret"));
        if let Some(endpoint) = settings.get("Endpoint") {
            config.endpoint = endpoint.parse()?;
        }
        config.is_test = is_test;
        Ok(Self(Of::Zego(Zego::new(config)?)))
    }
}

pub(crate) fn room(
    room_id: String,
    custom_reason: Option<String>,
    callback: Option<bool>,
) -> CloseRoom {
    let mut room = CloseRoom::new(room_id);
    room.custom_reason = custom_reason;
    room.room_close_callback = callback;
    room
}

/// Verifies and reads a callback.
#[wasm_bindgen(js_name = verifyZegoCallback)]
pub fn verify(
    body: &[u8],
    callback_secret: String,
    now: Option<f64>,
    tolerance_seconds: Option<f64>,
) -> Result<JsValue, Thrown> {
    let freshness = host::freshness(now, tolerance_seconds);
    let callback = verify_callback(body, &Secret::from(callback_secret), freshness)?;
    let mut members = Members::new();
    match &callback.event {
        Event::RoomClose(event) => {
            members.text("event", "room_close");
            members.text("roomId", &event.room_id);
            members.maybe_id("roomSessionId", &event.room_session_id);
            members.maybe_code("closeReason", &event.close_reason);
            members.maybe_number("roomCloseTime", &event.room_close_time);
        }
        Event::RoomLogout(event) => {
            members.text("event", "room_logout");
            members.text("roomId", &event.room_id);
            members.maybe_id("roomSeq", &event.room_seq);
            members.text("userAccount", &event.user_account);
            members.maybe_text("userNickname", &event.user_nickname);
            members.maybe_text("sessionId", &event.session_id);
            members.maybe_number("loginTime", &event.login_time);
            members.maybe_number("logoutTime", &event.logout_time);
            members.maybe_code("reason", &event.reason);
            members.maybe_code("userRole", &event.user_role);
            members.maybe_number("userUpdateSeq", &event.user_update_seq);
        }
        Event::StreamClose(event) => {
            members.text("event", "stream_close");
            members.text("roomId", &event.room_id);
            members.maybe_id("roomSessionId", &event.room_session_id);
            members.maybe_text("userId", &event.user_id);
            members.maybe_text("userName", &event.user_name);
            members.maybe_text("channelId", &event.channel_id);
            members.maybe_code("type", &event.close_type);
            members.maybe_text("streamAlias", &event.stream_alias);
            members.maybe_text("streamId", &event.stream_id);
            members.maybe_text("streamSid", &event.stream_sid);
            members.maybe_id("streamSeq", &event.stream_seq);
            members.maybe_text("thirdDefineData", &event.third_define_data);
            members.maybe_number("createTimeMs", &event.create_time_ms);
            members.maybe_number("destroyTimeMs", &event.destroy_time_ms);
        }
        Event::Other { name } => {
            members.text("event", "other");
            members.text("name", name);
        }
        // Events that this version of the binding does not know yet.
        _ => {
            members.text("event", "other");
            members.text("name", "");
        }
    }
    members.maybe_code("appId", &callback.app_id);
    members.number("timestamp", callback.timestamp);
    members.text("nonce", &callback.nonce);
    Ok(members.end_before(&callback.raw))
}
