//! Closes a room with the HTTP client ureq: the call says what to do, ureq does it.
//!
//! To take it over: ureq's default features have the TLS that the providers want, and that is left
//! out here.

use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use closeroom::{
    CloseRoomCall, Closed, Error, Header, HttpRequest, HttpResponse, Step, TransportFailure,
};
use ureq::http::{self, Request};
use ureq::{Agent, AsSendBody};

/// An HTTP client that sends signed requests: keep one, it keeps connections.
pub fn agent() -> Agent {
    Agent::config_builder()
        // A signed request is meant for one host alone.
        .max_redirects(0)
        .max_redirects_will_error(false)
        // The body of an error says more than its status.
        .http_status_as_error(false)
        // Plain http is for loopback, and would be readable by a proxy.
        .proxy(None)
        .build()
        .new_agent()
}

/// Carries the call out: `close_room(&agent, zego.call(CloseRoom::new("lobby"), options)?)`.
pub fn close_room(agent: &Agent, mut call: CloseRoomCall) -> Result<Closed, Error> {
    loop {
        match call.next(now_ms(), entropy()) {
            Step::Send(request) => match send(agent, &call, request) {
                Ok(response) => call.received(now_ms(), &response),
                Err(failure) => call.failed(now_ms(), failure),
            },
            Step::Wait(until_ms) => thread::sleep(from_now(until_ms)),
            Step::Done(result) => return result,
        }
    }
}

/// Sends one request as it is, byte for byte, and gives up at its deadline.
fn send(
    agent: &Agent,
    call: &CloseRoomCall,
    request: HttpRequest,
) -> Result<HttpResponse, TransportFailure> {
    let mut head = Request::builder().method(request.method.as_str()).uri(request.url);
    for Header { name, value, .. } in &request.headers {
        head = head.header(*name, &**value);
    }
    let response = match request.body {
        Some(body) => exchange(agent, call, head.body(body)),
        None => exchange(agent, call, head.body(())),
    };
    response.map_err(failure)
}

fn exchange<B: AsSendBody>(
    agent: &Agent,
    call: &CloseRoomCall,
    request: http::Result<Request<B>>,
) -> Result<HttpResponse, ureq::Error> {
    let left = from_now(call.attempt_deadline_ms());
    let request = agent.configure_request(request?).timeout_global(Some(left)).build();
    let (head, mut body) = agent.run(request)?.into_parts();
    let limit = call.max_response_bytes() as u64;
    let body = body.with_config().limit(limit).read_to_vec()?;

    let mut response = HttpResponse::new(head.status.as_u16(), body);
    for (name, value) in &head.headers {
        // Those that the call looks at are text.
        if let Ok(value) = value.to_str() {
            response = response.with_header(name.as_str(), value);
        }
    }
    Ok(response)
}

fn failure(error: ureq::Error) -> TransportFailure {
    match error {
        ureq::Error::Timeout(_) => TransportFailure::Timeout,
        ureq::Error::BodyExceedsLimit(_) => TransportFailure::BodyTooLarge,
        // It is scrubbed, should it name the signed URL.
        other => TransportFailure::Other(other.to_string()),
    }
}

fn now_ms() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}

fn from_now(until_ms: u64) -> Duration {
    Duration::from_millis(until_ms.saturating_sub(now_ms()))
}

fn entropy() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes
}
