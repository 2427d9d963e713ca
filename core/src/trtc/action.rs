//! The API's two actions.

use super::RoomId;

/// The API's version.
pub(super) const VERSION: &str = "2019-07-22";

/// The action that closes a room of that kind.
pub(super) const fn of(room_id: &RoomId) -> &'static str {
    match room_id {
        RoomId::String(_) => "DismissRoomByStrRoomId",
        RoomId::Number(_) => "DismissRoom",
    }
}
