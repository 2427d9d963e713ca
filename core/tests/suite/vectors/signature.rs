//! `signature`: the algorithms alone.

use closeroom::Secret;
use closeroom::trtc::tc3::{self, CanonicalRequest, SigningKey, StringToSign};
use closeroom::trtc::v1::{self, Parameters};
use closeroom::zego::signature;
use serde::Deserialize;

use super::file::{Case, Expect};
use super::request::Step;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Zego {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    input: ZegoInput,
    signature: String,
    /// The result of a mistake that the case is about.
    must_not_be: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ZegoInput {
    app_id: u32,
    nonce: String,
    server_secret: String,
    timestamp: u64,
}

impl Case for Zego {
    const PROVIDER: &str = "zego";
    const KIND: &str = "signature";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        let ZegoInput { app_id, nonce, server_secret, timestamp } = &self.input;
        let secret = Secret::from(server_secret.as_str());
        let signed = signature::sign(*app_id, nonce, &secret, *timestamp);
        expect.equal("signature", signed.as_str(), &*self.signature);
        let mistaken = Some(signed.as_str()) == self.must_not_be.as_deref();
        expect.that(!mistaken, || "signed as it must not be".to_owned());
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Trtc {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    input: TrtcInput,
    steps: Vec<Step>,
    authorization: Option<String>,
    /// Secret, so not to be had from outside: the unit tests of `trtc::tc3` check them.
    #[serde(rename = "derivedKeys")]
    _derived_keys: Option<DerivedKeys>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct DerivedKeys {
    #[serde(rename = "secretDate")]
    _date: String,
    #[serde(rename = "secretService")]
    _service: String,
    #[serde(rename = "secretSigning")]
    _signing: String,
}

#[derive(Deserialize)]
#[serde(tag = "algorithm")]
enum TrtcInput {
    #[serde(rename = "TC3-HMAC-SHA256")]
    Tc3(Tc3Input),
    #[serde(rename = "HmacSHA256")]
    HmacSha256(V1Input),
    #[serde(rename = "HmacSHA1")]
    HmacSha1(V1Input),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Tc3Input {
    secret_id: String,
    secret_key: String,
    service: String,
    timestamp: u64,
    method: String,
    query: String,
    headers: Vec<(String, String)>,
    payload: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct V1Input {
    secret_key: String,
    /// Instead of the three below: the last step alone.
    string_to_sign: Option<String>,
    method: Option<String>,
    host: Option<String>,
    params: Option<Vec<(String, String)>>,
}

impl Case for Trtc {
    const PROVIDER: &str = "trtc";
    const KIND: &str = "signature";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        match &self.input {
            TrtcInput::Tc3(input) => self.check_tc3(input, expect),
            TrtcInput::HmacSha256(input) => self.check_v1(v1::Hash::Sha256, input, expect),
            TrtcInput::HmacSha1(input) => self.check_v1(v1::Hash::Sha1, input, expect),
        }
    }
}

impl Trtc {
    fn check_tc3(&self, input: &Tc3Input, expect: &mut Expect) {
        let headers: Vec<_> = input.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let hashed_payload = tc3::hash_payload(input.payload.as_bytes());
        let canonical_request = CanonicalRequest {
            method: &input.method,
            query: &input.query,
            headers: &headers,
            hashed_payload: hashed_payload.as_str(),
        };
        let hashed_canonical_request = canonical_request.hash();
        let credential_scope = tc3::credential_scope(input.timestamp, &input.service);
        let string_to_sign = StringToSign {
            timestamp: input.timestamp,
            credential_scope: &credential_scope,
            hashed_canonical_request: hashed_canonical_request.as_str(),
        };
        let secret_key = Secret::from(input.secret_key.as_str());
        let signature =
            SigningKey::derive(&secret_key, input.timestamp, &input.service).sign(&string_to_sign);

        let steps = [
            ("hashed_payload", hashed_payload.as_str().to_owned()),
            ("canonical_request", canonical_request.text()),
            ("hashed_canonical_request", hashed_canonical_request.as_str().to_owned()),
            ("credential_scope", credential_scope.clone()),
            ("string_to_sign", string_to_sign.text()),
            ("signature", signature.as_str().to_owned()),
        ];
        self.check_steps(steps, expect);
        let authorization = format!(
            "{} Credential={}/{credential_scope}, SignedHeaders={}, Signature={}",
            tc3::ALGORITHM,
            input.secret_id,
            canonical_request.signed_headers(),
            signature.as_str()
        );
        expect.equal("authorization", Some(authorization), self.authorization.clone());
    }

    fn check_v1(&self, hash: v1::Hash, input: &V1Input, expect: &mut Expect) {
        let secret_key = Secret::from(input.secret_key.as_str());
        let V1Input { string_to_sign, method, host, params, .. } = input;
        let (string_to_sign, signature) = match (string_to_sign, method, host, params) {
            (Some(text), None, None, None) => (text.clone(), v1::sign(&secret_key, hash, text)),
            (None, Some(method), Some(host), Some(params)) => {
                let pairs = params.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let parameters = Parameters::new(pairs);
                let text = parameters.string_to_sign(method, host);
                let signature = v1::sign(&secret_key, hash, &text);
                (text, signature)
            }
            _ => return expect.fail("neither stringToSign nor method, host and params"),
        };
        let steps = [("string_to_sign", string_to_sign), ("signature", signature)];
        self.check_steps(steps, expect);
        expect.equal("authorization", None, self.authorization.as_deref());
    }

    fn check_steps<const N: usize>(&self, steps: [(&str, String); N], expect: &mut Expect) {
        let steps = steps.map(|(name, value)| Step { name: name.to_owned(), value });
        expect.equal("steps", &steps[..], &*self.steps);
    }
}
