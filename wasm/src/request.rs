//! Requests on their way to JavaScript, responses on their way from it.

use closeroom::{HttpRequest, HttpResponse};

/// The request as one string, since one string crosses the boundary faster
/// than an object: method, URL and body (empty when there is none), then the
/// names and values of the headers, one a line. No part can hold a line
/// break: they are percent-encoded, JSON-escaped or visible ASCII.
pub(crate) fn pack(request: &HttpRequest) -> String {
    let body = request.body.as_deref().unwrap_or_default();
    let mut packed = [request.method.as_str(), &request.url, body].join("\n");
    for header in &request.headers {
        for part in [header.name, &header.value] {
            packed.push('\n');
            packed.push_str(part);
        }
    }
    packed
}

/// The response of which TypeScript flattened the headers: name, value, name, value, …
pub(crate) fn response(status: u16, headers: Vec<String>, body: Vec<u8>) -> HttpResponse {
    let mut response = HttpResponse::new(status, body);
    let mut texts = headers.into_iter();
    while let (Some(name), Some(value)) = (texts.next(), texts.next()) {
        response = response.with_header(name, value);
    }
    response
}
