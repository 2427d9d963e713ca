//! Tencent TRTC for JavaScript.

use closeroom::trtc::{
    Callback, Config, Event, EventInfo, RoomId, Trtc, parse_http_method, verify_callback,
};
use closeroom::{Error, Provider, Secret};
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::close_room::{CloseOptions, close_room};
use crate::errors::Thrown;
use crate::{host, request, result};

/// Options beyond the four that every application needs.
#[wasm_bindgen]
pub struct TrtcOptions {
    token: Option<Secret>,
    endpoint: Option<String>,
    signature_method: Option<String>,
    http_method: Option<String>,
    language: Option<String>,
    allow_any_room_id: bool,
}

#[wasm_bindgen]
impl TrtcOptions {
    #[wasm_bindgen(constructor)]
    pub fn new(
        token: Option<String>,
        endpoint: Option<String>,
        signature_method: Option<String>,
        http_method: Option<String>,
        language: Option<String>,
        allow_any_room_id: bool,
    ) -> Self {
        let token = token.map(Secret::from);
        Self { token, endpoint, signature_method, http_method, language, allow_any_room_id }
    }

    fn apply(self, config: &mut Config) -> Result<(), Error> {
        config.token = self.token;
        if let Some(endpoint) = self.endpoint {
            config.endpoint = endpoint.parse()?;
        }
        if let Some(method) = self.signature_method {
            config.signature_method = method.parse()?;
        }
        if let Some(method) = self.http_method {
            config.http_method = parse_http_method(&method)?;
        }
        config.language = self.language.map(|language| language.parse()).transpose()?;
        config.allow_any_room_id = self.allow_any_room_id;
        Ok(())
    }
}

/// An application's credentials, region and endpoint.
#[wasm_bindgen]
pub struct TrtcCore(Trtc);

#[wasm_bindgen]
impl TrtcCore {
    #[wasm_bindgen(constructor)]
    pub fn new(
        sdk_app_id: u64,
        secret_id: String,
        secret_key: String,
        region: String,
        options: TrtcOptions,
    ) -> Result<Self, Thrown> {
        let mut config = Config::new(sdk_app_id, secret_id, secret_key, region);
        options.apply(&mut config)?;
        Ok(Self(Trtc::new(config)?))
    }

    pub fn build(
        &self,
        room_text: Option<String>,
        room_number: Option<u64>,
        timestamp: Option<f64>,
        nonce: Option<String>,
    ) -> Result<String, Thrown> {
        let (timestamp, nonce) = host::stamp(Provider::Trtc, timestamp, nonce)?;
        Ok(request::pack(&self.0.build(&room_id(room_text, room_number), timestamp, &nonce)?))
    }

    pub fn explain(
        &self,
        room_text: Option<String>,
        room_number: Option<u64>,
        timestamp: Option<f64>,
        nonce: Option<String>,
    ) -> Result<JsValue, Thrown> {
        let (timestamp, nonce) = host::stamp(Provider::Trtc, timestamp, nonce)?;
        Ok(result::explained(&self.0.explain(
            &room_id(room_text, room_number),
            timestamp,
            &nonce,
        )?))
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
        room_text: Option<String>,
        room_number: Option<u64>,
        options: CloseOptions,
    ) -> Promise {
        let room_id = room_id(room_text, room_number);
        close_room(Provider::Trtc, options, |options| self.0.call(room_id, options))
    }
}

/// A room by string or by number; JavaScript has made the difference by type.
fn room_id(text: Option<String>, number: Option<u64>) -> RoomId {
    match (text, number) {
        (Some(text), _) => RoomId::String(text),
        (None, number) => RoomId::Number(number.unwrap_or_default()),
    }
}

/// Verifies and reads a callback. `headers` are names and values in turn.
#[wasm_bindgen(js_name = verifyTrtcCallback)]
pub fn verify(
    body: &[u8],
    headers: Vec<String>,
    callback_key: String,
    now: Option<f64>,
    tolerance_seconds: Option<f64>,
) -> Result<JsValue, Thrown> {
    let freshness = host::freshness(now, tolerance_seconds);
    let headers = request::pairs(&headers);
    let callback = verify_callback(body, headers, &Secret::from(callback_key), freshness)?;
    Ok(result::to_object(&CallbackView::from(&callback)))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CallbackView<'a> {
    event: &'static str,
    event_group_id: u32,
    event_type: u32,
    callback_ts: f64,
    #[serde(flatten)]
    info: Option<InfoView<'a>>,
    raw: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InfoView<'a> {
    room_id: RoomIdView<'a>,
    event_ts: Option<f64>,
    event_ms_ts: Option<f64>,
    user_id: Option<&'a str>,
    unique_id: Option<&'a str>,
    role: Option<u32>,
    terminal_type: Option<u32>,
    user_type: Option<u32>,
    reason: Option<u32>,
}

/// String rooms are strings; numeric ones are numbers, or bigints beyond 2⁵³.
#[derive(Serialize)]
#[serde(untagged)]
enum RoomIdView<'a> {
    Text(&'a str),
    Number(f64),
    BigInt(u64),
}

impl<'a> From<&'a Callback> for CallbackView<'a> {
    fn from(callback: &'a Callback) -> Self {
        let (event, info) = match &callback.event {
            Event::Known(kind, info) => (kind.as_str(), Some(InfoView::from(info))),
            _ => ("other", None),
        };
        Self {
            event,
            event_group_id: callback.event_group_id,
            event_type: callback.event_type,
            callback_ts: result::number(callback.callback_ts),
            info,
            raw: &callback.raw,
        }
    }
}

impl<'a> From<&'a EventInfo> for InfoView<'a> {
    fn from(info: &'a EventInfo) -> Self {
        Self {
            room_id: RoomIdView::from(&info.room_id),
            event_ts: info.event_ts.map(result::number),
            event_ms_ts: info.event_ms_ts.map(result::number),
            user_id: info.user_id.as_deref(),
            unique_id: info.unique_id.as_deref(),
            role: info.role,
            terminal_type: info.terminal_type,
            user_type: info.user_type,
            reason: info.reason,
        }
    }
}

impl<'a> From<&'a RoomId> for RoomIdView<'a> {
    fn from(room_id: &'a RoomId) -> Self {
        const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
        match room_id {
            RoomId::String(text) => Self::Text(text),
            RoomId::Number(number @ ..=MAX_SAFE_INTEGER) => Self::Number(result::number(*number)),
            RoomId::Number(number) => Self::BigInt(*number),
        }
    }
}
