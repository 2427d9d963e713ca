//! What holds for a parsed response of either provider.

use closeroom::{Closed, Error, ErrorKind, HttpResponse};
use serde_json::Value;

use crate::accounts::{TRTC_SECRETS, ZEGO_SECRETS};
use crate::memory::bounded;
use crate::message::Message;
use crate::{reference, secrecy};

/// Parses the response that the bytes are, as a client that knows these secrets, and checks what
/// holds for any.
pub(crate) fn parse(
    data: &[u8],
    secrets: &[&str],
    parse: impl Fn(&HttpResponse) -> Result<Closed, Error>,
) -> (HttpResponse, Result<Closed, Error>) {
    let response = Message::read(data).response();
    let result = bounded(data.len(), || parse(&response));
    assert_eq!(parse(&response), result, "the same again");
    match &result {
        Ok(closed) => {
            assert!((200..300).contains(&response.status), "{closed:?}");
            assert!(is_json_object(&response.body), "{closed:?}");
            secrecy::assert_hidden(&closed.request_id, secrets.iter().copied());
        }
        Err(error) => {
            use ErrorKind::{ClockSkew, PermissionDenied, RateLimited, Rejected, RoomNotFound};
            use ErrorKind::{Unauthorized, Unavailable, UnexpectedResponse};
            let kinds = [
                Unauthorized,
                ClockSkew,
                PermissionDenied,
                RoomNotFound,
                RateLimited,
                Rejected,
                Unavailable,
                UnexpectedResponse,
            ];
            assert!(kinds.contains(&error.kind()), "{error:?}");
            assert_eq!(error.http_status(), Some(response.status));
            assert!(error.message().len() < 1200, "{error}");
            let ids = [error.provider_code(), error.request_id()];
            assert!(ids.iter().flatten().all(|id| id.len() <= 200), "{error:?}");
            for shown in ids.into_iter().flatten().chain([error.message(), &format!("{error:?}")]) {
                secrecy::assert_hidden(shown, secrets.iter().copied());
            }
        }
    }
    (response, result)
}

fn is_json_object(body: &[u8]) -> bool {
    std::str::from_utf8(body)
        .is_ok_and(|text| text.trim_ascii_start().starts_with('{') && reference::is_json(text))
}

/// The id that must come out for the one that is in the body: none where a text from outside is
/// shortened or masked on its way into an error.
pub(crate) fn clean_id(value: Option<&Value>) -> Option<String> {
    let id = value.map_or(Some(String::new()), reference::text)?;
    let lower = id.to_ascii_lowercase();
    let is_masked = ["signature", "token"].iter().any(|name| lower.contains(name));
    let is_harmless = id.chars().all(|c| c.is_ascii_alphanumeric() || "-_. ".contains(c));
    (id.len() <= 200 && is_harmless && !is_masked && !holds_secret(&id)).then_some(id)
}

fn holds_secret(id: &str) -> bool {
    ZEGO_SECRETS.iter().chain(&TRTC_SECRETS).any(|secret| id.contains(secret))
}
