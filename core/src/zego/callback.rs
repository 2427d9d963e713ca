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
//! small, and remember nonces where a forged event would hurt. The signed
//! values are joined without separators, so a recorded signature also fits
//! other splits of the same text into timestamp and nonce; only the freshness
//! check refuses those, so never switch it off without a record of your own.
//!
//! The documents call the body JSON that "needs UrlDecode", and older ones
//! show forms, so all three are read: JSON, JSON that is percent-encoded as a
//! whole, and a form. Numbers may come as strings and the other way round, as
//! they do between events and between editions.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::str::FromStr;

use percent_encoding::percent_decode_str;
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use super::INPUT;
use crate::error::{Error, ErrorKind, Provider};
use crate::freshness::Freshness;
use crate::json::{Object, Value};
use crate::secret::Secret;

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
/// [`InvalidSignature`](ErrorKind::InvalidSignature),
/// [`Stale`](ErrorKind::Stale),
/// [`UnexpectedResponse`](ErrorKind::UnexpectedResponse) for a body of another
/// shape, [`InvalidInput`](ErrorKind::InvalidInput) for an unusable secret.
/// Reply with a 2xx status to whatever verifies: anything else is repeated up
/// to 5 times.
pub fn verify_callback(
    body: &[u8],
    callback_secret: &Secret,
    freshness: Freshness,
) -> Result<Callback, Error> {
    INPUT.secret("CallbackSecret", callback_secret)?;
    let text = core::str::from_utf8(body).map_err(|_| unexpected("the body is not UTF-8"))?;
    let text = json_text(text.trim())?;
    let fields = Fields(match Object::parse(&text) {
        Some(object) => object,
        None => parse_form(&text)?,
    });

    let timestamp = fields.signed("timestamp")?;
    let nonce = fields.signed("nonce")?;
    let signature = fields.signed("signature")?;
    let expected = sign(callback_secret, timestamp, nonce);
    if !bool::from(expected.as_slice().ct_eq(signature.as_bytes())) {
        return Err(invalid_signature(
            "the signature does not match; check that this is the project's CallbackSecret",
        ));
    }

    let timestamp: u64 = parse_number("timestamp", timestamp)?;
    if !freshness.admits(timestamp.saturating_mul(1000)) {
        let message = format!(
            "zego callback: sent at Unix second {timestamp}, outside the allowed window; \
             a late repetition, a replay, or a wrong clock here"
        );
        return Err(Error::new(ErrorKind::Stale, Provider::Zego, message));
    }

    Ok(Callback {
        app_id: fields.number("appid")?,
        timestamp,
        nonce: nonce.into(),
        event: fields.event()?,
        raw: text.into_owned(),
    })
}

/// `sha1hex(join(sort([secret, timestamp, nonce])))`.
fn sign(callback_secret: &Secret, timestamp: &str, nonce: &str) -> [u8; 40] {
    let mut parts = [callback_secret.expose(), timestamp, nonce];
    parts.sort_unstable();
    let digest = parts.iter().fold(Sha1::new(), Digest::chain_update);
    let mut hex = [0; 40];
    // Cannot fail: 20 bytes make 40 characters.
    let _ = base16ct::lower::encode(&digest.finalize(), &mut hex);
    hex
}

/// The body with a percent-encoding of the whole undone. What is JSON as it
/// stands is left alone: its values may hold `%` and `+`.
fn json_text(text: &str) -> Result<Cow<'_, str>, Error> {
    if text.starts_with("%7B") || text.starts_with("%7b") {
        decode_form_value(text)
    } else {
        Ok(Cow::Borrowed(text))
    }
}

fn parse_form(text: &str) -> Result<Object<'_>, Error> {
    if text.starts_with('{') || !text.contains('=') {
        return Err(unexpected("the body is neither a JSON object nor a form"));
    }
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode_form_value(name)?, Value::String(decode_form_value(value)?)))
    });
    Ok(Object(pairs.collect::<Result<_, Error>>()?))
}

/// Undoes `application/x-www-form-urlencoded`, where `+` is a space.
fn decode_form_value(text: &str) -> Result<Cow<'_, str>, Error> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    let decoded = decoded.map_err(|_| unexpected("the body's percent-encoding is not UTF-8"))?;
    Ok(Cow::Owned(decoded.into_owned()))
}

struct Fields<'a>(Object<'a>);

impl Fields<'_> {
    /// A field that takes part in the signature.
    fn signed(&self, name: &str) -> Result<&str, Error> {
        let value = self.0.text(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| invalid_signature(&format!("the body has no {name}")))
    }

    fn required(&self, name: &str) -> Result<String, Error> {
        let value = self.0.text(name).ok_or_else(|| unexpected(&format!("{name} is missing")))?;
        Ok(value.into())
    }

    fn text(&self, name: &str) -> Option<String> {
        self.0.text(name).map(String::from)
    }

    /// A number, or a string that is one; an empty string is no number.
    fn number<N: FromStr>(&self, name: &str) -> Result<Option<N>, Error> {
        match self.0.text(name) {
            None | Some("") => Ok(None),
            Some(text) => parse_number(name, text).map(Some),
        }
    }

    fn event(&self) -> Result<Event, Error> {
        let name = self.required("event")?;
        Ok(match name.as_str() {
            "room_close" => Event::RoomClose(RoomClose {
                room_id: self.required("room_id")?,
                room_session_id: self.number("room_session_id")?,
                close_reason: self.number("close_reason")?,
                room_close_time: self.number("room_close_time")?,
            }),
            "room_logout" => Event::RoomLogout(RoomLogout {
                room_id: self.required("room_id")?,
                room_seq: self.number("room_seq")?,
                user_account: self.required("user_account")?,
                user_nickname: self.text("user_nickname"),
                session_id: self.text("session_id"),
                login_time: self.number("login_time")?,
                logout_time: self.number("logout_time")?,
                reason: self.number("reason")?,
                user_role: self.number("user_role")?,
                user_update_seq: self.number("user_update_seq")?,
            }),
            "stream_close" => Event::StreamClose(StreamClose {
                room_id: self.required("room_id")?,
                room_session_id: self.number("room_session_id")?,
                user_id: self.text("user_id"),
                user_name: self.text("user_name"),
                channel_id: self.text("channel_id"),
                close_type: self.number("type")?,
                stream_alias: self.text("stream_alias"),
                stream_id: self.text("stream_id"),
                stream_sid: self.text("stream_sid"),
                stream_seq: self.number("stream_seq")?,
                third_define_data: self.text("third_define_data"),
                create_time_ms: self.number("create_time_ms")?,
                destroy_time_ms: self.number("destroy_timemillis")?,
            }),
            _ => Event::Other { name },
        })
    }
}

fn parse_number<N: FromStr>(name: &str, text: &str) -> Result<N, Error> {
    text.parse().map_err(|_| unexpected(&format!("{name} is not a whole number in its range")))
}

fn invalid_signature(what: &str) -> Error {
    Error::new(ErrorKind::InvalidSignature, Provider::Zego, format!("zego callback: {what}"))
}

fn unexpected(what: &str) -> Error {
    Error::new(ErrorKind::UnexpectedResponse, Provider::Zego, format!("zego callback: {what}"))
}
