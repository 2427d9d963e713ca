//! The request in the answer, as proxies and careless servers have it there.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::provider::Provider;
use crate::wire::WireRequest;

/// Where the request is in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// On a page for people, with status 403.
    Page,
    /// In the message of an error of the provider's.
    Message,
    /// In the address of a redirect.
    Location,
}

impl Place {
    pub(super) fn http_status(self) -> u16 {
        match self {
            Self::Page => 403,
            Self::Message => 200,
            Self::Location => 307,
        }
    }

    /// The answer to that request.
    pub(super) fn answer(self, provider: Provider, request: &WireRequest) -> Response {
        // The credentials first: who shows the beginning only must not miss them.
        let request = format!("{}\n{}", request.credentials(), request.text());
        match self {
            Self::Page => {
                let page = format!("<!doctype html><title>No</title><pre>{request}");
                (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/html")], page).into_response()
            }
            Self::Message => {
                let code = match provider {
                    Provider::Zego => "987654",
                    Provider::Trtc => "Something.New",
                };
                provider.error(code, Some(&request)).into_response()
            }
            Self::Location => {
                let is_visible = |c: &char| c.is_ascii_graphic();
                let location: String = request.chars().filter(is_visible).collect();
                let location = HeaderValue::try_from(format!("/?{location}"));
                let location = location.expect("visible ASCII is a header's value");
                (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]).into_response()
            }
        }
    }
}
