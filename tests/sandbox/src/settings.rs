//! What can be changed while the sandbox runs.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;
use serde::{Deserialize, Serialize};

use crate::clock::ClockOffset;

/// The settings of a running sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Where the signed callbacks of a closed room are sent; nowhere if unset.
    pub callback_url: Option<CallbackUrl>,
    /// Whether the documented rate limits hold.
    pub rate_limits: bool,
    /// By how much the sandbox's clock is off.
    pub clock_offset_seconds: ClockOffset,
    /// What ZEGO answers for a room that does not exist.
    pub zego_room_gone_code: RoomGoneCode,
    /// How the body of ZEGO's callbacks is spelt.
    pub zego_callback_form: ZegoCallbackForm,
    /// Whether TRTC's token, if it wants one, has expired.
    pub trtc_token_expired: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            callback_url: None,
            rate_limits: true,
            clock_offset_seconds: ClockOffset::default(),
            zego_room_gone_code: RoomGoneCode::default(),
            zego_callback_form: ZegoCallbackForm::default(),
            trtc_token_expired: false,
        }
    }
}

/// An `http` URL that receives callbacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CallbackUrl(Uri);

impl CallbackUrl {
    /// Host and port as the URL has them, for the `Host` header.
    pub(crate) fn authority(&self) -> &str {
        self.0.authority().map_or("", |authority| authority.as_str())
    }

    /// The host name or address to connect to.
    pub(crate) fn host(&self) -> &str {
        let host = self.0.host().unwrap_or_default();
        host.trim_matches(['[', ']'])
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port_u16().unwrap_or(80)
    }

    pub(crate) fn path_and_query(&self) -> &str {
        self.0.path_and_query().map_or("/", |path| path.as_str())
    }
}

impl FromStr for CallbackUrl {
    type Err = InvalidCallbackUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.parse().map_err(|_| InvalidCallbackUrl)?;
        let plain_http = uri.scheme_str() == Some("http");
        let user = uri.authority().is_none_or(|it| it.as_str().contains('@'));
        if plain_http && !user { Ok(Self(uri)) } else { Err(InvalidCallbackUrl) }
    }
}

impl TryFrom<String> for CallbackUrl {
    type Error = InvalidCallbackUrl;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CallbackUrl> for String {
    fn from(url: CallbackUrl) -> Self {
        url.to_string()
    }
}

impl fmt::Display for CallbackUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is no URL the sandbox can send callbacks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCallbackUrl;

impl fmt::Display for InvalidCallbackUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a URL http://HOST[:PORT][/PATH] (no https, no user name)")
    }
}

impl std::error::Error for InvalidCallbackUrl {}

/// One of the four codes that ZEGO documents for a room that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct RoomGoneCode(u32);

impl Default for RoomGoneCode {
    fn default() -> Self {
        Self(5018)
    }
}

impl TryFrom<u32> for RoomGoneCode {
    type Error = InvalidRoomGoneCode;

    fn try_from(code: u32) -> Result<Self, Self::Error> {
        match code {
            104 | 5018 | 5024 | 50001 => Ok(Self(code)),
            _ => Err(InvalidRoomGoneCode),
        }
    }
}

impl From<RoomGoneCode> for u32 {
    fn from(code: RoomGoneCode) -> Self {
        code.0
    }
}

/// A number that is none of ZEGO's codes for a room that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidRoomGoneCode;

impl fmt::Display for InvalidRoomGoneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected 104, 5018, 5024 or 50001")
    }
}

impl std::error::Error for InvalidRoomGoneCode {}

/// How the body of a ZEGO callback is spelt. The documents say JSON, and also
/// that it has to be URL-decoded; older ones say form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZegoCallbackForm {
    /// Plain JSON.
    #[default]
    Json,
    /// The whole JSON text percent-encoded.
    Percent,
    /// `name=value&…`, percent-encoded.
    Form,
}
