//! Tencent TRTC.

mod callback;
mod client;
mod room_id;
