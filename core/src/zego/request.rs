//! `CloseRoom` as an HTTP request ("CloseRoom", section "Request").
//!
//! Always GET: no document shows CloseRoom with POST. The order of the
//! parameters is free for the server; it is fixed here so that requests are
//! reproducible.

use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::signature::{self, Signature};
use super::{CloseRoom, Config};
use crate::encode::{Decimal, Put, put_percent_encoded};
use crate::explain::{ExplainStep, Steps};
use crate::http::{HttpRequest, Method};

/// Room for everything but room id and reason, so that the URL is allocated once.
const URL_BYTES: usize = 320;

/// Builds a request, and tells the steps of its signature to whoever asks.
pub(super) fn build(
    config: &Config,
    close_room: &CloseRoom,
    timestamp: u64,
    nonce: &str,
    steps: Steps<'_>,
) -> HttpRequest {
    let (app_id, timestamp) = (Decimal::of(config.app_id.into()), Decimal::of(timestamp));
    let (app_id, timestamp) = (app_id.as_str(), timestamp.as_str());
    let mut signature = Zeroizing::new(Signature::EMPTY);
    signature::sign_text(app_id, nonce, &config.server_secret, timestamp, &mut signature);
    if let Some(steps) = steps {
        let string_to_sign = signature::masked_string_to_sign(app_id, nonce, timestamp);
        steps.push(ExplainStep::new("string_to_sign", string_to_sign));
        steps.push(ExplainStep::new("signature", signature.as_str()));
    }
    let reason = close_room.custom_reason.as_deref();
    let variable = close_room.room_id.len() + reason.map_or(0, str::len);

    let mut url = String::with_capacity(URL_BYTES + 3 * variable);
    config.endpoint.put(&mut url);
    url.put("?Action=CloseRoom&AppId=");
    url.put(app_id);
    url.put("&SignatureNonce=");
    url.put(nonce);
    url.put("&Timestamp=");
    url.put(timestamp);
    url.put("&Signature=");
    url.put(signature.as_str());
    url.put("&SignatureVersion=2.0");
    put_flag(&mut url, "&IsTest=", config.is_test);
    url.put("&RoomId=");
    put_percent_encoded(&mut url, &close_room.room_id);
    if let Some(reason) = reason {
        url.put("&CustomReason=");
        put_percent_encoded(&mut url, reason);
    }
    put_flag(&mut url, "&RoomCloseCallback=", close_room.room_close_callback);

    HttpRequest { method: Method::Get, url, headers: Vec::new(), body: None }
}

/// Booleans are sent in lower case; unset ones are left out.
fn put_flag(url: &mut String, name: &str, flag: Option<bool>) {
    if let Some(flag) = flag {
        url.put(name);
        url.put(if flag { "true" } else { "false" });
    }
}
