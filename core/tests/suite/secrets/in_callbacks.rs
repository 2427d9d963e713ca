//! A callback that is refused tells nothing of the key; one that verifies, nothing of its signature.

use closeroom::{ErrorKind, Freshness, Secret, trtc, zego};

use super::sensitive::{Hidden, SECRET_KEY, SERVER_SECRET};

#[test]
fn zegos_errors_hide_the_callback_secret() {
    let secret = Secret::from(SERVER_SECRET);
    let echo = serde_json::Value::from(SERVER_SECRET);
    for body in [
        SERVER_SECRET.to_owned(),
        format!("event={SERVER_SECRET}"),
        serde_json::json!({ "event": echo, "timestamp": echo, "nonce": echo, "signature": echo })
            .to_string(),
    ] {
        let error = zego::verify_callback(body.as_bytes(), &secret, Freshness::at(0))
            .expect_err("no callback");
        Hidden::text(SERVER_SECRET).assert_not_in(&format!("{error} {error:?}"));
    }
    let refused = Secret::from(format!(" {SERVER_SECRET}"));
    let error = zego::verify_callback(b"{}", &refused, Freshness::off()).expect_err("white space");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().contains("CallbackSecret"), "{error}");
    Hidden::text(SERVER_SECRET).assert_not_in(&format!("{error} {error:?}"));
}

#[test]
fn zegos_callback_prints_neither_its_signature_nor_the_body_that_holds_it() {
    const SIGNATURE: &str = "5bd59fd62953a8059fb7eaba95720f66d19e4517";
    let body = serde_json::json!({
        "event": "room_close", "room_id": "r", "timestamp": 1_470_820_198, "nonce": "123412",
        "signature": SIGNATURE,
    });
    let secret = Secret::from("secret");
    let callback =
        zego::verify_callback(body.to_string().as_bytes(), &secret, Freshness::at(1_470_820_198))
            .expect("the example of the document");
    assert_eq!(callback.signature, SIGNATURE);
    assert!(callback.raw.contains(SIGNATURE));
    for shown in [format!("{callback:?}"), format!("{callback:#?}")] {
        Hidden::text(SIGNATURE).assert_not_in(&shown);
        assert!(shown.contains("123412") && shown.contains("RoomClose"), "{shown}");
    }
}

#[test]
fn trtcs_errors_hide_the_callback_key() {
    let key = Secret::from(SECRET_KEY);
    for sign in ["", SECRET_KEY, "c2lnbg=="] {
        let error =
            trtc::verify_callback(SECRET_KEY.as_bytes(), [("Sign", sign)], &key, Freshness::at(0))
                .expect_err("no callback");
        assert_eq!(error.kind(), ErrorKind::InvalidSignature);
        Hidden::text(SECRET_KEY).assert_not_in(&format!("{error} {error:?}"));
    }
    let refused = Secret::from(format!("{SECRET_KEY}\n"));
    let error = trtc::verify_callback(b"{}", [("Sign", "c2lnbg==")], &refused, Freshness::off())
        .expect_err("white space");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().contains("CallbackKey"), "{error}");
    Hidden::text(SECRET_KEY).assert_not_in(&format!("{error} {error:?}"));
}
