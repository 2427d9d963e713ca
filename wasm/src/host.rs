//! What the core is not allowed to have: clock and randomness.

use closeroom::{Error, Freshness, Provider};
use js_sys::Date;

/// Unix milliseconds.
pub(crate) fn now_ms() -> u64 {
    unsigned(Date::now())
}

/// Unix seconds.
pub(crate) fn now_seconds() -> u64 {
    now_ms() / 1000
}

/// Fills them with fresh bytes of `crypto.getRandomValues`.
pub(crate) fn randomise(bytes: &mut [u8], provider: Provider) -> Result<(), Error> {
    getrandom::fill(bytes).map_err(|_| {
        Error::invalid_input(
            provider,
            "Nonce",
            "cannot be made: this runtime has no crypto.getRandomValues, or not at this moment",
        )
    })
}

/// Timestamp and nonce of a request: the caller's, or now and 8 random bytes. Zeros will
/// do where no nonce is used: Node loads its cryptography at the first random byte, 2 ms.
pub(crate) fn stamp(
    provider: Provider,
    timestamp: Option<f64>,
    nonce: Option<String>,
    uses_nonce: bool,
) -> Result<(u64, String), Error> {
    let timestamp = timestamp.map_or_else(now_seconds, unsigned);
    let nonce = if let Some(nonce) = nonce {
        nonce
    } else {
        let mut bytes = [0; 8];
        if uses_nonce {
            randomise(&mut bytes, provider)?;
        }
        closeroom::nonce(bytes)
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
