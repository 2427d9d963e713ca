//! Signature v1 of Tencent Cloud's API 3.0, `HmacSHA1` and `HmacSHA256`.
//!
//! Source: "Signature" (tencentcloud.com/document/api/647), and the official
//! SDKs where it is silent. This is the bare algorithm: it checks none of its
//! arguments.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

use crate::encode::{Sink, put_percent_encoded};
use crate::mac::keyed;
use crate::secret::{REDACTED, Secret};
use crate::sort;

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
        Hash::Sha1 => mac::<Hmac<Sha1>>(secret_key, string_to_sign),
        Hash::Sha256 => mac::<Hmac<Sha256>>(secret_key, string_to_sign),
    }
}

fn mac<M: Mac + KeyInit>(secret_key: &Secret, string_to_sign: &str) -> String {
    let mac = keyed::<M>(secret_key.expose().as_bytes()).chain_update(string_to_sign);
    Base64::encode_string(&mac.finalize().into_bytes())
}

/// A request's parameters, all of them but `Signature`, sorted by name.
#[derive(Clone)]
pub struct Parameters<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parameters<'a> {
    /// Sorts by name, in byte order.
    pub fn new(pairs: Vec<(&'a str, &'a str)>) -> Self {
        Self(sort::by_insertion(pairs))
    }

    /// The string to sign: method, host, `/?`, and the parameters with their **raw** values.
    pub fn string_to_sign(&self, method: &str, host: &str) -> String {
        // Never growing: that would leave a copy of the token behind.
        let parameters: usize =
            self.0.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
        let mut text = String::with_capacity(method.len() + host.len() + 2 + parameters);
        for part in [method, host, "/?"] {
            text.push_str(part);
        }
        self.put_joined(&mut text, |out, value| out.put(value));
        text
    }

    /// Writes the parameters for the wire: `name=value` joined by `&`, each value percent-encoded once.
    pub(super) fn put_encoded(&self, out: &mut String) {
        self.put_joined(out, put_percent_encoded);
    }

    fn put_joined(&self, out: &mut String, put_value: fn(&mut dyn Sink, &str)) {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.push('&');
            }
            out.push_str(name);
            out.push('=');
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
