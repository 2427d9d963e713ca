//! The sandbox without a server and without a clock: one request, answered at a given moment.

use axum::body::Bytes;
use axum::http;

use crate::config::Config;
use crate::provider::Provider;
use crate::state::State;
use crate::wire::WireRequest;
use crate::{trtc, zego};

/// What a provider makes of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Whose request it was taken for.
    pub provider: Provider,
    /// `success`, or the provider's error code.
    pub code: String,
    /// The body of the answer, whose HTTP status is 200.
    pub body: String,
    /// The callbacks that follow, in the order of sending.
    pub callbacks: Vec<SignedCallback>,
}

/// A callback as it would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCallback {
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The raw body.
    pub body: String,
}

/// Answers one request as a sandbox does that has just been started with this configuration, and
/// whose clock stands at `now_ms` (Unix milliseconds).
///
/// The request is to have all that a client sends, its `Host` included.
pub fn answer_in_memory(config: &Config, now_ms: i64, request: http::Request<Vec<u8>>) -> Answered {
    let (head, body) = request.into_parts();
    let request = WireRequest::new(head, Some(Bytes::from(body)));
    let provider = Provider::of(&request);
    let mut state = State::new(config).at(now_ms);
    let (answer, callbacks) = match provider {
        Provider::Zego => zego::carry_out(&config.zego, &mut state, &request),
        Provider::Trtc => trtc::carry_out(&config.trtc, &mut state, &request),
    };
    let callbacks = callbacks
        .into_iter()
        .map(|callback| SignedCallback { headers: callback.headers, body: callback.body })
        .collect();
    Answered { provider, code: answer.code, body: answer.body, callbacks }
}
