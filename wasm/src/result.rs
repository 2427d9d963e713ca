//! What the core returns, as JavaScript objects.

use closeroom::{Closed, Explained, Status};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsValue, UnwrapThrowExt};

use crate::request;

/// A value of one of this crate's own types, as a plain object.
///
/// An integer of 64 bits becomes a bigint; see [`decimal`] and [`number`] for the others.
pub(crate) fn to_object(value: &impl Serialize) -> JsValue {
    let serializer = Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_large_number_types_as_bigints(true);
    value.serialize(&serializer).expect_throw("plain data always becomes an object")
}

/// An id: decimal text, since a JavaScript number would round it.
pub(crate) fn decimal(id: u64) -> String {
    id.to_string()
}

/// A time or a counter: exact up to 2⁵³, in milliseconds the year 287396.
#[expect(clippy::cast_precision_loss, reason = "beyond that it is neither")]
pub(crate) fn number(value: u64) -> f64 {
    value as f64
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClosedView<'a> {
    status: &'static str,
    request_id: &'a str,
    attempts: u32,
}

pub(crate) fn closed(closed: &Closed) -> JsValue {
    to_object(&ClosedView {
        status: match closed.status {
            Status::AlreadyGone => "alreadyGone",
            status => status.as_str(),
        },
        request_id: &closed.request_id,
        attempts: closed.attempts,
    })
}

#[derive(Serialize)]
struct ExplainedView<'a> {
    request: String,
    steps: Vec<StepView<'a>>,
}

#[derive(Serialize)]
struct StepView<'a> {
    name: &'a str,
    value: &'a str,
}

/// With the request packed, as `build` returns it.
pub(crate) fn explained(explained: &Explained) -> JsValue {
    to_object(&ExplainedView {
        request: request::pack(&explained.request),
        steps: explained
            .steps
            .iter()
            .map(|step| StepView { name: step.name, value: &step.value })
            .collect(),
    })
}
