//! The response: `{"Response":{"RequestId":"…"}}`, or with an `Error` in it.
//!
//! `Error` means failure for any action (document 34264). Since a success
//! says nothing but its request id, that id has to be there. API errors come
//! with HTTP 200. An older shape, `{"code":4000,"message":…,"codeDesc":…}`,
//! is read as the official Go SDK does.

use super::codes;
use crate::error::{Error, Provider};
use crate::http::HttpResponse;
use crate::json::Object;
use crate::outcome::Closed;
use crate::reply::{Refusal, Reply, Settler};
use crate::secret::Secret;

pub(super) fn parse(response: &HttpResponse, secrets: &[&Secret]) -> Result<Closed, Error> {
    let settler = Settler { provider: Provider::Trtc, label: "TRTC", secrets };
    settler.settle(response, read)
}

fn read<'a>(body: &'a Object<'_>) -> Reply<'a> {
    const EXPECTED: &str = "a JSON object with a Response";
    let Some(response) = body.object("Response") else {
        return match body.text("code") {
            None | Some("0") => Reply::Undocumented(EXPECTED),
            Some(number) => {
                let code = present(body, "codeDesc").unwrap_or(number);
                refused(code, body.text("message"), None)
            }
        };
    };
    let request_id = present(response, "RequestId");
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

fn refused<'a>(code: &'a str, message: Option<&'a str>, request_id: Option<&'a str>) -> Reply<'a> {
    Reply::Refused(Refusal {
        code,
        message: message.unwrap_or_default(),
        request_id,
        class: codes::classify(code),
    })
}
