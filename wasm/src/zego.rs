//! ZEGOCLOUD for JavaScript.

use closeroom::zego::{CloseRoom, Config, Event, Zego, verify_callback};
use closeroom::{Provider, Secret};
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::close_room::{CloseOptions, close_room};
use crate::errors::Thrown;
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

    pub fn close(
        &self,
        room_id: String,
        custom_reason: Option<String>,
        room_close_callback: Option<bool>,
        options: CloseOptions,
    ) -> Promise {
        let room = room(room_id, custom_reason, room_close_callback);
        close_room(Provider::Zego, options, |options| self.0.call(room, options))
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
    Ok(result::to_object(&CallbackView {
        event: EventView::from(&callback.event),
        app_id: callback.app_id,
        timestamp: result::number(callback.timestamp),
        nonce: &callback.nonce,
        raw: &callback.raw,
    }))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CallbackView<'a> {
    #[serde(flatten)]
    event: EventView<'a>,
    app_id: Option<u32>,
    timestamp: f64,
    nonce: &'a str,
    raw: &'a str,
}

/// 64-bit ids are decimal text: a JavaScript number would round them.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case", rename_all_fields = "camelCase")]
enum EventView<'a> {
    RoomClose {
        room_id: &'a str,
        room_session_id: Option<String>,
        close_reason: Option<u32>,
        room_close_time: Option<f64>,
    },
    RoomLogout {
        room_id: &'a str,
        room_seq: Option<String>,
        user_account: &'a str,
        user_nickname: Option<&'a str>,
        session_id: Option<&'a str>,
        login_time: Option<f64>,
        logout_time: Option<f64>,
        reason: Option<u32>,
        user_role: Option<u32>,
        user_update_seq: Option<f64>,
    },
    StreamClose {
        room_id: &'a str,
        room_session_id: Option<String>,
        user_id: Option<&'a str>,
        user_name: Option<&'a str>,
        channel_id: Option<&'a str>,
        #[serde(rename = "type")]
        close_type: Option<u32>,
        stream_alias: Option<&'a str>,
        stream_id: Option<&'a str>,
        stream_sid: Option<&'a str>,
        stream_seq: Option<String>,
        third_define_data: Option<&'a str>,
        create_time_ms: Option<f64>,
        destroy_time_ms: Option<f64>,
    },
    Other {
        name: &'a str,
    },
}

impl<'a> From<&'a Event> for EventView<'a> {
    fn from(event: &'a Event) -> Self {
        use result::{decimal, number};
        match event {
            Event::RoomClose(event) => Self::RoomClose {
                room_id: &event.room_id,
                room_session_id: event.room_session_id.map(decimal),
                close_reason: event.close_reason,
                room_close_time: event.room_close_time.map(number),
            },
            Event::RoomLogout(event) => Self::RoomLogout {
                room_id: &event.room_id,
                room_seq: event.room_seq.map(decimal),
                user_account: &event.user_account,
                user_nickname: event.user_nickname.as_deref(),
                session_id: event.session_id.as_deref(),
                login_time: event.login_time.map(number),
                logout_time: event.logout_time.map(number),
                reason: event.reason,
                user_role: event.user_role,
                user_update_seq: event.user_update_seq.map(number),
            },
            Event::StreamClose(event) => Self::StreamClose {
                room_id: &event.room_id,
                room_session_id: event.room_session_id.map(decimal),
                user_id: event.user_id.as_deref(),
                user_name: event.user_name.as_deref(),
                channel_id: event.channel_id.as_deref(),
                close_type: event.close_type,
                stream_alias: event.stream_alias.as_deref(),
                stream_id: event.stream_id.as_deref(),
                stream_sid: event.stream_sid.as_deref(),
                stream_seq: event.stream_seq.map(decimal),
                third_define_data: event.third_define_data.as_deref(),
                create_time_ms: event.create_time_ms.map(number),
                destroy_time_ms: event.destroy_time_ms.map(number),
            },
            Event::Other { name } => Self::Other { name },
            // Events that this version of the binding does not know yet.
            _ => Self::Other { name: "" },
        }
    }
}
