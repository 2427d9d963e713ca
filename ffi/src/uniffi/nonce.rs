//! Nonces.

/// The nonce of 8 random bytes.
#[uniffi::export]
pub fn core_nonce(entropy: u64) -> String {
    closeroom::nonce(entropy.to_be_bytes())
}
