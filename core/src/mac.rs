//! The hashes and MACs of signatures, each compiled once for all its uses.
//!
//! A MAC is a signature or a key. It is made where it stays, and wiped there.

use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// SHA-256.
pub(crate) fn sha256(message: &[u8]) -> [u8; 32] {
    Sha256::digest(message).into()
}

/// HMAC-SHA-1.
pub(crate) fn hmac_sha1(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 20]> {
    let mut mac = Zeroizing::new([0; 20]);
    keyed::<Hmac<Sha1>>(key).chain_update(message).finalize_into((&mut *mac).into());
    mac
}

/// HMAC-SHA-256.
pub(crate) fn hmac_sha256(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    HmacSha256::new(key).of(message)
}

/// HMAC-SHA-256 under one key, which is hashed once.
#[derive(Clone)]
pub(crate) struct HmacSha256(Hmac<Sha256>);

impl HmacSha256 {
    pub(crate) fn new(key: &[u8]) -> Self {
        Self(keyed(key))
    }

    pub(crate) fn of(&self, message: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut mac = Zeroizing::new([0; 32]);
        self.0.clone().chain_update(message).finalize_into((&mut *mac).into());
        mac
    }
}

#[expect(clippy::expect_used, reason = "HMAC hashes keys that are longer than a block")]
fn keyed<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).expect("HMAC takes keys of any length")
}
