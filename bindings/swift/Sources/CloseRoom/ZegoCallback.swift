internal import CloseRoomCore

extension Zego {
    /// A callback of ZEGOCLOUD whose signature has been verified.
    ///
    /// What prints it leaves out ``signature`` and ``raw``, which holds the signature: with it, the
    /// callback can be repeated while it is fresh.
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

        /// Makes a callback, for tests of your own.
        public init(
            appId: UInt32? = nil,
            timestamp: UInt64,
            nonce: String,
            signature: String,
            event: Event,
            raw: String
        ) {
            self.appId = appId
            self.timestamp = timestamp
            self.nonce = nonce
            self.signature = signature
            self.event = event
            self.raw = raw
        }
    }

    /// What happened. A minor version may add cases: let a `switch` have a `default`.
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
}

extension Zego.Callback: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Everything but ``signature`` and ``raw``.
    public var description: String {
        let appId = appId.map { "\($0)" } ?? "nil"
        return "Zego.Callback(appId: \(appId), timestamp: \(timestamp), nonce: \(nonce), event: \(event))"
    }

    /// The same.
    public var debugDescription: String {
        description
    }

    /// Everything but ``signature`` and ``raw``.
    public var customMirror: Mirror {
        let children: KeyValuePairs<String, Any> = [
            "appId": appId as Any, "timestamp": timestamp, "nonce": nonce, "event": event,
        ]
        return Mirror(self, children: children)
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
