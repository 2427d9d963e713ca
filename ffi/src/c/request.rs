//! Signed requests.

use std::sync::{Mutex, PoisonError};

use closeroom::HttpRequest;

use super::boundary::infallible;
use super::text::{Text, closeroom_str, lend};

/// A signed request, to be sent byte for byte as it is.
///
/// Never encode the URL or the body again, and never follow a redirect: the signature is meant
/// for one host alone. Nor let the HTTP client repeat it by itself, as some do when a kept
/// connection has died: every attempt is to be signed afresh. `Host` and `Content-Length` are not
/// among the headers, since HTTP clients make them of URL and body. Send no `Content-Type` but the
/// request's own.
///
/// The request is a credential while its signature is valid (10 minutes at ZEGOCLOUD, 5 at
/// Tencent), and may hold the session token: do not log it, but its
/// closeroom_request_redacted_url(). It is wiped when it is freed.
///
/// Ownership: the caller's when a build function made it: free it with closeroom_request_free().
/// The one of closeroom_call_request() and closeroom_explained_request() belongs to that object:
/// do not free it. Threads: never changes, so any number of threads may read it at once.
pub struct closeroom_request {
    method: Text,
    url: Text,
    headers: Vec<Header>,
    body: Option<Text>,
    // Not a OnceLock: what is not there yet is memory that nobody has written, and that memory
    // may hold anything.
    parts: Mutex<Option<Box<Parts>>>,
}

struct Header {
    name: Text,
    value: Text,
    line: Text,
}

/// What only some hosts ask for, taken from the URL when they do.
struct Parts {
    redacted_url: Text,
    host: Text,
    target: Text,
}

impl From<HttpRequest> for closeroom_request {
    fn from(request: HttpRequest) -> Self {
        Self {
            method: request.method.as_str().into(),
            url: request.url.into(),
            headers: request.headers.into_iter().map(Header::from).collect(),
            body: request.body.map(Text::from),
            parts: Mutex::default(),
        }
    }
}

impl From<closeroom::Header> for Header {
    fn from(header: closeroom::Header) -> Self {
        let value = Text::from(header.value.into_owned());
        Self {
            line: Text::joined(header.name, ": ", value.as_str()),
            name: header.name.into(),
            value,
        }
    }
}

impl closeroom_request {
    fn lend_part(&self, part: fn(&Parts) -> &Text) -> closeroom_str {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        part(parts.get_or_insert_with(|| Box::new(Parts::of(self.url.as_str())))).lend()
    }
}

impl Parts {
    fn of(url: &str) -> Self {
        let after_scheme = url.split_once("://").unwrap_or_default().1;
        let (host, _) = after_scheme.split_once('/').unwrap_or_default();
        let (_, target) = after_scheme.split_at(host.len());
        Self {
            redacted_url: closeroom::redacted_url(url).into(),
            host: host.into(),
            target: target.into(),
        }
    }
}

fn header(request: Option<&closeroom_request>, index: usize) -> Option<&Header> {
    request?.headers.get(index)
}

/// The HTTP method: `GET` or `POST`.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_method(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| lend(request.map(|request| &request.method)))
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
        request.map(|request| request.lend_part(|parts| &parts.redacted_url)).unwrap_or_default()
    })
}

/// Host and, unless it is the scheme's default, port, as they were signed: what a host without an
/// HTTP client puts into the header `Host`.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_host(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| request.map(|request| request.lend_part(|parts| &parts.host)).unwrap_or_default())
}

/// Path and query: what a host without an HTTP client puts into the request line. It may hold the
/// signature: not for logs.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_target(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| {
        request.map(|request| request.lend_part(|parts| &parts.target)).unwrap_or_default()
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
    infallible(|| lend(header(request, index).map(|header| &header.name)))
}

/// The value of the header of that index, exactly as it was signed; no text beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_header_value(
    request: Option<&closeroom_request>,
    index: usize,
) -> closeroom_str {
    infallible(|| lend(header(request, index).map(|header| &header.value)))
}

/// The header of that index as a line, `Name: value` without a line break, as libcurl's
/// curl_slist_append() takes it; no text beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_header_line(
    request: Option<&closeroom_request>,
    index: usize,
) -> closeroom_str {
    infallible(|| lend(header(request, index).map(|header| &header.line)))
}

/// The body; no text (`data` is NULL) when there is none, as with GET.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_body(request: Option<&closeroom_request>) -> closeroom_str {
    infallible(|| lend(request.and_then(|request| request.body.as_ref())))
}

/// Frees a request that a build function made, and wipes it. NULL is ignored.
#[unsafe(no_mangle)]
pub extern "C" fn closeroom_request_free(request: Option<Box<closeroom_request>>) {
    infallible(|| drop(request));
}

#[cfg(test)]
mod tests {
    use closeroom::zego::{CloseRoom, Config, Zego};

    use super::{Parts, closeroom_request};

    fn request(endpoint: &str) -> closeroom_request {
        let config = Config::new(1, "secret").with_endpoint(endpoint.parse().unwrap());
        let zego = Zego::new(config).unwrap();
        zego.build(&CloseRoom::new("r"), 1_700_000_000, "4fd24687296dd9f3").unwrap().into()
    }

    #[test]
    fn host_and_target_make_up_the_url() {
        for (endpoint, scheme, host) in [
            ("hkg", "https://", "rtc-api-hkg.zego.im"),
            ("http://127.0.0.1:8787", "http://", "127.0.0.1:8787"),
            ("http://[::1]:8787", "http://", "[::1]:8787"),
        ] {
            let request = request(endpoint);
            let parts = Parts::of(request.url.as_str());
            assert_eq!(parts.host.as_str(), host);
            assert!(parts.target.as_str().starts_with("/?Action=CloseRoom&"));
            let whole = [scheme, host, parts.target.as_str()].concat();
            assert_eq!(request.url.as_str(), whole);
        }
    }
}
