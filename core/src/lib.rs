//! Close live RTC rooms: sign, build and parse the requests of ZEGOCLOUD
//! (`CloseRoom`) and Tencent TRTC (`DismissRoomByStrRoomId`, `DismissRoom`).
//!
//! The crate performs no I/O. It never reads a clock, draws randomness, logs
//! or opens a socket: time and nonce are plain arguments, a request is a
//! value, and the host sends it with the HTTP client it already has.
//!
//! Three ways to use it, each built on the one before:
//!
//! 1. **build / parse**: [`zego::Zego::build`], [`zego::Zego::parse`] and
//!    their [`trtc`] twins. One request out, one response in, no policy.
//! 2. **the call machine**: [`CloseRoomCall`] owns retries, backoff, pace,
//!    clock correction and the meaning of "no such room".
//! 3. `closeRoom(…)` of the language bindings: that loop around the
//!    platform's HTTP client.
//!
//! # Build a request
//!
//! ```
//! use closeroom::zego::{CloseRoom, Config, Zego};
//!
//! # fn main() -> Result<(), closeroom::Error> {
//! let zego = Zego::new(Config::new(12345, "9193cc662a4c0ec135ec71fb57194b38"))?;
//! let request = zego.build(&CloseRoom::new("room1"), 1_615_186_943, "4fd24687296dd9f3")?;
//!
//! assert_eq!(
//!     request.url,
//!     "https://rtc-api.zego.im/?Action=CloseRoom&AppId=12345\
//!      &SignatureNonce=4fd24687296dd9f3&Timestamp=1615186943\
//!      &Signature=43e5cfcca828314675f91b001390566a&SignatureVersion=2.0&RoomId=room1"
//! );
//! # Ok(())
//! # }
//! ```
//!
//! # Drive a call
//!
//! ```
//! use closeroom::{CallOptions, CloseRoomCall, HttpRequest, HttpResponse, Step, TransportFailure};
//! use closeroom::trtc::{Config, Trtc};
//!
//! # fn send(_: &HttpRequest, _deadline_ms: u64) -> Result<HttpResponse, TransportFailure> {
//! #     Ok(HttpResponse::new(200, br#"{"Response":{"RequestId":"eac6b301"}}"#))
//! # }
//! # fn now_ms() -> u64 { 1_551_113_065_000 }
//! # fn entropy() -> [u8; 16] { [7; 16] }
//! # fn sleep_until(_: u64) {}
//! # fn main() -> Result<(), closeroom::Error> {
//! let trtc = Trtc::new(Config::new(1_400_000_001, "AKIDEXAMPLE", "SecretKeyExample", "ap-guangzhou"))?;
//! let options = CallOptions::default().with_timeout_ms(5_000);
//! let mut call = trtc.call("abcd".into(), options)?;
//! let closed = loop {
//!     match call.next(now_ms(), entropy()) {
//!         Step::Send(request) => match send(&request, call.attempt_deadline_ms()) {
//!             Ok(response) => call.received(now_ms(), &response),
//!             Err(failure) => call.failed(now_ms(), failure),
//!         },
//!         Step::Wait(until_ms) => sleep_until(until_ms),
//!         Step::Done(result) => break result?,
//!     }
//! };
//! assert_eq!(closed.request_id, "eac6b301");
//! # Ok(())
//! # }
//! ```
//!
//! # Secrets
//!
//! Secrets live in [`Secret`], which zeroizes on drop and prints `[redacted]`.
//! A signed request is itself a credential while its signature is valid
//! (10 minutes at ZEGOCLOUD, 5 minutes at Tencent): [`HttpRequest`]'s `Debug`
//! shows it without its signature, and error messages never carry one.

#![no_std]
#![forbid(unsafe_code)]
#![deny(clippy::disallowed_methods)]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod trtc;
pub mod zego;

mod call;
mod callback;
mod code;
mod date;
mod encode;
mod endpoint;
mod error;
mod explain;
mod freshness;
mod http;
mod input;
mod json;
mod mac;
mod nonce;
mod operation;
mod outcome;
mod pace;
mod read;
mod reply;
mod scrub;
mod secret;
mod text;

pub use call::{CallOptions, CloseRoomCall, Step, TransportFailure};
pub use code::{Basis, CodeInfo, Retry};
pub use error::{Error, ErrorKind, Provider};
pub use explain::{ExplainStep, Explained};
pub use freshness::Freshness;
pub use http::{Header, HttpRequest, HttpResponse, Method, redacted_url};
pub use nonce::nonce;
pub use outcome::{Closed, Status};
pub use secret::Secret;

/// For the bindings of this repository, which are built with it: no part of the API.
#[doc(hidden)]
pub use encode::{put_integer, put_json_string};
