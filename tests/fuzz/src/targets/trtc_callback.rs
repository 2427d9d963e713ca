//! TRTC's callbacks: an HTTP message, its headers as they are and with a right signature.

use closeroom::trtc::{Callback, Event, EventInfo, RoomId, verify_callback};
use closeroom::{Error, ErrorKind, Freshness, Secret};
use closeroom_sandbox::signatures;
use serde_json::{Map, Value};

use crate::accounts::CALLBACK_KEY;
use crate::memory::bounded;
use crate::message::Message;
use crate::reference::{self, number, number32};

/// Verifies the message as it is, then its body with a right signature.
pub fn trtc_callback(data: &[u8]) {
    let message = Message::read(data);
    let (body, headers) = (message.body, || message.header_pairs());
    let expected = signatures::trtc_callback(CALLBACK_KEY, body);
    let sent = headers().find(|(name, _)| name.eq_ignore_ascii_case("sign"));
    let is_signed = sent.is_some_and(|(_, sign)| sign.trim_ascii() == expected);
    let result = bounded(data.len(), || verify(body, headers()));
    let refused = matches!(&result, Err(e) if e.kind() == ErrorKind::InvalidSignature);
    assert_eq!(is_signed, !refused, "{result:?}");
    signed(body);
}

/// What holds for any body that is signed.
pub(super) fn signed(body: &[u8]) {
    let sign = signatures::trtc_callback(CALLBACK_KEY, body);
    let result = bounded(body.len(), || verify(body, [("sIGN", &*sign)]));
    assert_eq!(verify(body, [("Date", "x"), ("Sign", &format!(" {sign}\t"))]), result);
    if reference::is_small(body)
        && let Some(object) = reference::object(body)
    {
        says_the_same(&result, &object);
    }
    match result {
        Ok(callback) => {
            assert_eq!(callback.raw, String::from_utf8_lossy(body));
            assert!(reference::is_json(&callback.raw));
            freshness(body, &sign, &callback);
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error:?}"),
    }
    spoilt(body, &sign);
}

fn verify<'a>(
    body: &[u8],
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Callback, Error> {
    verify_callback(body, headers, &Secret::from(CALLBACK_KEY), Freshness::off())
}

/// Another byte in signature or body, and nothing verifies.
fn spoilt(body: &[u8], sign: &str) {
    let refused = |body: &[u8], sign: &str| {
        let error = verify(body, [("Sign", sign)]).expect_err("forged");
        assert_eq!(error.kind(), ErrorKind::InvalidSignature);
    };
    for at in 0..sign.len() {
        let mut other = sign.as_bytes().to_vec();
        other[at] ^= 1;
        refused(body, std::str::from_utf8(&other).expect("ASCII"));
    }
    let step = body.len() / 16 + 1;
    for at in (0..body.len()).step_by(step) {
        let mut other = body.to_vec();
        other[at] ^= 1 << (at % 8);
        refused(&other, sign);
    }
    refused(&[body, b" "].concat(), sign);
}

/// Fresh at its own time, and stale beside the window.
fn freshness(body: &[u8], sign: &str, callback: &Callback) {
    let key = Secret::from(CALLBACK_KEY);
    let at = |now| verify_callback(body, [("Sign", sign)], &key, Freshness::at(now));
    let sent = callback.callback_ts / 1000;
    if (1_000_001_000..=99_999_998_000).contains(&sent) {
        assert_eq!(at(sent).as_ref(), Ok(callback));
        assert_eq!(at(sent - 599).as_ref(), Ok(callback));
        for now in [sent - 601, sent + 602] {
            assert_eq!(at(now).expect_err("outside the window").kind(), ErrorKind::Stale);
        }
    }
}

/// Agrees with `serde_json` on whether it is an event and on what it says.
fn says_the_same(result: &Result<Callback, Error>, object: &Map<String, Value>) {
    let value = |name: &str| object.get(name).unwrap_or(&Value::Null);
    let sent = number(value("CallbackTs"));
    let group = number32(value("EventGroupId"));
    let kind = number32(value("EventType"));
    let (Some(sent), Some(group), Some(kind)) = (sent, group, kind) else {
        assert!(result.is_err(), "{result:?}");
        return;
    };
    let info = value("EventInfo").as_object();
    let room_id = info.and_then(|info| info.get("RoomId"));
    let is_known = matches!((group, kind), (1, 101..=105) | (2, 201..=206));
    let has_room = room_id.is_some_and(|id| id.is_string() || id.is_u64());
    assert_eq!(result.is_ok(), !is_known || has_room, "{result:?}");
    let Ok(callback) = result else { return };
    assert_eq!(callback.callback_ts, sent);
    assert_eq!((callback.event_group_id, callback.event_type), (group, kind));
    match (&callback.event, info) {
        (Event::Known(known, said), Some(info)) => {
            assert_eq!(name(kind), known.as_str());
            event_info(said, info);
        }
        (event, _) => assert!(matches!(event, Event::Other) && !is_known, "{event:?}"),
    }
}

fn event_info(said: &EventInfo, info: &Map<String, Value>) {
    let value = |name: &str| info.get(name).unwrap_or(&Value::Null);
    match &said.room_id {
        RoomId::String(text) => assert_eq!(Some(&**text), value("RoomId").as_str()),
        RoomId::Number(id) => assert_eq!(Some(*id), value("RoomId").as_u64()),
    }
    assert_eq!(said.event_ts, number(value("EventTs")));
    assert_eq!(said.event_ms_ts, number(value("EventMsTs")));
    assert!(is_text(said.user_id.as_deref(), value("UserId")), "{said:?}");
    assert!(is_text(said.unique_id.as_deref(), value("UniqueId")), "{said:?}");
    assert_eq!(said.role, number32(value("Role")));
    assert_eq!(said.terminal_type, number32(value("TerminalType")));
    assert_eq!(said.user_type, number32(value("UserType")));
    assert_eq!(said.reason, number32(value("Reason")));
}

/// Whether it is the value's text. Numbers keep their own spelling, which `serde_json` does not.
fn is_text(said: Option<&str>, value: &Value) -> bool {
    match said {
        Some(number) if value.is_f64() => number.parse::<f64>().is_ok(),
        said => said.map(str::to_owned) == reference::text(value),
    }
}

/// The documents' name of an event.
fn name(kind: u32) -> &'static str {
    match kind {
        101 => "create_room",
        102 => "dismiss_room",
        103 => "enter_room",
        104 => "exit_room",
        105 => "change_role",
        201 => "start_video",
        202 => "stop_video",
        203 => "start_audio",
        204 => "stop_audio",
        205 => "start_assist",
        206 => "stop_assist",
        _ => "none",
    }
}
