//! The sandbox over real TCP connections. Requests are signed, and callbacks
//! verified, by the code in `support`, which shares nothing with the sandbox.

mod callbacks;
mod control;
mod dispatch;
mod faults;
mod in_memory;
mod independence;
mod program;
mod support;
mod trtc;
mod trtc_sdk_requests;
mod zego;
