//! ZEGOCLOUD's callbacks.

use closeroom::Secret;
use closeroom::zego::{Callback, Event, verify_callback};
use serde::Deserialize;

use super::{Outcome, Tolerance, check_error, freshness};
use crate::vectors::file::{self, Expect};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Case {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    callback_secret: String,
    body: String,
    now: u64,
    tolerance_seconds: Option<Tolerance>,
    expect: Outcome<Fields>,
}

/// Every field of every event. 64-bit ids are text.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct Fields {
    event: String,
    name: Option<String>,
    app_id: Option<u32>,
    timestamp: u64,
    nonce: String,
    room_id: Option<String>,
    room_session_id: Option<String>,
    close_reason: Option<u32>,
    room_close_time: Option<u64>,
    room_seq: Option<String>,
    user_account: Option<String>,
    user_nickname: Option<String>,
    session_id: Option<String>,
    login_time: Option<u64>,
    logout_time: Option<u64>,
    reason: Option<u32>,
    user_role: Option<u32>,
    user_update_seq: Option<u64>,
    user_id: Option<String>,
    user_name: Option<String>,
    channel_id: Option<String>,
    r#type: Option<u32>,
    stream_alias: Option<String>,
    stream_id: Option<String>,
    stream_sid: Option<String>,
    stream_seq: Option<String>,
    third_define_data: Option<String>,
    create_time_ms: Option<u64>,
    destroy_time_ms: Option<u64>,
}

impl From<Callback> for Fields {
    fn from(callback: Callback) -> Self {
        let text = |id: Option<u64>| id.map(|id| id.to_string());
        let event = match callback.event {
            Event::RoomClose(room) => Self {
                event: "room_close".to_owned(),
                room_id: Some(room.room_id),
                room_session_id: text(room.room_session_id),
                close_reason: room.close_reason,
                room_close_time: room.room_close_time,
                ..Self::default()
            },
            Event::RoomLogout(user) => Self {
                event: "room_logout".to_owned(),
                room_id: Some(user.room_id),
                room_seq: text(user.room_seq),
                user_account: user.user_account.into(),
                user_nickname: user.user_nickname,
                session_id: user.session_id,
                login_time: user.login_time,
                logout_time: user.logout_time,
                reason: user.reason,
                user_role: user.user_role,
                user_update_seq: user.user_update_seq,
                ..Self::default()
            },
            Event::StreamClose(stream) => Self {
                event: "stream_close".to_owned(),
                room_id: Some(stream.room_id),
                room_session_id: text(stream.room_session_id),
                user_id: stream.user_id,
                user_name: stream.user_name,
                channel_id: stream.channel_id,
                r#type: stream.close_type,
                stream_alias: stream.stream_alias,
                stream_id: stream.stream_id,
                stream_sid: stream.stream_sid,
                stream_seq: text(stream.stream_seq),
                third_define_data: stream.third_define_data,
                create_time_ms: stream.create_time_ms,
                destroy_time_ms: stream.destroy_time_ms,
                ..Self::default()
            },
            Event::Other { name } => {
                Self { event: "other".to_owned(), name: Some(name), ..Self::default() }
            }
            event => panic!("an event that the vectors do not know: {event:?}"),
        };
        Self {
            app_id: callback.app_id,
            timestamp: callback.timestamp,
            nonce: callback.nonce,
            ..event
        }
    }
}

impl file::Case for Case {
    const PROVIDER: &str = "zego";
    const KIND: &str = "callback";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        let secret = Secret::from(self.callback_secret.as_str());
        let freshness = freshness(self.now, self.tolerance_seconds);
        let outcome = match verify_callback(self.body.as_bytes(), &secret, freshness) {
            Ok(callback) => {
                if self.body.trim_start().starts_with('{') {
                    expect.equal("raw", &*callback.raw, self.body.trim());
                }
                Outcome::Ok(Fields::from(callback))
            }
            Err(error) => {
                check_error(&error, "zego", &self.callback_secret, expect);
                Outcome::of_error(&error)
            }
        };
        expect.equal("outcome", &outcome, &self.expect);
    }
}
