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
use alloc::vec::Vec;
use core::fmt;
use core::hint::black_box;
use core::mem;

use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use super::INPUT;
use crate::callback::{Fields, Refusals};
use crate::date::milliseconds;
use crate::error::{Error, Provider};
use crate::freshness::Freshness;
use crate::json::{MAX_MEMBERS, Object, Value};
use crate::read::{hex_byte, lossy, split_once};
use crate::secret::{REDACTED, Secret};
use crate::text::text;

const REFUSALS: Refusals = Refusals(Provider::Zego);

/// A callback whose signature has been verified. `Debug` masks the signature, and shows the body
/// by its length: with both, others can send more until it is stale.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Callback {
    /// The project's AppID, as the unsigned part of the body says.
    pub app_id: Option<u32>,
    /// When it was sent, in Unix seconds. Signed.
    pub timestamp: u64,
    /// Its nonce. Signed.
    pub nonce: String,
    /// Its signature: what to remember against repetitions, see the module.
    pub signature: String,
    /// What happened.
    pub event: Event,
    /// The whole body as JSON text (as received, or percent-decoded); for a form, the form's text.
    pub raw: String,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback")
            .field("app_id", &self.app_id)
            .field("timestamp", &self.timestamp)
            .field("nonce", &self.nonce)
            .field("signature", &REDACTED)
            .field("event", &self.event)
            .field("raw_bytes", &self.raw.len())
            .finish()
    }
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
/// A body of more than 256 members, or of more than 32 levels, is of another shape; its
/// length is for the server to limit.
/// Reply with a 2xx status to whatever verifies: anything else is repeated up
/// to 5 times.
pub fn verify_callback(
    body: &[u8],
    callback_secret: &Secret,
    freshness: Freshness,
) -> Result<Callback, Error> {
    INPUT.secret("CallbackSecret", callback_secret)?;
    // Users choose their names: one that is not Unicode must not hide an event.
    let raw = json_text(lossy(body).trim_ascii());
    let object = match Object::parse(&raw) {
        Some(object) => object,
        None => parse_form(&raw)?,
    };
    verify(&object, callback_secret)?;

    let fields = Fields::new(&object, REFUSALS);
    let timestamp: u64 = fields.required("timestamp")?;
    if !freshness.admits(INPUT, milliseconds(timestamp))? {
        return Err(REFUSALS.stale(timestamp, "second"));
    }
    // First what can fail, then what allocates.
    let name = fields.present("event")?;
    for required in Event::required(name) {
        fields.present(required)?;
    }
    let mut callback = Callback {
        app_id: None,
        timestamp,
        nonce: String::new(),
        signature: String::new(),
        event: Event::named(name),
        raw: String::new(),
    };
    fields.read("appid", &mut callback.app_id);
    fields.copy("nonce", &mut callback.nonce);
    fields.copy("signature", &mut callback.signature);
    callback.event.read(fields);
    callback.raw = raw;
    Ok(callback)
}

fn verify(object: &Object<'_>, callback_secret: &Secret) -> Result<(), Error> {
    let signed = |name: &str| {
        let value = object.text(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| REFUSALS.invalid_signature(&text!["the body has no ", name]))
    };
    let expected = sign(callback_secret, signed("timestamp")?, signed("nonce")?);
    if bool::from(expected.as_slice().ct_eq(signed("signature")?.as_bytes())) {
        return Ok(());
    }
    Err(REFUSALS.invalid_signature(
        "the signature does not match; check that this is the project's CallbackSecret",
    ))
}

/// `sha1hex(join(sort([secret, timestamp, nonce])))`.
fn sign(callback_secret: &Secret, timestamp: &str, nonce: &str) -> [u8; 40] {
    // Comparing and exchanging neighbours sorts three.
    let (mut first, mut second, mut third) = (callback_secret.expose(), timestamp, nonce);
    put_in_order(&mut first, &mut second);
    put_in_order(&mut second, &mut third);
    put_in_order(&mut first, &mut second);
    let digest = sha1([first, second, third]);
    // Padding copies the last block, and leaves it on the stack: over the same place.
    black_box(sha1([""; 3]));
    let mut hex = [0; 40];
    // Cannot fail: 20 bytes make 40 characters.
    let _ = base16ct::lower::encode(&digest, &mut hex);
    hex
}

#[inline(never)]
fn sha1(parts: [&str; 3]) -> [u8; 20] {
    let mut state = Sha1::new();
    for part in parts {
        Digest::update(&mut state, part);
    }
    // In place: a state that is moved leaves a copy of the secret behind.
    state.finalize_reset().into()
}

fn put_in_order<'a>(first: &mut &'a str, second: &mut &'a str) {
    if is_greater(first.as_bytes(), second.as_bytes()) {
        mem::swap(first, second);
    }
}

/// In a time that depends on nothing but the lengths: who sends a nonce must not learn how much
/// of the secret it begins with.
fn is_greater(one: &[u8], other: &[u8]) -> bool {
    // The sign is that of the first difference: what comes later cannot turn it.
    let order = one.iter().zip(other).fold(0, |order: i32, (one, other)| {
        order.signum() * 256 + i32::from(*one) - i32::from(*other)
    });
    order * 2 + i32::from(one.len() > other.len()) > 0
}

/// The body with a percent-encoding of the whole undone. What is JSON as it
/// stands is left alone: its values may hold `%` and `+`.
fn json_text(text: &str) -> String {
    if text.starts_with("%7B") || text.starts_with("%7b") {
        decode_form_value(text)
    } else {
        text.into()
    }
}

fn parse_form(text: &str) -> Result<Object<'static>, Error> {
    const NEITHER: &str = "the body is neither a JSON object nor a form";
    if text.as_bytes().starts_with(b"{") || !text.as_bytes().contains(&b'=') {
        return Err(REFUSALS.unexpected(NEITHER));
    }
    let mut members = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (pair, after) = split_once(rest, b'&').unwrap_or((rest, ""));
        rest = after;
        if pair.is_empty() {
            continue;
        }
        let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
        let decode = |text| Cow::Owned(decode_form_value(text));
        members.push((decode(name), Value::String(decode(value))));
        if members.len() > MAX_MEMBERS {
            return Err(REFUSALS.unexpected(NEITHER));
        }
    }
    Ok(Object(members))
}

/// Undoes `application/x-www-form-urlencoded`, where `+` is a space.
fn decode_form_value(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, after @ ..] => hex_byte(*high, *low).map(|byte| (byte, after)),
            _ => None,
        };
        let plain = if *first == b'+' { b' ' } else { *first };
        let (byte, after) = escaped.unwrap_or((plain, after));
        decoded.extend_from_slice(&[byte]);
        rest = after;
    }
    lossy(&decoded)
}

impl Event {
    /// The event's name, as ZEGOCLOUD spells it.
    pub fn name(&self) -> &str {
        match self {
            Self::RoomClose(_) => "room_close",
            Self::RoomLogout(_) => "room_logout",
            Self::StreamClose(_) => "stream_close",
            Self::Other { name } => name,
        }
    }

    /// The fields without which an event of that name says nothing.
    fn required(name: &str) -> &'static [&'static str] {
        match name {
            "room_close" | "stream_close" => &["room_id"],
            "room_logout" => &["room_id", "user_account"],
            _ => &[],
        }
    }

    /// The event of that name, its fields to be read.
    fn named(name: &str) -> Self {
        match name {
            "room_close" => Self::RoomClose(RoomClose::default()),
            "room_logout" => Self::RoomLogout(RoomLogout::default()),
            "stream_close" => Self::StreamClose(StreamClose::default()),
            _ => Self::Other { name: name.into() },
        }
    }

    /// Apart, so that the fields are written where they stay and not moved
    /// there one by one.
    #[inline(never)]
    fn read(&mut self, fields: Fields<'_>) {
        match self {
            Self::RoomClose(event) => {
                fields.copy("room_id", &mut event.room_id);
                fields.read("room_session_id", &mut event.room_session_id);
                fields.read("close_reason", &mut event.close_reason);
                fields.read("room_close_time", &mut event.room_close_time);
            }
            Self::RoomLogout(event) => {
                fields.copy("room_id", &mut event.room_id);
                fields.copy("user_account", &mut event.user_account);
                fields.read("room_seq", &mut event.room_seq);
                fields.read("user_nickname", &mut event.user_nickname);
                fields.read("session_id", &mut event.session_id);
                fields.read("login_time", &mut event.login_time);
                fields.read("logout_time", &mut event.logout_time);
                fields.read("reason", &mut event.reason);
                fields.read("user_role", &mut event.user_role);
                fields.read("user_update_seq", &mut event.user_update_seq);
            }
            Self::StreamClose(event) => {
                fields.copy("room_id", &mut event.room_id);
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
            }
            Self::Other { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, decode_form_value, is_greater, parse_form};
    use crate::callback::Fields;
    use crate::json::{MAX_MEMBERS, Object};
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;
    use std::vec;

    proptest! {
        #[test]
        fn form_values_are_decoded_as_by_the_crate(text in "[%+0-9a-fA-Fxé ]{0,24}") {
            let spaced = text.replace('+', " ");
            let expected = percent_decode_str(&spaced).decode_utf8_lossy().into_owned();
            prop_assert_eq!(decode_form_value(&text), expected);
        }

        #[test]
        fn the_order_is_that_of_the_standard_library(one in "[a-cé]{0,4}", other in "[a-cé]{0,4}") {
            let expected = one > other;
            prop_assert_eq!(is_greater(one.as_bytes(), other.as_bytes()), expected);
        }
    }

    #[test]
    fn the_number_of_a_form_s_members_is_limited() {
        let form = |members: usize| vec!["a=1"; members].join("&&");
        assert!(parse_form(&form(MAX_MEMBERS)).is_ok());
        assert!(parse_form(&form(MAX_MEMBERS + 1)).is_err());
    }

    #[test]
    fn what_an_event_cannot_do_without_is_what_is_required() {
        for name in ["room_close", "room_logout", "stream_close", "odd"] {
            let object = Object::parse("{}").expect("valid");
            let mut event = Event::named(name);
            event.read(Fields::new(&object, super::REFUSALS));
            assert_eq!(event.name(), name);
            let empty: &[&str] = match &event {
                Event::RoomClose(event) if event.room_id.is_empty() => &["room_id"],
                Event::RoomLogout(event)
                    if event.room_id.is_empty() && event.user_account.is_empty() =>
                {
                    &["room_id", "user_account"]
                }
                Event::StreamClose(event) if event.room_id.is_empty() => &["room_id"],
                _ => &[],
            };
            assert_eq!(Event::required(name), empty, "{name}");
        }
    }
}
