//! Signature v3 of Tencent Cloud's API 3.0, `TC3-HMAC-SHA256`.
//!
//! Source: "Signature v3" (tencentcloud.com/document/api/647), and the
//! official SDKs where it is silent. This is the bare algorithm, for any
//! service: it checks none of its arguments.

use alloc::string::String;
use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::date;
use crate::encode::{Put, put_integer};
use crate::mac::{self, HmacSha256, hmac_sha256};
use crate::read::utf8;
use crate::secret::{REDACTED, Secret};

/// The algorithm's name, as it stands in the string to sign.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// A SHA-256, or a signature, in 64 lower-case hexadecimal characters. `Debug` masks it, `==`
/// takes the same time whatever it is compared with.
#[derive(Clone, Copy, Eq)]
pub struct Hex([u8; 64]);

impl Hex {
    fn of(digest: &[u8; 32]) -> Self {
        let mut hex = [0; 64];
        // Cannot fail: 32 bytes make 64 characters.
        let _ = base16ct::lower::encode(digest, &mut hex);
        Self(hex)
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        utf8(&self.0).unwrap_or_default()
    }
}

impl PartialEq for Hex {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Zeroize for Hex {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// The hashed payload: SHA-256 of the body, of nothing for GET.
pub fn hash_payload(payload: &[u8]) -> Hex {
    Hex::of(&mac::sha256(payload))
}

/// The same of any text.
pub(super) fn sha256(text: &str) -> Hex {
    hash_payload(text.as_bytes())
}

/// The canonical request. Its URI is always `/`.
#[derive(Clone, Copy, Debug)]
pub struct CanonicalRequest<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// What follows the `?` of the URL as it is sent; empty for POST.
    pub query: &'a str,
    /// The signed headers: names in lower case and sorted, values trimmed and in lower case.
    /// `content-type` and `host` have to be among them.
    pub headers: &'a [(&'a str, &'a str)],
    /// The hashed payload.
    pub hashed_payload: &'a str,
}

impl CanonicalRequest<'_> {
    /// Its text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(256 + self.query.len());
        self.put(&mut text);
        text
    }

    pub(super) fn put(&self, text: &mut String) {
        text.put(self.method);
        text.put("\n/\n");
        text.put(self.query);
        text.put("\n");
        for (name, value) in self.headers {
            text.put(name);
            text.put(":");
            text.put(value);
            text.put("\n");
        }
        text.put("\n");
        self.put_signed_headers(text);
        text.put("\n");
        text.put(self.hashed_payload);
    }

    /// The hashed canonical request.
    pub fn hash(&self) -> Hex {
        sha256(&self.text())
    }

    /// The names of the signed headers, joined by `;`.
    pub fn signed_headers(&self) -> String {
        let mut names = String::new();
        self.put_signed_headers(&mut names);
        names
    }

    fn put_signed_headers(&self, out: &mut String) {
        for (index, (name, _)) in self.headers.iter().enumerate() {
            if index > 0 {
                out.put(";");
            }
            out.put(name);
        }
    }
}

/// The credential scope, `<date>/<service>/tc3_request`: the UTC date of the timestamp.
pub fn credential_scope(timestamp: u64, service: &str) -> String {
    let mut scope = date::utc_date(timestamp);
    scope.push('/');
    scope.push_str(service);
    scope.push_str("/tc3_request");
    scope
}

/// What the signing key signs.
#[derive(Clone, Copy, Debug)]
pub struct StringToSign<'a> {
    /// Unix seconds, equal to `X-TC-Timestamp`.
    pub timestamp: u64,
    /// The credential scope of that timestamp.
    pub credential_scope: &'a str,
    /// The hashed canonical request.
    pub hashed_canonical_request: &'a str,
}

impl StringToSign<'_> {
    /// Its text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(160);
        self.put(&mut text);
        text
    }

    pub(super) fn put(&self, text: &mut String) {
        text.put(ALGORITHM);
        text.put("\n");
        put_integer(text, self.timestamp);
        text.put("\n");
        text.put(self.credential_scope);
        text.put("\n");
        text.put(self.hashed_canonical_request);
    }
}

/// The signing key of one UTC day and service.
#[derive(Clone)]
pub struct SigningKey(HmacSha256);

impl SigningKey {
    /// `HMAC(HMAC(HMAC("TC3" + SecretKey, date), service), "tc3_request")`.
    pub fn derive(secret_key: &Secret, timestamp: u64, service: &str) -> Self {
        let messages = [&*date::utc_date(timestamp), service, "tc3_request"];
        Self(HmacSha256::new(&*derive(secret_key, &messages)))
    }

    /// Signs.
    pub fn sign(&self, string_to_sign: &StringToSign<'_>) -> Hex {
        self.sign_text(&string_to_sign.text())
    }

    pub(super) fn sign_text(&self, string_to_sign: &str) -> Hex {
        Hex::of(&self.0.of(string_to_sign.as_bytes()))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// A chain of MACs, each of which is the next one's key.
fn derive(secret_key: &Secret, messages: &[&str]) -> Zeroizing<[u8; 32]> {
    let mut first_key = Zeroizing::new(String::with_capacity(3 + secret_key.expose().len()));
    // Never growing: that would leave a copy behind.
    first_key.put("TC3");
    first_key.put(secret_key.expose());
    let mut mac = Zeroizing::new([0; 32]);
    let mut key = first_key.as_bytes();
    for message in messages {
        *mac = *hmac_sha256(key, message.as_bytes());
        key = &*mac;
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::derive;
    use crate::secret::Secret;

    #[test]
    fn derived_keys_are_those_of_the_document() {
        let secret_key = Secret::from("********************************");
        let messages = ["2019-02-25", "cvm", "tc3_request"];
        let keys = [1, 2, 3].map(|count| derive(&secret_key, &messages[..count]));
        assert_eq!(
            keys.map(|key| base16ct::lower::encode_string(&*key)),
            [
                "da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0",
                "8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f",
                "b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af",
            ]
        );
    }
}
