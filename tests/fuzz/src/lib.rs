//! What has to hold whatever comes in: the fuzz targets, as ordinary functions.
//!
//! A target takes bytes, makes of them what a caller or a stranger could hand to `closeroom`,
//! and panics when something does not hold. libFuzzer looks for such bytes (`cargo xtask fuzz`);
//! `cargo test` runs the targets over the inputs that are kept. See the README.

#![forbid(unsafe_code)]
#![allow(clippy::missing_panics_doc, reason = "panics are how a target speaks")]

mod accounts;
mod calls;
mod memory;
mod message;
mod outcomes;
mod reference;
mod secrecy;
pub mod seeds;
mod spelling;
pub mod targets;
mod wire;
