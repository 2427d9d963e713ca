//! Signature v1, `HmacSHA1` or `HmacSHA256` over the sorted parameters.

use axum::http::Method;

use super::code::{self, Refusal};
use super::common::{self, Common};
use crate::config::TrtcAccount;
use crate::hash;
use crate::params::{self, Params, decimal};
use crate::state::State;
use crate::wire::WireRequest;

/// The parameters that belong to the protocol and not to the action.
pub(super) const PROTOCOL_PARAMETERS: [&str; 11] = [
    "Action",
    "Language",
    "Nonce",
    "Region",
    "RequestClient",
    "SecretId",
    "Signature",
    "SignatureMethod",
    "Timestamp",
    "Token",
    "Version",
];

const MAX_POST_BYTES: usize = 1024 * 1024;

/// All parameters: the query of a GET, the form of a POST.
pub(super) fn parameters(request: &WireRequest) -> Result<Params, Refusal> {
    let (raw, code) = if request.method == Method::POST {
        if request.body().len() > MAX_POST_BYTES {
            let saw = "a POST with signature v1 has at most 1 MB; use TC3-HMAC-SHA256";
            return Err(Refusal::because(code::SIGNATURE_FAILURE, saw));
        }
        (request.body(), code::BODY_PARAMS_ERROR)
    } else {
        (request.query.as_bytes(), code::URL_PARAMS_ERROR)
    };
    if params::has_lower_case_escape(raw) {
        let saw = "percent-encoding must use upper-case hex";
        return Err(Refusal::because(code::SIGNATURE_FAILURE, saw));
    }
    Params::decode(raw).map_err(|error| Refusal::because(code, error.to_string()))
}

/// The common parameters, which stand among the others.
pub(super) fn common(params: &Params) -> Result<Common<'_>, Refusal> {
    Common::read(|name| params.get(name))
}

/// Checks who signed the parameters, when, and that it is not a repetition.
pub(super) fn authenticate(
    account: &TrtcAccount,
    state: &mut State,
    request: &WireRequest,
    params: &Params,
    common: &Common<'_>,
) -> Result<(), Refusal> {
    let required = |name| params.get(name).ok_or_else(|| Refusal::missing(name));
    let nonce = required("Nonce")?;
    let secret_id = required("SecretId")?;
    let signature = required("Signature")?;
    if decimal::<u64>(nonce).is_none() {
        let saw = "`Nonce` is a positive integer";
        return Err(Refusal::because(code::INVALID_PARAMETER_VALUE, saw));
    }
    let now = state.now_seconds();
    common::check_secret_id(account, secret_id)?;
    common.check_clock(now)?;

    let key = account.secret_key.text().as_bytes();
    let text = string_to_sign(request, params);
    let expected = match params.get("SignatureMethod") {
        Some("HmacSHA256") => hash::hmac_sha256(key, &text),
        _ => hash::hmac_sha1(key, &text),
    };
    if signature != hash::base64(&expected) {
        return Err(Refusal::new(code::SIGNATURE_FAILURE));
    }

    let use_of_nonce = format!("{} {nonce}", common.timestamp);
    if !state.trtc_nonces.first_use(use_of_nonce, common.valid_until(), now) {
        let saw = "`Nonce` was used with this `Timestamp` before";
        return Err(Refusal::because(code::SIGNATURE_FAILURE, saw));
    }
    Ok(())
}

/// Method, host as received, path, and the decoded parameters sorted by name.
fn string_to_sign(request: &WireRequest, params: &Params) -> Vec<u8> {
    let mut pairs: Vec<_> = params.iter().filter(|(name, _)| *name != "Signature").collect();
    pairs.sort_unstable();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let host = request.header("Host").unwrap_or_default();
    [request.method.as_str().as_bytes(), host, b"/?", pairs.join("&").as_bytes()].concat()
}
