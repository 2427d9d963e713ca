//! What the core is not allowed to have: clock and randomness.

use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

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

/// Random bytes for the next nonces, and how many of these are left. To ask the runtime
/// takes as long as all the rest of a request to ZEGOCLOUD, however many bytes it is for;
/// and a nonce is no secret, it only has to be a new one.
static NONCES: [AtomicU64; 64] = [const { AtomicU64::new(0) }; 64];
static LEFT: AtomicUsize = AtomicUsize::new(0);

fn new_nonce(provider: Provider) -> Result<[u8; 8], Error> {
    if LEFT.load(Relaxed) == 0 {
        let mut bytes = [[0; 8]; NONCES.len()];
        randomise(bytes.as_flattened_mut(), provider)?;
        for (nonce, bytes) in NONCES.iter().zip(bytes) {
            nonce.store(u64::from_ne_bytes(bytes), Relaxed);
        }
        LEFT.store(NONCES.len(), Relaxed);
    }
    let next = LEFT.fetch_sub(1, Relaxed) - 1;
    Ok(NONCES[next % NONCES.len()].load(Relaxed).to_ne_bytes())
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
    let nonce = match nonce {
        Some(nonce) => nonce,
        None if uses_nonce => closeroom::nonce(new_nonce(provider)?),
        None => closeroom::nonce([0; 8]),
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

/// A time or a counter: exact up to 2⁵³, in milliseconds the year 287396.
#[expect(clippy::cast_precision_loss, reason = "beyond that it is neither")]
pub(crate) fn number(value: u64) -> f64 {
    value as f64
}
