//! The response to ZEGOCLOUD's `CloseRoom`: an HTTP message.

use closeroom::zego::codes;
use serde_json::Value;

use crate::{accounts, outcomes, reference};

/// Parses the message, and agrees with `serde_json` on what it says.
pub fn zego_response(data: &[u8]) {
    let (response, result) =
        outcomes::parse(data, &accounts::ZEGO_SECRETS, |it| accounts::zego().parse(it));
    let Some(body) = reference::object(&response.body).filter(|_| reference::is_small(data)) else {
        return;
    };
    let code = body.get("Code").and_then(integer);
    let request_id = outcomes::clean_id(body.get("RequestId"));
    let is_success = code.as_deref() == Some("0") && (200..300).contains(&response.status);
    assert_eq!(result.is_ok(), is_success, "{result:?}");
    match (result, code) {
        (Ok(closed), _) => {
            assert_eq!(closed.request_id, request_id.unwrap_or(closed.request_id.clone()));
        }
        (Err(error), Some(code)) if code != "0" && code.len() <= 200 => {
            assert_eq!(error.provider_code(), Some(&*code));
            if let Some(known) = code.parse().ok().and_then(codes::lookup) {
                assert_eq!(error.kind(), known.kind);
            }
        }
        // A number beyond 64 bits has lost its spelling here.
        (Err(_), None) if body.get("Code").is_some_and(Value::is_f64) => {}
        (Err(error), _) => assert!(error.provider_code().is_none_or(|code| code.len() > 64)),
    }
}

/// A `Code` that is a whole number, or a string that spells one as JSON does.
fn integer(value: &Value) -> Option<String> {
    let text = reference::text(value)?;
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && (digits == "0" || !digits.starts_with('0'))).then_some(text)
}
