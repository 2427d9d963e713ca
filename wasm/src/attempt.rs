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

    /// Settles the promise of the call, whose making takes half a kilobyte here.
    #[wasm_bindgen(method)]
    pub(crate) fn resolve(this: &Host, closed: &JsValue);
    #[wasm_bindgen(method)]
    pub(crate) fn reject(this: &Host, thrown: &JsValue);

    /// What the error of the call has as its cause.
    #[wasm_bindgen(method)]
    pub(crate) fn blame(this: &Host, cause: &JsValue);

    /// The caller's signal.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn signal(this: &Host) -> Option<AbortSignal>;

    /// A response, or the failure to bring one.
    pub(crate) type Sent;

    /// Why there is no response, or 0; see [`Sent::outcome`].
    #[wasm_bindgen(method, getter)]
    fn failure(this: &Sent) -> u32;
    /// The headers of the response, or the reason of the failure in the words of `fetch`.
    #[wasm_bindgen(method, getter)]
    fn text(this: &Sent) -> String;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Sent) -> u16;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Sent) -> Vec<u8>;

    /// What `fetch` threw.
    #[wasm_bindgen(method, getter)]
    fn cause(this: &Sent) -> JsValue;
    /// All that it shows, where that can be told.
    #[wasm_bindgen(method, getter)]
    fn seen(this: &Sent) -> Option<String>;
}

impl Host {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }
}

impl Sent {
    pub(crate) fn outcome(&self) -> Result<HttpResponse, TransportFailure> {
        let failure = self.failure();
        let text = self.text();
        Err(match failure {
            0 => return Ok(request::response(self.status(), &text, self.body())),
            1 => TransportFailure::Timeout,
            2 => TransportFailure::Cancelled,
            3 => TransportFailure::BodyTooLarge,
            _ => TransportFailure::Other(text),
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
