//! The bare signers of TRTC, on the bytes of anybody's request.

use anyhow::{Context as _, Result, bail};
use closeroom::Secret;
use closeroom::trtc::v1::{self, Hash, Parameters};
use closeroom::trtc::{tc3, tc3::CanonicalRequest, tc3::SigningKey, tc3::StringToSign};
use percent_encoding::percent_decode_str;
use serde::Deserialize;

const SERVICE: &str = "trtc";

/// A request as it was sent, and the key that it has to be signed with.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sent {
    method: String,
    host: String,
    target: String,
    headers: Headers,
    body: String,
    signature_method: String,
    secret_id: String,
    secret_key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Headers {
    content_type: Option<String>,
    x_tc_timestamp: Option<String>,
}

impl Sent {
    /// What `Authorization` must be, or the parameter `Signature` of v1.
    pub(crate) fn signature(&self) -> Result<String> {
        match &*self.signature_method {
            tc3::ALGORITHM => self.authorization(),
            "HmacSHA256" => self.v1(Hash::Sha256),
            "HmacSHA1" => self.v1(Hash::Sha1),
            other => bail!("no signature method: {other}"),
        }
    }

    fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    fn key(&self) -> Secret {
        Secret::from(&*self.secret_key)
    }

    fn authorization(&self) -> Result<String> {
        let timestamp = self.headers.x_tc_timestamp.as_deref().context("no X-TC-Timestamp")?;
        let timestamp = timestamp.parse()?;
        let content_type = self.headers.content_type.as_deref().context("no Content-Type")?;
        let hashed_payload = tc3::hash_payload(self.body.as_bytes());
        let request = CanonicalRequest {
            method: &self.method,
            query: self.query(),
            headers: &[("content-type", content_type), ("host", &self.host)],
            hashed_payload: hashed_payload.as_str(),
        };
        let scope = tc3::credential_scope(timestamp, SERVICE);
        let signature = SigningKey::derive(&self.key(), timestamp, SERVICE).sign(&StringToSign {
            timestamp,
            credential_scope: &scope,
            hashed_canonical_request: request.hash().as_str(),
        });
        let (algorithm, id, names) = (tc3::ALGORITHM, &self.secret_id, request.signed_headers());
        Ok(format!(
            "{algorithm} Credential={id}/{scope}, SignedHeaders={names}, Signature={signature}"
        ))
    }

    fn v1(&self, hash: Hash) -> Result<String> {
        let form = if self.method == "POST" { &self.body } else { self.query() };
        let values: Vec<(&str, String)> = form
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .filter(|(name, _)| *name != "Signature")
            .map(|(name, value)| Ok((name, decoded(value)?)))
            .collect::<Result<_>>()?;
        let pairs = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = Parameters::new(pairs).string_to_sign(&self.method, &self.host);
        Ok(v1::sign(&self.key(), hash, &text))
    }
}

/// The Python and Go SDKs write a space as `+`.
fn decoded(value: &str) -> Result<String> {
    let value = value.replace('+', " ");
    Ok(percent_decode_str(&value).decode_utf8()?.into_owned())
}
