//! A built request as an HTTP client sends it, handed to the sandbox.

use closeroom::HttpRequest;
use closeroom_sandbox::{Answered, Config, answer_in_memory};
use url::Url;

/// What the sandbox answers to the request at that Unix second.
///
/// The client of the URL standard (fetch) stands between them: it must not have to change a byte
/// of the URL, and it makes the `Host` header.
pub(crate) fn answer(config: &Config, now_seconds: u64, request: &HttpRequest) -> Answered {
    let url = Url::parse(&request.url).expect("a URL");
    assert_eq!(url.as_str(), request.url, "a client would send another URL");
    let mut sent = http::Request::builder()
        .method(request.method.as_str())
        .uri(&request.url)
        .header("Host", host(&url));
    for header in &request.headers {
        sent = sent.header(header.name, &*header.value);
    }
    let body = request.body.clone().unwrap_or_default().into_bytes();
    let now_ms = i64::try_from(now_seconds * 1000).expect("a time in range");
    answer_in_memory(config, now_ms, sent.body(body).expect("a request"))
}

/// Host and, unless it is the scheme's own, port.
pub(crate) fn host(url: &Url) -> String {
    let host = url.host_str().expect("a host");
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
