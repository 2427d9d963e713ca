//! TRTC's callbacks.

use std::collections::BTreeMap;

use closeroom::Secret;
use closeroom::trtc::{Callback, Event, verify_callback};
use serde::Deserialize;

use super::{Outcome, Tolerance, check_error, freshness};
use crate::vectors::client::Room;
use crate::vectors::file::{self, Expect};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Case {
    name: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    callback_key: String,
    headers: BTreeMap<String, String>,
    body: String,
    now: u64,
    tolerance_seconds: Option<Tolerance>,
    expect: Outcome<Fields>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct Fields {
    event: String,
    event_group_id: u32,
    event_type: u32,
    callback_ts: u64,
    room_id: Option<Room>,
    event_ts: Option<u64>,
    event_ms_ts: Option<u64>,
    user_id: Option<String>,
    unique_id: Option<String>,
    role: Option<u32>,
    terminal_type: Option<u32>,
    user_type: Option<u32>,
    reason: Option<u32>,
}

impl From<Callback> for Fields {
    fn from(callback: Callback) -> Self {
        let event = match callback.event {
            Event::Known(kind, info) => Self {
                event: kind.as_str().to_owned(),
                room_id: Some(info.room_id.into()),
                event_ts: info.event_ts,
                event_ms_ts: info.event_ms_ts,
                user_id: info.user_id,
                unique_id: info.unique_id,
                role: info.role,
                terminal_type: info.terminal_type,
                user_type: info.user_type,
                reason: info.reason,
                ..Self::default()
            },
            Event::Other => Self { event: "other".to_owned(), ..Self::default() },
            event => panic!("an event that the vectors do not know: {event:?}"),
        };
        Self {
            event_group_id: callback.event_group_id,
            event_type: callback.event_type,
            callback_ts: callback.callback_ts,
            ..event
        }
    }
}

impl file::Case for Case {
    const PROVIDER: &str = "trtc";
    const KIND: &str = "callback";

    fn name(&self) -> &str {
        &self.name
    }

    fn check(&self, expect: &mut Expect) {
        let key = Secret::from(self.callback_key.as_str());
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let freshness = freshness(self.now, self.tolerance_seconds);
        let outcome = match verify_callback(self.body.as_bytes(), headers, &key, freshness) {
            Ok(callback) => {
                expect.equal("raw", &callback.raw, &self.body);
                Outcome::Ok(Fields::from(callback))
            }
            Err(error) => {
                check_error(&error, "trtc", &self.callback_key, expect);
                Outcome::of_error(&error)
            }
        };
        expect.equal("outcome", &outcome, &self.expect);
    }
}
