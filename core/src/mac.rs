//! HMAC with keys as users have them.

use hmac::KeyInit;

/// A MAC that takes keys of any length, which every HMAC is.
#[expect(clippy::expect_used, reason = "HMAC hashes keys that are longer than a block")]
pub(crate) fn keyed<Hmac: KeyInit>(key: &[u8]) -> Hmac {
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
}
