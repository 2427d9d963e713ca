//! Requests on their way to JavaScript, responses on their way from it.

use closeroom::{HttpRequest, HttpResponse};

/// The request as one string, since one string crosses the boundary faster
/// than an object: method, URL and body (empty when there is none), then the
/// names and values of the headers, one a line. No part can hold a line
/// break: they are percent-encoded, JSON-escaped or visible ASCII.
pub(crate) fn pack(request: &HttpRequest) -> String {
    let body = request.body.as_deref().unwrap_or_default();
    let mut packed = String::from(request.method.as_str());
    let headers = request.headers.iter().flat_map(|header| [header.name, &header.value]);
    for part in [request.url.as_str(), body].into_iter().chain(headers) {
        packed.push('\n');
        packed.push_str(part);
    }
    packed
}

/// The response of which TypeScript flattened the headers.
pub(crate) fn response(status: u16, headers: &str, body: Vec<u8>) -> HttpResponse {
    pairs(headers).fold(HttpResponse::new(status, body), |response, (name, value)| {
        response.with_header(name, value)
    })
}

/// Headers out of their names and values, one a line.
pub(crate) fn pairs(flat: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut lines = flat.split('\n');
    core::iter::from_fn(move || Some((lines.next()?, lines.next()?)))
}
