//! Tencent TRTC for JavaScript.

use closeroom::trtc::{Config, Event, RoomId, Trtc, parse_http_method, verify_callback};
use closeroom::{Provider, Secret};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::attempt::Host;
use crate::close_room::{close_room, options};
use crate::errors::Thrown;
use crate::result::Value;
use crate::{host, request, result};

/// An application's credentials, region and endpoint.
#[wasm_bindgen]
pub struct TrtcCore(Trtc);

#[wasm_bindgen]
impl TrtcCore {
    #[wasm_bindgen(constructor)]
    #[expect(clippy::too_many_arguments, reason = "one crossing of the boundary")]
    pub fn new(
        sdk_app_id: u64,
        secret_id: String,
        secret_key: String,
        region: String,
        token: Option<String>,
        endpoint: Option<String>,
        signature_method: Option<String>,
        http_method: Option<String>,
        language: Option<String>,
        allow_any_room_id: bool,
    ) -> Result<Self, Thrown> {
        let mut config = Config::new(sdk_app_id, secret_id, secret_key, region);
        config.token = token.map(Secret::from);
        if let Some(endpoint) = endpoint {
            config.endpoint = endpoint.parse()?;
        }
        if let Some(method) = signature_method {
            config.signature_method = method.parse()?;
        }
        if let Some(method) = http_method {
            config.http_method = parse_http_method(&method)?;
        }
        config.language = language.map(|language| language.parse()).transpose()?;
        config.allow_any_room_id = allow_any_room_id;
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

    #[expect(clippy::too_many_arguments, reason = "one crossing of the boundary")]
    pub fn close(
        &self,
        room_text: Option<String>,
        room_number: Option<u64>,
        timeout_ms: Option<f64>,
        max_attempts: Option<u32>,
        already_gone_is_error: bool,
        paced: bool,
        host: Host,
    ) -> Promise {
        let room_id = room_id(room_text, room_number);
        let options = options(timeout_ms, max_attempts, already_gone_is_error, paced);
        close_room(Provider::Trtc, self.0.call(room_id, options), host)
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
    let (event, info) = match &callback.event {
        Event::Known(kind, info) => (kind.as_str(), Some(info)),
        _ => ("other", None),
    };
    let common = [
        ("event", Value::Text(event)),
        ("eventGroupId", Value::Number(callback.event_group_id.into())),
        ("eventType", Value::Number(callback.event_type.into())),
        ("callbackTs", Value::Number(callback.callback_ts)),
        ("raw", Value::Text(&callback.raw)),
    ];
    let Some(info) = info else { return Ok(result::members(&[&common])) };
    let info = [
        ("roomId", room_id_value(&info.room_id)),
        ("eventTs", Value::MaybeLong(&info.event_ts)),
        ("eventMsTs", Value::MaybeLong(&info.event_ms_ts)),
        ("userId", Value::MaybeString(&info.user_id)),
        ("uniqueId", Value::MaybeString(&info.unique_id)),
        ("role", Value::MaybeShort(&info.role)),
        ("terminalType", Value::MaybeShort(&info.terminal_type)),
        ("userType", Value::MaybeShort(&info.user_type)),
        ("reason", Value::MaybeShort(&info.reason)),
    ];
    Ok(result::members(&[&common, &info]))
}

/// String rooms are strings; numeric ones are numbers, or bigints beyond 2⁵³.
fn room_id_value(room_id: &RoomId) -> Value<'_> {
    const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;
    match room_id {
        RoomId::String(text) => Value::Text(text),
        RoomId::Number(number @ ..=MAX_SAFE_INTEGER) => Value::Number(*number),
        RoomId::Number(number) => Value::BigInt(*number),
    }
}
