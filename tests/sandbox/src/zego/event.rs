//! The three events of a closed room, each with the fields and JSON types that
//! are documented.

use serde::Serialize;

use crate::config::ZegoAccount;
use crate::hash;
use crate::provider::RoomId;
use crate::random;
use crate::rooms::Room;

/// What every callback is signed with; the fields of the event are not.
#[derive(Debug)]
struct Stamp {
    timestamp: i64,
    nonce: String,
    signature: String,
}

impl Stamp {
    fn new(account: &ZegoAccount, now_ms: i64) -> Self {
        let timestamp = now_ms.div_euclid(1000);
        let nonce = random::nineteen_digits().to_string();
        let secret = account.callback_secret.text();
        Self { signature: signature(secret, &timestamp.to_string(), &nonce), timestamp, nonce }
    }
}

/// The callback signature: the three texts sorted as texts.
pub(crate) fn signature(callback_secret: &str, timestamp: &str, nonce: &str) -> String {
    let mut texts = [callback_secret, timestamp, nonce];
    texts.sort_unstable();
    hash::sha1_hex(&texts.concat())
}

/// The room is closed. The one event with numbers in it.
#[derive(Debug, Serialize)]
pub(super) struct RoomClose<'a> {
    pub(super) event: &'static str,
    appid: u32,
    timestamp: i64,
    nonce: String,
    signature: String,
    room_id: &'a RoomId,
    room_session_id: u64,
    close_reason: u32,
    #[serde(rename = "room_close_time")]
    closed_ms: String,
}

impl<'a> RoomClose<'a> {
    pub(super) fn new(account: &ZegoAccount, now_ms: i64, room: &'a Room) -> Self {
        let stamp = Stamp::new(account, now_ms);
        Self {
            event: "room_close",
            appid: account.app_id,
            timestamp: stamp.timestamp,
            nonce: stamp.nonce,
            signature: stamp.signature,
            room_id: room.key.id(),
            room_session_id: room.session_id,
            close_reason: 0,
            closed_ms: now_ms.to_string(),
        }
    }
}

/// A user has left. All fields are text.
#[derive(Debug, Serialize)]
pub(super) struct RoomLogout<'a> {
    pub(super) event: &'static str,
    appid: String,
    timestamp: String,
    nonce: String,
    signature: String,
    room_id: &'a RoomId,
    room_seq: String,
    user_account: &'a str,
    user_nickname: &'a str,
    session_id: String,
    login_time: String,
    logout_time: String,
    reason: &'static str,
    user_role: &'static str,
    user_update_seq: String,
}

impl<'a> RoomLogout<'a> {
    pub(super) fn new(
        account: &ZegoAccount,
        now_ms: i64,
        room: &'a Room,
        index: usize,
        user: &'a str,
    ) -> Self {
        let stamp = Stamp::new(account, now_ms);
        Self {
            event: "room_logout",
            appid: account.app_id.to_string(),
            timestamp: stamp.timestamp.to_string(),
            nonce: stamp.nonce,
            signature: stamp.signature,
            room_id: room.key.id(),
            room_seq: room.session_id.to_string(),
            user_account: user,
            user_nickname: user,
            session_id: random::nineteen_digits().to_string(),
            login_time: room.opened_ms.to_string(),
            logout_time: now_ms.to_string(),
            reason: "3",
            user_role: "1",
            // Every user's login and logout so far count.
            user_update_seq: (room.users.len() + index + 1).to_string(),
        }
    }
}

/// A stream has ended. All fields are text.
#[derive(Debug, Serialize)]
pub(super) struct StreamClose<'a> {
    pub(super) event: &'static str,
    appid: String,
    timestamp: String,
    nonce: String,
    signature: String,
    room_id: &'a RoomId,
    room_session_id: String,
    user_id: &'a str,
    user_name: &'a str,
    channel_id: &'a RoomId,
    r#type: &'static str,
    stream_alias: &'a str,
    stream_id: &'a str,
    stream_sid: String,
    stream_seq: String,
    third_define_data: &'static str,
    create_time_ms: String,
    destroy_timemillis: String,
}

impl<'a> StreamClose<'a> {
    pub(super) fn new(
        account: &ZegoAccount,
        now_ms: i64,
        room: &'a Room,
        index: usize,
        stream: &'a str,
    ) -> Self {
        let stamp = Stamp::new(account, now_ms);
        // Who publishes what is not told to the sandbox: the users take turns.
        let publisher = room.users.iter().cycle().nth(index).map_or("", String::as_str);
        Self {
            event: "stream_close",
            appid: account.app_id.to_string(),
            timestamp: stamp.timestamp.to_string(),
            nonce: stamp.nonce,
            signature: stamp.signature,
            room_id: room.key.id(),
            room_session_id: room.session_id.to_string(),
            user_id: publisher,
            user_name: publisher,
            channel_id: room.key.id(),
            r#type: "5",
            stream_alias: stream,
            stream_id: stream,
            stream_sid: random::nineteen_digits().to_string(),
            stream_seq: (index + 1).to_string(),
            third_define_data: "",
            create_time_ms: room.opened_ms.to_string(),
            destroy_timemillis: now_ms.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn reproduces_the_published_signature() {
        // ZEGO's callback verification page: secret `secret`.
        assert_eq!(
            signature("secret", "1470820198", "123412"),
            "5bd59fd62953a8059fb7eaba95720f66d19e4517"
        );
    }

    #[test]
    fn sorts_as_text_not_as_numbers() {
        assert_eq!(
            signature("secret", "1470820198", "99"),
            "4702a9c87c9a92ad11088b6c10ce1e734fa9a6b5"
        );
        assert_eq!(
            signature("secret", "1499676989", "350176"),
            "0a36e8e590a2298fb9d9b3ab0c94e82775b8cde2"
        );
    }
}
