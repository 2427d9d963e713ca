//! ZEGOCLOUD.

pub(super) mod callback;
pub(super) mod client;
pub(super) mod close_options;
pub(super) mod options;
