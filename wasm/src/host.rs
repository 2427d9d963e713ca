//! What the core is not allowed to have: clock, randomness, timers.

use closeroom::{Error, Freshness, Provider};
use js_sys::{Date, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout_signed(callback: &Function, delay_ms: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    pub(crate) fn clear_timeout(timer: &JsValue);
}

/// Starts a timer. Runtimes keep the delay in 31 bits, and fire at once beyond
/// that; here it ends at the longest, 24 days.
pub(crate) fn set_timeout(callback: &Function, delay_ms: u64) -> JsValue {
    set_timeout_signed(callback, i32::try_from(delay_ms).unwrap_or(i32::MAX))
}

/// Unix milliseconds.
pub(crate) fn now_ms() -> u64 {
    unsigned(Date::now())
}

/// Unix seconds.
pub(crate) fn now_seconds() -> u64 {
    now_ms() / 1000
}

/// Fresh bytes of `crypto.getRandomValues`.
pub(crate) fn entropy<const N: usize>(provider: Provider) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(Error::invalid_input(
            provider,
            "Nonce",
            "cannot be made: this runtime has no crypto.getRandomValues, or not at this moment",
        )),
    }
}

/// Timestamp and nonce of a request: the caller's, or now and 8 random bytes.
pub(crate) fn stamp(
    provider: Provider,
    timestamp: Option<f64>,
    nonce: Option<String>,
) -> Result<(u64, String), Error> {
    let timestamp = timestamp.map_or_else(now_seconds, unsigned);
    let nonce = match nonce {
        Some(nonce) => nonce,
        None => format!("{:016x}", u64::from_be_bytes(entropy(provider)?)),
    };
    Ok((timestamp, nonce))
}

/// The window in which a callback is fresh; without end when the tolerance is infinite.
pub(crate) fn freshness(now: Option<f64>, tolerance_seconds: Option<f64>) -> Freshness {
    let at_now = Freshness::at(now.map_or_else(now_seconds, unsigned));
    match tolerance_seconds {
        None => at_now,
        Some(f64::INFINITY) => Freshness::off(),
        Some(seconds) => at_now.with_tolerance(unsigned(seconds)),
    }
}

/// A number that TypeScript has checked to be whole and not negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked there")]
pub(crate) fn unsigned(number: f64) -> u64 {
    number as u64
}
