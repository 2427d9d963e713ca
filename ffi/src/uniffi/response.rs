//! Responses on their way in.

use closeroom::HttpResponse;

use super::request::CoreHeader;

/// What the host's HTTP client received.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<CoreHeader>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl From<CoreResponse> for HttpResponse {
    fn from(response: CoreResponse) -> Self {
        let headers = response.headers.into_iter();
        headers.fold(Self::new(response.status, response.body), |response, header| {
            response.with_header(header.name, header.value)
        })
    }
}
