//! The two actions as HTTP requests (documents 34262, 34263 and 37088).
//!
//! TC3 signs `content-type;host`, as the official SDKs do; action, version,
//! region, timestamp and token travel in headers beside it. v1 carries
//! everything in parameters. Any order and any JSON spelling is valid, since
//! the signature covers the very bytes that are sent; both are fixed here so
//! that requests are reproducible.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::signing_key::{SERVICE, SigningKeyCache};
use super::tc3::{self, CanonicalRequest, Hex, StringToSign};
use super::v1::{self, Parameters};
use super::{Config, INPUT, RoomId, SignatureMethod, action};
use crate::encode::{Sink, put_integer, put_json_string, put_percent_encoded};
use crate::error::Error;
use crate::explain::ExplainStep;
use crate::http::{Header, HttpRequest, Method};
use crate::pace::Pace;

/// 20 requests per second and action (document 37088). One pace serves both actions.
const MIN_INTERVAL_MS: u64 = 50;

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

    pub(super) fn build(
        &self,
        room_id: &RoomId,
        timestamp: u64,
        nonce: &str,
    ) -> Result<HttpRequest, Error> {
        Ok(match self.v1_hash() {
            None => self.build_tc3(room_id, timestamp),
            Some(hash) => self.build_v1(hash, &V1Values::new(self, room_id, timestamp, nonce)?),
        })
    }

    pub(super) fn explain(
        &self,
        room_id: &RoomId,
        timestamp: u64,
        nonce: &str,
    ) -> Result<Vec<ExplainStep>, Error> {
        Ok(match self.v1_hash() {
            None => self.explain_tc3(room_id, timestamp),
            Some(hash) => self.explain_v1(hash, &V1Values::new(self, room_id, timestamp, nonce)?),
        })
    }

    fn v1_hash(&self) -> Option<v1::Hash> {
        match self.config.signature_method {
            SignatureMethod::Tc3HmacSha256 => None,
            SignatureMethod::HmacSha256 => Some(v1::Hash::Sha256),
            SignatureMethod::HmacSha1 => Some(v1::Hash::Sha1),
        }
    }

    fn url(&self, query: &str) -> String {
        let mut url = String::with_capacity(64 + query.len());
        self.config.endpoint.put(&mut url);
        if !query.is_empty() {
            url.put("?");
            url.put(query);
        }
        url
    }
}

/// TC3: the business parameters in body or query, the rest in headers.
impl Client {
    fn build_tc3(&self, room_id: &RoomId, timestamp: u64) -> HttpRequest {
        let config = &self.config;
        let payload = Tc3Payload::new(config, room_id);
        let credential_scope = tc3::credential_scope(timestamp, SERVICE);
        let signature = self.sign_tc3(&payload, timestamp, &credential_scope);

        let mut authorization = String::with_capacity(192 + config.secret_id.len());
        authorization.put(tc3::ALGORITHM);
        authorization.put(" Credential=");
        authorization.put(&config.secret_id);
        authorization.put("/");
        authorization.put(&credential_scope);
        authorization.put(", SignedHeaders=content-type;host, Signature=");
        authorization.put(signature.as_str());

        let mut headers = Vec::with_capacity(8);
        headers.push(Header::new("Authorization", authorization));
        headers.push(Header::new("Content-Type", payload.content_type));
        headers.push(Header::new("X-TC-Action", action::of(room_id)));
        headers.push(Header::new("X-TC-Version", action::VERSION));
        headers.push(Header::new("X-TC-Timestamp", decimal(timestamp)));
        headers.push(Header::new("X-TC-Region", config.region.clone()));
        if let Some(token) = &config.token {
            headers.push(Header::new("X-TC-Token", String::from(token.expose())));
        }
        if let Some(language) = config.language {
            headers.push(Header::new("X-TC-Language", language.as_str()));
        }
        HttpRequest {
            method: config.http_method,
            url: self.url(&payload.query),
            headers,
            body: payload.body,
        }
    }

    fn sign_tc3(&self, payload: &Tc3Payload<'_>, timestamp: u64, credential_scope: &str) -> Hex {
        let hashed_canonical_request = payload.canonical_request().hash();
        self.signing_keys.get(&self.config.secret_key, timestamp).sign(&StringToSign {
            timestamp,
            credential_scope,
            hashed_canonical_request: hashed_canonical_request.as_str(),
        })
    }

    fn explain_tc3(&self, room_id: &RoomId, timestamp: u64) -> Vec<ExplainStep> {
        let payload = Tc3Payload::new(&self.config, room_id);
        let canonical_request = payload.canonical_request();
        let hashed_canonical_request = canonical_request.hash();
        let credential_scope = tc3::credential_scope(timestamp, SERVICE);
        let string_to_sign = StringToSign {
            timestamp,
            credential_scope: &credential_scope,
            hashed_canonical_request: hashed_canonical_request.as_str(),
        };
        let signature = self.sign_tc3(&payload, timestamp, &credential_scope);
        vec![
            ExplainStep::new("hashed_payload", payload.hashed_payload.as_str()),
            ExplainStep::new("canonical_request", canonical_request.text()),
            ExplainStep::new("hashed_canonical_request", hashed_canonical_request.as_str()),
            ExplainStep::new("credential_scope", credential_scope.as_str()),
            ExplainStep::new("string_to_sign", string_to_sign.text()),
            ExplainStep::new("signature", signature.as_str()),
        ]
    }
}

/// The business parameters as TC3 sends them, and what is signed of the request.
struct Tc3Payload<'a> {
    method: Method,
    query: String,
    body: Option<String>,
    hashed_payload: Hex,
    content_type: &'static str,
    signed_headers: [(&'static str, &'a str); 2],
}

impl<'a> Tc3Payload<'a> {
    fn new(config: &'a Config, room_id: &RoomId) -> Self {
        let method = config.http_method;
        let (query, body, content_type) = match method {
            Method::Post => (String::new(), Some(json_body(config.sdk_app_id, room_id)), JSON),
            Method::Get => (query(config.sdk_app_id, room_id), None, FORM),
        };
        Self {
            method,
            query,
            hashed_payload: tc3::hash_payload(body.as_deref().unwrap_or_default().as_bytes()),
            body,
            content_type,
            signed_headers: [("content-type", content_type), ("host", config.endpoint.authority())],
        }
    }

    fn canonical_request(&self) -> CanonicalRequest<'_> {
        CanonicalRequest {
            method: self.method.as_str(),
            query: &self.query,
            headers: &self.signed_headers,
            hashed_payload: self.hashed_payload.as_str(),
        }
    }
}

fn json_body(sdk_app_id: u64, room_id: &RoomId) -> String {
    let mut body = String::with_capacity(112);
    body.put("{\"SdkAppId\":");
    put_integer(&mut body, sdk_app_id);
    body.put(",\"RoomId\":");
    match room_id {
        RoomId::String(text) => put_json_string(&mut body, text),
        RoomId::Number(number) => put_integer(&mut body, *number),
    }
    body.put("}");
    body
}

fn query(sdk_app_id: u64, room_id: &RoomId) -> String {
    let mut query = String::with_capacity(112);
    query.put("SdkAppId=");
    put_integer(&mut query, sdk_app_id);
    query.put("&RoomId=");
    match room_id {
        RoomId::String(text) => put_percent_encoded(&mut query, text),
        RoomId::Number(number) => put_integer(&mut query, *number),
    }
    query
}

/// v1: everything in parameters, in the query of a GET or the form of a POST.
impl Client {
    fn build_v1(&self, hash: v1::Hash, values: &V1Values) -> HttpRequest {
        let parameters = values.parameters(&self.config);
        let signature = self.sign_v1(hash, &parameters);
        let mut form = String::with_capacity(512);
        parameters.put_encoded(&mut form);
        form.put("&Signature=");
        put_percent_encoded(&mut form, &signature);
        match self.config.http_method {
            method @ Method::Get => {
                HttpRequest { method, url: self.url(&form), headers: Vec::new(), body: None }
            }
            method @ Method::Post => HttpRequest {
                method,
                url: self.url(""),
                headers: vec![Header::new("Content-Type", FORM)],
                body: Some(form),
            },
        }
    }

    fn sign_v1(&self, hash: v1::Hash, parameters: &Parameters<'_>) -> String {
        let Config { secret_key, http_method, endpoint, .. } = &self.config;
        let string_to_sign =
            Zeroizing::new(parameters.string_to_sign(http_method.as_str(), endpoint.authority()));
        v1::sign(secret_key, hash, &string_to_sign)
    }

    fn explain_v1(&self, hash: v1::Hash, values: &V1Values) -> Vec<ExplainStep> {
        let Config { http_method, endpoint, .. } = &self.config;
        let parameters = values.parameters(&self.config);
        let string_to_sign =
            parameters.masked("Token").string_to_sign(http_method.as_str(), endpoint.authority());
        vec![
            ExplainStep::new("string_to_sign", string_to_sign),
            ExplainStep::new("signature", self.sign_v1(hash, &parameters)),
        ]
    }
}

/// The parameters that have to be put into text first.
struct V1Values {
    action: &'static str,
    nonce: String,
    room_id: String,
    sdk_app_id: String,
    timestamp: String,
}

impl V1Values {
    fn new(client: &Client, room_id: &RoomId, timestamp: u64, nonce: &str) -> Result<Self, Error> {
        Ok(Self {
            action: action::of(room_id),
            nonce: decimal(v1_nonce(nonce)?),
            room_id: match room_id {
                RoomId::String(text) => text.clone(),
                RoomId::Number(number) => decimal(*number),
            },
            sdk_app_id: decimal(client.config.sdk_app_id),
            timestamp: decimal(timestamp),
        })
    }

    fn parameters<'a>(&'a self, config: &'a Config) -> Parameters<'a> {
        let mut pairs = Vec::with_capacity(12);
        pairs.extend([
            ("Action", self.action),
            ("Nonce", &self.nonce),
            ("Region", &config.region),
            ("RoomId", &self.room_id),
            ("SdkAppId", &self.sdk_app_id),
            ("SecretId", &config.secret_id),
            ("SignatureMethod", config.signature_method.as_str()),
            ("Timestamp", &self.timestamp),
            ("Version", action::VERSION),
        ]);
        pairs.extend(config.language.map(|language| ("Language", language.as_str())));
        pairs.extend(config.token.as_ref().map(|token| ("Token", token.expose())));
        Parameters::new(pairs)
    }
}

/// v1's `Nonce` is "a random positive integer". Of the nonce's 64 bits the
/// low 63 are used: the official SDKs go up to 2⁶³-1, more is not documented.
fn v1_nonce(nonce: &str) -> Result<u64, Error> {
    let value = u64::from_str_radix(nonce, 16).unwrap_or_default() & (u64::MAX >> 1);
    if value == 0 {
        return INPUT.refuse(
            "Nonce",
            "is 0; signature v1 needs a positive one (16 random hexadecimal characters)",
        );
    }
    Ok(value)
}

fn decimal(value: u64) -> String {
    itoa::Buffer::new().format(value).into()
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
            assert_eq!(
                client.build_tc3(&"r".into(), timestamp),
                fresh.build_tc3(&"r".into(), timestamp)
            );
            assert_eq!(client.signing_keys.cached_day(), Some(cached));
        }
    }
}
