internal import CloseRoomCore

extension Trtc {
    /// A callback of TRTC whose signature has been verified.
    public struct Callback: Sendable, Hashable {
        /// `EventGroupId`: 1 room, 2 media.
        public let eventGroupId: UInt32
        /// `EventType`, as the documents number it; 102 is ``EventKind/dismissRoom``.
        public let eventType: UInt32
        /// `CallbackTs`: when it was sent, in Unix milliseconds.
        public let callbackTs: UInt64
        /// What happened.
        public let event: Event
        /// The whole body, as received.
        public let raw: String
    }

    /// What happened.
    public enum Event: Sendable, Hashable {
        /// An event of group 1 or 2.
        case known(EventKind, EventInfo)
        /// Any other event; its fields are in ``Callback/raw``.
        case other
    }

    /// The events of groups 1 and 2, named after the documents' `EVENT_TYPE_…`.
    public enum EventKind: String, Sendable, CaseIterable {
        /// 101: the room was created.
        case createRoom = "create_room"
        /// 102: the room was dismissed. Why is not said.
        case dismissRoom = "dismiss_room"
        /// 103: a user entered.
        case enterRoom = "enter_room"
        /// 104: a user left.
        case exitRoom = "exit_room"
        /// 105: a user changed roles.
        case changeRole = "change_role"
        /// 201: a user began to send video.
        case startVideo = "start_video"
        /// 202: a user ceased to send video. Not sent when the user leaves.
        case stopVideo = "stop_video"
        /// 203: a user began to send audio.
        case startAudio = "start_audio"
        /// 204: a user ceased to send audio. Not sent when the user leaves.
        case stopAudio = "stop_audio"
        /// 205: a user began to send the sub-stream.
        case startAssist = "start_assist"
        /// 206: a user ceased to send the sub-stream. Not sent when the user leaves.
        case stopAssist = "stop_assist"
    }

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
    }
}

extension Trtc.Callback {
    init(_ core: CoreTrtcCallback) {
        self.init(
            eventGroupId: core.eventGroupId,
            eventType: core.eventType,
            callbackTs: core.callbackTs,
            event: core.event.map(Trtc.Event.init) ?? .other,
            raw: core.raw
        )
    }
}

extension Trtc.Event {
    init(_ core: CoreTrtcEvent) {
        guard let kind = Trtc.EventKind(rawValue: core.name) else {
            self = .other
            return
        }
        self = .known(kind, Trtc.EventInfo(core))
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
