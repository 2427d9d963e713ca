//! The response to TRTC's two actions: an HTTP message.

use closeroom::trtc::codes;
use serde_json::Value;

use crate::{accounts, outcomes, reference};

/// Parses the message, and agrees with `serde_json` on what it says.
pub fn trtc_response(data: &[u8]) {
    let (response, result) =
        outcomes::parse(data, &accounts::TRTC_SECRETS, |it| accounts::trtc().parse(it));
    let Some(body) = reference::object(&response.body).filter(|_| reference::is_small(data)) else {
        return;
    };
    let documented = body.get("Response").and_then(Value::as_object);
    let Some(documented) = documented else {
        assert!(result.is_err(), "{result:?}");
        return;
    };
    let request_id = documented.get("RequestId").and_then(reference::text);
    if let Some(error) = documented.get("Error") {
        let refused = result.expect_err("an Error is a failure");
        let code = error.get("Code").and_then(Value::as_str);
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            let clean = outcomes::clean_id(error.get("Code"));
            assert!(clean.is_none() || refused.provider_code() == clean.as_deref(), "{refused:?}");
            if let Some(known) = codes::lookup(code) {
                assert_eq!(refused.kind(), known.kind);
            }
        }
        return;
    }
    match (request_id.filter(|id| !id.is_empty()), result) {
        (Some(_), Ok(closed)) => {
            let clean = outcomes::clean_id(documented.get("RequestId"));
            assert!(clean.is_none_or(|clean| clean == closed.request_id), "{}", closed.request_id);
        }
        (Some(_), Err(error)) => assert!(!(200..300).contains(&response.status), "{error:?}"),
        // A number with a fraction is a text to core alone.
        (None, Ok(_)) => assert!(documented.get("RequestId").is_some_and(Value::is_f64)),
        (None, Err(_)) => {}
    }
}
