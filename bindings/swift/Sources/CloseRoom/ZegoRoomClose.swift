internal import CloseRoomCore

extension Zego {
    /// The room was destroyed. Fields that were not sent are `nil`.
    public struct RoomClose: Sendable, Hashable {
        /// The room's id.
        public let roomId: String
        /// This life of the room; ``RoomLogout/roomSeq`` in the other event.
        public let roomSessionId: UInt64?
        /// 0 normal, 1 last user's heartbeat timed out, 2 last user went offline, 3 last user was
        /// kicked. Which one a `CloseRoom` gives is not documented.
        public let closeReason: UInt32?
        /// When it closed, in Unix milliseconds.
        public let roomCloseTime: UInt64?

        /// Makes an event, for tests of your own.
        public init(
            roomId: String,
            roomSessionId: UInt64? = nil,
            closeReason: UInt32? = nil,
            roomCloseTime: UInt64? = nil
        ) {
            self.roomId = roomId
            self.roomSessionId = roomSessionId
            self.closeReason = closeReason
            self.roomCloseTime = roomCloseTime
        }
    }
}

extension Zego.RoomClose {
    init(_ core: CoreZegoRoomClose) {
        self.init(
            roomId: core.roomId,
            roomSessionId: core.roomSessionId,
            closeReason: core.closeReason,
            roomCloseTime: core.roomCloseTime
        )
    }
}
