//! `response`: what a provider's reply means.

use std::collections::BTreeMap;

use closeroom::{Closed, Error, HttpResponse, Status};
use serde::Deserialize;

use super::file::{self, Expect};
use crate::clients;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Zego {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    response: Response,
    expect: Outcome,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trtc {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    /// Whose page documents it. The meaning is the same for both.
    #[serde(rename = "action")]
    _action: Option<Action>,
    response: Response,
    expect: Outcome,
}

#[derive(Deserialize)]
enum Action {
    DismissRoomByStrRoomId,
    DismissRoom,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Ok(Success),
    Error(Failure),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Success {
    request_id: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Failure {
    kind: String,
    provider_code: Option<String>,
    request_id: Option<String>,
    http_status: Option<u16>,
    retryable: bool,
    retry_after_ms: Option<u64>,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self {
            kind: error.kind().as_str().to_owned(),
            provider_code: error.provider_code().map(Into::into),
            request_id: error.request_id().map(Into::into),
            http_status: error.http_status(),
            retryable: error.retryable(),
            retry_after_ms: error.retry_after_ms(),
        }
    }
}

impl file::Case for Zego {
    const PROVIDER: &str = "zego";
    const KIND: &str = "response";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        check(|response| clients::zego().parse(response), &self.response, &self.expect, expect);
    }
}

impl file::Case for Trtc {
    const PROVIDER: &str = "trtc";
    const KIND: &str = "response";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        check(|response| clients::trtc().parse(response), &self.response, &self.expect, expect);
    }
}

fn check(
    parse: impl Fn(&HttpResponse) -> Result<Closed, Error>,
    response: &Response,
    expected: &Outcome,
    expect: &mut Expect,
) {
    let start = HttpResponse::new(response.status, response.body.as_str());
    let response =
        response.headers.iter().fold(start, |r, (name, value)| r.with_header(name, value));
    let outcome = match parse(&response) {
        Ok(closed) => {
            expect.equal("status", closed.status, Status::Closed);
            expect.equal("attempts", closed.attempts, 1);
            Outcome::Ok(Success { request_id: closed.request_id })
        }
        Err(error) => Outcome::Error(Failure::from(&error)),
    };
    expect.equal("outcome", &outcome, expected);
}
