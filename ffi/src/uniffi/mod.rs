//! The core for Kotlin and Swift, through uniffi: values and objects, and nothing that calls back
//! into the host.
//!
//! These types are plumbing. What users see is written by hand, in `bindings/kotlin` and
//! `bindings/swift`; the prefix `Core` keeps the two apart.
//!
//! uniffi catches panics and reports them as errors of its own, but in Swift only of what returns a
//! `Result`: so everything does.

#![allow(unreachable_pub, reason = "uniffi exports what is `pub`")]
#![allow(clippy::unnecessary_wraps, reason = "a panic reaches Swift as an error only in a result")]
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
