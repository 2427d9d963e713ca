//! ZEGOCLOUD.

mod callback;
mod client;
