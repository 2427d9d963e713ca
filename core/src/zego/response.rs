//! The response to `CloseRoom`: `{"Code":0,"Message":"success","RequestId":"…"}`.
//!
//! Only `Code` decides: documents disagree on the text of `Message`
//! ("success", "Succeed"). Numbers may come as strings and the other way
//! round. The documents show HTTP 200 only.

use alloc::string::String;

use super::codes;
use crate::error::{Error, Provider};
use crate::http::HttpResponse;
use crate::json::Object;
use crate::outcome::Closed;
use crate::reply::{Refusal, Reply, Settler};
use crate::secret::Secret;

pub(super) fn parse(response: &HttpResponse, secrets: &[&Secret]) -> Result<Closed, Error> {
    let settler = Settler { provider: Provider::Zego, label: "ZEGO", secrets };
    settler.settle(read(&response.body), response)
}

fn read(body: &[u8]) -> Reply {
    const EXPECTED: &str = "a JSON object with an integer Code";
    let Some(body) = core::str::from_utf8(body).ok().and_then(Object::parse) else {
        return Reply::Undocumented(EXPECTED);
    };
    let Some(code) = body.text("Code").filter(|code| is_integer(code)) else {
        return Reply::Undocumented(EXPECTED);
    };
    let request_id = body.text("RequestId").map(String::from);
    if code == "0" {
        return Reply::Success { request_id };
    }
    Reply::Refused(Refusal {
        code: code.into(),
        message: body.text("Message").unwrap_or_default().into(),
        request_id,
        class: code.parse().ok().and_then(codes::lookup).map(Into::into),
    })
}

/// Whether it is an integer of any size, as JSON spells one.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal && (digits == "0" || !digits.starts_with('0'))
}
