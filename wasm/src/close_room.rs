//! `closeRoom`: the loop around the core's call machine.

use closeroom::{CallOptions, CloseRoomCall, Error, ErrorKind, Provider, Step, TransportFailure};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use crate::errors::Thrown;
use crate::fetch::{Failed, Fetch, seen_in};
use crate::interrupt::Interrupt;
use crate::{host, result};

/// How to carry out a call: the contract's options, and the host's part.
#[wasm_bindgen]
pub struct CloseOptions {
    call: CallOptions,
    fetch: Option<Function>,
    signal: Option<AbortSignal>,
}

#[wasm_bindgen]
impl CloseOptions {
    /// Unset options have the core's defaults.
    #[wasm_bindgen(constructor)]
    pub fn new(
        timeout_ms: Option<f64>,
        max_attempts: Option<u32>,
        already_gone_is_error: bool,
        paced: bool,
        fetch: Option<Function>,
        signal: Option<AbortSignal>,
    ) -> Self {
        let mut call = CallOptions::default();
        if let Some(timeout_ms) = timeout_ms {
            call.timeout_ms = host::unsigned(timeout_ms);
        }
        if let Some(max_attempts) = max_attempts {
            call.max_attempts = max_attempts;
        }
        call.already_gone_is_error = already_gone_is_error;
        call.paced = paced;
        Self { call, fetch, signal }
    }
}

/// Starts the call that `start` makes, and settles with its outcome.
pub(crate) fn close_room(
    provider: Provider,
    options: CloseOptions,
    start: impl FnOnce(CallOptions) -> Result<CloseRoomCall, Error>,
) -> Promise {
    let call = start(options.call);
    let fetch = Fetch::new(options.fetch, options.signal).ok_or_else(|| {
        Error::invalid_input(provider, "Fetch", "is missing in this runtime; pass one as an option")
    });
    match call.and_then(|call| Ok((call, fetch?))) {
        Err(error) => Promise::reject(&Thrown::from(error).into()),
        Ok((call, fetch)) => {
            future_to_promise(async move { Ok(drive(provider, call, fetch).await?) })
        }
    }
}

async fn drive(
    provider: Provider,
    mut call: CloseRoomCall,
    fetch: Fetch,
) -> Result<JsValue, Thrown> {
    let mut cause = None;
    loop {
        let entropy = host::entropy(provider)?;
        let now_ms = host::now_ms();
        if fetch.signal().is_some_and(AbortSignal::aborted) {
            call.failed(now_ms, TransportFailure::Cancelled);
        }
        match call.next(now_ms, entropy) {
            Step::Send(request) => {
                let timeout_ms = call.attempt_deadline_ms().saturating_sub(now_ms);
                let limit = call.max_response_bytes();
                match fetch.send(&request, timeout_ms, limit).await {
                    Ok(response) => call.received(host::now_ms(), &response),
                    Err(Failed { failure, cause: thrown }) => {
                        cause = thrown;
                        call.failed(host::now_ms(), failure);
                    }
                }
            }
            Step::Wait(until_ms) => {
                let interrupt = Interrupt::new(fetch.signal(), until_ms.saturating_sub(now_ms));
                if interrupt.wait().await == TransportFailure::Cancelled {
                    call.failed(host::now_ms(), TransportFailure::Cancelled);
                }
            }
            Step::Done(Ok(closed)) => return Ok(result::closed(&closed)),
            Step::Done(Err(error)) => return Err(thrown(&call, error, cause, fetch.signal())),
        }
    }
}

/// A transport failure's cause is what `fetch` threw, unless it shows a
/// secret or the signed URL; a cancellation's is the signal's reason.
fn thrown(
    call: &CloseRoomCall,
    error: Error,
    by_fetch: Option<JsValue>,
    signal: Option<&AbortSignal>,
) -> Thrown {
    let cause = match error.kind() {
        ErrorKind::Transport => by_fetch
            .filter(|thrown| seen_in(thrown).is_some_and(|seen| !call.reveals_credentials(&seen))),
        ErrorKind::Cancelled => signal.map(AbortSignal::reason),
        _ => None,
    };
    let thrown = Thrown::from(error);
    match cause {
        Some(cause) => thrown.because_of(&cause),
        None => thrown,
    }
}
