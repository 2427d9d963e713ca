//! Tencent TRTC.

pub(super) mod callback;
pub(super) mod client;
pub(super) mod options;
