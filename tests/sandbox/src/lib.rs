//! A local HTTP stand-in for the two providers that `closeroom` talks to:
//! ZEGOCLOUD (`CloseRoom`) and Tencent TRTC (`DismissRoomByStrRoomId`,
//! `DismissRoom`).
//!
//! It checks every documented rule of a request, answers with the documented
//! bodies and codes, sends the signed callbacks of a closed room, and makes
//! answers go wrong on demand. One port serves both providers at `/` and the
//! control API below `/_sandbox/`; the README beside this crate describes them,
//! and where the sandbox guesses.
//!
//! Nothing here depends on the crate `closeroom`: signatures are checked by
//! code of their own, so that a mistake in one is not confirmed by the other.
//!
//! ```
//! use closeroom_sandbox::{Config, Sandbox};
//!
//! # #[tokio::main]
//! # async fn main() -> std::io::Result<()> {
//! let sandbox = Sandbox::start(Config {
//!     rooms: vec!["zego:lobby".parse().unwrap()],
//!     ..Config::default()
//! })
//! .await?;
//! assert!(sandbox.url().starts_with("http://127.0.0.1:"));
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod answer;
mod app;
mod callback;
mod clock;
mod config;
mod connection;
mod control;
mod delivery;
mod door;
mod fault;
mod hash;
mod in_memory;
mod journal;
mod listen;
mod params;
mod provider;
mod random;
mod rate;
mod replay;
mod rooms;
mod routes;
mod sandbox;
mod secret;
mod settings;
pub mod signatures;
mod state;
mod trtc;
mod watch;
mod wire;
mod zego;

pub use clock::{ClockOffset, ClockOffsetOutOfRange};
pub use config::{Config, TrtcAccount, ZegoAccount};
pub use in_memory::{Answered, SignedCallback, answer_in_memory};
pub use journal::{AnswerEnd, RequestRecord};
pub use provider::{InvalidRoomKey, Provider, RoomId, RoomKey};
pub use sandbox::Sandbox;
pub use secret::Secret;
pub use settings::{
    CallbackUrl, InvalidCallbackUrl, InvalidRoomGoneCode, RoomGoneCode, Settings, ZegoCallbackForm,
};
