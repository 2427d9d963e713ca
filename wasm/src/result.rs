//! What the core returns, on its way to become JavaScript objects.

use closeroom::{Closed, Explained, Status};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use wasm_bindgen::JsValue;

use crate::request;

/// The value of an object's member; what is `None` is left out of the object.
///
/// One type for all objects, which refers to what it is made of, keeps the
/// module small: serde's derived code is made anew for every struct.
pub(crate) enum Value<'a> {
    Flag(bool),
    Number(u64),
    BigInt(u64),
    Text(&'a str),
    MaybeText(Option<&'a str>),
    MaybeString(&'a Option<String>),
    MaybeShort(&'a Option<u32>),
    MaybeLong(&'a Option<u64>),
    /// Decimal text: a JavaScript number would round it.
    MaybeId(&'a Option<u64>),
}

impl Value<'_> {
    fn is_absent(&self) -> bool {
        match self {
            Self::MaybeText(text) => text.is_none(),
            Self::MaybeString(text) => text.is_none(),
            Self::MaybeShort(number) => number.is_none(),
            Self::MaybeLong(number) | Self::MaybeId(number) => number.is_none(),
            _ => false,
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(value) => serializer.serialize_f64(number(*value)),
            Self::BigInt(value) => serializer.serialize_u64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::MaybeText(value) => serializer.serialize_str(value.unwrap_or_default()),
            Self::MaybeString(value) => {
                serializer.serialize_str(value.as_deref().unwrap_or_default())
            }
            Self::MaybeShort(value) => serializer.serialize_f64(value.unwrap_or_default().into()),
            Self::MaybeLong(value) => serializer.serialize_f64(number(value.unwrap_or_default())),
            Self::MaybeId(value) => {
                serializer.serialize_str(itoa::Buffer::new().format(value.unwrap_or_default()))
            }
        }
    }
}

/// A name and its value.
pub(crate) type Member<'a> = (&'static str, Value<'a>);

struct Members<'a>(&'a [&'a [Member<'a>]]);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(None)?;
        for (name, value) in self.0.iter().copied().flatten() {
            if !value.is_absent() {
                sequence.serialize_element(name)?;
                sequence.serialize_element(value)?;
            }
        }
        sequence.end()
    }
}

/// Names and values in turn, of the members that are there; TypeScript makes an object of them.
pub(crate) fn members(members: &[&[Member<'_>]]) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_large_number_types_as_bigints(true);
    Members(members).serialize(&serializer).unwrap_or_default()
}

/// A time or a counter: exact up to 2⁵³, in milliseconds the year 287396.
#[expect(clippy::cast_precision_loss, reason = "beyond that it is neither")]
pub(crate) fn number(value: u64) -> f64 {
    value as f64
}

pub(crate) fn closed(closed: &Closed) -> JsValue {
    let status = match closed.status {
        Status::AlreadyGone => "alreadyGone",
        status => status.as_str(),
    };
    members(&[&[
        ("status", Value::Text(status)),
        ("requestId", Value::Text(&closed.request_id)),
        ("attempts", Value::Number(closed.attempts.into())),
    ]])
}

/// The request packed, as `build` returns it, and the steps.
pub(crate) fn explained(explained: &Explained) -> JsValue {
    let request = request::pack(&explained.request);
    let steps: Vec<_> =
        explained.steps.iter().map(|step| (step.name, Value::Text(&step.value))).collect();
    members(&[&[("request", Value::Text(&request))], &steps])
}
