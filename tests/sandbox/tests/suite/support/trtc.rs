//! TRTC requests, signed as the documents say.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;

use super::hash;
use super::http::Request;
use super::now;

pub(crate) const SDK_APP_ID: u64 = 1_400_000_001;
pub(crate) const SECRET_ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
pub(crate) const SECRET_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
pub(crate) const CALLBACK_KEY: &str = "123654";
pub(crate) const BY_STRING: &str = "DismissRoomByStrRoomId";
pub(crate) const BY_NUMBER: &str = "DismissRoom";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// The body of a POST for a room named by text.
pub(crate) fn body(room_id: &str) -> String {
    json!({ "SdkAppId": SDK_APP_ID, "RoomId": room_id }).to_string()
}

/// The body of a POST for a numeric room.
pub(crate) fn numeric_body(room_id: u64) -> String {
    json!({ "SdkAppId": SDK_APP_ID, "RoomId": room_id }).to_string()
}

/// The query of a GET.
pub(crate) fn query(room_id: &str) -> String {
    format!("SdkAppId={SDK_APP_ID}&RoomId={}", hash::percent_encode(room_id))
}

/// A request with signature v3; right unless a test makes it wrong.
#[derive(Clone, Debug)]
pub(crate) struct Tc3 {
    pub(crate) method: &'static str,
    pub(crate) query: String,
    pub(crate) body: String,
    pub(crate) content_type: &'static str,
    pub(crate) signed_headers: &'static str,
    pub(crate) secret_id: &'static str,
    pub(crate) secret_key: &'static str,
    pub(crate) timestamp: i64,
    /// The UTC date of the timestamp, unless a test sets another.
    pub(crate) date: Option<&'static str>,
    pub(crate) service: &'static str,
    pub(crate) headers: Vec<(String, String)>,
}

pub(crate) fn post(action: &str, body: String) -> Tc3 {
    Tc3 {
        method: "POST",
        query: String::new(),
        body,
        content_type: "application/json",
        signed_headers: "content-type;host",
        secret_id: SECRET_ID,
        secret_key: SECRET_KEY,
        timestamp: now(),
        date: None,
        service: "trtc",
        headers: Vec::new(),
    }
    .header("X-TC-Action", action)
    .header("X-TC-Version", "2019-07-22")
    .header("X-TC-Region", "ap-guangzhou")
}

pub(crate) fn get(action: &str, query: String) -> Tc3 {
    Tc3 { method: "GET", query, content_type: FORM, ..post(action, String::new()) }
}

impl Tc3 {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn request(&self, address: SocketAddr) -> Request {
        let mut headers = self.headers.clone();
        headers.push(("Content-Type".to_owned(), self.content_type.to_owned()));
        headers.push(("Host".to_owned(), address.to_string()));
        if !headers.iter().any(|(name, _)| name == "X-TC-Timestamp") {
            headers.push(("X-TC-Timestamp".to_owned(), self.timestamp.to_string()));
        }
        if !headers.iter().any(|(name, _)| name == "Authorization") {
            headers.push(("Authorization".to_owned(), self.authorization(&headers)));
        }
        let target =
            if self.query.is_empty() { "/".to_owned() } else { format!("/?{}", self.query) };
        Request { method: self.method.to_owned(), target, headers, body: self.body.clone() }
    }

    fn authorization(&self, headers: &[(String, String)]) -> String {
        let canonical_headers: Vec<_> = self
            .signed_headers
            .split(';')
            .map(|name| {
                let mut headers = headers.iter();
                let value = headers
                    .find(|(known, _)| known.eq_ignore_ascii_case(name))
                    .map_or("", |(_, value)| value);
                format!("{name}:{}\n", value.trim().to_lowercase())
            })
            .collect();
        let canonical_request = format!(
            "{}\n/\n{}\n{}\n{}\n{}",
            self.method,
            self.query,
            canonical_headers.concat(),
            self.signed_headers,
            hash::sha256_hex(&self.body)
        );
        let date = match self.date {
            Some(date) => date.to_owned(),
            None => utc_date(self.timestamp),
        };
        let scope = format!("{date}/{}/tc3_request", self.service);
        let string_to_sign = format!(
            "TC3-HMAC-SHA256\n{}\n{scope}\n{}",
            self.timestamp,
            hash::sha256_hex(&canonical_request)
        );
        let secret_date = hash::hmac_sha256(format!("TC3{}", self.secret_key).as_bytes(), &date);
        let secret_service = hash::hmac_sha256(&secret_date, self.service);
        let secret_signing = hash::hmac_sha256(&secret_service, "tc3_request");
        let signature = hash::hex(&hash::hmac_sha256(&secret_signing, &string_to_sign));
        format!(
            "TC3-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={}, Signature={signature}",
            self.secret_id, self.signed_headers
        )
    }
}

/// Counts the days year by year: slow, and nothing like the sandbox's way.
fn utc_date(unix_seconds: i64) -> String {
    let mut days = unix_seconds / 86_400;
    let mut year = 1970;
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while days >= 365 + i64::from(leap(year)) {
        days -= 365 + i64::from(leap(year));
        year += 1;
    }
    let february = 28 + i64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

/// A request with signature v1; right unless a test makes it wrong.
#[derive(Clone, Debug)]
pub(crate) struct V1 {
    pub(crate) method: &'static str,
    pub(crate) secret_key: &'static str,
    pub(crate) params: Vec<(String, String)>,
    pub(crate) signature: Option<&'static str>,
}

pub(crate) fn v1(method: &'static str, action: &str, room_id: &str) -> V1 {
    static NONCE: AtomicU64 = AtomicU64::new(1);
    V1 { method, secret_key: SECRET_KEY, params: Vec::new(), signature: None }
        .set("Action", action)
        .set("Version", "2019-07-22")
        .set("Region", "ap-guangzhou")
        .set("Timestamp", &now().to_string())
        .set("Nonce", &NONCE.fetch_add(1, Ordering::Relaxed).to_string())
        .set("SecretId", SECRET_ID)
        .set("SdkAppId", &SDK_APP_ID.to_string())
        .set("RoomId", room_id)
}

impl V1 {
    /// Sets a parameter before signing.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.params.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a parameter out before signing.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.params.retain(|(known, _)| known != name);
        self
    }

    /// Sends this in place of the signature.
    pub(crate) fn signature(mut self, signature: &'static str) -> Self {
        self.signature = Some(signature);
        self
    }

    pub(crate) fn encoded(&self, address: SocketAddr) -> String {
        let mut sorted = self.params.clone();
        sorted.sort();
        let joined: Vec<_> = sorted.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let text = format!("{}{address}/?{}", self.method, joined.join("&"));
        let key = self.secret_key.as_bytes();
        let sha256 = self.params.contains(&("SignatureMethod".to_owned(), "HmacSHA256".to_owned()));
        let signature = hash::base64(&if sha256 {
            hash::hmac_sha256(key, &text)
        } else {
            hash::hmac_sha1(key, &text)
        });
        let signature = self.signature.unwrap_or(&signature);
        let pairs: Vec<_> = self
            .params
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .chain([("Signature", signature)])
            .map(|(name, value)| format!("{name}={}", hash::percent_encode(value)))
            .collect();
        pairs.join("&")
    }

    pub(crate) fn request(&self, address: SocketAddr) -> Request {
        let encoded = self.encoded(address);
        if self.method == "GET" {
            Request::new("GET", &format!("/?{encoded}"))
        } else {
            Request::new(self.method, "/").header("Content-Type", FORM).body(&encoded)
        }
    }
}
