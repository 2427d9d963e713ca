internal import CloseRoomCore

/// Closes rooms of a ZEGOCLOUD project.
///
/// ```swift
/// let zego = try Zego(appId: 1_234_567_890, serverSecret: secret)
/// let closed = try await zego.closeRoom("room-1", customReason: "session ended")
/// ```
///
/// One client serves any number of tasks at once. Share it: ZEGOCLOUD allows one `CloseRoom` a
/// second and AppID, and the calls of one client take turns. Its secret is wiped from the core's
/// memory when the client goes.
public final class Zego: Sendable {
    /// The project's AppID.
    public let appId: UInt32

    private let core: CoreZego
    private let transport: any HTTPTransport
    private static let input = Input(provider: .zego)

    /// Makes a client, without any I/O.
    ///
    /// - Parameters:
    ///   - appId: The project's AppID, 1 and up.
    ///   - serverSecret: The project's ServerSecret. It belongs on servers: whoever has an app has
    ///     what is in it.
    ///   - endpoint: An access point (`unified`, `sha`, `hkg`, `fra`, `lax`, `bom`, `sgp`), a host
    ///     name, or an https base URL; plain http for loopback only. Choose by where your server
    ///     is. Default: `unified`.
    ///   - isTest: `IsTest`, sent only when set: required for projects created on or before
    ///     2021-11-16.
    ///   - transport: What sends the requests of `closeRoom`.
    /// - Throws: ``CloseRoomError`` of kind ``CloseRoomError/Kind/invalidInput``.
    public init(
        appId: UInt32,
        serverSecret: String,
        endpoint: String? = nil,
        isTest: Bool? = nil,
        transport: any HTTPTransport = URLSessionTransport()
    ) throws {
        let options = CoreZegoOptions(appId: UInt64(appId), endpoint: endpoint, isTest: isTest)
        core = try calling { try CoreZego(options: options, serverSecret: serverSecret) }
        self.appId = appId
        self.transport = transport
    }

    /// Builds a signed request, to be sent by other means or from elsewhere.
    ///
    /// - Parameters:
    ///   - roomId: The room, 1 to 128 bytes of UTF-8, any characters.
    ///   - customReason: The reason, at most 256 bytes of UTF-8. Not encoded: it is encoded once,
    ///     here.
    ///   - roomCloseCallback: Whether ZEGOCLOUD sends the callback `room_close`. Unset means no.
    ///   - timestamp: When it is signed, in Unix seconds. Default: now. It is valid for 10 minutes.
    ///   - nonce: 16 lower-case hexadecimal characters, never used before. Default: random ones.
    /// - Throws: ``CloseRoomError`` of kind ``CloseRoomError/Kind/invalidInput``.
    public func buildCloseRoom(
        _ roomId: String,
        customReason: String? = nil,
        roomCloseCallback: Bool? = nil,
        timestamp: Int? = nil,
        nonce: String? = nil
    ) throws -> SignedRequest {
        let room = Self.room(roomId, customReason, roomCloseCallback)
        let (timestamp, nonce) = try Self.input.stamp(timestamp, nonce)
        return try calling {
            SignedRequest(try core.build(room: room, timestamp: timestamp, nonce: nonce))
        }
    }

    /// Builds a signed request, and shows how its signature came about.
    ///
    /// Takes and throws what ``buildCloseRoom(_:customReason:roomCloseCallback:timestamp:nonce:)``
    /// does.
    public func explainCloseRoom(
        _ roomId: String,
        customReason: String? = nil,
        roomCloseCallback: Bool? = nil,
        timestamp: Int? = nil,
        nonce: String? = nil
    ) throws -> Explained {
        let room = Self.room(roomId, customReason, roomCloseCallback)
        let (timestamp, nonce) = try Self.input.stamp(timestamp, nonce)
        return try calling {
            Explained(try core.explain(room: room, timestamp: timestamp, nonce: nonce))
        }
    }

    /// Reads the response to a built request.
    ///
    /// - Throws: ``CloseRoomError``. A room that is gone already is an error here, of kind
    ///   ``CloseRoomError/Kind/roomNotFound``.
    public func parseCloseRoom(_ response: ProviderResponse) throws -> Closed {
        let response = try Self.input.response(response)
        return try calling { Closed(try core.parse(response: response)) }
    }

    /// Closes the room, with retries.
    ///
    /// A room that is gone already counts as closed (``Closed/Status/alreadyGone``), because
    /// closing a closed room is what was asked for.
    ///
    /// Cancelling the task aborts the request in flight, or the wait, at once.
    ///
    /// - Parameters:
    ///   - roomId: The room, 1 to 128 bytes of UTF-8, any characters.
    ///   - customReason: The reason, at most 256 bytes of UTF-8. Not encoded.
    ///   - roomCloseCallback: Whether ZEGOCLOUD sends the callback `room_close`. Unset means no.
    ///   - options: Attempts, time and pace.
    /// - Throws: ``CloseRoomError``; of kind ``CloseRoomError/Kind/cancelled``, not
    ///   `CancellationError`, when the task is cancelled.
    @discardableResult
    public func closeRoom(
        _ roomId: String,
        customReason: String? = nil,
        roomCloseCallback: Bool? = nil,
        options: CallOptions = CallOptions()
    ) async throws -> Closed {
        let room = Self.room(roomId, customReason, roomCloseCallback)
        let options = try Self.input.call(options)
        let call = try calling { try core.call(room: room, options: options) }
        return try await closed(call, over: transport)
    }

    /// Verifies a callback's signature, then its age, and reads it.
    ///
    /// **The signature covers timestamp and nonce only**, none of the event's own fields: whoever
    /// has seen one genuine callback can send another with the same two and other contents while it
    /// is fresh. Use an https callback URL that nobody can guess, and remember
    /// ``Callback/signature``s where a forged or repeated event would hurt.
    ///
    /// Answer with a 2xx status to whatever verifies: anything else is repeated up to 5 times.
    ///
    /// - Parameters:
    ///   - body: The raw body, as received, of at most 1 GiB.
    ///   - callbackSecret: The project's CallbackSecret; not its ServerSecret.
    ///   - freshness: How old it may be. Default: 10 minutes from now, to either side.
    /// - Throws: ``CloseRoomError`` of kind ``CloseRoomError/Kind/invalidSignature``,
    ///   ``CloseRoomError/Kind/stale``, ``CloseRoomError/Kind/unexpectedResponse`` for a body of
    ///   another shape, or ``CloseRoomError/Kind/invalidInput``.
    public static func verifyCallback(
        _ body: some Sequence<UInt8>,
        callbackSecret: String,
        freshness: Freshness = .within()
    ) throws -> Callback {
        let body = try input.body(body)
        let freshness = try input.freshness(freshness)
        return try calling {
            Callback(
                try coreVerifyZegoCallback(
                    body: body, callbackSecret: callbackSecret, freshness: freshness
                )
            )
        }
    }

    private static func room(
        _ roomId: String,
        _ customReason: String?,
        _ roomCloseCallback: Bool?
    ) -> CoreZegoCloseRoom {
        CoreZegoCloseRoom(
            roomId: roomId,
            customReason: customReason,
            roomCloseCallback: roomCloseCallback
        )
    }
}

/// Shows the AppID, and nothing else.
extension Zego: CustomStringConvertible, CustomReflectable {
    public var description: String {
        "Zego(appId: \(appId))"
    }

    public var customMirror: Mirror {
        Mirror(self, children: ["appId": appId])
    }
}
