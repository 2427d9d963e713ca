internal import CloseRoomCore

extension Trtc {
    /// `EventInfo`. Fields that were not sent are `nil`.
    public struct EventInfo: Sendable, Hashable {
        /// The room, of the kind that the clients use.
        public let roomId: RoomId
        /// When it happened, in Unix seconds.
        public let eventTs: UInt64?
        /// When it happened, in Unix milliseconds.
        public let eventMsTs: UInt64?
        /// The user; none for the room's own events.
        public let userId: String?
        /// For applications of before 2021-07-30.
        public let uniqueId: String?
        /// 20 anchor, 21 audience.
        public let role: UInt32?
        /// 1 Windows, 2 Android, 3 iOS, 4 Linux, 100 other.
        public let terminalType: UInt32?
        /// 1 WebRTC, 2 mini program, 3 native SDK.
        public let userType: UInt32?
        /// Entering: 1 voluntary, 2 network switch, 3 retry after timeout, 4 cross-room. Leaving: 1
        /// voluntary, 2 timeout, 3 removed, 4 cross-room ended, 5 forced. Which one a dismissal
        /// gives is not documented.
        public let reason: UInt32?

        /// Makes the fields of an event, for tests of your own.
        public init(
            roomId: RoomId,
            eventTs: UInt64? = nil,
            eventMsTs: UInt64? = nil,
            userId: String? = nil,
            uniqueId: String? = nil,
            role: UInt32? = nil,
            terminalType: UInt32? = nil,
            userType: UInt32? = nil,
            reason: UInt32? = nil
        ) {
            self.roomId = roomId
            self.eventTs = eventTs
            self.eventMsTs = eventMsTs
            self.userId = userId
            self.uniqueId = uniqueId
            self.role = role
            self.terminalType = terminalType
            self.userType = userType
            self.reason = reason
        }
    }
}

extension Trtc.EventInfo {
    init(_ core: CoreTrtcEvent) {
        self.init(
            roomId: Trtc.RoomId(core.roomId),
            eventTs: core.eventTs,
            eventMsTs: core.eventMsTs,
            userId: core.userId,
            uniqueId: core.uniqueId,
            role: core.role,
            terminalType: core.terminalType,
            userType: core.userType,
            reason: core.reason
        )
    }
}
