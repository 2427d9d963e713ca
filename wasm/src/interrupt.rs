//! What ends an attempt, or a wait, before its work is done: the caller's signal, or the clock.

use core::cell::RefCell;
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::{Poll, Waker};
use std::rc::Rc;

use closeroom::TransportFailure;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::host;

/// Fires when the caller's signal aborts, or when the time is up.
/// Dropping it clears its timer and its listener.
pub(crate) struct Interrupt {
    until_ms: u64,
    fired: Rc<RefCell<Fired>>,
    timer: JsValue,
    signal: Option<AbortSignal>,
    on_abort: Closure<dyn FnMut()>,
    _on_timeout: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct Fired {
    reason: Option<TransportFailure>,
    waker: Option<Waker>,
}

impl Interrupt {
    pub(crate) fn new(signal: Option<&AbortSignal>, delay_ms: u64) -> Self {
        let fired = Rc::<RefCell<Fired>>::default();
        let on_abort = firing(&fired, TransportFailure::Cancelled);
        let on_timeout = firing(&fired, TransportFailure::Timeout);
        if let Some(signal) = signal {
            if signal.aborted() {
                fired.borrow_mut().reason = Some(TransportFailure::Cancelled);
            }
            // Adding a listener to a signal does not throw.
            let _ = signal.add_event_listener_with_callback("abort", function(&on_abort));
        }
        Self {
            until_ms: host::now_ms().saturating_add(delay_ms),
            fired,
            timer: host::set_timeout(function(&on_timeout), delay_ms),
            signal: signal.cloned(),
            on_abort,
            _on_timeout: on_timeout,
        }
    }

    /// Waits for the work, or for the interrupt if that comes first.
    pub(crate) async fn race<T>(
        &self,
        work: impl Future<Output = T>,
    ) -> Result<T, TransportFailure> {
        let mut work = pin!(work);
        poll_fn(|context| {
            // What has come in is not thrown away, even if it came late.
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Ok(done));
            }
            let mut fired = self.fired.borrow_mut();
            fired.waker = Some(context.waker().clone());
            fired.reason.clone().map_or(Poll::Pending, |reason| Poll::Ready(Err(reason)))
        })
        .await
    }

    /// Whether the time is up, by the clock instead of the timer.
    pub(crate) fn check_time(&self) -> Result<(), TransportFailure> {
        if self.until_ms <= host::now_ms() { Err(TransportFailure::Timeout) } else { Ok(()) }
    }

    /// Waits until it fires.
    pub(crate) async fn wait(&self) -> TransportFailure {
        match self.race(core::future::pending::<core::convert::Infallible>()).await {
            Ok(never) => match never {},
            Err(reason) => reason,
        }
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        host::clear_timeout(&self.timer);
        if let Some(signal) = &self.signal {
            let listener = function(&self.on_abort);
            let _ = signal.remove_event_listener_with_callback("abort", listener);
        }
    }
}

fn firing(fired: &Rc<RefCell<Fired>>, reason: TransportFailure) -> Closure<dyn FnMut()> {
    let fired = Rc::clone(fired);
    Closure::new(move || {
        let waker = {
            let mut fired = fired.borrow_mut();
            fired.reason.get_or_insert_with(|| reason.clone());
            fired.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    })
}

fn function(closure: &Closure<dyn FnMut()>) -> &js_sys::Function {
    closure.as_ref().unchecked_ref()
}
