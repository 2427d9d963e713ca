//! The response to `CloseRoom`: `{"Code":0,"Message":"success","RequestId":"…"}`.
//!
//! Only `Code` decides: documents disagree on the text of `Message`
//! ("success", "Succeed"). Numbers may come as strings and the other way
//! round. The documents show HTTP 200 only.

use super::codes;
use crate::error::{Error, Provider};
use crate::http::HttpResponse;
use crate::json::Object;
use crate::outcome::Closed;
use crate::read::{is_decimal, whole_number};
use crate::reply::{Refusal, Reply, Settler};
use crate::secret::Secret;

pub(super) fn parse(response: &HttpResponse, secrets: &[&Secret]) -> Result<Closed, Error> {
    let settler = Settler { provider: Provider::Zego, label: "ZEGO", secrets };
    settler.settle(response, read)
}

fn read<'a>(body: &'a Object<'_>) -> Reply<'a> {
    const EXPECTED: &str = "a JSON object with an integer Code";
    let Some(code) = body.text("Code").filter(|code| is_integer(code)) else {
        return Reply::Undocumented(EXPECTED);
    };
    let request_id = body.text("RequestId");
    if code == "0" {
        return Reply::Success { request_id };
    }
    let number = whole_number(code).and_then(|number| number.try_into().ok());
    Reply::Refused(Refusal {
        code,
        message: body.text("Message").unwrap_or_default(),
        request_id,
        class: number.and_then(codes::lookup).map(Into::into),
    })
}

/// Whether it is an integer of any size, as JSON spells one.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_decimal(digits) && (digits.len() == 1 || digits.as_bytes().first() != Some(&b'0'))
}
