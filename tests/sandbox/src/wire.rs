//! A provider request as it came over the wire.

use axum::body::{self, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use crate::params::Params;

/// The largest body that is read: TRTC's documented limit.
const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;

/// Everything a provider's rules may look at, with nothing normalised:
/// signatures are checked over these very bytes.
#[derive(Debug)]
pub(crate) struct WireRequest {
    pub(crate) method: Method,
    /// What stands after `?`, as sent; empty if there is none.
    pub(crate) query: String,
    headers: HeaderMap,
    /// `None` when it was larger than any provider takes.
    pub(crate) body: Option<Bytes>,
}

impl WireRequest {
    pub(crate) async fn read(request: Request) -> Self {
        let (head, body) = request.into_parts();
        let body = body::to_bytes(body, MAX_BODY_BYTES).await.ok();
        Self::new(head, body)
    }

    pub(crate) fn new(head: Parts, body: Option<Bytes>) -> Self {
        Self {
            query: head.uri.query().unwrap_or_default().to_owned(),
            method: head.method,
            headers: head.headers,
            body,
        }
    }

    /// A header's bytes as received; names compare without regard to case.
    pub(crate) fn header(&self, name: &str) -> Option<&[u8]> {
        self.headers.get(name).map(AsRef::as_ref)
    }

    /// A header's text, if it is printable ASCII.
    pub(crate) fn header_text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The media type of the body in lower case, without parameters.
    pub(crate) fn media_type(&self) -> String {
        let content_type = self.header_text("Content-Type").unwrap_or_default();
        let end = content_type.find(';').unwrap_or(content_type.len());
        content_type[..end].trim().to_ascii_lowercase()
    }

    /// All of it that may be a credential, as text: the query, the headers line by line, the body.
    pub(crate) fn text(&self) -> String {
        let headers = self.headers.iter().map(|(name, value)| {
            format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()))
        });
        let headers: String = headers.collect();
        format!("/?{}\n{headers}\n{}", self.query, String::from_utf8_lossy(self.body()))
    }

    /// Its token and signature as they were sent, a line each.
    pub(crate) fn credentials(&self) -> String {
        let body = String::from_utf8_lossy(self.body());
        let is_credential =
            |pair: &&str| ["Signature=", "Token="].into_iter().any(|start| pair.starts_with(start));
        let params = self.query.split('&').chain(body.split('&')).filter(is_credential);
        let token = self.header_text("X-TC-Token").map(|token| format!("X-TC-Token: {token}"));
        let authorization = self.header_text("Authorization").unwrap_or_default();
        let signature = authorization.find("Signature=").map(|at| authorization[at..].to_owned());
        let lines: Vec<_> = params.map(str::to_owned).chain(token).chain(signature).collect();
        lines.join("\n")
    }

    pub(crate) fn body(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }

    /// What can be decoded of the query.
    pub(crate) fn query_params(&self) -> Params {
        Params::lenient(self.query.as_bytes())
    }

    /// What can be decoded of the body, if it is a form.
    pub(crate) fn form_params(&self) -> Params {
        if self.media_type() == "application/x-www-form-urlencoded" {
            Params::lenient(self.body())
        } else {
            Params::default()
        }
    }
}
