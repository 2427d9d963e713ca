//! Closing rooms from Rust, over HTTP: the loop around [`closeroom::CloseRoomCall`] that a Rust
//! user writes, and (`tests/matrix`) every row of the fault matrix that it has to get through.

#![forbid(unsafe_code)]

mod close_room;

pub use close_room::{agent, close_room};
