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
    let request_id = present(response, "RequestId").map(String::from);
    if response.get("Error").is_some() {
        let error = response.object("Error");
        return match error.and_then(|error| present(error, "Code").zip(Some(error))) {
            Some((code, error)) => refused(code, error.text("Message"), request_id),
            None => Reply::Undocumented("an Error with a Code"),
        };
    }
    match request_id {
        Some(_) => Reply::Success { request_id },
        None => Reply::Undocumented("a Response with a RequestId"),
    }
}

fn present<'a>(object: &'a Object<'_>, name: &str) -> Option<&'a str> {
    object.text(name).filter(|text| !text.is_empty())
}

fn read_legacy(body: &Object<'_>) -> Option<Reply> {
    let number = body.text("code")?;
    let code = present(body, "codeDesc").unwrap_or(number);
    let is_failure = number != "0";
    is_failure.then(|| refused(code, body.text("message"), None))
}

fn refused(code: &str, message: Option<&str>, request_id: Option<String>) -> Reply {
    Reply::Refused(Refusal {
        code: code.into(),
        message: message.unwrap_or_default().into(),
        request_id,
        class: codes::classify(code),
    })
}
