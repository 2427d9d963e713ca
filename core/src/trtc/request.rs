//! The two actions as HTTP requests (documents 34262, 34263 and 37088).
//!
//! TC3 signs `content-type;host`, as the official SDKs do; action, version,
//! region, timestamp and token travel in headers beside it. v1 carries
//! everything in parameters. Any order and any JSON spelling is valid, since
//! the signature covers the very bytes that are sent; both are fixed here so
//! that requests are reproducible.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::signing_key::SigningKeyCache;
use super::tc3::{self, CanonicalRequest, StringToSign};
use super::v1::{self, Parameters};
use super::{Config, INPUT, RoomId, SignatureMethod, action};
use crate::encode::{Put, put_integer, put_json_string, put_percent_encoded};
use crate::error::Error;
use crate::explain::{ExplainStep, Steps};
use crate::http::{Header, HttpRequest, Method};
use crate::pace::Pace;
use crate::text::text;

/// 20 requests per second and action (document 37088), with a tenth more time between them:
/// they do not arrive as evenly as they left. One pace serves both actions.
const MIN_INTERVAL_MS: u64 = 55;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// What all clones of a [`Trtc`](super::Trtc) share.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) config: Config,
    pub(super) pace: Pace,
    signing_keys: SigningKeyCache,
}

impl Client {
    pub(super) fn new(config: Config) -> Self {
        Self { config, pace: Pace::new(MIN_INTERVAL_MS), signing_keys: SigningKeyCache::default() }
    }

    /// Builds a request, and tells the steps of its signature to whoever asks.
    pub(super) fn build(
        &self,
        room_id: &RoomId,
        timestamp: u64,
        nonce: &str,
        steps: Steps<'_>,
    ) -> Result<HttpRequest, Error> {
        let hash = match self.config.signature_method {
            SignatureMethod::Tc3HmacSha256 => {
                return Ok(self.build_tc3(room_id, timestamp, steps));
            }
            SignatureMethod::HmacSha256 => v1::Hash::Sha256,
            SignatureMethod::HmacSha1 => v1::Hash::Sha1,
        };
        self.build_v1(hash, room_id, timestamp, nonce, steps)
    }

    /// TC3: the business parameters in body or query, the rest in headers.
    fn build_tc3(&self, room_id: &RoomId, timestamp: u64, mut steps: Steps<'_>) -> HttpRequest {
        let config = &self.config;
        let day = self.signing_keys.day(&config.secret_key, timestamp);
        let mut step = |name, value: &str| {
            if let Some(steps) = &mut steps {
                steps.push(ExplainStep::new(name, value));
            }
        };
        let parameters = business_parameters(config, room_id);
        let (content_type, query, payload) = match config.http_method {
            Method::Post => (JSON, "", parameters.as_str()),
            Method::Get => (FORM, parameters.as_str(), ""),
        };
        let hashed_payload = tc3::sha256(payload);
        let hashed_payload = hashed_payload.as_str();
        step("hashed_payload", hashed_payload);

        // One buffer for all that is hashed, and in the end for the header: nothing of it is secret.
        let host = config.endpoint.authority();
        let mut text = String::with_capacity(TC3_BYTES + query.len());
        CanonicalRequest {
            method: config.http_method.as_str(),
            query,
            headers: &[("content-type", content_type), ("host", host)],
            hashed_payload,
        }
        .put(&mut text);
        let hashed_canonical_request = tc3::sha256(&text);
        let hashed_canonical_request = hashed_canonical_request.as_str();
        step("canonical_request", &text);
        step("hashed_canonical_request", hashed_canonical_request);
        step("credential_scope", &day.credential_scope);

        text.clear();
        StringToSign {
            timestamp,
            credential_scope: &day.credential_scope,
            hashed_canonical_request,
        }
        .put(&mut text);
        let signature = Zeroizing::new(day.signing_key.sign_text(&text));
        let signature = signature.as_str();
        step("string_to_sign", &text);
        step("signature", signature);

        text.clear();
        text.put(tc3::ALGORITHM);
        text.put(" Credential=");
        text.put(&config.secret_id);
        text.put("/");
        text.put(&day.credential_scope);
        text.put(", SignedHeaders=content-type;host, Signature=");
        text.put(signature);

        let mut headers = Vec::with_capacity(8);
        let mut header = |name, value: Cow<'static, str>| headers.push(Header::new(name, value));
        header("Authorization", text.into());
        header("Content-Type", content_type.into());
        header("X-TC-Action", action::of(room_id).into());
        header("X-TC-Version", action::VERSION.into());
        header("X-TC-Timestamp", text![timestamp].into());
        header("X-TC-Region", config.region.clone().into());
        if let Some(token) = &config.token {
            header("X-TC-Token", String::from(token.expose()).into());
        }
        if let Some(language) = config.language {
            header("X-TC-Language", language.as_str().into());
        }
        self.request(headers, parameters)
    }

    /// v1: everything in parameters.
    fn build_v1(
        &self,
        hash: v1::Hash,
        room_id: &RoomId,
        timestamp: u64,
        nonce: &str,
        steps: Steps<'_>,
    ) -> Result<HttpRequest, Error> {
        let config = &self.config;
        let nonce = v1_nonce(nonce)?;
        let (nonce, app_id, timestamp) = (text![nonce], text![config.sdk_app_id], text![timestamp]);
        let room = match room_id {
            RoomId::String(text) => text,
            RoomId::Number(number) => &text![*number],
        };
        let mut pairs = Vec::with_capacity(11);
        let mut put = |name, value| pairs.push((name, value));
        // Sorted by name, as they are signed.
        put("Action", action::of(room_id));
        if let Some(language) = config.language {
            put("Language", language.as_str());
        }
        put("Nonce", &nonce);
        put("Region", &config.region);
        put("RoomId", room);
        put("SdkAppId", &app_id);
        put("SecretId", &config.secret_id);
        put("SignatureMethod", config.signature_method.as_str());
        put("Timestamp", &timestamp);
        if let Some(token) = &config.token {
            put("Token", token.expose());
        }
        put("Version", action::VERSION);
        let mut parameters = Parameters::sorted(pairs);

        let string_to_sign = |parameters: &Parameters<'_>| {
            parameters.string_to_sign(config.http_method.as_str(), config.endpoint.authority())
        };
        let signature =
            v1::sign(&config.secret_key, hash, &Zeroizing::new(string_to_sign(&parameters)));
        // Never growing: that would leave a copy of the token behind.
        let mut form = String::with_capacity(parameters.capacity() + SIGNATURE_BYTES);
        parameters.put_encoded(&mut form);
        form.put("&Signature=");
        put_percent_encoded(&mut form, &signature);
        let headers = match config.http_method {
            Method::Get => Vec::new(),
            Method::Post => vec![Header::new("Content-Type", FORM)],
        };
        if let Some(steps) = steps {
            parameters.mask("Token");
            steps.push(ExplainStep::new("string_to_sign", string_to_sign(&parameters)));
            steps.push(ExplainStep::new("signature", signature));
        }
        Ok(self.request(headers, form))
    }

    /// With the parameters in the query of a GET or the body of a POST.
    fn request(&self, headers: Vec<Header>, parameters: String) -> HttpRequest {
        let method = self.config.http_method;
        let mut url = String::with_capacity(64 + parameters.len());
        self.config.endpoint.put(&mut url);
        let body = match method {
            Method::Get => {
                url.put("?");
                url.put(&Zeroizing::new(parameters)); // which v1 puts the token into
                None
            }
            Method::Post => Some(parameters),
        };
        HttpRequest { method, url, headers, body }
    }
}

/// At least what a canonical request, a string to sign or an Authorization header takes, without
/// the parts of any length.
const TC3_BYTES: usize = 320;
/// At least what `&Signature=` and a signature take, every byte of it escaped.
const SIGNATURE_BYTES: usize = 160;

/// What TC3 sends in body or query: JSON for the one, a form for the other.
fn business_parameters(config: &Config, room_id: &RoomId) -> String {
    let mut out = String::with_capacity(112);
    let is_json = config.http_method == Method::Post;
    out.put(if is_json { "{\"SdkAppId\":" } else { "SdkAppId=" });
    put_integer(&mut out, config.sdk_app_id);
    out.put(if is_json { ",\"RoomId\":" } else { "&RoomId=" });
    match room_id {
        RoomId::String(text) if is_json => put_json_string(&mut out, text),
        RoomId::String(text) => put_percent_encoded(&mut out, text),
        RoomId::Number(number) => put_integer(&mut out, *number),
    }
    out.put(if is_json { "}" } else { "" });
    out
}

/// v1's `Nonce` is "a random positive integer". Of the nonce's 64 bits the
/// low 63 are used: the official SDKs go up to 2⁶³-1, more is not documented.
fn v1_nonce(nonce: &str) -> Result<u64, Error> {
    let digits = nonce.chars().filter_map(|c| c.to_digit(16));
    let value = digits.fold(0, |value, digit| value << 4 | u64::from(digit)) & (u64::MAX >> 1);
    if value == 0 {
        return INPUT.refuse(
            "Nonce",
            "is 0; signature v1 needs a positive one (16 random hexadecimal characters)",
        );
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::{Client, Config};

    #[test]
    fn the_signing_key_of_a_day_is_kept_until_another_day() {
        let client = Client::new(Config::new(1, "id", "key", "ap-guangzhou"));
        let day = 86_400;
        for (timestamp, cached) in [
            (20_000 * day, 20_000),
            (20_000 * day + day - 1, 20_000),
            (20_001 * day, 20_001),
            (20_000 * day, 20_000),
        ] {
            let fresh = Client::new(client.config.clone());
            let [request, expected] = [&client, &fresh]
                .map(|client| client.build(&"r".into(), timestamp, "", None).expect("TC3"));
            assert_eq!(request, expected);
            assert_eq!(client.signing_keys.cached_day(), Some(cached));
        }
    }
}
