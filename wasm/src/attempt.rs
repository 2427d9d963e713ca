//! What the host does for a call (`npm/src/host.ts`), and what comes of it.

use closeroom::{HttpResponse, TransportFailure};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::request;

#[wasm_bindgen]
extern "C" {
    /// Sends and waits with the means of the runtime.
    pub type Host;

    /// Sends a packed request; the promise brings a [`Sent`], and never fails.
    #[wasm_bindgen(method)]
    pub(crate) fn send(this: &Host, request: &str, timeout_ms: f64, max_bytes: f64) -> Promise;

    /// Waits that long, or until the signal aborts.
    #[wasm_bindgen(method)]
    pub(crate) fn wait(this: &Host, ms: f64) -> Promise;

    /// The caller's signal.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn signal(this: &Host) -> Option<AbortSignal>;

    /// A response, or the failure to bring one.
    pub(crate) type Sent;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Sent) -> u16;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &Sent) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Sent) -> Vec<u8>;

    #[wasm_bindgen(method, getter)]
    fn failure(this: &Sent) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Sent) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn seen(this: &Sent) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &Sent) -> JsValue;
}

impl Host {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }
}

impl Sent {
    pub(crate) fn outcome(&self) -> Result<HttpResponse, TransportFailure> {
        let Some(failure) = self.failure() else {
            return Ok(request::response(self.status(), &self.headers(), self.body()));
        };
        Err(match failure.as_str() {
            "timeout" => TransportFailure::Timeout,
            "cancelled" => TransportFailure::Cancelled,
            "body_too_large" => TransportFailure::BodyTooLarge,
            _ => TransportFailure::Other(self.reason().unwrap_or_default()),
        })
    }

    /// What `fetch` threw, if it shows nothing that it must not.
    pub(crate) fn presentable_cause(
        &self,
        reveals_credentials: impl FnOnce(&str) -> bool,
    ) -> Option<JsValue> {
        let seen = self.seen()?;
        (!reveals_credentials(&seen)).then(|| self.cause())
    }
}
