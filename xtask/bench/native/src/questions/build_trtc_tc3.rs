//! A POST request to TRTC, signed by TC3-HMAC-SHA256; and one signed by AWS's scheme, from
//! which Tencent's is derived.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use closeroom::trtc::RoomId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use tencentcloud_sign_sdk::{Tc3Signer, sha256_hex};

use super::blocks;
use crate::contestant::{Contestant, Question};
use crate::inputs::{
    BODY, HOST, NONCE, REGION, ROOM, SECRET_ID, SECRET_KEY, TIMESTAMP, trtc, trtc_config, unknown,
};

const SIGNED_HEADERS: &str = "content-type;host";
const CONTENT_TYPE: &str = "application/json";

pub(super) fn question() -> Question {
    Question {
        name: "build-trtc-tc3",
        title: "A signed request to TRTC, TC3 by POST",
        note: "The floor is SHA-256's bare compressions of the blocks of payload and canonical \
               request, and of the HMAC of the string to sign under a key that is kept. aws-sigv4 \
               and tencentcloud-sign-sdk only sign, and derive the key of the day every time.",
        contestants: vec![floor(), hashes(), closeroom(), aws_sigv4(), tencentcloud_sign_sdk()],
    }
}

/// The canonical request and the string to sign, as the core explains them.
fn signed() -> (String, String) {
    let explained =
        trtc(trtc_config()).explain(&ROOM.into(), TIMESTAMP, NONCE).expect("built").steps;
    let step = |name| {
        let step = explained.iter().find(|step| step.name == name).expect("a step of TC3");
        step.value.clone()
    };
    (step("canonical_request"), step("string_to_sign"))
}

fn floor() -> Contestant {
    let (canonical_request, string_to_sign) = signed();
    let payload = blocks::of(BODY.len());
    let canonical_request = blocks::of(canonical_request.len());
    Contestant::new("floor", move || {
        blocks::sha256(payload);
        blocks::sha256(canonical_request);
        blocks::hmac(blocks::sha256, string_to_sign.len());
    })
}

fn hashes() -> Contestant {
    let (canonical_request, string_to_sign) = signed();
    let mac = Hmac::<Sha256>::new_from_slice(SECRET_KEY.as_bytes()).expect("any length");
    Contestant::new("SHA-256 and HMAC of the ready strings", move || {
        (
            Sha256::digest(unknown(BODY.as_bytes())),
            Sha256::digest(unknown(canonical_request.as_bytes())),
            mac.clone().chain_update(unknown(string_to_sign.as_bytes())).finalize(),
        )
    })
}

fn closeroom() -> Contestant {
    let trtc = trtc(trtc_config());
    let room_id = RoomId::from(ROOM);
    Contestant::new("closeroom", move || {
        trtc.build(unknown(&room_id), unknown(TIMESTAMP), unknown(NONCE)).expect("built")
    })
}

fn aws_sigv4() -> Contestant {
    let identity = Credentials::new(SECRET_ID, SECRET_KEY, None, None, "bench").into();
    let url = format!("https://{HOST}/");
    Contestant::new("aws-sigv4", move || {
        let params = SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name("trtc")
            .time(UNIX_EPOCH + Duration::from_secs(unknown(TIMESTAMP)))
            .settings(SigningSettings::default())
            .build()
            .expect("complete")
            .into();
        let headers = [("content-type", CONTENT_TYPE), ("host", HOST)];
        let body = SignableBody::Bytes(unknown(BODY.as_bytes()));
        let request = SignableRequest::new("POST", unknown(&*url), headers.into_iter(), body);
        sign(request.expect("signable"), &params).expect("signed").into_parts()
    })
}

fn tencentcloud_sign_sdk() -> Contestant {
    let signer = Tc3Signer::new(SECRET_ID.into(), SECRET_KEY.into(), "trtc".into(), false);
    let headers = format!("content-type:{CONTENT_TYPE}\nhost:{HOST}\n");
    let timestamp = i64::try_from(TIMESTAMP).expect("small");
    let authorization = move || {
        let payload = sha256_hex(unknown(BODY));
        let timestamp = unknown(timestamp);
        let result = signer.sign("POST", "/", "", &headers, SIGNED_HEADERS, &payload, timestamp);
        signer.create_authorization_header(&result, SIGNED_HEADERS)
    };
    let request = trtc(trtc_config()).build(&ROOM.into(), TIMESTAMP, NONCE).expect("built").headers;
    assert!(
        request.iter().any(|header| header.value == authorization()),
        "tencentcloud-sign-sdk signs otherwise than the core"
    );
    Contestant::new("tencentcloud-sign-sdk", authorization)
}
