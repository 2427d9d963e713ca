//! The rooms that exist.

use std::collections::BTreeMap;

use crate::clock;
use crate::provider::RoomKey;
use crate::random;

/// An open room with who and what is in it.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    pub(crate) key: RoomKey,
    pub(crate) users: Vec<String>,
    pub(crate) streams: Vec<String>,
    /// New for every opening, also of a room that was there before.
    pub(crate) session_id: u64,
    pub(crate) opened_ms: i64,
}

impl Room {
    pub(crate) fn new(key: RoomKey, users: Vec<String>, streams: Vec<String>) -> Self {
        Self {
            key,
            users,
            streams,
            session_id: random::nineteen_digits(),
            opened_ms: clock::unix_ms(),
        }
    }
}

/// All open rooms of both providers.
#[derive(Debug, Default)]
pub(crate) struct Rooms(BTreeMap<RoomKey, Room>);

impl Rooms {
    /// Opens a room; one of the same key is replaced.
    pub(crate) fn open(&mut self, room: Room) {
        self.0.insert(room.key.clone(), room);
    }

    /// Takes the room away, if it exists.
    pub(crate) fn close(&mut self, key: &RoomKey) -> Option<Room> {
        self.0.remove(key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Room> {
        self.0.values()
    }
}

impl FromIterator<RoomKey> for Rooms {
    fn from_iter<I: IntoIterator<Item = RoomKey>>(keys: I) -> Self {
        let mut rooms = Self::default();
        for key in keys {
            rooms.open(Room::new(key, Vec::new(), Vec::new()));
        }
        rooms
    }
}
