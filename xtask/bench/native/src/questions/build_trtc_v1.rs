//! A GET request to TRTC, signed by signature v1.

use closeroom::Method;
use closeroom::trtc::{RoomId, SignatureMethod};

use super::blocks;
use crate::contestant::{Contestant, Question};
use crate::inputs::{NONCE, ROOM, TIMESTAMP, trtc, trtc_config, unknown};

const NOTE: &str = "The floor is the bare compressions of the HMAC of the string to sign under a \
                    key that is kept.";

pub(super) fn hmac_sha256() -> Question {
    Question {
        name: "build-trtc-hmac-sha256",
        title: "A signed request to TRTC, signature v1 with HmacSHA256 by GET",
        note: NOTE,
        contestants: contestants(SignatureMethod::HmacSha256, blocks::sha256),
    }
}

pub(super) fn hmac_sha1() -> Question {
    Question {
        name: "build-trtc-hmac-sha1",
        title: "A signed request to TRTC, signature v1 with HmacSHA1 by GET",
        note: NOTE,
        contestants: contestants(SignatureMethod::HmacSha1, blocks::sha1),
    }
}

fn contestants(method: SignatureMethod, compress: fn(usize)) -> Vec<Contestant> {
    let config = trtc_config().with_http_method(Method::Get).with_signature_method(method);
    let trtc = trtc(config);
    let room_id = RoomId::from(ROOM);
    let steps = trtc.explain(&room_id, TIMESTAMP, NONCE).expect("built").steps;
    let signed = steps.iter().find(|step| step.name == "string_to_sign").expect("a step of v1");
    let signed = signed.value.len();
    vec![
        Contestant::new("floor", move || blocks::hmac(compress, signed)),
        Contestant::new("closeroom", move || {
            trtc.build(unknown(&room_id), unknown(TIMESTAMP), unknown(NONCE)).expect("built")
        }),
    ]
}
