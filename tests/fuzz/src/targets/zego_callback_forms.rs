//! ZEGOCLOUD's callbacks: a JSON object of any members, signed, in the three spellings of a body.

use closeroom::zego::{Callback, Event};
use closeroom::{Error, ErrorKind, Freshness};
use closeroom_sandbox::signatures;
use serde_json::{Map, Value};

use super::zego_callback::verify;
use crate::accounts::CALLBACK_SECRET;
use crate::reference::{self, number, number32};
use crate::spelling::percent_encoded;

/// Signs the object with the sandbox's code: it verifies, says the same in every spelling, and
/// says what `serde_json` reads.
pub fn zego_callback_forms(data: &[u8]) {
    let Some(mut event) = reference::object(data).filter(|_| reference::is_small(data)) else {
        return;
    };
    // What a form cannot tell apart from text.
    event.retain(|_, value| reference::text(value).is_some());
    let timestamp = text_or(&mut event, "timestamp", "1700000000");
    let nonce = text_or(&mut event, "nonce", "350176");
    let signature = signatures::zego_callback(CALLBACK_SECRET, &timestamp, &nonce);
    event.insert("signature".to_owned(), (&*signature).into());

    let json = serde_json::to_string(&event).expect("an object");
    let spellings = [json.clone(), percent_encoded(&json), form(&event)];
    let [plain, percent, form] = spellings.map(|body| verified(&body));
    assert_eq!(plain, percent);
    assert_eq!(plain, form);
    match plain {
        Ok(callback) => {
            says_the_same(&callback, &event);
            for at in 0..signature.len() {
                let mut other = signature.clone().into_bytes();
                other[at] ^= 1;
                let other = String::from_utf8(other).expect("ASCII");
                event.insert("signature".to_owned(), other.into());
                let body = serde_json::to_string(&event).expect("an object");
                let error = verify(body.as_bytes(), Freshness::off()).expect_err("forged");
                assert_eq!(error.kind(), ErrorKind::InvalidSignature);
            }
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error:?}"),
    }
}

/// The member's text; where there is none it gets this.
fn text_or(event: &mut Map<String, Value>, name: &str, otherwise: &str) -> String {
    let sent = event.get(name).and_then(reference::text).filter(|text| !text.is_empty());
    sent.unwrap_or_else(|| {
        event.insert(name.to_owned(), otherwise.into());
        otherwise.to_owned()
    })
}

/// What the body says, without the body itself.
fn verified(body: &str) -> Result<Callback, Error> {
    let mut callback = verify(body.as_bytes(), Freshness::off())?;
    callback.raw.clear();
    Ok(callback)
}

/// The form of the same values; the timestamp comes first, so that no name can look like JSON.
fn form(event: &Map<String, Value>) -> String {
    let pair = |name: &str, value: &Value| {
        let value = reference::text(value).expect("text or a number");
        format!("{}={}", percent_encoded(name), percent_encoded(&value))
    };
    let others = event.iter().filter(|(name, _)| *name != "timestamp");
    let others = others.map(|(name, value)| pair(name, value));
    let first = pair("timestamp", &event["timestamp"]);
    [first].into_iter().chain(others).collect::<Vec<_>>().join("&")
}

fn says_the_same(callback: &Callback, event: &Map<String, Value>) {
    let value = |name: &str| event.get(name).unwrap_or(&Value::Null);
    let text = |name: &str| reference::text(value(name));
    let whole = |name: &str| number(value(name));
    let short = |name: &str| number32(value(name));

    assert_eq!(Some(callback.event.name()), text("event").as_deref());
    assert_eq!(Some(callback.timestamp), whole("timestamp"));
    assert_eq!(callback.app_id, short("appid"));
    assert_eq!(Some(&callback.nonce), text("nonce").as_ref());
    assert_eq!(Some(&callback.signature), text("signature").as_ref());
    match &callback.event {
        Event::RoomClose(event) => {
            assert_eq!(Some(&event.room_id), text("room_id").as_ref());
            assert_eq!(event.room_session_id, whole("room_session_id"));
            assert_eq!(event.close_reason, short("close_reason"));
            assert_eq!(event.room_close_time, whole("room_close_time"));
        }
        Event::RoomLogout(event) => {
            assert_eq!(Some(&event.room_id), text("room_id").as_ref());
            assert_eq!(Some(&event.user_account), text("user_account").as_ref());
            assert_eq!(event.room_seq, whole("room_seq"));
            assert_eq!(event.user_nickname, text("user_nickname"));
            assert_eq!(event.session_id, text("session_id"));
            assert_eq!(event.login_time, whole("login_time"));
            assert_eq!(event.logout_time, whole("logout_time"));
            assert_eq!(event.reason, short("reason"));
            assert_eq!(event.user_role, short("user_role"));
            assert_eq!(event.user_update_seq, whole("user_update_seq"));
        }
        Event::StreamClose(event) => {
            assert_eq!(Some(&event.room_id), text("room_id").as_ref());
            assert_eq!(event.room_session_id, whole("room_session_id"));
            assert_eq!(event.user_id, text("user_id"));
            assert_eq!(event.user_name, text("user_name"));
            assert_eq!(event.channel_id, text("channel_id"));
            assert_eq!(event.close_type, short("type"));
            assert_eq!(event.stream_alias, text("stream_alias"));
            assert_eq!(event.stream_id, text("stream_id"));
            assert_eq!(event.stream_sid, text("stream_sid"));
            assert_eq!(event.stream_seq, whole("stream_seq"));
            assert_eq!(event.third_define_data, text("third_define_data"));
            assert_eq!(event.create_time_ms, whole("create_time_ms"));
            assert_eq!(event.destroy_time_ms, whole("destroy_timemillis"));
        }
        other => assert!(matches!(other, Event::Other { .. }), "{other:?}"),
    }
}
