//! Randomness of the system, for hosts that have none of their own.

use std::ffi::{c_char, c_void};

use super::boundary::fallible;
use super::buffer::write;
use super::error::closeroom_error;
use super::out::Out;
use super::result::closeroom_result;

/// How large the buffer for closeroom_random_nonce() is at least: 16 characters and a NUL.
pub const CLOSEROOM_NONCE_SIZE: usize = 17;

/// How many bytes of randomness closeroom_call_next() takes.
pub const CLOSEROOM_ENTROPY_SIZE: usize = 16;

/// Writes a fresh nonce, 16 lower-case hexadecimal characters and a NUL, from the system's
/// cryptographic source.
///
/// `nonce_size` is the size of the buffer, at least CLOSEROOM_NONCE_SIZE; the length of the nonce
/// is 16. CLOSEROOM_RESULT_INTERNAL when the system gives no randomness; then nothing is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_random_nonce(
    nonce: *mut c_char,
    nonce_size: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let mut ended = [0; CLOSEROOM_NONCE_SIZE];
        ended[..16].copy_from_slice(closeroom::nonce(random()?).as_bytes());
        // SAFETY: the header's rule for pointers.
        unsafe { write("nonce", nonce.cast(), nonce_size, ended) }
    })
}

/// Writes 16 random bytes, what closeroom_call_next() takes, from the system's cryptographic
/// source.
///
/// `entropy_size` is the size of the buffer, at least CLOSEROOM_ENTROPY_SIZE; no more is written.
/// CLOSEROOM_RESULT_INTERNAL when the system gives no randomness; then nothing is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closeroom_random_entropy(
    entropy: *mut c_void,
    entropy_size: usize,
    error: Option<&mut Out<closeroom_error>>,
) -> closeroom_result {
    fallible(error, || {
        let bytes: [u8; CLOSEROOM_ENTROPY_SIZE] = random()?;
        // SAFETY: the header's rule for pointers.
        unsafe { write("entropy", entropy.cast(), entropy_size, bytes) }
    })
}

fn random<const SIZE: usize>() -> Result<[u8; SIZE], closeroom_error> {
    let mut bytes = [0; SIZE];
    getrandom::fill(&mut bytes).map_err(|error| {
        closeroom_error::internal(&format!("the system gave no randomness: {error}"))
    })?;
    Ok(bytes)
}
