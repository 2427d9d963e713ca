//! What others make of the same bytes: `serde_json`, and the URL standard's forms.

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

/// Whether the text is one JSON value, by syntax alone: numbers of any size, any escape.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// The object that the bytes are, if they are one.
pub(crate) fn object(bytes: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(bytes).ok()
}

/// Whether core's own limits (256 members, 32 levels) cannot matter for such a body.
pub(crate) fn is_small(bytes: &[u8]) -> bool {
    let count = |wanted: &[u8]| bytes.iter().filter(|byte| wanted.contains(byte)).count();
    count(b":&") <= 200 && count(b"{[") < 32
}

/// The text of a string or a whole number; `None` for anything else, and for numbers whose own
/// spelling `serde_json` does not keep.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

/// The number that a whole number, or a string of digits alone, stands for.
pub(crate) fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// The same within 32 bits.
pub(crate) fn number32(value: &Value) -> Option<u32> {
    number(value)?.try_into().ok()
}

/// What a percent-encoded text is, `+` being a space.
pub(crate) fn percent_decoded(text: &str) -> String {
    // A form of one name, which has no other meaning of `&` and `=`.
    let name = text.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(name.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}
