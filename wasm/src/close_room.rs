//! `closeRoom`: the loop around the core's call machine.

use closeroom::{CallOptions, CloseRoomCall, Error, ErrorKind, Provider, Step, TransportFailure};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
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

/// Carries the call out, and settles the host's promise with its outcome.
pub(crate) fn close_room(provider: Provider, call: CloseRoomCall, host: Host) {
    // In a box, with one place to wait in: the compiler copies the state of a future
    // about, and makes all of its code anew for every place.
    let mut driver = Box::new(Driver { provider, call, host, sending: false, last_sent: None });
    spawn_local(async move {
        loop {
            let brought = match driver.next() {
                Ok(Next::Await(promise)) => JsFuture::from(promise).await,
                Ok(Next::Done(closed)) => return driver.host.resolve(&closed),
                Err(thrown) => Err(thrown.into()),
            };
            match brought {
                Ok(brought) => driver.take(brought),
                Err(thrown) => return driver.host.reject(&thrown),
            }
        }
    });
}

struct Driver {
    provider: Provider,
    call: CloseRoomCall,
    host: Host,
    /// Whether the host sends, and does not wait.
    sending: bool,
    last_sent: Option<Sent>,
}

enum Next {
    Await(Promise),
    Done(JsValue),
}

impl Driver {
    fn next(&mut self) -> Result<Next, Thrown> {
        let mut entropy = [0; 16];
        host::randomise(&mut entropy, self.provider)?;
        let now_ms = host::now_ms();
        if self.host.is_cancelled() {
            self.call.failed(now_ms, TransportFailure::Cancelled);
        }
        let step = self.call.next(now_ms, entropy);
        self.sending = matches!(step, Step::Send(_));
        Ok(Next::Await(match step {
            Step::Send(request) => {
                let timeout_ms = self.call.attempt_deadline_ms().saturating_sub(now_ms);
                let max_bytes = host::number(self.call.max_response_bytes() as u64);
                self.host.send(&request::pack(&request), host::number(timeout_ms), max_bytes)
            }
            Step::Wait(until_ms) => self.host.wait(host::number(until_ms.saturating_sub(now_ms))),
            Step::Done(Ok(closed)) => return Ok(Next::Done(result::closed(&closed))),
            Step::Done(Err(error)) => return Err(self.thrown(error)),
        }))
    }

    /// Takes what the host's promise brought.
    fn take(&mut self, brought: JsValue) {
        if !self.sending {
            return;
        }
        let sent: Sent = brought.unchecked_into();
        let outcome = sent.outcome();
        let now_ms = host::now_ms();
        match outcome {
            Ok(response) => self.call.received(now_ms, &response),
            Err(failure) => self.call.failed(now_ms, failure),
        }
        self.last_sent = Some(sent);
    }

    /// A transport failure's cause is what `fetch` threw, unless it shows a
    /// secret or the signed URL; a cancellation's is the signal's reason.
    fn thrown(&self, error: Error) -> Thrown {
        let cause = match error.kind() {
            ErrorKind::Transport => self.last_sent.as_ref().and_then(|sent| {
                sent.presentable_cause(|seen| self.call.reveals_credentials(seen))
            }),
            ErrorKind::Cancelled => self.host.signal().as_ref().map(AbortSignal::reason),
            _ => None,
        };
        if let Some(cause) = cause {
            self.host.blame(&cause);
        }
        error.into()
    }
}
