//! The core's error as a plain JavaScript object, of which TypeScript makes a `CloseRoomError`.

use closeroom::Error;
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::result;

/// What an export throws: `?` makes it of the core's error.
pub struct Thrown(JsValue);

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        Self(result::to_object(&ErrorDetails {
            kind: error.kind().as_str(),
            provider: error.provider().as_str(),
            message: error.message(),
            retryable: error.retryable(),
            field: error.field(),
            provider_code: error.provider_code(),
            request_id: error.request_id(),
            http_status: error.http_status(),
            retry_after_ms: error.retry_after_ms().map(result::number),
        }))
    }
}

impl Thrown {
    /// With what the host threw as its cause.
    pub(crate) fn because_of(self, cause: &JsValue) -> Self {
        // A plain object of our own takes any property.
        let _ = Reflect::set(&self.0, &JsValue::from_str("cause"), cause);
        self
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorDetails<'a> {
    kind: &'static str,
    provider: &'static str,
    message: &'a str,
    retryable: bool,
    field: Option<&'static str>,
    provider_code: Option<&'a str>,
    request_id: Option<&'a str>,
    http_status: Option<u16>,
    retry_after_ms: Option<f64>,
}
