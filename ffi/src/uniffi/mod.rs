//! The core for Kotlin and Swift, through uniffi: values and objects, and nothing that calls back
//! into the host.
//!
//! These types are plumbing. What users see is written by hand, in `bindings/kotlin` and
//! `bindings/swift`; the prefix `Core` keeps the two apart. uniffi catches panics, and reports them
//! as errors of its own.

#![allow(unreachable_pub, reason = "uniffi exports what is `pub`")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "what crosses the boundary is handed over, not lent"
)]

mod call;
mod closed;
mod error;
mod explained;
mod freshness;
mod nonce;
mod request;
mod response;
mod trtc;
mod zego;
