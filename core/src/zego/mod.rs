//! ZEGOCLOUD: `CloseRoom` of Server API v2, and the callbacks that follow it.
//!
//! Sources: the ZEGOCLOUD documentation (global and Chinese edition, 2026),
//! pages "CloseRoom", "Accessing Server APIs", "Return codes" and "Receiving
//! a callback". Nothing was tested against the live service.
//!
//! What to know:
//!
//! - The signature covers AppId, nonce, ServerSecret and timestamp only. Room
//!   id and reason are **not** signed; HTTPS alone protects them.
//! - The documented rate limit is one CloseRoom per second and AppId, over
//!   all rooms.
//! - Closing does not forbid re-entry: a client that logs in again creates
//!   the room anew.
//! - Where `CustomReason` reaches the clients is not documented.

mod callback;
pub mod codes;
mod endpoint;
mod request;
mod response;
pub mod signature;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

pub use callback::{Callback, Event, RoomClose, RoomLogout, StreamClose, verify_callback};
pub use endpoint::Endpoint;

use crate::call::{CallOptions, CloseRoomCall};
use crate::error::{Error, Provider};
use crate::explain::Explained;
use crate::http::{HttpRequest, HttpResponse};
use crate::input::Input;
use crate::operation::Operation;
use crate::outcome::Closed;
use crate::pace::Pace;
use crate::scrub;
use crate::secret::Secret;

const INPUT: Input = Input(Provider::Zego);
/// One CloseRoom per second and AppId ("CloseRoom", section "Rate Limit"), and a tenth more:
/// requests do not arrive as far apart as they left.
const MIN_INTERVAL_MS: u64 = 1100;
/// Client SDKs allow room ids of less than 128 bytes, callbacks of 127; "CloseRoom" states no limit.
const ROOM_ID_BYTES: usize = 128;
/// "CloseRoom": at most 256 bytes; counted before encoding, which no page says.
const CUSTOM_REASON_BYTES: usize = 256;

/// The AppID out of a number that may be too large for one.
pub fn app_id(number: u64) -> Result<u32, Error> {
    number.try_into().or_else(|_| {
        INPUT.refuse(
            "AppId",
            "is out of range; it must be 1 to 4294967295 (see the ZEGOCLOUD console)",
        )
    })
}

/// Whose rooms, and where.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The project's AppID, 1 to 4294967295.
    pub app_id: u32,
    /// The project's ServerSecret. Any length; surrounding white space is refused.
    pub server_secret: Secret,
    /// Which access point to call. Default [`Endpoint::UNIFIED`].
    pub endpoint: Endpoint,
    /// `IsTest`, sent only when set: required for projects created on or
    /// before 2021-11-16, where a wrong value gives code 100000016.
    pub is_test: Option<bool>,
}

impl Config {
    /// The unified endpoint, `IsTest` unset.
    pub fn new(app_id: u32, server_secret: impl Into<Secret>) -> Self {
        Self {
            app_id,
            server_secret: server_secret.into(),
            endpoint: Endpoint::default(),
            is_test: None,
        }
    }

    /// With that access point.
    #[must_use]
    pub fn with_endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = endpoint;
        self
    }

    /// With `IsTest` set.
    #[must_use]
    pub fn with_is_test(mut self, is_test: bool) -> Self {
        self.is_test = Some(is_test);
        self
    }
}

/// The room to close, and how. All of `CloseRoom`'s own parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CloseRoom {
    /// `RoomId`: not empty, at most 128 bytes of UTF-8. No character is refused.
    pub room_id: String,
    /// `CustomReason`: at most 256 bytes of UTF-8, not encoded (the request encodes it once).
    pub custom_reason: Option<String>,
    /// `RoomCloseCallback`: whether ZEGOCLOUD sends `room_close` for this
    /// closing. Unset means `false` there; `room_logout` and `stream_close`
    /// are sent in any case.
    pub room_close_callback: Option<bool>,
}

impl CloseRoom {
    /// Closes that room, without reason and callback.
    pub fn new(room_id: impl Into<String>) -> Self {
        Self { room_id: room_id.into(), custom_reason: None, room_close_callback: None }
    }

    fn check(&self) -> Result<(), Error> {
        if self.room_id.is_empty() {
            return INPUT
                .refuse("RoomId", "is empty; give the id of the room to close (1 to 128 bytes)");
        }
        INPUT.at_most("RoomId", &self.room_id, ROOM_ID_BYTES)?;
        let reason = self.custom_reason.as_deref().unwrap_or_default();
        INPUT.at_most("CustomReason", reason, CUSTOM_REASON_BYTES)
    }

    /// With a reason.
    #[must_use]
    pub fn with_custom_reason(mut self, custom_reason: impl Into<String>) -> Self {
        self.custom_reason = Some(custom_reason.into());
        self
    }

    /// With `RoomCloseCallback` set.
    #[must_use]
    pub fn with_room_close_callback(mut self, room_close_callback: bool) -> Self {
        self.room_close_callback = Some(room_close_callback);
        self
    }
}

/// A ZEGOCLOUD project whose rooms can be closed. Cheap to clone; clones
/// share one pace, so that their calls keep the rate limit together.
#[derive(Clone, Debug)]
pub struct Zego(Arc<Client>);

#[derive(Debug)]
struct Client {
    config: Config,
    pace: Pace,
}

impl Zego {
    /// Checks the form of the configuration; whether the credentials are right, only ZEGOCLOUD
    /// knows.
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for an AppID of 0, and for a ServerSecret
    /// that is empty or has white space around it.
    pub fn new(config: Config) -> Result<Self, Error> {
        if config.app_id == 0 {
            return INPUT
                .refuse("AppId", "is 0; it must be 1 to 4294967295 (see the ZEGOCLOUD console)");
        }
        INPUT.secret("ServerSecret", &config.server_secret)?;
        Ok(Self(Arc::new(Client { config, pace: Pace::new(MIN_INTERVAL_MS) })))
    }

    /// Builds a signed request.
    ///
    /// `timestamp` is the current Unix time in seconds; ZEGOCLOUD accepts 10
    /// minutes of difference. `nonce` is 16 lower-case hexadecimal
    /// characters, from 8 random bytes. Use a new pair for every request.
    pub fn build(
        &self,
        close_room: &CloseRoom,
        timestamp: u64,
        nonce: &str,
    ) -> Result<HttpRequest, Error> {
        check(close_room, timestamp, nonce)?;
        Ok(request::build(&self.0.config, close_room, timestamp, nonce, None))
    }

    /// [`build`](Self::build) with the steps `string_to_sign` (ServerSecret masked) and `signature`.
    pub fn explain(
        &self,
        close_room: &CloseRoom,
        timestamp: u64,
        nonce: &str,
    ) -> Result<Explained, Error> {
        check(close_room, timestamp, nonce)?;
        let mut steps = Vec::new();
        let request =
            request::build(&self.0.config, close_room, timestamp, nonce, Some(&mut steps));
        Ok(Explained { request, steps })
    }

    /// Reads the response to a built request.
    ///
    /// A room that is gone is the error
    /// [`RoomNotFound`](crate::ErrorKind::RoomNotFound) here; only
    /// [`CloseRoomCall`] turns it into a success.
    pub fn parse(&self, response: &HttpResponse) -> Result<Closed, Error> {
        response::parse(response, &[&self.0.config.server_secret])
    }

    /// Starts a call that closes the room, with retries: a machine that says what to send and
    /// when, and is told what came back. It takes its turn in the pace of this client and its
    /// clones.
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for a room or an option that is out of
    /// its limits; nothing is to be sent then.
    pub fn call(
        &self,
        close_room: CloseRoom,
        options: CallOptions,
    ) -> Result<CloseRoomCall, Error> {
        close_room.check()?;
        CloseRoomCall::new(Box::new(Closing { zego: self.clone(), close_room }), options)
    }
}

fn check(close_room: &CloseRoom, timestamp: u64, nonce: &str) -> Result<(), Error> {
    close_room.check()?;
    INPUT.timestamp(timestamp)?;
    INPUT.nonce(nonce)
}

struct Closing {
    zego: Zego,
    close_room: CloseRoom,
}

impl Operation for Closing {
    fn provider(&self) -> Provider {
        Provider::Zego
    }

    fn pace(&self) -> &Pace {
        &self.zego.0.pace
    }

    fn build(&self, timestamp: u64, nonce: &str) -> Result<HttpRequest, Error> {
        self.zego.build(&self.close_room, timestamp, nonce)
    }

    fn parse(&self, response: &HttpResponse) -> Result<Closed, Error> {
        self.zego.parse(response)
    }

    fn scrub(&self, text: &str, limit: usize) -> String {
        scrub::foreign_text(text, &[&self.zego.0.config.server_secret], limit)
    }
}
