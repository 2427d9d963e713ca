//! Tencent TRTC for JavaScript.

use closeroom::Secret;
use closeroom::trtc::{Config, Event, RoomId, Trtc, parse_http_method, verify_callback};
use wasm_bindgen::prelude::*;

use crate::client::{Client, Of};
use crate::errors::Thrown;
use crate::result::Members;
use crate::settings::Settings;
use crate::{host, request};

/// The first whole number that JavaScript does not tell from its neighbours.
const BEYOND_SAFE: u64 = 1 << 53;

#[wasm_bindgen]
impl Client {
    /// An application's credentials, region and endpoint.
    pub fn trtc(
        sdk_app_id: u64,
        settings: Settings,
        allow_any_room_id: bool,
    ) -> Result<Self, Thrown> {
        // What can fail comes first, while there is nothing to clean up: half the code.
        let endpoint = settings.get("Endpoint").map(|endpoint| endpoint.parse()).transpose()?;
        let signature_method =
            settings.get("SignatureMethod").map(|method| method.parse()).transpose()?;
        let http_method =
            settings.get("HttpMethod").map(|method| parse_http_method(&method)).transpose()?;
        let language = settings.get("Language").map(|language| language.parse()).transpose()?;
        let mut config = Config::new(
            sdk_app_id,
            settings.required("SecretId"),
            settings.required("SecretKey"),
            settings.required("Region"),
        );
        config.token = settings.get("Token").map(Secret::from);
        config.endpoint = endpoint.unwrap_or(config.endpoint);
        config.signature_method = signature_method.unwrap_or_default();
        config.http_method = http_method.unwrap_or(config.http_method);
        config.language = language;
        config.allow_any_room_id = allow_any_room_id;
        Ok(Self(Of::Trtc(Trtc::new(config)?)))
    }
}

/// A room by number where there is one; JavaScript has made the difference by type.
pub(crate) fn room_id(text: String, number: Option<u64>) -> RoomId {
    match number {
        Some(number) => RoomId::Number(number),
        None => RoomId::String(text),
    }
}

/// Verifies and reads a callback.
#[wasm_bindgen(js_name = verifyTrtcCallback)]
pub fn verify(
    body: &[u8],
    headers: &str,
    callback_key: String,
    now: Option<f64>,
    tolerance_seconds: Option<f64>,
) -> Result<JsValue, Thrown> {
    let freshness = host::freshness(now, tolerance_seconds);
    let headers = request::pairs(headers);
    let callback = verify_callback(body, headers, &Secret::from(callback_key), freshness)?;
    let mut members = Members::new();
    if let Event::Known(kind, info) = &callback.event {
        members.text("event", kind.as_str());
        match &info.room_id {
            RoomId::String(text) => members.text("roomId", text),
            // Of which TypeScript makes a bigint.
            RoomId::Number(number @ BEYOND_SAFE..) => members.id("roomNumber", *number),
            RoomId::Number(number) => members.number("roomId", *number),
        }
        members.maybe_number("eventTs", &info.event_ts);
        members.maybe_number("eventMsTs", &info.event_ms_ts);
        members.maybe_text("userId", &info.user_id);
        members.maybe_text("uniqueId", &info.unique_id);
        members.maybe_code("role", &info.role);
        members.maybe_code("terminalType", &info.terminal_type);
        members.maybe_code("userType", &info.user_type);
        members.maybe_code("reason", &info.reason);
    } else {
        members.text("event", "other");
    }
    members.number("eventGroupId", callback.event_group_id.into());
    members.number("eventType", callback.event_type.into());
    members.number("callbackTs", callback.callback_ts);
    Ok(members.end_before(&callback.raw))
}
