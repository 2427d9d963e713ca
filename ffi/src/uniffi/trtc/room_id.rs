//! The two kinds of rooms.

use closeroom::trtc::RoomId;

/// A room, by string or by number.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoreTrtcRoomId {
    /// A string room.
    Text {
        /// Its id.
        id: String,
    },
    /// A numeric room.
    Number {
        /// Its id.
        id: u64,
    },
}

impl From<CoreTrtcRoomId> for RoomId {
    fn from(room: CoreTrtcRoomId) -> Self {
        match room {
            CoreTrtcRoomId::Text { id } => Self::String(id),
            CoreTrtcRoomId::Number { id } => Self::Number(id),
        }
    }
}

impl From<RoomId> for CoreTrtcRoomId {
    fn from(room: RoomId) -> Self {
        match room {
            RoomId::String(id) => Self::Text { id },
            RoomId::Number(id) => Self::Number { id },
        }
    }
}
