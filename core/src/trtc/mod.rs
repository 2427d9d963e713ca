//! Tencent Real-Time Communication: `DismissRoomByStrRoomId` and
//! `DismissRoom` of API 2019-07-22, and the event callbacks that follow.
//!
//! Sources: Tencent Cloud's API documents 37088, 34269, 34262, 34263, 39631
//! and 39558 (China and international sites, 2026), and the official SDKs'
//! code where the documents are silent. Nothing was tested against the live
//! service.
//!
//! What to know:
//!
//! - The string room `"123"` and the numeric room `123` are **two different
//!   rooms**; [`RoomId`] keeps them apart and chooses the action.
//! - The documented rate limit is 20 requests per second and action.
//! - Dismissing is idempotent in effect, so repeating it after a network
//!   failure is safe, apart from a room created anew in between.
//! - Whether the China and the international host serve the same account is
//!   not documented.

mod action;
mod callback;
pub mod codes;
mod config;
mod endpoint;
pub mod region;
mod request;
mod response;
mod room_id;
mod signing_key;
pub mod tc3;
pub mod v1;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

pub use callback::{Callback, Event, EventInfo, EventKind, verify_callback};
pub use config::{Config, Language, SignatureMethod, parse_http_method};
pub use endpoint::Endpoint;
pub use room_id::RoomId;

use crate::call::{CallOptions, CloseRoomCall};
use crate::error::{Error, Provider};
use crate::explain::Explained;
use crate::http::{HttpRequest, HttpResponse};
use crate::input::Input;
use crate::operation::Operation;
use crate::outcome::Closed;
use crate::pace::Pace;
use crate::scrub;

use request::Client;

const INPUT: Input = Input(Provider::Trtc);

/// An application whose rooms can be closed. Cheap to clone; clones share the
/// signing key of the day, which is derived once, and one pace, so that their
/// calls keep the rate limit together.
#[derive(Clone, Debug)]
pub struct Trtc(Arc<Client>);

impl Trtc {
    /// Checks the form of the configuration; whether the credentials are right, only Tencent
    /// knows.
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for what no request could be made of: an
    /// SDKAppID of 0; a SecretId, SecretKey, Token or Region that is empty, or has white space
    /// around it or (but the key, which is not sent) characters that a header cannot have.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.check()?;
        Ok(Self(Arc::new(Client::new(config))))
    }

    /// Whether requests hold their nonce: those of signature v1 do. For TC3 any nonce of the right form
    /// will do, and a host need not draw randomness.
    pub fn uses_nonce(&self) -> bool {
        self.0.config.signature_method != SignatureMethod::Tc3HmacSha256
    }

    /// Builds a signed request: `DismissRoomByStrRoomId` for a string room,
    /// `DismissRoom` for a numeric one.
    ///
    /// `timestamp` is the current Unix time in seconds; Tencent accepts 5
    /// minutes of difference. `nonce` is 16 lower-case hexadecimal
    /// characters, from 8 random bytes. Signature v1 sends the nonce as a
    /// number (its low 63 bits in decimal, which must not be 0); TC3 has none.
    /// Use a new pair for every request.
    pub fn build(
        &self,
        room_id: &RoomId,
        timestamp: u64,
        nonce: &str,
    ) -> Result<HttpRequest, Error> {
        self.check(room_id, timestamp, nonce)?;
        self.0.build(room_id, timestamp, nonce, None)
    }

    /// [`build`](Self::build) with every intermediate value of the signature.
    ///
    /// TC3: `hashed_payload`, `canonical_request`, `hashed_canonical_request`,
    /// `credential_scope`, `string_to_sign`, `signature`. v1:
    /// `string_to_sign` (the token masked), `signature`.
    pub fn explain(
        &self,
        room_id: &RoomId,
        timestamp: u64,
        nonce: &str,
    ) -> Result<Explained, Error> {
        self.check(room_id, timestamp, nonce)?;
        let mut steps = Vec::new();
        let request = self.0.build(room_id, timestamp, nonce, Some(&mut steps))?;
        Ok(Explained { request, steps })
    }

    /// Reads the response to a built request.
    ///
    /// A room that is gone is the error
    /// [`RoomNotFound`](crate::ErrorKind::RoomNotFound) here; only
    /// [`CloseRoomCall`] turns it into a success.
    pub fn parse(&self, response: &HttpResponse) -> Result<Closed, Error> {
        response::parse(response, &self.0.config.secrets())
    }

    /// Starts a call that closes the room, with retries: a machine that says what to send and
    /// when, and is told what came back. It takes its turn in the pace of this client and its
    /// clones.
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for a room or an option that is out of
    /// its limits; nothing is to be sent then.
    pub fn call(&self, room_id: RoomId, options: CallOptions) -> Result<CloseRoomCall, Error> {
        room_id.check(self.0.config.allow_any_room_id)?;
        CloseRoomCall::new(Box::new(Closing { trtc: self.clone(), room_id }), options)
    }

    fn check(&self, room_id: &RoomId, timestamp: u64, nonce: &str) -> Result<(), Error> {
        room_id.check(self.0.config.allow_any_room_id)?;
        INPUT.timestamp(timestamp)?;
        INPUT.nonce(nonce)
    }
}

struct Closing {
    trtc: Trtc,
    room_id: RoomId,
}

impl Operation for Closing {
    fn provider(&self) -> Provider {
        Provider::Trtc
    }

    fn pace(&self) -> &Pace {
        &self.trtc.0.pace
    }

    fn build(&self, timestamp: u64, nonce: &str) -> Result<HttpRequest, Error> {
        self.trtc.build(&self.room_id, timestamp, nonce)
    }

    fn parse(&self, response: &HttpResponse) -> Result<Closed, Error> {
        self.trtc.parse(response)
    }

    fn scrub(&self, text: &str, limit: usize) -> String {
        scrub::foreign_text(text, &self.trtc.0.config.secrets(), limit)
    }
}
