//! ZEGOCLOUD for JavaScript.

use closeroom::zego::{CloseRoom, Config, Event, Zego, verify_callback};
use closeroom::{Provider, Secret};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::attempt::Host;
use crate::close_room::{close_room, options};
use crate::errors::Thrown;
use crate::result::{Member, Value};
use crate::{host, request, result};

/// A project's credentials and endpoint.
#[wasm_bindgen]
pub struct ZegoCore(Zego);

#[wasm_bindgen]
impl ZegoCore {
    #[wasm_bindgen(constructor)]
    pub fn new(
        app_id: u32,
        server_secret: String,
        endpoint: Option<String>,
        is_test: Option<bool>,
    ) -> Result<Self, Thrown> {
        let mut config = Config::new(app_id, server_secret);
        if let Some(endpoint) = endpoint {
            config.endpoint = endpoint.parse()?;
        }
        config.is_test = is_test;
        Ok(Self(Zego::new(config)?))
    }

    pub fn build(
        &self,
        room_id: String,
        custom_reason: Option<String>,
        room_close_callback: Option<bool>,
        timestamp: Option<f64>,
        nonce: Option<String>,
    ) -> Result<String, Thrown> {
        let room = room(room_id, custom_reason, room_close_callback);
        let (timestamp, nonce) = host::stamp(Provider::Zego, timestamp, nonce)?;
        Ok(request::pack(&self.0.build(&room, timestamp, &nonce)?))
    }

    pub fn explain(
        &self,
        room_id: String,
        custom_reason: Option<String>,
        room_close_callback: Option<bool>,
        timestamp: Option<f64>,
        nonce: Option<String>,
    ) -> Result<JsValue, Thrown> {
        let room = room(room_id, custom_reason, room_close_callback);
        let (timestamp, nonce) = host::stamp(Provider::Zego, timestamp, nonce)?;
        Ok(result::explained(&self.0.explain(&room, timestamp, &nonce)?))
    }

    pub fn parse(
        &self,
        status: u16,
        headers: Vec<String>,
        body: Vec<u8>,
    ) -> Result<JsValue, Thrown> {
        let response = request::response(status, &headers, body);
        Ok(result::closed(&self.0.parse(&response)?))
    }

    #[expect(clippy::too_many_arguments, reason = "one crossing of the boundary")]
    pub fn close(
        &self,
        room_id: String,
        custom_reason: Option<String>,
        room_close_callback: Option<bool>,
        timeout_ms: Option<f64>,
        max_attempts: Option<u32>,
        already_gone_is_error: bool,
        paced: bool,
        host: Host,
    ) -> Promise {
        let room = room(room_id, custom_reason, room_close_callback);
        let options = options(timeout_ms, max_attempts, already_gone_is_error, paced);
        close_room(Provider::Zego, self.0.call(room, options), host)
    }
}

fn room(room_id: String, custom_reason: Option<String>, callback: Option<bool>) -> CloseRoom {
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
    let common = [
        ("appId", Value::MaybeShort(&callback.app_id)),
        ("timestamp", Value::Number(callback.timestamp)),
        ("nonce", Value::Text(&callback.nonce)),
        ("raw", Value::Text(&callback.raw)),
    ];
    let object = |event: &[Member<'_>]| Ok(result::members(&[event, &common]));
    match &callback.event {
        Event::RoomClose(event) => object(&[
            ("event", Value::Text("room_close")),
            ("roomId", Value::Text(&event.room_id)),
            ("roomSessionId", Value::MaybeId(&event.room_session_id)),
            ("closeReason", Value::MaybeShort(&event.close_reason)),
            ("roomCloseTime", Value::MaybeLong(&event.room_close_time)),
        ]),
        Event::RoomLogout(event) => object(&[
            ("event", Value::Text("room_logout")),
            ("roomId", Value::Text(&event.room_id)),
            ("roomSeq", Value::MaybeId(&event.room_seq)),
            ("userAccount", Value::Text(&event.user_account)),
            ("userNickname", Value::MaybeString(&event.user_nickname)),
            ("sessionId", Value::MaybeString(&event.session_id)),
            ("loginTime", Value::MaybeLong(&event.login_time)),
            ("logoutTime", Value::MaybeLong(&event.logout_time)),
            ("reason", Value::MaybeShort(&event.reason)),
            ("userRole", Value::MaybeShort(&event.user_role)),
            ("userUpdateSeq", Value::MaybeLong(&event.user_update_seq)),
        ]),
        Event::StreamClose(event) => object(&[
            ("event", Value::Text("stream_close")),
            ("roomId", Value::Text(&event.room_id)),
            ("roomSessionId", Value::MaybeId(&event.room_session_id)),
            ("userId", Value::MaybeString(&event.user_id)),
            ("userName", Value::MaybeString(&event.user_name)),
            ("channelId", Value::MaybeString(&event.channel_id)),
            ("type", Value::MaybeShort(&event.close_type)),
            ("streamAlias", Value::MaybeString(&event.stream_alias)),
            ("streamId", Value::MaybeString(&event.stream_id)),
            ("streamSid", Value::MaybeString(&event.stream_sid)),
            ("streamSeq", Value::MaybeId(&event.stream_seq)),
            ("thirdDefineData", Value::MaybeString(&event.third_define_data)),
            ("createTimeMs", Value::MaybeLong(&event.create_time_ms)),
            ("destroyTimeMs", Value::MaybeLong(&event.destroy_time_ms)),
        ]),
        Event::Other { name } => {
            object(&[("event", Value::Text("other")), ("name", Value::Text(name))])
        }
        // Events that this version of the binding does not know yet.
        _ => object(&[("event", Value::Text("other")), ("name", Value::Text(""))]),
    }
}
