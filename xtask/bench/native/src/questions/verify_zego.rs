//! A callback of ZEGOCLOUD.

use closeroom::Freshness;
use closeroom::zego::verify_callback;
use serde::Deserialize;
use serde_json::Value;

use super::blocks;
use crate::contestant::{Contestant, Question};
use crate::inputs::{CALLBACK_SECRET, ZEGO_CALLBACK, secret, unknown};

#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be measured")]
struct Callback {
    event: String,
    appid: u32,
    timestamp: u64,
    nonce: String,
    signature: String,
    room_id: String,
    room_session_id: u64,
    close_reason: u32,
    room_close_time: String,
}

pub(super) fn question() -> Question {
    let signed = CALLBACK_SECRET.len() + "1499676989".len() + "350176".len();
    let secret = secret(CALLBACK_SECRET);
    let body = ZEGO_CALLBACK.as_bytes();
    Question {
        name: "verify-zego",
        title: "A callback of ZEGOCLOUD, verified and read",
        note: "The floor is SHA-1's bare compressions of what is signed, and serde_json's reading \
               of the body into a struct. The core also keeps the body.",
        contestants: vec![
            Contestant::new("floor", move || {
                blocks::sha1(blocks::of(signed));
                serde_json::from_slice::<Callback>(unknown(body)).expect("read")
            }),
            Contestant::new("floor, with a serde_json Value", move || {
                blocks::sha1(blocks::of(signed));
                serde_json::from_slice::<Value>(unknown(body)).expect("read")
            }),
            Contestant::new("closeroom", move || {
                verify_callback(unknown(body), &secret, Freshness::at(1_499_676_989))
                    .expect("genuine")
            }),
        ],
    }
}
