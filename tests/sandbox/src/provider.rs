//! The two providers, and the names their rooms go by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::wire::WireRequest;

/// A provider that the sandbox stands in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// ZEGOCLOUD, Server API v2.
    Zego,
    /// Tencent TRTC, API 2019-07-22.
    Trtc,
}

impl Provider {
    /// Whose request this is, told by its shape: both providers use the path
    /// `/` of one port here.
    pub(crate) fn of(request: &WireRequest) -> Self {
        let tc3 = request.header("X-TC-Action").is_some()
            || request.header("Authorization").is_some_and(|value| value.starts_with(b"TC3-"));
        let v1 = || {
            [request.query_params(), request.form_params()]
                .iter()
                .any(|params| params.get("SecretId").is_some() || params.get("SdkAppId").is_some())
        };
        // ZEGO's calls have no body, so a body too large to be read is TRTC's.
        if tc3 || request.body.is_none() || v1() { Self::Trtc } else { Self::Zego }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zego => "zego",
            Self::Trtc => "trtc",
        })
    }
}

/// A room's id. At TRTC the number 123 and the text "123" are two rooms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a room id is a string or, for TRTC's numeric rooms, an integer from 0 to 18446744073709551615"
)]
pub enum RoomId {
    /// A numeric room; TRTC only.
    Number(u64),
    /// A room named by text.
    Text(String),
}

impl fmt::Display for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

/// One room of one provider.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoomKey {
    provider: Provider,
    id: RoomId,
}

impl RoomKey {
    /// Names a room, unless no such room can exist: the id is empty, or a
    /// number at ZEGO.
    pub fn new(provider: Provider, id: RoomId) -> Result<Self, InvalidRoomKey> {
        match (provider, &id) {
            (Provider::Zego, RoomId::Number(_)) => Err(InvalidRoomKey::NumberAtZego),
            (_, RoomId::Text(text)) if text.is_empty() => Err(InvalidRoomKey::Empty),
            _ => Ok(Self { provider, id }),
        }
    }

    pub(crate) fn provider(&self) -> Provider {
        self.provider
    }

    pub(crate) fn id(&self) -> &RoomId {
        &self.id
    }
}

/// `zego:ID`, `trtc:string:ID` or `trtc:number:ID`.
impl FromStr for RoomKey {
    type Err = InvalidRoomKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (provider, id) = if let Some(id) = text.strip_prefix("zego:") {
            (Provider::Zego, RoomId::Text(id.to_owned()))
        } else if let Some(id) = text.strip_prefix("trtc:string:") {
            (Provider::Trtc, RoomId::Text(id.to_owned()))
        } else if let Some(id) = text.strip_prefix("trtc:number:") {
            let number = id.parse().map_err(|_| InvalidRoomKey::NotANumber)?;
            (Provider::Trtc, RoomId::Number(number))
        } else {
            return Err(InvalidRoomKey::Form);
        };
        Self::new(provider, id)
    }
}

/// Why a text or an id names no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidRoomKey {
    /// The id is the empty text.
    Empty,
    /// ZEGO's room ids are text.
    NumberAtZego,
    /// The id of a numeric room is not a number that fits 64 bits.
    NotANumber,
    /// None of the three forms that name a room.
    Form,
}

impl fmt::Display for InvalidRoomKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a room id must not be empty",
            Self::NumberAtZego => "ZEGO's room ids are strings",
            Self::NotANumber => "a numeric room id is an integer from 0 to 18446744073709551615",
            Self::Form => "expected zego:ID, trtc:string:ID or trtc:number:ID",
        })
    }
}

impl std::error::Error for InvalidRoomKey {}
