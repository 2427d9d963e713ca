//! Nonces.

use super::error::CoreError;

/// The nonce of 8 random bytes.
#[uniffi::export]
pub fn core_nonce(entropy: u64) -> Result<String, CoreError> {
    Ok(closeroom::nonce(entropy.to_be_bytes()))
}
