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
use alloc::format;
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
        value.ok_or_else(|| REFUSALS.invalid_signature(&format!("the body has no {name}")))
    };
    let (timestamp, nonce) = (signed("timestamp")?, signed("nonce")?);
    let expected = sign(callback_secret, timestamp, nonce);
    if !bool::from(expected.as_slice().ct_eq(signed("signature")?.as_bytes())) {
        return Err(REFUSALS.invalid_signature(
            "the signature does not match; check that this is the project's CallbackSecret",
        ));
    }

    let fields = Fields::new(&object, REFUSALS);
    let timestamp: u64 = fields.required_number("timestamp")?;
    if !freshness.admits(INPUT, timestamp.saturating_mul(1000))? {
        return Err(REFUSALS.stale(timestamp, "second"));
    }
    Ok(Callback {
        app_id: fields.number("appid"),
        timestamp,
        nonce: nonce.into(),
        event: event(&fields)?,
        raw: text.clone().into_owned(),
    })
}

/// `sha1hex(join(sort([secret, timestamp, nonce])))`.
fn sign(callback_secret: &Secret, timestamp: &str, nonce: &str) -> [u8; 40] {
    let mut parts = [callback_secret.expose(), timestamp, nonce];
    parts.sort_unstable();
    let mut sha1 = Sha1::new();
    for part in parts {
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
    let is_form = text.contains('=') && text.split('&').count() <= MAX_MEMBERS;
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
    let name = fields.required_text("event")?;
    Ok(match name.as_str() {
        "room_close" => Event::RoomClose(RoomClose {
            room_id: fields.required_text("room_id")?,
            room_session_id: fields.number("room_session_id"),
            close_reason: fields.number("close_reason"),
            room_close_time: fields.number("room_close_time"),
        }),
        "room_logout" => Event::RoomLogout(RoomLogout {
            room_id: fields.required_text("room_id")?,
            room_seq: fields.number("room_seq"),
            user_account: fields.required_text("user_account")?,
            user_nickname: fields.text("user_nickname"),
            session_id: fields.text("session_id"),
            login_time: fields.number("login_time"),
            logout_time: fields.number("logout_time"),
            reason: fields.number("reason"),
            user_role: fields.number("user_role"),
            user_update_seq: fields.number("user_update_seq"),
        }),
        "stream_close" => Event::StreamClose(StreamClose {
            room_id: fields.required_text("room_id")?,
            room_session_id: fields.number("room_session_id"),
            user_id: fields.text("user_id"),
            user_name: fields.text("user_name"),
            channel_id: fields.text("channel_id"),
            close_type: fields.number("type"),
            stream_alias: fields.text("stream_alias"),
            stream_id: fields.text("stream_id"),
            stream_sid: fields.text("stream_sid"),
            stream_seq: fields.number("stream_seq"),
            third_define_data: fields.text("third_define_data"),
            create_time_ms: fields.number("create_time_ms"),
            destroy_time_ms: fields.number("destroy_timemillis"),
        }),
        _ => Event::Other { name },
    })
}
