//! The core's error as names and values, of which TypeScript makes a `CloseRoomError`.

use closeroom::Error;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::result::{self, Value};

/// What an export throws: `?` makes it of the core's error.
pub struct Thrown(JsValue);

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}

impl From<JsValue> for Thrown {
    fn from(thrown: JsValue) -> Self {
        Self(thrown)
    }
}

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        Self(result::members(&[&[
            ("kind", Value::Text(error.kind().as_str())),
            ("provider", Value::Text(error.provider().as_str())),
            ("message", Value::Text(error.message())),
            ("retryable", Value::Flag(error.retryable())),
            ("field", Value::MaybeText(error.field())),
            ("providerCode", Value::MaybeText(error.provider_code())),
            ("requestId", Value::MaybeText(error.request_id())),
            ("httpStatus", Value::MaybeShort(&error.http_status().map(u32::from))),
            ("retryAfterMs", Value::MaybeLong(&error.retry_after_ms())),
        ]]))
    }
}

impl Thrown {
    /// With what the host threw as its cause.
    pub(crate) fn because_of(self, cause: &JsValue) -> Self {
        let members: &Array = self.0.unchecked_ref();
        members.push(&JsValue::from_str("cause"));
        members.push(cause);
        self
    }
}
