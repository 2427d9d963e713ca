//! A response that says that the room is closed.

use serde::Deserialize;
use serde_json::Value;

use crate::contestant::{Contestant, Question};
use crate::inputs::{
    TRTC_RESPONSE, ZEGO_RESPONSE, response, trtc as client, trtc_config, unknown, zego as project,
};

const NOTE: &str = "serde_json reads the same bytes into a struct of the fields that the core \
                    looks at, or into a value of any shape; the core also decides what the answer \
                    means, and cleans the id that it passes on.";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ZegoReply {
    #[expect(dead_code, reason = "read to be measured")]
    code: i64,
    #[expect(dead_code, reason = "read to be measured")]
    request_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TrtcReply {
    #[expect(dead_code, reason = "read to be measured")]
    response: TrtcResponse,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TrtcResponse {
    #[expect(dead_code, reason = "read to be measured")]
    request_id: String,
}

pub(super) fn zego() -> Question {
    let zego = project();
    let response = response(ZEGO_RESPONSE);
    Question {
        name: "parse-zego",
        title: "A response of ZEGOCLOUD",
        note: NOTE,
        contestants: vec![
            Contestant::new("serde_json, a struct", || {
                serde_json::from_slice::<ZegoReply>(unknown(ZEGO_RESPONSE.as_bytes()))
                    .expect("read")
            }),
            Contestant::new("serde_json, a Value", || {
                serde_json::from_slice::<Value>(unknown(ZEGO_RESPONSE.as_bytes())).expect("read")
            }),
            Contestant::new("closeroom", move || zego.parse(unknown(&response)).expect("closed")),
        ],
    }
}

pub(super) fn trtc() -> Question {
    let trtc = client(trtc_config());
    let response = response(TRTC_RESPONSE);
    Question {
        name: "parse-trtc",
        title: "A response of TRTC",
        note: NOTE,
        contestants: vec![
            Contestant::new("serde_json, a struct", || {
                serde_json::from_slice::<TrtcReply>(unknown(TRTC_RESPONSE.as_bytes()))
                    .expect("read")
            }),
            Contestant::new("serde_json, a Value", || {
                serde_json::from_slice::<Value>(unknown(TRTC_RESPONSE.as_bytes())).expect("read")
            }),
            Contestant::new("closeroom", move || trtc.parse(unknown(&response)).expect("closed")),
        ],
    }
}
