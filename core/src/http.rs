//! HTTP as plain values: the host's client does the sending.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::scrub;
use crate::secret::REDACTED;

/// The HTTP method of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    #[default]
    Post,
}

impl Method {
    /// The method in upper case, as it is sent and signed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A header of a request.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The name, spelled as the provider documents it.
    pub name: &'static str,
    /// The value, exactly as it was signed.
    pub value: Cow<'static, str>,
}

impl Header {
    pub(crate) fn new(name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        Self { name, value: value.into() }
    }

    fn is_credential(&self) -> bool {
        matches!(self.name, "Authorization" | "X-TC-Token")
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.is_credential() { REDACTED } else { &self.value };
        write!(f, "{}: {value}", self.name)
    }
}

/// A signed request, to be sent byte for byte as it is.
///
/// The bytes that were signed are the bytes here: never re-encode the URL or
/// the body. There is no `Host` header, since every HTTP client derives it
/// from the URL; the signed host is the URL's authority, port included.
/// Never follow a redirect: the signature is meant for one host alone.
///
/// The value is a credential while its signature is valid. `Debug` masks the
/// signature and the token; the fields do not, and they are not wiped on
/// drop: they are on their way out of the process.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The absolute URL, percent-encoded once.
    pub url: String,
    /// The headers to set, without `Host`.
    pub headers: Vec<Header>,
    /// The body, if there is one.
    pub body: Option<String>,
}

impl HttpRequest {
    /// The URL with `[redacted]` in the place of its signature and token: fit for a log.
    pub fn redacted_url(&self) -> String {
        redacted_url(&self.url)
    }
}

/// A request's URL with `[redacted]` in the place of its signature and token: fit for a log.
pub fn redacted_url(url: &str) -> String {
    scrub::credential_parameters(url)
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.redacted_url())
            .field("headers", &self.headers)
            .field("body", &self.body.as_deref().map(scrub::credential_parameters))
            .finish()
    }
}

/// What the host's HTTP client received.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// Headers as name and value; names match without regard to case.
    /// Only `Date` and `Retry-After` are looked at.
    pub headers: Vec<(String, String)>,
    /// The whole body. Hosts stop reading at
    /// [`CallOptions::max_response_bytes`](crate::CallOptions::max_response_bytes).
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// A response without headers.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// The response with one more header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        find_header(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())), name)
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A redirect may repeat the signed URL.
        let clean =
            |(name, value): &(String, String)| (name.clone(), scrub::credential_parameters(value));
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers.iter().map(clean).collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// The trimmed value of the first header of that name.
pub(crate) fn find_header<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    wanted: &str,
) -> Option<&'a str> {
    headers
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
        .map(|(_, value)| value.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::{Header, HttpRequest, HttpResponse, Method};
    use std::format;
    use std::string::String;
    use std::vec;

    #[test]
    fn debug_masks_signature_and_token() {
        let request = HttpRequest {
            method: Method::Post,
            url: String::from(
                "https://host/?SignatureNonce=n0nce&Signature=c0ffee&Token=t0ken&RoomId=r",
            ),
            headers: vec![
                Header::new("Authorization", "TC3-HMAC-SHA256 Signature=c0ffee"),
                Header::new("X-TC-Token", "t0ken"),
                Header::new("X-TC-Region", "ap-guangzhou"),
            ],
            body: Some(String::from("RoomId=r&Token=t0ken&Signature=c0ffee")),
        };
        let shown = format!("{request:?}");
        assert!(!shown.contains("c0ffee") && !shown.contains("t0ken"), "{shown}");
        assert!(shown.contains("n0nce") && shown.contains("ap-guangzhou"), "{shown}");
    }

    #[test]
    fn headers_match_without_regard_to_case() {
        let response = HttpResponse::new(429, "").with_header("rEtRy-AfTeR", " 7 ");
        assert_eq!(response.header("Retry-After"), Some("7"));
        assert_eq!(response.header("Date"), None);
    }
}
