//! Signature v1 of Tencent Cloud's API 3.0, `HmacSHA1` and `HmacSHA256`.
//!
//! Source: "Signature" (tencentcloud.com/document/api/647), and the official
//! SDKs where it is silent. This is the bare algorithm: it checks none of its
//! arguments.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64ct::{Base64, Encoding};
use hmac::digest::Update;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

use crate::encode::{Feed, Sink, put_percent_encoded};
use crate::mac::keyed;
use crate::secret::{REDACTED, Secret};

/// The hash inside a v1 signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hash {
    /// `HmacSHA1`
    Sha1,
    /// `HmacSHA256`
    Sha256,
}

/// Signs: the MAC of the string to sign in standard base64.
pub fn sign(secret_key: &Secret, hash: Hash, string_to_sign: &str) -> String {
    match hash {
        Hash::Sha1 => mac::<Hmac<Sha1>>(secret_key, |mac| mac.put(string_to_sign)),
        Hash::Sha256 => mac::<Hmac<Sha256>>(secret_key, |mac| mac.put(string_to_sign)),
    }
}

fn mac<M: Mac + KeyInit + Update>(secret_key: &Secret, put: impl FnOnce(&mut Feed<M>)) -> String {
    let mut mac = Feed(keyed::<M>(secret_key.expose().as_bytes()));
    put(&mut mac);
    Base64::encode_string(&mac.0.finalize().into_bytes())
}

/// A request's parameters, all of them but `Signature`, sorted by name.
#[derive(Clone)]
pub struct Parameters<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parameters<'a> {
    /// Sorts by name, in byte order.
    pub fn new(mut pairs: Vec<(&'a str, &'a str)>) -> Self {
        pairs.sort_unstable_by_key(|(name, _)| *name);
        Self(pairs)
    }

    /// The string to sign: method, host, `/?`, and the parameters with their **raw** values.
    pub fn string_to_sign(&self, method: &str, host: &str) -> String {
        let mut text = String::new();
        self.put_string_to_sign(&mut text, method, host);
        text
    }

    /// [`sign`] for the string to sign, without making it.
    pub fn sign(&self, secret_key: &Secret, hash: Hash, method: &str, host: &str) -> String {
        match hash {
            Hash::Sha1 => mac::<Hmac<Sha1>>(secret_key, |mac| {
                self.put_string_to_sign(mac, method, host);
            }),
            Hash::Sha256 => mac::<Hmac<Sha256>>(secret_key, |mac| {
                self.put_string_to_sign(mac, method, host);
            }),
        }
    }

    fn put_string_to_sign(&self, out: &mut impl Sink, method: &str, host: &str) {
        out.put(method);
        out.put(host);
        out.put("/?");
        self.put_joined(out, Sink::put);
    }

    /// Writes the parameters for the wire: `name=value` joined by `&`, each value percent-encoded once.
    pub(super) fn put_encoded(&self, out: &mut String) {
        self.put_joined(out, put_percent_encoded);
    }

    fn put_joined<S: Sink>(&self, out: &mut S, put_value: impl Fn(&mut S, &str)) {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.put("&");
            }
            out.put(name);
            out.put("=");
            put_value(out, value);
        }
    }

    /// The same parameters, with the value of that one masked.
    pub(super) fn masked(&self, masked: &str) -> Self {
        let mask = |&(name, value)| (name, if name == masked { REDACTED } else { value });
        Self(self.0.iter().map(mask).collect())
    }
}

impl fmt::Debug for Parameters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.masked("Token").0).finish()
    }
}
