//! A callback of TRTC.

use closeroom::Freshness;
use closeroom::trtc::verify_callback;
use serde::Deserialize;
use serde_json::Value;

use super::blocks;
use crate::contestant::{Contestant, Question};
use crate::inputs::{CALLBACK_KEY, TRTC_CALLBACK, TRTC_CALLBACK_SIGN, secret, unknown};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "read to be measured")]
#[expect(clippy::struct_field_names, reason = "the provider's names")]
struct Callback {
    event_group_id: u32,
    event_type: u32,
    callback_ts: u64,
    event_info: EventInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "read to be measured")]
struct EventInfo {
    room_id: u64,
    event_ts: u64,
    event_ms_ts: u64,
    user_id: String,
    reason: u32,
}

pub(super) fn question() -> Question {
    let key = secret(CALLBACK_KEY);
    let body = TRTC_CALLBACK.as_bytes();
    Question {
        name: "verify-trtc",
        title: "A callback of TRTC, verified and read",
        note: "The floor is SHA-256's bare compressions of the HMAC of the body, the two of its \
               key included, and serde_json's reading of the body into a struct. The core also \
               keeps the body.",
        contestants: vec![
            Contestant::new("floor", move || {
                hmac(body.len());
                serde_json::from_slice::<Callback>(unknown(body)).expect("read")
            }),
            Contestant::new("floor, with a serde_json Value", move || {
                hmac(body.len());
                serde_json::from_slice::<Value>(unknown(body)).expect("read")
            }),
            Contestant::new("closeroom", move || {
                let headers = [("Sign", TRTC_CALLBACK_SIGN)];
                verify_callback(unknown(body), headers, &key, Freshness::at(1_664_209_748))
                    .expect("genuine")
            }),
        ],
    }
}

/// Under a key that comes with the call.
fn hmac(message: usize) {
    blocks::sha256(1);
    blocks::sha256(1);
    blocks::hmac(blocks::sha256, message);
}
