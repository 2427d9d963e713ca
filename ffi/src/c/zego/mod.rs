//! ZEGOCLOUD.

mod callback;
mod client;
mod close_options;
mod options;
