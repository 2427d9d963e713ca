//! Many requests, each for another room and a moment after the one before.

use std::hint::black_box;

use closeroom::trtc::{RoomId, Trtc};
use closeroom::zego::{CloseRoom, Zego};

use crate::inputs::{NONCE, TIMESTAMP, trtc, trtc_config, zego};

/// How many.
pub const NUMBERS: [u64; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// What one of [`NUMBERS`] is called.
pub fn number_name(number: u64) -> String {
    format!("10^{}", number.ilog10())
}

/// How many requests are of the same second, about as many as a core can sign in one.
const A_SECOND: u64 = 1_000_000;
/// How many rooms there are.
const ROOMS: usize = 1000;

/// Builds them.
#[derive(Clone)]
pub struct Requests {
    zego: Zego,
    trtc: Trtc,
    close_rooms: Vec<CloseRoom>,
    room_ids: Vec<RoomId>,
}

impl Requests {
    /// With clients of their own.
    pub fn new() -> Self {
        let rooms = || (0..ROOMS).map(|number| format!("room-{number:04}"));
        Self {
            zego: zego(),
            trtc: trtc(trtc_config()),
            close_rooms: rooms().map(CloseRoom::new).collect(),
            room_ids: rooms().map(RoomId::from).collect(),
        }
    }

    /// Builds the request of that number for ZEGOCLOUD, and drops it.
    pub fn zego(&self, index: u64) {
        let close_room = &self.close_rooms[room(index)];
        black_box(self.zego.build(close_room, TIMESTAMP + index / A_SECOND, NONCE).expect("built"));
    }

    /// Builds the request of that number for TRTC, and drops it.
    pub fn trtc(&self, index: u64) {
        let room_id = &self.room_ids[room(index)];
        black_box(self.trtc.build(room_id, TIMESTAMP + index / A_SECOND, NONCE).expect("built"));
    }
}

impl Default for Requests {
    fn default() -> Self {
        Self::new()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "less than a thousand")]
fn room(index: u64) -> usize {
    (index % ROOMS as u64) as usize
}
