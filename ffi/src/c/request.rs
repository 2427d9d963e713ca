//! Signed requests.

use std::sync::OnceLock;

use closeroom::HttpRequest;

use super::boundary::infallible;
use super::text::{Text, closeroom_str, lend};

/// A signed request, to be sent byte for byte as it is.
///
/// Never encode the URL or the body again, and never follow a redirect: the signature is meant
/// for one host alone. There is no `Host` header, since every HTTP client derives it from the
/// URL, port included; set no `Content-Type` of your own.
///
/// The request is a credential while its signature is valid (10 minutes at ZEGOCLOUD, 5 at
/// Tencent), and may hold the session token: do not log it, but its
/// closeroom_request_redacted_url(). It is not wiped when it is freed.
///
/// Ownership: the caller's when a build function made it: free it with closeroom_request_free().
/// The one of closeroom_call_request() and closeroom_explained_request() belongs to that object:
/// do not free it. Threads: never changes, so any number of threads may read it at once.
pub struct closeroom_request {
    request: HttpRequest,
    url: Text,
    headers: Vec<Header>,
    body: Option<Text>,
    redacted_url: OnceLock<Text>,
}

struct Header {
    name: Text,
    value: Text,
}

impl From<HttpRequest> for closeroom_request {
    fn from(request: HttpRequest) -> Self {
        let headers = request.headers.iter();
        Self {
            url: request.url.as_str().into(),
            headers: headers
                .map(|header| Header { name: header.name.into(), value: (*header.value).into() })
                .collect(),
            body: request.body.as_deref().map(Text::from),
            redacted_url: OnceLock::new(),
            request,
        }
    }
}

/// The HTTP method: `GET` or `POST`.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_method(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| {
        request.map_or_else(closeroom_str::default, |request| {
            closeroom_str::of_static(match request.request.method {
                closeroom::Method::Get => c"GET",
                _ => c"POST",
            })
        })
    })
}

/// The absolute URL, percent-encoded once. It may hold the signature: not for logs.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_url(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| lend(request.map(|request| &request.url)))
}

/// The URL with `[redacted]` in the place of its signature and token: fit for a log.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_redacted_url(
    request: Option<&closeroom_request>,
) -> closeroom_str {
    infallible(|| {
        lend(request.map(|closeroom_request { request, redacted_url, .. }| {
            redacted_url.get_or_init(|| request.redacted_url().as_str().into())
        }))
    })
}

/// How many headers there are to set: 0 and more.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_header_count(request: Option<&closeroom_request>) -> usize {
    infallible(|| request.map(|request| request.headers.len()).unwrap_or_default())
}

/// The name of the header of that index, counted from 0; no text beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_header_name(
    request: Option<&closeroom_request>,
    index: usize,
) -> closeroom_str {
    infallible(|| lend(request.and_then(|request| request.headers.get(index)).map(|h| &h.name)))
}

/// The value of the header of that index, exactly as it was signed; no text beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_header_value(
    request: Option<&closeroom_request>,
    index: usize,
) -> closeroom_str {
    infallible(|| lend(request.and_then(|request| request.headers.get(index)).map(|h| &h.value)))
}

/// The body; no text (`data` is NULL) when there is none, as with GET.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_body(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| lend(request.and_then(|request| request.body.as_ref())))
}

/// Frees a request that a build function made. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_free(request: Option<Box<closeroom_request>>) {
    infallible(|| drop(request));
}
