//! `closeRoom`: the loop around the core's call machine.

use closeroom::{CallOptions, CloseRoomCall, Error, ErrorKind, Provider, Step, TransportFailure};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::AbortSignal;

use crate::attempt::{Host, Sent};
use crate::errors::Thrown;
use crate::{host, request, result};

/// The contract's options; unset ones have the core's defaults.
pub(crate) fn options(
    timeout_ms: Option<f64>,
    max_attempts: Option<u32>,
    already_gone_is_error: bool,
    paced: bool,
) -> CallOptions {
    let mut options = CallOptions::default();
    if let Some(timeout_ms) = timeout_ms {
        options.timeout_ms = host::unsigned(timeout_ms);
    }
    if let Some(max_attempts) = max_attempts {
        options.max_attempts = max_attempts;
    }
    options.already_gone_is_error = already_gone_is_error;
    options.paced = paced;
    options
}

/// Carries the call out, and settles with its outcome.
pub(crate) fn close_room(
    provider: Provider,
    call: Result<CloseRoomCall, Error>,
    host: Host,
) -> Promise {
    future_to_promise(async move { Ok(drive(provider, call, host).await?) })
}

async fn drive(
    provider: Provider,
    call: Result<CloseRoomCall, Error>,
    host: Host,
) -> Result<JsValue, Thrown> {
    let mut call = call?;
    let mut last_sent = None;
    loop {
        let entropy = host::entropy(provider)?;
        let now_ms = host::now_ms();
        if host.is_cancelled() {
            call.failed(now_ms, TransportFailure::Cancelled);
        }
        match call.next(now_ms, entropy) {
            Step::Send(request) => {
                let timeout_ms = call.attempt_deadline_ms().saturating_sub(now_ms);
                let promise = host.send(
                    &request::pack(&request),
                    result::number(timeout_ms),
                    call.max_response_bytes() as f64,
                );
                let sent: Sent = JsFuture::from(promise).await?.unchecked_into();
                match sent.outcome() {
                    Ok(response) => call.received(host::now_ms(), &response),
                    Err(failure) => call.failed(host::now_ms(), failure),
                }
                last_sent = Some(sent);
            }
            Step::Wait(until_ms) => {
                JsFuture::from(host.wait(result::number(until_ms.saturating_sub(now_ms)))).await?;
            }
            Step::Done(Ok(closed)) => return Ok(result::closed(&closed)),
            Step::Done(Err(error)) => return Err(thrown(&call, error, last_sent, &host)),
        }
    }
}

/// A transport failure's cause is what `fetch` threw, unless it shows a
/// secret or the signed URL; a cancellation's is the signal's reason.
fn thrown(call: &CloseRoomCall, error: Error, last_sent: Option<Sent>, host: &Host) -> Thrown {
    let cause = match error.kind() {
        ErrorKind::Transport => {
            last_sent.and_then(|sent| sent.presentable_cause(|seen| call.reveals_credentials(seen)))
        }
        ErrorKind::Cancelled => host.signal().as_ref().map(AbortSignal::reason),
        _ => None,
    };
    let thrown = Thrown::from(error);
    match cause {
        Some(cause) => thrown.because_of(&cause),
        None => thrown,
    }
}
