//! What the core returns, on its way to become JavaScript objects.

use closeroom::{Closed, ExplainStep, HttpRequest, Status};
use js_sys::{Array, BigInt};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::request;

/// A constant, so that the compiler knows what becomes of large numbers.
const SERIALIZER: Serializer = Serializer::new().serialize_large_number_types_as_bigints(true);

/// An object's members, as names and values in turn; TypeScript makes the object of them.
/// What is `None` is left out.
///
/// A member is one call that hands its value over by reference, which keeps the module
/// small: serde's derived code is made anew for every struct.
pub(crate) struct Members(Array);

#[expect(clippy::ref_option, reason = "a member of a struct, where it is: less code at every call")]
impl Members {
    pub(crate) fn new() -> Self {
        Self(Array::new())
    }

    pub(crate) fn end(self) -> JsValue {
        self.0.into()
    }

    pub(crate) fn value(&mut self, name: &str, value: &JsValue) {
        self.0.push(&JsValue::from_str(name));
        self.0.push(value);
    }

    fn push(&mut self, name: &str, value: &impl Serialize) {
        self.value(name, &value.serialize(&SERIALIZER).unwrap_or_default());
    }

    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.push(name, &text);
    }

    pub(crate) fn maybe_text(&mut self, name: &str, text: &Option<String>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    pub(crate) fn flag(&mut self, name: &str, flag: bool) {
        self.push(name, &flag);
    }

    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.push(name, &number(value));
    }

    pub(crate) fn maybe_number(&mut self, name: &str, value: &Option<u64>) {
        if let Some(value) = value {
            self.number(name, *value);
        }
    }

    pub(crate) fn maybe_code(&mut self, name: &str, code: &Option<u32>) {
        if let Some(code) = code {
            self.number(name, (*code).into());
        }
    }

    pub(crate) fn bigint(&mut self, name: &str, value: u64) {
        self.push(name, &value);
    }

    /// Decimal text: a JavaScript number would round it.
    pub(crate) fn maybe_id(&mut self, name: &str, id: &Option<u64>) {
        if let Some(id) = id {
            let text = BigInt::from(*id).to_string(10).unwrap_or_default();
            self.value(name, &text);
        }
    }
}

/// A time or a counter: exact up to 2⁵³, in milliseconds the year 287396.
#[expect(clippy::cast_precision_loss, reason = "beyond that it is neither")]
pub(crate) fn number(value: u64) -> f64 {
    value as f64
}

pub(crate) fn closed(closed: &Closed) -> JsValue {
    let mut members = Members::new();
    members.text(
        "status",
        match closed.status {
            Status::AlreadyGone => "alreadyGone",
            status => status.as_str(),
        },
    );
    members.text("requestId", &closed.request_id);
    members.number("attempts", closed.attempts.into());
    members.end()
}

/// The request packed, and the steps of its signature.
pub(crate) fn requested(request: &HttpRequest, steps: &[ExplainStep]) -> JsValue {
    let mut members = Members::new();
    members.text("request", &request::pack(request));
    for step in steps {
        members.text(step.name, &step.value);
    }
    members.end()
}
