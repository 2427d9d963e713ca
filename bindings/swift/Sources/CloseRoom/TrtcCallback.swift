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

        /// Makes a callback, for tests of your own.
        public init(
            eventGroupId: UInt32,
            eventType: UInt32,
            callbackTs: UInt64,
            event: Event,
            raw: String
        ) {
            self.eventGroupId = eventGroupId
            self.eventType = eventType
            self.callbackTs = callbackTs
            self.event = event
            self.raw = raw
        }
    }

    /// What happened.
    public enum Event: Sendable, Hashable {
        /// An event of group 1 or 2.
        case known(EventKind, EventInfo)
        /// Any other event; its fields are in ``Callback/raw``.
        case other
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
