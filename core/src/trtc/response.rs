//! The response: `{"Response":{"RequestId":"…"}}`, or with an `Error` in it.
//!
//! `Error` means failure for any action (document 34264). Since a success
//! says nothing but its request id, that id has to be there. API errors come
//! with HTTP 200. An older shape, `{"code":4000,"message":…,"codeDesc":…}`,
//! is read as the official Go SDK does.

use alloc::string::String;

use super::codes;
use crate::error::{Error, Provider};
use crate::http::HttpResponse;
use crate::json::Object;
use crate::outcome::Closed;
use crate::reply::{Refusal, Reply, Settler};
use crate::secret::Secret;

pub(super) fn parse(response: &HttpResponse, secrets: &[&Secret]) -> Result<Closed, Error> {
    let settler = Settler { provider: Provider::Trtc, label: "TRTC", secrets };
    settler.settle(read(&response.body), response)
}

fn read(body: &[u8]) -> Reply {
    const EXPECTED: &str = "a JSON object with a Response";
    let Some(body) = core::str::from_utf8(body).ok().and_then(Object::parse) else {
        return Reply::Undocumented(EXPECTED);
    };
    let Some(response) = body.object("Response") else {
        return read_legacy(&body).unwrap_or(Reply::Undocumented(EXPECTED));
    };
    let request_id = response.text("RequestId").map(String::from);
    match (response.get("Error"), request_id) {
        (None, Some(request_id)) => Reply::Success { request_id },
        (None, None) => Reply::Undocumented("a Response with a RequestId"),
        (Some(_), request_id) => {
            let error = response.object("Error");
            match error.and_then(|error| error.text("Code").zip(error.text("Message"))) {
                Some((code, message)) => refused(code, message, request_id),
                None => Reply::Undocumented("an Error with Code and Message"),
            }
        }
    }
}

fn read_legacy(body: &Object<'_>) -> Option<Reply> {
    let number = body.text("code")?;
    let code = body.text("codeDesc").filter(|text| !text.is_empty()).unwrap_or(number);
    let is_failure = number != "0";
    is_failure.then(|| refused(code, body.text("message").unwrap_or_default(), None))
}

fn refused(code: &str, message: &str, request_id: Option<String>) -> Reply {
    Reply::Refused(Refusal {
        code: code.into(),
        message: message.into(),
        request_id,
        class: codes::classify(code),
    })
}
