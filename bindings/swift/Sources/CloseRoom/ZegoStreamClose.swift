internal import CloseRoomCore

extension Zego {
    /// A stream ended. Fields that were not sent are `nil`.
    public struct StreamClose: Sendable, Hashable {
        /// The room's id.
        public let roomId: String
        /// This life of the room.
        public let roomSessionId: UInt64?
        /// The user's id.
        public let userId: String?
        /// The user's name.
        public let userName: String?
        /// The channel, which need not be spelled like the room.
        public let channelId: String?
        /// 0 normal, 1 heartbeat timeout, 2 replaced by a new log-in, 3 kicked, 4 connection lost,
        /// 5 room cleared, 100 `DeleteStream`.
        public let closeType: UInt32?
        /// The stream's id as the client gave it.
        public let streamAlias: String?
        /// The stream's id at the server.
        public let streamId: String?
        /// This life of the stream.
        public let streamSid: String?
        /// The stream's sequence number.
        public let streamSeq: UInt64?
        /// The stream's extra information.
        public let thirdDefineData: String?
        /// When it began, in Unix milliseconds.
        public let createTimeMs: UInt64?
        /// When it ended, in Unix milliseconds.
        public let destroyTimeMs: UInt64?

        /// Makes an event, for tests of your own.
        public init(
            roomId: String,
            roomSessionId: UInt64? = nil,
            userId: String? = nil,
            userName: String? = nil,
            channelId: String? = nil,
            closeType: UInt32? = nil,
            streamAlias: String? = nil,
            streamId: String? = nil,
            streamSid: String? = nil,
            streamSeq: UInt64? = nil,
            thirdDefineData: String? = nil,
            createTimeMs: UInt64? = nil,
            destroyTimeMs: UInt64? = nil
        ) {
            self.roomId = roomId
            self.roomSessionId = roomSessionId
            self.userId = userId
            self.userName = userName
            self.channelId = channelId
            self.closeType = closeType
            self.streamAlias = streamAlias
            self.streamId = streamId
            self.streamSid = streamSid
            self.streamSeq = streamSeq
            self.thirdDefineData = thirdDefineData
            self.createTimeMs = createTimeMs
            self.destroyTimeMs = destroyTimeMs
        }
    }
}

extension Zego.StreamClose {
    init(_ core: CoreZegoStreamClose) {
        self.init(
            roomId: core.roomId,
            roomSessionId: core.roomSessionId,
            userId: core.userId,
            userName: core.userName,
            channelId: core.channelId,
            closeType: core.closeType,
            streamAlias: core.streamAlias,
            streamId: core.streamId,
            streamSid: core.streamSid,
            streamSeq: core.streamSeq,
            thirdDefineData: core.thirdDefineData,
            createTimeMs: core.createTimeMs,
            destroyTimeMs: core.destroyTimeMs
        )
    }
}
