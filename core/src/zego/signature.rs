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

use crate::encode::Decimal;
use crate::read::utf8;
use crate::secret::{REDACTED, Secret};
use crate::text::text;

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
    let (app_id, timestamp) = (Decimal::of(app_id.into()), Decimal::of(timestamp));
    sign_text(app_id.as_str(), nonce, server_secret, timestamp.as_str())
}

/// The same of numbers that are text already.
pub(super) fn sign_text(
    app_id: &str,
    nonce: &str,
    server_secret: &Secret,
    timestamp: &str,
) -> Signature {
    let mut md5 = Md5::new();
    let mut put = |part: &str| Digest::update(&mut md5, part);
    put(app_id);
    put(nonce);
    put(server_secret.expose());
    put(timestamp);
    let mut hex = [0; 32];
    // In place: a state that is moved leaves a copy of the secret behind.
    let digest = md5.finalize_reset();
    // Cannot fail: 16 bytes make 32 characters.
    let _ = base16ct::lower::encode(&digest, &mut hex);
    Signature(hex)
}

/// The text that is signed, with the secret masked.
pub(super) fn masked_string_to_sign(app_id: u32, nonce: &str, timestamp: u64) -> String {
    text![app_id, nonce, REDACTED, timestamp]
}
