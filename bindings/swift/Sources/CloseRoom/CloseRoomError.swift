import Foundation

/// Why a call, a build, a parse or a verification failed.
///
/// Decide by ``kind``; the message is for people. After ``Kind/transport``,
/// ``Kind/deadlineExceeded``, ``Kind/unavailable``, ``Kind/unexpectedResponse``, and
/// ``Kind/cancelled`` once a request was sent, the room may have been closed all the same.
///
/// No part of an error holds a secret, a token or a signature.
public struct CloseRoomError: Error {
    /// What went wrong, by what you can do about it.
    public let kind: Kind
    /// Whose request or callback it was.
    public let provider: Provider
    /// What was refused of the input, by the provider's term for it (`RoomId`, `ServerSecret`);
    /// with ``Kind/invalidInput`` only.
    public let field: String?
    /// The provider's own code as received (`5018`, `FailedOperation.RoomNotExist`); open text.
    public let providerCode: String?
    /// What happened and what to do, for people. The wording may change.
    public let message: String
    /// The provider's request id, to quote to its support.
    public let requestId: String?
    /// The HTTP status, when there was a response.
    public let httpStatus: Int?
    /// Whether the same call may succeed when repeated later.
    public let retryable: Bool
    /// How long to wait before that, in seconds, when known.
    public let retryAfter: TimeInterval?
    /// The error behind it: with ``Kind/transport`` the transport's own, with ``Kind/cancelled`` a
    /// `CancellationError`.
    ///
    /// `nil` where the transport's error shows a credential, such as the signed URL, or cannot be
    /// looked through.
    public let underlying: (any Error)?

    /// Makes an error, for tests of your own.
    public init(
        kind: Kind,
        provider: Provider,
        message: String,
        field: String? = nil,
        providerCode: String? = nil,
        requestId: String? = nil,
        httpStatus: Int? = nil,
        retryable: Bool = false,
        retryAfter: TimeInterval? = nil,
        underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.provider = provider
        self.message = message
        self.field = field
        self.providerCode = providerCode
        self.requestId = requestId
        self.httpStatus = httpStatus
        self.retryable = retryable
        self.retryAfter = retryAfter
        self.underlying = underlying
    }

    /// Whose API it is. A minor version may add cases: let a `switch` have a `default`.
    public enum Provider: String, Sendable, CaseIterable {
        /// ZEGOCLOUD.
        case zego
        /// Tencent TRTC.
        case trtc
    }
}

extension CloseRoomError: LocalizedError {
    /// The message.
    public var errorDescription: String? {
        message
    }
}

extension CloseRoomError: CustomNSError {
    /// `CloseRoomError`.
    public static let errorDomain = "CloseRoomError"

    /// The kind's number.
    public var errorCode: Int {
        kind.number
    }

    /// The message, and the error behind it.
    public var errorUserInfo: [String: Any] {
        var userInfo: [String: Any] = [NSLocalizedDescriptionKey: message]
        userInfo[NSUnderlyingErrorKey] = underlying
        return userInfo
    }
}

extension CloseRoomError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The kind and the message.
    public var description: String {
        "\(kind.rawValue): \(message)"
    }

    /// Every field that is there.
    public var debugDescription: String {
        let fields: [(name: String, value: String?)] = [
            ("kind", kind.rawValue),
            ("provider", provider.rawValue),
            ("field", field),
            ("providerCode", providerCode),
            ("message", String(reflecting: message)),
            ("requestId", requestId),
            ("httpStatus", httpStatus.map { String($0) }),
            ("retryable", String(retryable)),
            ("retryAfter", retryAfter.map { String($0) }),
            ("underlying", underlying.map { String(reflecting: $0) }),
        ]
        let shown = fields.compactMap { name, value in value.map { "\(name): \($0)" } }
        return "CloseRoomError(\(shown.joined(separator: ", ")))"
    }
}
