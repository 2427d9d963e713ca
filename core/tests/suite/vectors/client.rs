//! Clients and calls from the `config` and `input` of cases.

use std::fmt::Debug;

use closeroom::trtc::{self, RoomId};
use closeroom::zego::{self, CloseRoom};
use closeroom::{Error, Explained, HttpRequest, Method};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The configuration of a provider's client.
pub(crate) trait Config: DeserializeOwned {
    const PROVIDER: &str;
    type Input: DeserializeOwned + Debug;

    fn build(&self, input: &Self::Input) -> Result<HttpRequest, Error>;
    fn explain(&self, input: &Self::Input) -> Result<Explained, Error>;
    /// What no message may show.
    fn secrets(&self) -> Vec<&str>;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct ZegoConfig {
    app_id: u32,
    server_secret: String,
    endpoint: Option<String>,
    is_test: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct ZegoInput {
    room_id: String,
    custom_reason: Option<String>,
    room_close_callback: Option<bool>,
    timestamp: u64,
    nonce: String,
}

impl ZegoConfig {
    fn client(&self) -> Result<zego::Zego, Error> {
        let mut config = zego::Config::new(self.app_id, self.server_secret.as_str());
        if let Some(endpoint) = &self.endpoint {
            config.endpoint = endpoint.parse()?;
        }
        config.is_test = self.is_test;
        zego::Zego::new(config)
    }
}

impl ZegoInput {
    fn close_room(&self) -> CloseRoom {
        let mut close_room = CloseRoom::new(self.room_id.as_str());
        close_room.custom_reason.clone_from(&self.custom_reason);
        close_room.room_close_callback = self.room_close_callback;
        close_room
    }
}

impl Config for ZegoConfig {
    const PROVIDER: &str = "zego";
    type Input = ZegoInput;

    fn build(&self, input: &ZegoInput) -> Result<HttpRequest, Error> {
        self.client()?.build(&input.close_room(), input.timestamp, &input.nonce)
    }

    fn explain(&self, input: &ZegoInput) -> Result<Explained, Error> {
        self.client()?.explain(&input.close_room(), input.timestamp, &input.nonce)
    }

    fn secrets(&self) -> Vec<&str> {
        vec![&self.server_secret]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct TrtcConfig {
    /// Text, since JSON's numbers end at 2⁵³ for many readers.
    sdk_app_id: String,
    secret_id: String,
    secret_key: String,
    token: Option<String>,
    region: String,
    endpoint: Option<String>,
    signature_method: Option<String>,
    http_method: Option<String>,
    language: Option<String>,
    allow_any_room_id: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct TrtcInput {
    room_id: Room,
    timestamp: u64,
    nonce: String,
}

/// A string room, or the decimal text of a numeric one.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Room {
    String(String),
    Number(String),
}

impl Room {
    fn id(&self) -> RoomId {
        match self {
            Self::String(text) => RoomId::String(text.clone()),
            Self::Number(text) => RoomId::Number(text.parse().expect("64 bits")),
        }
    }
}

impl From<RoomId> for Room {
    fn from(id: RoomId) -> Self {
        match id {
            RoomId::String(text) => Self::String(text),
            RoomId::Number(number) => Self::Number(number.to_string()),
        }
    }
}

impl TrtcConfig {
    fn client(&self) -> Result<trtc::Trtc, Error> {
        let mut config = trtc::Config::new(
            self.sdk_app_id.parse().expect("64 bits"),
            self.secret_id.as_str(),
            self.secret_key.as_str(),
            self.region.as_str(),
        );
        config.token = self.token.as_deref().map(Into::into);
        if let Some(endpoint) = &self.endpoint {
            config.endpoint = endpoint.parse()?;
        }
        if let Some(method) = &self.signature_method {
            config.signature_method = method.parse()?;
        }
        config.http_method = match self.http_method.as_deref() {
            None | Some("POST") => Method::Post,
            Some("GET") => Method::Get,
            Some(other) => panic!("httpMethod {other}"),
        };
        config.language = self.language.as_deref().map(str::parse).transpose()?;
        config.allow_any_room_id = self.allow_any_room_id.unwrap_or_default();
        trtc::Trtc::new(config)
    }
}

impl Config for TrtcConfig {
    const PROVIDER: &str = "trtc";
    type Input = TrtcInput;

    fn build(&self, input: &TrtcInput) -> Result<HttpRequest, Error> {
        self.client()?.build(&input.room_id.id(), input.timestamp, &input.nonce)
    }

    fn explain(&self, input: &TrtcInput) -> Result<Explained, Error> {
        self.client()?.explain(&input.room_id.id(), input.timestamp, &input.nonce)
    }

    fn secrets(&self) -> Vec<&str> {
        [Some(&self.secret_key), self.token.as_ref()].into_iter().flatten().map(|s| &**s).collect()
    }
}
