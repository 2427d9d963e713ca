//! The core's error as JSON, of which TypeScript makes a `CloseRoomError`.

use closeroom::Error;
use wasm_bindgen::JsValue;

use crate::result::Members;

/// What an export throws: `?` makes it of the core's error.
pub struct Thrown(JsValue);

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        let mut members = Members::new();
        members.text("kind", error.kind().as_str());
        members.text("provider", error.provider().as_str());
        members.text("message", error.message());
        members.flag("retryable", error.retryable());
        if let Some(field) = error.field() {
            members.text("field", field);
        }
        if let Some(code) = error.provider_code() {
            members.text("providerCode", code);
        }
        if let Some(id) = error.request_id() {
            members.text("requestId", id);
        }
        members.maybe_code("httpStatus", &error.http_status().map(u32::from));
        members.maybe_number("retryAfterMs", &error.retry_after_ms());
        Self(members.end())
    }
}
