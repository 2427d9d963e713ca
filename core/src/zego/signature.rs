//! Signature v2.0 of ZEGOCLOUD's Server API.
//!
//! `Signature = md5(AppId + SignatureNonce + ServerSecret + Timestamp)`: the
//! decimal AppId, the nonce, the secret and the decimal Unix seconds, joined
//! without separators, as 32 lower-case hexadecimal characters ("Accessing
//! Server APIs", section on signing). Nothing else of a request is signed.
//!
//! This is the bare algorithm: it checks none of its arguments.

use alloc::string::String;
use core::fmt;

use md5::{Digest, Md5};

use crate::encode::{Feed, Sink, put_integer};
use crate::read::utf8;
use crate::secret::{REDACTED, Secret};

/// A signature: 32 lower-case hexadecimal characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 32]);

impl Signature {
    /// The characters.
    pub fn as_str(&self) -> &str {
        utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Signs for that moment; the same four values go into the request.
pub fn sign(app_id: u32, nonce: &str, server_secret: &Secret, timestamp: u64) -> Signature {
    let mut md5 = Feed(Md5::new());
    put_string_to_sign(&mut md5, app_id, nonce, server_secret.expose(), timestamp);
    let mut hex = [0; 32];
    // In place: a state that is moved leaves a copy of the secret behind.
    let digest = md5.0.finalize_reset();
    // Cannot fail: 16 bytes make 32 characters.
    let _ = base16ct::lower::encode(&digest, &mut hex);
    Signature(hex)
}

/// The text that is signed, with the secret masked.
pub(super) fn masked_string_to_sign(app_id: u32, nonce: &str, timestamp: u64) -> String {
    let mut text = String::new();
    put_string_to_sign(&mut text, app_id, nonce, REDACTED, timestamp);
    text
}

fn put_string_to_sign(out: &mut dyn Sink, app_id: u32, nonce: &str, secret: &str, timestamp: u64) {
    put_integer(out, app_id.into());
    out.put(nonce);
    out.put(secret);
    put_integer(out, timestamp);
}
