//! ZEGO's callbacks about a closed room.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::event::{RoomClose, RoomLogout, StreamClose};
use super::request::ClosedRoom;
use crate::callback::Callback;
use crate::config::ZegoAccount;
use crate::params::percent_encode;
use crate::rooms::Room;
use crate::settings::ZegoCallbackForm;
use crate::state::State;

/// `stream_close` for every stream, `room_logout` for every user and, if it
/// was asked for, `room_close`.
pub(super) fn of_closed_room(
    account: &ZegoAccount,
    state: &State,
    closed: &ClosedRoom,
) -> Vec<Callback> {
    let now_ms = state.now_ms();
    let form = state.settings.zego_callback_form;
    let room = &closed.room;

    let streams = room.streams.iter().enumerate().map(|(index, stream)| {
        let event = StreamClose::new(account, now_ms, room, index, stream);
        callback(room, event.event, &event, form)
    });
    let logouts = room.users.iter().enumerate().map(|(index, user)| {
        let event = RoomLogout::new(account, now_ms, room, index, user);
        callback(room, event.event, &event, form)
    });
    let close = closed.room_close_callback.then(|| {
        let event = RoomClose::new(account, now_ms, room);
        callback(room, event.event, &event, form)
    });
    streams.chain(logouts).chain(close).collect()
}

fn callback(
    room: &Room,
    name: &'static str,
    event: &impl Serialize,
    form: ZegoCallbackForm,
) -> Callback {
    let json = serde_json::to_string(event).expect("an event is JSON");
    let (content_type, body) = match form {
        ZegoCallbackForm::Json => ("application/json", json),
        ZegoCallbackForm::Percent => ("application/json", percent_encode(&json)),
        ZegoCallbackForm::Form => ("application/x-www-form-urlencoded", form_body(&json)),
    };
    Callback {
        room: room.key.clone(),
        event: name,
        headers: vec![("Content-Type", content_type.to_owned())],
        body,
    }
}

fn form_body(event: &str) -> String {
    let fields: BTreeMap<String, Value> = serde_json::from_str(event).expect("an event is JSON");
    let pairs: Vec<_> = fields
        .iter()
        .map(|(name, value)| match value {
            Value::String(text) => format!("{name}={}", percent_encode(text)),
            other => format!("{name}={other}"),
        })
        .collect();
    pairs.join("&")
}
