//! The core for JavaScript. Nothing is decided here: these modules convert
//! types, and drive the core's call machine with the host's `fetch`.
//!
//! The TypeScript in `npm/src` checks the types of what users pass, so the
//! exports here take strings, numbers and bigints as they are.

#![cfg(target_family = "wasm")]
#![allow(
    missing_debug_implementations,
    unreachable_pub,
    clippy::needless_pass_by_value,
    reason = "the exports are classes and functions of JavaScript, which hands values over"
)]

mod allocator;
mod attempt;
mod client;
mod close_room;
mod errors;
mod host;
mod request;
mod result;
mod settings;
mod trtc;
mod zego;
