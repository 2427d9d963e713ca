//! Configurations, clients, calls and keys.

use closeroom::trtc::SignatureMethod;
use closeroom::trtc::tc3::{SigningKey, hash_payload};
use closeroom::trtc::v1::Parameters;
use closeroom::{HttpResponse, Method, Secret, Step, TransportFailure, zego};

use zeroize::Zeroize;

use super::sensitive::{Client, Hidden, NOW, SECRET_KEY, SERVER_SECRET, TOKEN, trtc_config};
use crate::clients;

#[test]
fn a_secret_prints_that_it_is_one() {
    assert_eq!(format!("{:?}", Secret::from(TOKEN)), "[redacted]");
    assert_eq!(format!("{:?}", Secret::from(TOKEN.to_owned())), "[redacted]");
}

#[test]
fn configurations_hide_their_secrets() {
    let zego = zego::Config::new(1, SERVER_SECRET);
    let shown = format!("{zego:?} {zego:#?}");
    Hidden::text(SERVER_SECRET).assert_not_in(&shown);
    assert!(shown.contains("server_secret: [redacted]"), "{shown}");

    let trtc = trtc_config(SignatureMethod::HmacSha1, Method::Get);
    let shown = format!("{trtc:?} {trtc:#?}");
    Hidden::text(SECRET_KEY).assert_not_in(&shown);
    Hidden::text(TOKEN).assert_not_in(&shown);
    assert!(shown.contains("secret_key: [redacted]"), "{shown}");
    assert!(shown.contains("token: Some([redacted])"), "{shown}");
}

#[test]
fn clients_hide_their_secrets_and_keys() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        hidden.assert_not_in(&client.debug());
        // TC3 keeps the key of the day from now on.
        client.build();
        hidden.assert_not_in(&client.debug());
    }
}

#[test]
fn calls_hide_them_in_every_state() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        let now_ms = NOW * 1000;
        let failures = [
            TransportFailure::Cancelled,
            TransportFailure::BodyTooLarge,
            TransportFailure::Timeout,
            TransportFailure::Other(echo(&client)),
        ];
        for failure in failures {
            let mut call = client.call();
            let mut shown = vec![format!("{call:?} {call:#?}")];
            assert!(shown[0].contains(&format!("{:?}", client.provider())), "{shown:?}");
            for attempt in 0..4 {
                let step = call.next(now_ms + 1500 * attempt, entropy());
                shown.push(format!("{step:?} {call:?}"));
                call.failed(now_ms + 1500 * attempt, failure.clone());
                shown.push(format!("{call:?}"));
            }
            let Step::Done(Err(error)) = call.next(now_ms + 9_000, entropy()) else {
                panic!("not over: {call:?}")
            };
            shown.push(format!("{error} {error:?} {call:#?}"));
            hidden.assert_not_in(&shown.concat());
        }

        let mut call = client.call();
        let sent = call.next(now_ms, entropy());
        call.received(now_ms, &clients::success(client.provider()));
        let done = call.next(now_ms, entropy());
        hidden.assert_not_in(&format!("{sent:?} {sent:#?} {done:?} {call:?} {call:#?}"));
    }
}

#[test]
fn a_result_does_not_repeat_an_echo() {
    for client in Client::all() {
        let hidden = Hidden::of(&client);
        let echo = serde_json::Value::from(echo(&client));
        let body = serde_json::json!({
            "Code": 0, "RequestId": echo, "Response": { "RequestId": echo },
        });
        let response = HttpResponse::new(200, body.to_string());
        let closed = client.parse(&response).expect("a success");
        hidden.assert_not_in(&format!("{closed:?} {}", closed.request_id));
    }
}

#[test]
fn the_algorithms_hide_their_keys() {
    let key = SigningKey::derive(&SECRET_KEY.into(), NOW, "trtc");
    assert_eq!(format!("{key:?}"), "[redacted]");
    let parameters = Parameters::new(vec![("Token", TOKEN), ("RoomId", "room")]);
    let shown = format!("{parameters:?} {parameters:#?}");
    Hidden::text(TOKEN).assert_not_in(&shown);
    assert!(shown.contains("room"), "{shown}");
}

#[test]
fn signatures_equal_what_has_the_same_characters_and_can_be_wiped() {
    let secret = Secret::from(SERVER_SECRET);
    let [one, same, other] = ["0123456789abcdef", "0123456789abcdef", "0123456789abcdee"]
        .map(|nonce| zego::signature::sign(1, nonce, &secret, NOW / 1000));
    assert!(one == same && one != other);
    let mut wiped = one;
    wiped.zeroize();
    assert_eq!(wiped.as_str(), "\0".repeat(32));

    let [one, same, other] = [b"a", b"a", b"b"].map(|payload| hash_payload(payload));
    assert!(one == same && one != other);
    let mut wiped = one;
    wiped.zeroize();
    assert_eq!(wiped.as_str(), "\0".repeat(64));
}

/// A signature is for the request, by `Display`; not for a log, by `Debug`.
#[test]
fn signatures_print_themselves_by_display_only() {
    let zego = zego::signature::sign(12345, "0123456789abcdef", &SERVER_SECRET.into(), NOW);
    let hash = hash_payload(b"{}");
    for (shown, text, debug) in [
        (zego.to_string(), zego.as_str(), format!("{zego:?}")),
        (hash.to_string(), hash.as_str(), format!("{hash:?}")),
    ] {
        assert_eq!(shown, text);
        assert_eq!(debug, "[redacted]");
    }
}

/// The nonce of [`Client::build`], so that the signature is the same.
fn entropy() -> [u8; 16] {
    *b"\x4f\xd2\x46\x87\x29\x6d\xd9\xf3--jitter"
}

/// What clients say of a request that failed.
fn echo(client: &Client) -> String {
    let request = client.build();
    let headers = request.headers.iter().map(|h| format!("{}: {}\n", h.name, h.value));
    format!(
        "{} {}\n{}\n{}",
        request.method,
        request.url,
        headers.collect::<String>(),
        request.body.unwrap_or_default()
    )
}
