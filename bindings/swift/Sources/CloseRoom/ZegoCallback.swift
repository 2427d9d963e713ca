internal import CloseRoomCore

extension Zego {
    /// A callback of ZEGOCLOUD whose signature has been verified.
    public struct Callback: Sendable, Hashable {
        /// The project's AppID, as the unsigned part of the body says.
        public let appId: UInt32?
        /// When it was sent, in Unix seconds. Signed.
        public let timestamp: UInt64
        /// Its nonce. Signed.
        public let nonce: String
        /// Its signature: what to remember against repetitions.
        public let signature: String
        /// What happened.
        public let event: Event
        /// The whole body as JSON text (as received, or percent-decoded); for a form, the form's
        /// text.
        public let raw: String
    }

    /// What happened.
    public enum Event: Sendable, Hashable {
        /// `room_close`: the room was destroyed.
        case roomClose(RoomClose)
        /// `room_logout`: a user left the room.
        case roomLogout(RoomLogout)
        /// `stream_close`: a stream ended.
        case streamClose(StreamClose)
        /// Any other event; its fields are in ``Callback/raw``.
        case other(name: String)
    }

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
    }

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
    }

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
    }
}

extension Zego.Callback {
    init(_ core: CoreZegoCallback) {
        self.init(
            appId: core.appId,
            timestamp: core.timestamp,
            nonce: core.nonce,
            signature: core.signature,
            event: Zego.Event(core.event),
            raw: core.raw
        )
    }
}

extension Zego.Event {
    init(_ core: CoreZegoEvent) {
        switch core {
        case .roomClose(let event): self = .roomClose(Zego.RoomClose(event))
        case .roomLogout(let event): self = .roomLogout(Zego.RoomLogout(event))
        case .streamClose(let event): self = .streamClose(Zego.StreamClose(event))
        case .other(let name): self = .other(name: name)
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
