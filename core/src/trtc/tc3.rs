//! Signature v3 of Tencent Cloud's API 3.0, `TC3-HMAC-SHA256`.
//!
//! Source: "Signature v3" (tencentcloud.com/document/api/647), and the
//! official SDKs where it is silent. This is the bare algorithm, for any
//! service: it checks none of its arguments.

use alloc::string::String;
use core::fmt;

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::date;
use crate::encode::{Feed, Sink, put_integer};
use crate::mac::keyed;
use crate::secret::{REDACTED, Secret};

/// The algorithm's name, as it stands in the string to sign.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// A SHA-256, or a signature, in 64 lower-case hexadecimal characters. `Debug` masks it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hex([u8; 64]);

impl Hex {
    fn of(digest: &[u8]) -> Self {
        let mut hex = [0; 64];
        // Cannot fail: 32 bytes make 64 characters.
        let _ = base16ct::lower::encode(digest, &mut hex);
        Self(hex)
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
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
    Hex::of(&Sha256::digest(payload))
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
        let mut text = String::new();
        self.put(&mut text);
        text
    }

    /// The hashed canonical request.
    pub fn hash(&self) -> Hex {
        let mut sha256 = Feed(Sha256::new());
        self.put(&mut sha256);
        Hex::of(&sha256.0.finalize())
    }

    fn put(&self, out: &mut dyn Sink) {
        out.put(self.method);
        out.put("\n/\n");
        out.put(self.query);
        out.put("\n");
        for (name, value) in self.headers {
            out.put(name);
            out.put(":");
            out.put(value);
            out.put("\n");
        }
        out.put("\n");
        self.put_signed_headers(out);
        out.put("\n");
        out.put(self.hashed_payload);
    }

    /// The names of the signed headers, joined by `;`.
    pub fn signed_headers(&self) -> String {
        let mut names = String::new();
        self.put_signed_headers(&mut names);
        names
    }

    fn put_signed_headers(&self, out: &mut dyn Sink) {
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
        let mut text = String::new();
        self.put(&mut text);
        text
    }

    fn put(&self, out: &mut dyn Sink) {
        out.put(ALGORITHM);
        out.put("\n");
        put_integer(out, self.timestamp);
        out.put("\n");
        out.put(self.credential_scope);
        out.put("\n");
        out.put(self.hashed_canonical_request);
    }
}

/// The signing key of one UTC day and service.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    /// `HMAC(HMAC(HMAC("TC3" + SecretKey, date), service), "tc3_request")`.
    pub fn derive(secret_key: &Secret, timestamp: u64, service: &str) -> Self {
        let [_, _, secret_signing] = derive(secret_key, &date::utc_date(timestamp), service);
        Self(keyed(&*secret_signing))
    }

    /// Signs.
    pub fn sign(&self, string_to_sign: &StringToSign<'_>) -> Hex {
        let mut mac = Feed(self.0.clone());
        string_to_sign.put(&mut mac);
        Hex::of(&mac.0.finalize().into_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// `SecretDate`, `SecretService` and `SecretSigning`.
fn derive(secret_key: &Secret, date: &str, service: &str) -> [Zeroizing<[u8; 32]>; 3] {
    let mut first_key = Zeroizing::new(String::with_capacity(3 + secret_key.expose().len()));
    // Never growing: that would leave a copy behind.
    first_key.put("TC3");
    first_key.put(secret_key.expose());
    let secret_date = mac(first_key.as_bytes(), date);
    let secret_service = mac(&*secret_date, service);
    let secret_signing = mac(&*secret_service, "tc3_request");
    [secret_date, secret_service, secret_signing]
}

fn mac(key: &[u8], message: &str) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(keyed::<Hmac<Sha256>>(key).chain_update(message).finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::derive;
    use crate::secret::Secret;

    #[test]
    fn derived_keys_are_those_of_the_document() {
        let secret_key = Secret::from("********************************");
        let keys = derive(&secret_key, "2019-02-25", "cvm");
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
