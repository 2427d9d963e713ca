internal import CloseRoomCore

extension Trtc {
    /// A TRTC room, by string or by number: `"123"` and `123` are two different rooms.
    ///
    /// Literals say which one it is; for variables write `.string(id)` or `.number(id)`.
    public enum RoomId: Sendable, Hashable {
        /// A string room, 1 to 64 bytes of letters, digits, space and
        /// `!#$%&()+-:;<=.>?@[]^_{}|~,`.
        case string(String)
        /// A numeric room, 1 to 4294967294.
        case number(UInt64)
    }
}

extension Trtc.RoomId: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self = .string(text)
    }
}

extension Trtc.RoomId: ExpressibleByIntegerLiteral {
    public init(integerLiteral number: UInt64) {
        self = .number(number)
    }
}

/// A string room in quotation marks, a numeric one without.
extension Trtc.RoomId: CustomStringConvertible {
    public var description: String {
        switch self {
        case .string(let text): String(reflecting: text)
        case .number(let number): String(number)
        }
    }
}

extension Trtc.RoomId {
    init(_ core: CoreTrtcRoomId) {
        switch core {
        case .text(let id): self = .string(id)
        case .number(let id): self = .number(id)
        }
    }

    var core: CoreTrtcRoomId {
        switch self {
        case .string(let text): .text(id: text)
        case .number(let number): .number(id: number)
        }
    }
}
