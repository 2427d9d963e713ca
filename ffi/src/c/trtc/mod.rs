//! Tencent TRTC.

mod callback;
mod client;
mod options;
