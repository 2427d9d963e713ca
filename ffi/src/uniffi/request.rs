//! Signed requests.

use closeroom::HttpRequest;

use super::error::CoreError;

/// A signed request, to be sent byte for byte as it is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreRequest {
    /// `GET` or `POST`.
    pub method: String,
    /// The absolute URL, percent-encoded once.
    pub url: String,
    /// The headers to set, without `Host`.
    pub headers: Vec<CoreHeader>,
    /// The body, if there is one.
    pub body: Option<String>,
}

/// A header, of a request or of a response.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CoreHeader {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl From<HttpRequest> for CoreRequest {
    fn from(request: HttpRequest) -> Self {
        let headers = request.headers.into_iter().map(|header| CoreHeader {
            name: header.name.to_owned(),
            value: header.value.into_owned(),
        });
        Self {
            method: request.method.as_str().to_owned(),
            url: request.url,
            headers: headers.collect(),
            body: request.body,
        }
    }
}

/// A request's URL without its signature and token: fit for a log.
#[uniffi::export]
pub fn core_redacted_url(url: &str) -> Result<String, CoreError> {
    Ok(closeroom::redacted_url(url))
}
