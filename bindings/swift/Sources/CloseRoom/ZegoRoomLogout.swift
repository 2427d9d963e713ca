internal import CloseRoomCore

extension Zego {
    /// A user left the room. Fields that were not sent are `nil`.
    public struct RoomLogout: Sendable, Hashable {
        /// The room's id.
        public let roomId: String
        /// This life of the room; ``RoomClose/roomSessionId`` in the other event.
        public let roomSeq: UInt64?
        /// The user's id.
        public let userAccount: String
        /// The user's name.
        public let userNickname: String?
        /// The user's session.
        public let sessionId: String?
        /// When the user came, in Unix milliseconds.
        public let loginTime: UInt64?
        /// When the user left, in Unix milliseconds.
        public let logoutTime: UInt64?
        /// 0 normal, 1 heartbeat timeout, 2 disconnected, 3 logged in elsewhere or kicked, 4 token
        /// expired. Which one a `CloseRoom` gives is not documented.
        public let reason: UInt32?
        /// 1 host, 2 audience, 4 administrator.
        public let userRole: UInt32?
        /// Orders the log-ins and log-outs of one room.
        public let userUpdateSeq: UInt64?

        /// Makes an event, for tests of your own.
        public init(
            roomId: String,
            roomSeq: UInt64? = nil,
            userAccount: String,
            userNickname: String? = nil,
            sessionId: String? = nil,
            loginTime: UInt64? = nil,
            logoutTime: UInt64? = nil,
            reason: UInt32? = nil,
            userRole: UInt32? = nil,
            userUpdateSeq: UInt64? = nil
        ) {
            self.roomId = roomId
            self.roomSeq = roomSeq
            self.userAccount = userAccount
            self.userNickname = userNickname
            self.sessionId = sessionId
            self.loginTime = loginTime
            self.logoutTime = logoutTime
            self.reason = reason
            self.userRole = userRole
            self.userUpdateSeq = userUpdateSeq
        }
    }
}

extension Zego.RoomLogout {
    init(_ core: CoreZegoRoomLogout) {
        self.init(
            roomId: core.roomId,
            roomSeq: core.roomSeq,
            userAccount: core.userAccount,
            userNickname: core.userNickname,
            sessionId: core.sessionId,
            loginTime: core.loginTime,
            logoutTime: core.logoutTime,
            reason: core.reason,
            userRole: core.userRole,
            userUpdateSeq: core.userUpdateSeq
        )
    }
}
