//! Signature v3, TC3-HMAC-SHA256, checked over the bytes that were received.

use super::code::{self, Refusal};
use super::common::{self, Common};
use crate::clock;
use crate::config::TrtcAccount;
use crate::hash;
use crate::wire::WireRequest;

const SERVICE: &str = "trtc";

/// The common parameters, which stand in headers.
pub(super) fn common(request: &WireRequest) -> Result<Common<'_>, Refusal> {
    Common::read(|name| request.header_text(&format!("X-TC-{name}")))
}

/// Checks who signed the request, when, and whether as it was received.
pub(super) fn authenticate(
    account: &TrtcAccount,
    request: &WireRequest,
    common: &Common<'_>,
    now: i64,
) -> Result<(), Refusal> {
    let authorization = Authorization::of(request)?;
    common::check_secret_id(account, authorization.secret_id)?;
    common.check_clock(now)?;

    let date = clock::utc_date(common.timestamp_seconds);
    if authorization.date != date {
        let saw = format!("the credential's date is not {date}, the UTC date of the timestamp");
        return Err(Refusal::because(code::SIGNATURE_FAILURE, saw));
    }
    if authorization.service != SERVICE {
        let saw = format!("the credential's service is not {SERVICE}");
        return Err(Refusal::because(code::SIGNATURE_FAILURE, saw));
    }

    let canonical = canonical_request(request, authorization.signed_headers)?;
    let hashed = hash::sha256_hex(&canonical);
    let scope = format!("{date}/{SERVICE}/tc3_request");
    let string_to_sign = format!("TC3-HMAC-SHA256\n{}\n{scope}\n{hashed}", common.timestamp);
    let key = signing_key(account.secret_key.text(), &date);
    let signature = hash::hex(&hash::hmac_sha256(&key, string_to_sign.as_bytes()));
    if authorization.signature != signature {
        let saw = format!("the canonical request received hashes to {hashed}");
        return Err(Refusal::because(code::SIGNATURE_FAILURE, saw));
    }
    Ok(())
}

/// The parts of the `Authorization` header.
#[derive(Debug)]
struct Authorization<'a> {
    secret_id: &'a str,
    date: &'a str,
    service: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn of(request: &'a WireRequest) -> Result<Self, Refusal> {
        request.header_text("Authorization").and_then(Self::parse).ok_or_else(|| {
            let saw = "expected `TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, \
                           SignedHeaders=NAMES, Signature=HEX`";
            Refusal::because(code::INVALID_AUTHORIZATION, saw)
        })
    }

    fn parse(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("TC3-HMAC-SHA256 Credential=")?;
        let (credential, rest) = rest.split_once(", SignedHeaders=")?;
        let (signed_headers, signature) = rest.split_once(", Signature=")?;
        let mut scope = credential.split('/');
        let (secret_id, date, service) = (scope.next()?, scope.next()?, scope.next()?);
        let ends_right = scope.next() == Some("tc3_request") && scope.next().is_none();
        let lower_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_signature = signature.len() == 64 && signature.bytes().all(lower_hex);
        (ends_right && is_signature).then_some(Self {
            secret_id,
            date,
            service,
            signed_headers,
            signature,
        })
    }
}

fn canonical_request(request: &WireRequest, signed_headers: &str) -> Result<Vec<u8>, Refusal> {
    let names: Vec<&str> = signed_headers.split(';').collect();
    check_signed_headers(&names)?;

    let mut canonical = format!("{}\n/\n{}\n", request.method, request.query).into_bytes();
    for name in names {
        let value = request.header(name).ok_or_else(|| {
            let saw = format!("`{name}` is among the SignedHeaders but not sent");
            Refusal::because(code::INVALID_AUTHORIZATION, saw)
        })?;
        canonical.extend_from_slice(name.as_bytes());
        canonical.push(b':');
        canonical.extend(value.trim_ascii().to_ascii_lowercase());
        canonical.push(b'\n');
    }
    let hashed_payload = hash::sha256_hex(request.body());
    canonical.extend(format!("\n{signed_headers}\n{hashed_payload}").into_bytes());
    Ok(canonical)
}

fn check_signed_headers(names: &[&str]) -> Result<(), Refusal> {
    let refuse = |saw: &str| Err(Refusal::because(code::INVALID_AUTHORIZATION, saw));
    if !(names.contains(&"content-type") && names.contains(&"host")) {
        return refuse("SignedHeaders must have `content-type` and `host`");
    }
    if !names.is_sorted_by(|one, next| one < next) {
        return refuse("SignedHeaders are not sorted");
    }
    if names.iter().any(|name| name.bytes().any(|byte| byte.is_ascii_uppercase())) {
        return refuse("SignedHeaders are not in lower case");
    }
    Ok(())
}

fn signing_key(secret_key: &str, date: &str) -> Vec<u8> {
    let initial = format!("TC3{secret_key}").into_bytes();
    [date, SERVICE, "tc3_request"]
        .iter()
        .fold(initial, |key, part| hash::hmac_sha256(&key, part.as_bytes()))
}
