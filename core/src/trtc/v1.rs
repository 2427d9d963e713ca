//! Signature v1 of Tencent Cloud's API 3.0, `HmacSHA1` and `HmacSHA256`.
//!
//! Source: "Signature" (tencentcloud.com/document/api/647), and the official
//! SDKs where it is silent. This is the bare algorithm: it checks none of its
//! arguments.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64ct::{Base64, Encoding};

use crate::encode::{Put, put_percent_encoded};
use crate::mac::{hmac_sha1, hmac_sha256};
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
    let (key, message) = (secret_key.expose().as_bytes(), string_to_sign.as_bytes());
    match hash {
        Hash::Sha1 => Base64::encode_string(&*hmac_sha1(key, message)),
        Hash::Sha256 => Base64::encode_string(&*hmac_sha256(key, message)),
    }
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

    /// Takes what is sorted already.
    pub(super) fn sorted(pairs: Vec<(&'a str, &'a str)>) -> Self {
        Self(pairs)
    }

    /// The string to sign: method, host, `/?`, and the parameters with their **raw** values.
    pub fn string_to_sign(&self, method: &str, host: &str) -> String {
        // Never growing: that would leave a copy of the token behind.
        let mut text = String::with_capacity(method.len() + host.len() + 2 + self.capacity());
        text.put(method);
        text.put(host);
        text.put("/?");
        self.put_joined(&mut text, Put::put);
        text
    }

    /// What they take at most, every byte of a value escaped.
    pub(super) fn capacity(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + 3 * value.len() + 2).sum()
    }

    /// Writes the parameters for the wire: `name=value` joined by `&`, each value percent-encoded once.
    pub(super) fn put_encoded(&self, out: &mut String) {
        self.put_joined(out, put_percent_encoded);
    }

    fn put_joined(&self, out: &mut String, put_value: fn(&mut String, &str)) {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.push('&');
            }
            out.put(name);
            out.push('=');
            put_value(out, value);
        }
    }

    /// Masks the value of that one.
    pub(super) fn mask(&mut self, masked: &str) {
        for (name, value) in &mut self.0 {
            if *name == masked {
                *value = REDACTED;
            }
        }
    }
}

impl fmt::Debug for Parameters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.clone();
        shown.mask("Token");
        f.debug_map().entries(shown.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Parameters;
    use alloc::string::String;
    use alloc::vec;

    /// A string that grows leaves a copy of the token behind.
    #[test]
    fn the_capacity_is_that_of_the_longest_text() {
        let parameters = Parameters::new(vec![("Token", "////////"), ("RoomId", "////")]);
        let mut text = String::new();
        parameters.put_encoded(&mut text);
        // One `&` less than there are parameters.
        assert_eq!(parameters.capacity(), text.len() + 1);
    }
}
