//! Callbacks, verified, in the shape that JavaScript shows.

use std::collections::BTreeMap;

use anyhow::Result;
use closeroom::trtc::{self, RoomId};
use closeroom::zego;
use closeroom::{Freshness, Secret};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::set;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Options {
    /// ZEGOCLOUD's.
    callback_secret: Option<String>,
    /// TRTC's.
    callback_key: Option<String>,
    headers: Option<Headers>,
    now: u64,
    tolerance_seconds: u64,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Headers {
    Pairs(Vec<(String, String)>),
    Object(BTreeMap<String, String>),
}

impl Options {
    fn freshness(&self) -> Freshness {
        Freshness::at(self.now).with_tolerance(self.tolerance_seconds)
    }

    fn headers(&self) -> Vec<(&str, &str)> {
        match &self.headers {
            None => Vec::new(),
            Some(Headers::Pairs(pairs)) => {
                pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
            }
            Some(Headers::Object(object)) => {
                object.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
            }
        }
    }
}

pub(crate) fn zego(body: &[u8], options: &Options) -> Result<Value> {
    let secret = Secret::from(options.callback_secret.as_deref().unwrap_or_default());
    let callback = zego::verify_callback(body, &secret, options.freshness())?;
    let mut shown = match callback.event {
        zego::Event::RoomClose(event) => json!({
            "event": "room_close",
            "roomId": event.room_id,
            "roomSessionId": id(event.room_session_id),
            "closeReason": event.close_reason,
            "roomCloseTime": event.room_close_time,
        }),
        zego::Event::RoomLogout(event) => json!({
            "event": "room_logout",
            "roomId": event.room_id,
            "roomSeq": id(event.room_seq),
            "userAccount": event.user_account,
            "userNickname": event.user_nickname,
            "sessionId": event.session_id,
            "loginTime": event.login_time,
            "logoutTime": event.logout_time,
            "reason": event.reason,
            "userRole": event.user_role,
            "userUpdateSeq": event.user_update_seq,
        }),
        zego::Event::StreamClose(event) => json!({
            "event": "stream_close",
            "roomId": event.room_id,
            "roomSessionId": id(event.room_session_id),
            "userId": event.user_id,
            "userName": event.user_name,
            "channelId": event.channel_id,
            "type": event.close_type,
            "streamAlias": event.stream_alias,
            "streamId": event.stream_id,
            "streamSid": event.stream_sid,
            "streamSeq": id(event.stream_seq),
            "thirdDefineData": event.third_define_data,
            "createTimeMs": event.create_time_ms,
            "destroyTimeMs": event.destroy_time_ms,
        }),
        event => json!({ "event": "other", "name": event.name() }),
    };
    shown["appId"] = callback.app_id.into();
    shown["timestamp"] = callback.timestamp.into();
    shown["nonce"] = callback.nonce.into();
    shown["raw"] = callback.raw.into();
    Ok(set(shown))
}

pub(crate) fn trtc(body: &[u8], options: &Options) -> Result<Value> {
    let key = Secret::from(options.callback_key.as_deref().unwrap_or_default());
    let callback = trtc::verify_callback(body, options.headers(), &key, options.freshness())?;
    let mut shown = match callback.event {
        trtc::Event::Known(kind, info) => json!({
            "event": kind.as_str(),
            "roomId": match info.room_id {
                RoomId::String(text) => Value::from(text),
                RoomId::Number(number) => Value::from(number),
            },
            "eventTs": info.event_ts,
            "eventMsTs": info.event_ms_ts,
            "userId": info.user_id,
            "uniqueId": info.unique_id,
            "role": info.role,
            "terminalType": info.terminal_type,
            "userType": info.user_type,
            "reason": info.reason,
        }),
        _ => json!({ "event": "other" }),
    };
    shown["eventGroupId"] = callback.event_group_id.into();
    shown["eventType"] = callback.event_type.into();
    shown["callbackTs"] = callback.callback_ts.into();
    shown["raw"] = callback.raw.into();
    Ok(set(shown))
}

/// An id of 64 bits: text in JavaScript.
fn id(number: Option<u64>) -> Option<String> {
    number.map(|number| number.to_string())
}
