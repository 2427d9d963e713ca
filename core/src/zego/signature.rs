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
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::encode::Decimal;
use crate::read::utf8;
use crate::secret::{REDACTED, Secret};
use crate::text::text;

/// A signature: 32 lower-case hexadecimal characters. `Debug` masks it, `==` takes the same time
/// whatever it is compared with.
#[derive(Clone, Copy, Eq)]
pub struct Signature([u8; 32]);

impl Signature {
    /// What [`sign_text`] fills.
    pub(super) const EMPTY: Self = Self([0; 32]);

    /// The characters.
    pub fn as_str(&self) -> &str {
        utf8(&self.0).unwrap_or_default()
    }
}

impl PartialEq for Signature {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Zeroize for Signature {
    fn zeroize(&mut self) {
        self.0.zeroize();
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
    let mut signature = Signature::EMPTY;
    sign_text(app_id.as_str(), nonce, server_secret, timestamp.as_str(), &mut signature);
    signature
}

/// The same of numbers that are text already, and in place: what is moved leaves a copy behind.
pub(super) fn sign_text(
    app_id: &str,
    nonce: &str,
    server_secret: &Secret,
    timestamp: &str,
    signature: &mut Signature,
) {
    let mut md5 = Md5::new();
    let mut put = |part: &str| Digest::update(&mut md5, part);
    put(app_id);
    put(nonce);
    put(server_secret.expose());
    put(timestamp);
    let mut digest = Zeroizing::new([0; 16]);
    // In place as well: the state holds the secret.
    Digest::finalize_into_reset(&mut md5, (&mut *digest).into());
    // Cannot fail: 16 bytes make 32 characters.
    let _ = base16ct::lower::encode(&*digest, &mut signature.0);
}

/// The text that is signed, with the secret masked.
pub(super) fn masked_string_to_sign(app_id: &str, nonce: &str, timestamp: &str) -> String {
    text![app_id, nonce, REDACTED, timestamp]
}
