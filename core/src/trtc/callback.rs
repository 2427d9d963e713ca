//! Event callbacks of rooms (group 1) and media (group 2).
//!
//! Sources: documents 39558 and 51586 (events), 54912 (signature).
//! `Sign = base64(HMAC-SHA256(key, body))` over the raw body, in a header.
//!
//! The signature has neither nonce nor time of its own, and it does not cover
//! the header `SdkAppId`. A recorded callback verifies for ever; only the
//! body's `CallbackTs` bounds that. Deliveries repeat, and come in any order:
//! tell them apart by event, room, user and `EventMsTs`.

use alloc::string::String;

use base64ct::{Base64, Encoding};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{INPUT, RoomId};
use crate::callback::{Fields, Refusals};
use crate::error::{Error, Provider};
use crate::freshness::Freshness;
use crate::http::find_header;
use crate::json::{Object, Value};
use crate::mac::hmac_sha256;
use crate::read::lossy;
use crate::secret::Secret;

const REFUSALS: Refusals = Refusals(Provider::Trtc);

/// A callback whose signature has been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Callback {
    /// `EventGroupId`: 1 room, 2 media.
    pub event_group_id: u32,
    /// `EventType`, as the documents number it.
    pub event_type: u32,
    /// `CallbackTs`: when it was sent, in Unix milliseconds.
    pub callback_ts: u64,
    /// What happened.
    pub event: Event,
    /// The whole body, as received.
    pub raw: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// An event of group 1 or 2.
    Known(EventKind, EventInfo),
    /// Any other event; its fields are in [`Callback::raw`].
    Other,
}

/// The events of groups 1 and 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventKind {
    /// 101: the room was created.
    CreateRoom,
    /// 102: the room was dismissed. Why is not said.
    DismissRoom,
    /// 103: a user entered.
    EnterRoom,
    /// 104: a user left.
    ExitRoom,
    /// 105: a user changed roles.
    ChangeRole,
    /// 201: a user began to send video.
    StartVideo,
    /// 202: a user ceased to send video. Not sent when the user leaves.
    StopVideo,
    /// 203: a user began to send audio.
    StartAudio,
    /// 204: a user ceased to send audio. Not sent when the user leaves.
    StopAudio,
    /// 205: a user began to send the sub-stream.
    StartAssist,
    /// 206: a user ceased to send the sub-stream. Not sent when the user leaves.
    StopAssist,
}

impl EventKind {
    fn of(event_group_id: u32, event_type: u32) -> Option<Self> {
        Some(match (event_group_id, event_type) {
            (1, 101) => Self::CreateRoom,
            (1, 102) => Self::DismissRoom,
            (1, 103) => Self::EnterRoom,
            (1, 104) => Self::ExitRoom,
            (1, 105) => Self::ChangeRole,
            (2, 201) => Self::StartVideo,
            (2, 202) => Self::StopVideo,
            (2, 203) => Self::StartAudio,
            (2, 204) => Self::StopAudio,
            (2, 205) => Self::StartAssist,
            (2, 206) => Self::StopAssist,
            _ => return None,
        })
    }

    /// The event's name in `snake_case`, after the documents' `EVENT_TYPE_…`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CreateRoom => "create_room",
            Self::DismissRoom => "dismiss_room",
            Self::EnterRoom => "enter_room",
            Self::ExitRoom => "exit_room",
            Self::ChangeRole => "change_role",
            Self::StartVideo => "start_video",
            Self::StopVideo => "stop_video",
            Self::StartAudio => "start_audio",
            Self::StopAudio => "stop_audio",
            Self::StartAssist => "start_assist",
            Self::StopAssist => "stop_assist",
        }
    }
}

/// `EventInfo`. Fields that were not sent are `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventInfo {
    /// The room, of the kind that the clients use.
    pub room_id: RoomId,
    /// When it happened, in Unix seconds.
    pub event_ts: Option<u64>,
    /// When it happened, in Unix milliseconds.
    pub event_ms_ts: Option<u64>,
    /// The user; none for the room's own events.
    pub user_id: Option<String>,
    /// For applications of before 2021-07-30.
    pub unique_id: Option<String>,
    /// 20 anchor, 21 audience.
    pub role: Option<u32>,
    /// 1 Windows, 2 Android, 3 iOS, 4 Linux, 100 other.
    pub terminal_type: Option<u32>,
    /// 1 WebRTC, 2 mini program, 3 native SDK.
    pub user_type: Option<u32>,
    /// Entering: 1 voluntary, 2 network switch, 3 retry after timeout, 4 cross-room. Leaving: 1
    /// voluntary, 2 timeout, 3 removed, 4 cross-room ended, 5 forced. Which one a dismissal gives
    /// is not documented.
    pub reason: Option<u32>,
}

impl EventInfo {
    fn of(room_id: RoomId) -> Self {
        Self {
            room_id,
            event_ts: None,
            event_ms_ts: None,
            user_id: None,
            unique_id: None,
            role: None,
            terminal_type: None,
            user_type: None,
            reason: None,
        }
    }
}

/// Verifies the signature in constant time, then reads the body and checks its freshness.
///
/// `headers` are those of the callback, of which `Sign` is looked at without
/// regard to case; `body` is the raw body, unmodified: parsing and writing it
/// again breaks the signature. `callback_key` is the key set in the console;
/// without one there Tencent signs nothing, and nothing verifies here.
/// Errors: [`InvalidSignature`](crate::ErrorKind::InvalidSignature),
/// [`Stale`](crate::ErrorKind::Stale),
/// [`UnexpectedResponse`](crate::ErrorKind::UnexpectedResponse) for a body of another
/// shape, [`InvalidInput`](crate::ErrorKind::InvalidInput) for an unusable key.
/// A body of more than 256 members, or of more than 32 levels, is of another shape; its
/// length is for the server to limit.
/// Reply with HTTP 200 within 5 seconds to whatever verifies.
pub fn verify_callback<'a>(
    body: &[u8],
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    callback_key: &Secret,
    freshness: Freshness,
) -> Result<Callback, Error> {
    INPUT.secret("CallbackKey", callback_key)?;
    let sign = find_header(headers, "Sign").filter(|sign| !sign.is_empty());
    let sign = sign.ok_or_else(|| {
        REFUSALS.invalid_signature(
            "there is no Sign header; pass it on, and set a callback key in the TRTC console",
        )
    })?;
    verify(sign, body, callback_key)?;

    // Users choose their ids: one that is not Unicode must not hide an event.
    let raw = lossy(body);
    let object = Object::parse(&raw);
    let object = object.ok_or_else(|| REFUSALS.unexpected("the body is not a JSON object"))?;
    let fields = Fields::new(&object, REFUSALS);
    let callback_ts = fields.required("CallbackTs")?;
    if !freshness.admits(INPUT, callback_ts)? {
        return Err(REFUSALS.stale(callback_ts, "millisecond"));
    }

    let event_group_id = fields.required("EventGroupId")?;
    let event_type = fields.required("EventType")?;
    let event = match EventKind::of(event_group_id, event_type) {
        None => Event::Other,
        Some(kind) => {
            let info = object.object("EventInfo");
            let info = info.ok_or_else(|| REFUSALS.unexpected("EventInfo is missing"))?;
            let fields = Fields::new(info, REFUSALS);
            Event::Known(kind, event_info(room_id(&fields)?, &fields))
        }
    };
    drop(object);
    Ok(Callback { event_group_id, event_type, callback_ts, event, raw })
}

fn verify(sign: &str, body: &[u8], callback_key: &Secret) -> Result<(), Error> {
    let mac = hmac_sha256(callback_key.expose().as_bytes(), body);
    let expected = Zeroizing::new(Base64::encode_string(&*mac));
    if sign.as_bytes().ct_eq(expected.as_bytes()).into() {
        return Ok(());
    }
    Err(REFUSALS.invalid_signature(
        "the signature does not match; check the callback key, and that the body is the raw one",
    ))
}

fn room_id(fields: &Fields<'_>) -> Result<RoomId, Error> {
    Ok(match fields.value("RoomId") {
        Some(Value::String(text)) => RoomId::String(String::from(&**text)),
        _ => RoomId::Number(fields.required("RoomId")?),
    })
}

fn event_info(room_id: RoomId, fields: &Fields<'_>) -> EventInfo {
    let mut info = EventInfo::of(room_id);
    fields.read("EventTs", &mut info.event_ts);
    fields.read("EventMsTs", &mut info.event_ms_ts);
    fields.read("UserId", &mut info.user_id);
    fields.read("UniqueId", &mut info.unique_id);
    fields.read("Role", &mut info.role);
    fields.read("TerminalType", &mut info.terminal_type);
    fields.read("UserType", &mut info.user_type);
    fields.read("Reason", &mut info.reason);
    info
}
