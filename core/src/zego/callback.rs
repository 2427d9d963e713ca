//! Callbacks that ZEGOCLOUD sends when a room closes.
//!
//! Sources: "Receiving a callback", "Callback signature", and the pages of
//! the three events. `signature = sha1hex(join(sort([CallbackSecret,
//! timestamp, nonce])))`, sorted as strings, in lower case.
//!
//! **The signature covers timestamp and nonce only.** None of the event's own
//! fields are signed: whoever has seen one genuine callback can send another
//! with the same timestamp and nonce and other contents while it is fresh.
//! Use an https callback URL that nobody can guess, keep the freshness window
//! small, and remember **signatures** where a forged event would hurt: the
//! signed values are joined without separators, so that a recorded signature
//! also fits other splits of the same text into timestamp and nonce, some of
//! which may become fresh at a later moment.
//!
//! The documents call the body JSON that "needs UrlDecode", and older ones
//! show forms, so all three are read: JSON, JSON that is percent-encoded as a
//! whole, and a form. Numbers may come as strings and the other way round, as
//! they do between events and between editions.

use alloc::borrow::Cow;
use alloc::string::String;

use percent_encoding::percent_decode_str;
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use super::INPUT;
use crate::callback::{Fields, Refusals};
use crate::error::{Error, Provider};
use crate::freshness::Freshness;
use crate::json::{MAX_MEMBERS, Object, Value};
use crate::secret::Secret;
use crate::sort;
use crate::text::text;

const REFUSALS: Refusals = Refusals(Provider::Zego);

/// A callback whose signature has been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Callback {
    /// The project's AppID, as the unsigned part of the body says.
    pub app_id: Option<u32>,
    /// When it was sent, in Unix seconds. Signed.
    pub timestamp: u64,
    /// Its nonce. Signed.
    pub nonce: String,
    /// What happened.
    pub event: Event,
    /// The whole body as JSON text (as received, or percent-decoded); for a form, the form's text.
    pub raw: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// `room_close`: the room was destroyed.
    RoomClose(RoomClose),
    /// `room_logout`: a user left the room.
    RoomLogout(RoomLogout),
    /// `stream_close`: a stream ended.
    StreamClose(StreamClose),
    /// Any other event; its fields are in [`Callback::raw`].
    Other {
        /// The event's name.
        name: String,
    },
}

/// The room was destroyed. Fields that were not sent are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoomClose {
    /// The room's id.
    pub room_id: String,
    /// This life of the room; `room_seq` in [`RoomLogout`].
    pub room_session_id: Option<u64>,
    /// 0 normal, 1 last user's heartbeat timed out, 2 last user went offline, 3 last user was
    /// kicked. Which one a `CloseRoom` gives is not documented.
    pub close_reason: Option<u32>,
    /// When it closed, in Unix milliseconds.
    pub room_close_time: Option<u64>,
}

/// A user left the room. Fields that were not sent are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoomLogout {
    /// The room's id.
    pub room_id: String,
    /// This life of the room; `room_session_id` in [`RoomClose`].
    pub room_seq: Option<u64>,
    /// The user's id.
    pub user_account: String,
    /// The user's name.
    pub user_nickname: Option<String>,
    /// The user's session.
    pub session_id: Option<String>,
    /// When the user came, in Unix milliseconds.
    pub login_time: Option<u64>,
    /// When the user left, in Unix milliseconds.
    pub logout_time: Option<u64>,
    /// 0 normal, 1 heartbeat timeout, 2 disconnected, 3 logged in elsewhere or kicked, 4 token
    /// expired. Which one a `CloseRoom` gives is not documented.
    pub reason: Option<u32>,
    /// 1 host, 2 audience, 4 administrator.
    pub user_role: Option<u32>,
    /// Orders the log-ins and log-outs of one room.
    pub user_update_seq: Option<u64>,
}

/// A stream ended. Fields that were not sent are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamClose {
    /// The room's id.
    pub room_id: String,
    /// This life of the room.
    pub room_session_id: Option<u64>,
    /// The user's id.
    pub user_id: Option<String>,
    /// The user's name.
    pub user_name: Option<String>,
    /// The channel, which need not be spelled like the room.
    pub channel_id: Option<String>,
    /// 0 normal, 1 heartbeat timeout, 2 replaced by a new log-in, 3 kicked, 4 connection lost,
    /// 5 room cleared, 100 `DeleteStream`.
    pub close_type: Option<u32>,
    /// The stream's id as the client gave it.
    pub stream_alias: Option<String>,
    /// The stream's id at the server.
    pub stream_id: Option<String>,
    /// This life of the stream.
    pub stream_sid: Option<String>,
    /// The stream's sequence number.
    pub stream_seq: Option<u64>,
    /// The stream's extra information.
    pub third_define_data: Option<String>,
    /// When it began, in Unix milliseconds.
    pub create_time_ms: Option<u64>,
    /// When it ended, in Unix milliseconds (`destroy_timemillis`).
    pub destroy_time_ms: Option<u64>,
}

/// Verifies the signature in constant time, then the freshness, then reads the event.
///
/// `body` is the raw body as received, `callback_secret` the project's
/// CallbackSecret (not its ServerSecret). Errors:
/// [`InvalidSignature`](crate::ErrorKind::InvalidSignature),
/// [`Stale`](crate::ErrorKind::Stale),
/// [`UnexpectedResponse`](crate::ErrorKind::UnexpectedResponse) for a body of another
/// shape, [`InvalidInput`](crate::ErrorKind::InvalidInput) for an unusable secret.
/// Reply with a 2xx status to whatever verifies: anything else is repeated up
/// to 5 times.
pub fn verify_callback(
    body: &[u8],
    callback_secret: &Secret,
    freshness: Freshness,
) -> Result<Callback, Error> {
    INPUT.secret("CallbackSecret", callback_secret)?;
    // Users choose their names: one that is not Unicode must not hide an event.
    let text = String::from_utf8_lossy(body);
    let text = json_text(text.trim());
    let object = match Object::parse(&text) {
        Some(object) => object,
        None => parse_form(&text)?,
    };

    let signed = |name: &str| {
        let value = object.text(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| REFUSALS.invalid_signature(&text!["the body has no ", name]))
    };
    let (timestamp, nonce) = (signed("timestamp")?, signed("nonce")?);
    let expected = sign(callback_secret, timestamp, nonce);
    if !bool::from(expected.as_slice().ct_eq(signed("signature")?.as_bytes())) {
        return Err(REFUSALS.invalid_signature(
            "the signature does not match; check that this is the project's CallbackSecret",
        ));
    }

    let fields = Fields::new(&object, REFUSALS);
    let timestamp: u64 = fields.required("timestamp")?;
    if !freshness.admits(INPUT, timestamp.saturating_mul(1000))? {
        return Err(REFUSALS.stale(timestamp, "second"));
    }
    let event = event(&fields)?;
    let mut app_id = None;
    fields.read("appid", &mut app_id);
    let (nonce, raw) = (nonce.into(), text.clone().into_owned());
    Ok(Callback { app_id, timestamp, nonce, event, raw })
}

/// `sha1hex(join(sort([secret, timestamp, nonce])))`.
fn sign(callback_secret: &Secret, timestamp: &str, nonce: &str) -> [u8; 40] {
    let mut sha1 = Sha1::new();
    for part in sort::by_insertion([callback_secret.expose(), timestamp, nonce]) {
        Digest::update(&mut sha1, part);
    }
    // In place: a state that is moved leaves a copy of the secret behind.
    let digest = sha1.finalize_reset();
    let mut hex = [0; 40];
    // Cannot fail: 20 bytes make 40 characters.
    let _ = base16ct::lower::encode(&digest, &mut hex);
    hex
}

/// The body with a percent-encoding of the whole undone. What is JSON as it
/// stands is left alone: its values may hold `%` and `+`.
fn json_text(text: &str) -> Cow<'_, str> {
    if text.starts_with("%7B") || text.starts_with("%7b") {
        Cow::Owned(decode_form_value(text))
    } else {
        Cow::Borrowed(text)
    }
}

fn parse_form(text: &str) -> Result<Object<'_>, Error> {
    let is_form = text.as_bytes().contains(&b'=') && text.split('&').count() <= MAX_MEMBERS;
    if text.starts_with('{') || !is_form {
        return Err(REFUSALS.unexpected("the body is neither a JSON object nor a form"));
    }
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decode = |text| Cow::Owned(decode_form_value(text));
        (decode(name), Value::String(decode(value)))
    });
    Ok(Object(pairs.collect()))
}

/// Undoes `application/x-www-form-urlencoded`, where `+` is a space.
fn decode_form_value(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn event(fields: &Fields<'_>) -> Result<Event, Error> {
    let name: String = fields.required("event")?;
    Ok(match name.as_str() {
        "room_close" => Event::RoomClose(room_close(fields)?),
        "room_logout" => Event::RoomLogout(room_logout(fields)?),
        "stream_close" => Event::StreamClose(stream_close(fields)?),
        _ => Event::Other { name },
    })
}

fn room_close(fields: &Fields<'_>) -> Result<RoomClose, Error> {
    let mut event = RoomClose { room_id: fields.required("room_id")?, ..RoomClose::default() };
    fields.read("room_session_id", &mut event.room_session_id);
    fields.read("close_reason", &mut event.close_reason);
    fields.read("room_close_time", &mut event.room_close_time);
    Ok(event)
}

fn room_logout(fields: &Fields<'_>) -> Result<RoomLogout, Error> {
    let mut event = RoomLogout {
        room_id: fields.required("room_id")?,
        user_account: fields.required("user_account")?,
        ..RoomLogout::default()
    };
    fields.read("room_seq", &mut event.room_seq);
    fields.read("user_nickname", &mut event.user_nickname);
    fields.read("session_id", &mut event.session_id);
    fields.read("login_time", &mut event.login_time);
    fields.read("logout_time", &mut event.logout_time);
    fields.read("reason", &mut event.reason);
    fields.read("user_role", &mut event.user_role);
    fields.read("user_update_seq", &mut event.user_update_seq);
    Ok(event)
}

fn stream_close(fields: &Fields<'_>) -> Result<StreamClose, Error> {
    let mut event = StreamClose { room_id: fields.required("room_id")?, ..StreamClose::default() };
    fields.read("room_session_id", &mut event.room_session_id);
    fields.read("user_id", &mut event.user_id);
    fields.read("user_name", &mut event.user_name);
    fields.read("channel_id", &mut event.channel_id);
    fields.read("type", &mut event.close_type);
    fields.read("stream_alias", &mut event.stream_alias);
    fields.read("stream_id", &mut event.stream_id);
    fields.read("stream_sid", &mut event.stream_sid);
    fields.read("stream_seq", &mut event.stream_seq);
    fields.read("third_define_data", &mut event.third_define_data);
    fields.read("create_time_ms", &mut event.create_time_ms);
    fields.read("destroy_timemillis", &mut event.destroy_time_ms);
    Ok(event)
}
