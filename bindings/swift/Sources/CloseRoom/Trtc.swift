internal import CloseRoomCore

/// Closes rooms of a Tencent TRTC application.
///
/// ```swift
/// let trtc = try Trtc(
///     sdkAppId: 1_400_000_001, secretId: secretId, secretKey: secretKey, region: "ap-guangzhou"
/// )
/// try await trtc.closeRoom("abcd") // the string room "abcd"
/// try await trtc.closeRoom(1234)   // the numeric room 1234, which is not the room "1234"
/// ```
///
/// One client serves any number of tasks at once. Share it: TRTC allows 20 requests a second, and
/// the calls of one client take turns. Its secrets are wiped from the core's memory when the client
/// goes.
public final class Trtc: Sendable {
    /// The application's SDKAppID.
    public let sdkAppId: UInt64

    private let core: CoreTrtc
    private let transport: any HTTPTransport
    private static let input = Input(provider: .trtc)

    /// Makes a client, without any I/O.
    ///
    /// - Parameters:
    ///   - sdkAppId: The application's SDKAppID, 1 and up.
    ///   - secretId: The API key's SecretId.
    ///   - secretKey: The API key's SecretKey. It belongs on servers: whoever has an app has what
    ///     is in it.
    ///   - region: The region whose rooms they are: `ap-guangzhou`, `ap-beijing`, `ap-singapore`,
    ///     `ap-mumbai`, or any other text.
    ///   - token: The session token of temporary credentials.
    ///   - endpoint: A site (`china`, `intl`), the name of a region with a host of its own, a host
    ///     name, or an https base URL; plain http for loopback only. Default: `china`.
    ///   - signatureMethod: How requests are signed. Default: ``SignatureMethod/tc3HmacSHA256``.
    ///   - httpMethod: How requests are sent. Default: ``HTTPMethod/post``.
    ///   - language: The language of the provider's error messages, `zh-CN` or `en-US`; left out
    ///     when unset.
    ///   - allowAnyRoomId: Lifts the check of room ids to "not empty" and the full 64 bits: the
    ///     server's own rule is not documented.
    ///   - transport: What sends the requests of `closeRoom`.
    /// - Throws: ``CloseRoomError`` of kind ``CloseRoomError/Kind/invalidInput``.
    public init(
        sdkAppId: UInt64,
        secretId: String,
        secretKey: String,
        region: String,
        token: String? = nil,
        endpoint: String? = nil,
        signatureMethod: SignatureMethod? = nil,
        httpMethod: HTTPMethod? = nil,
        language: String? = nil,
        allowAnyRoomId: Bool = false,
        transport: any HTTPTransport = URLSessionTransport()
    ) throws {
        let options = CoreTrtcOptions(
            sdkAppId: sdkAppId,
            secretId: secretId,
            region: region,
            endpoint: endpoint,
            signatureMethod: signatureMethod?.rawValue,
            httpMethod: httpMethod?.rawValue,
            language: language,
            allowAnyRoomId: allowAnyRoomId
        )
        core = try calling {
            if let token {
                try CoreTrtc.withToken(options: options, secretKey: secretKey, token: token)
            } else {
                try CoreTrtc(options: options, secretKey: secretKey)
            }
        }
        self.sdkAppId = sdkAppId
        self.transport = transport
    }

    /// Builds a signed request, to be sent by other means or from elsewhere:
    /// `DismissRoomByStrRoomId` for a string room, `DismissRoom` for a numeric one.
    ///
    /// - Parameters:
    ///   - roomId: The room.
    ///   - timestamp: When it is signed, in Unix seconds. Default: now. It is valid for 5 minutes.
    ///   - nonce: 16 lower-case hexadecimal characters. Default: random ones. Sent with the two
    ///     older signature methods only.
    /// - Throws: ``CloseRoomError`` of kind ``CloseRoomError/Kind/invalidInput``.
    public func buildCloseRoom(
        _ roomId: RoomId,
        timestamp: Int? = nil,
        nonce: String? = nil
    ) throws -> SignedRequest {
        let (timestamp, nonce) = try Self.input.stamp(timestamp, nonce)
        return try calling {
            SignedRequest(try core.build(room: roomId.core, timestamp: timestamp, nonce: nonce))
        }
    }

    /// Builds a signed request, and shows how its signature came about.
    ///
    /// Takes and throws what ``buildCloseRoom(_:timestamp:nonce:)`` does.
    public func explainCloseRoom(
        _ roomId: RoomId,
        timestamp: Int? = nil,
        nonce: String? = nil
    ) throws -> Explained {
        let (timestamp, nonce) = try Self.input.stamp(timestamp, nonce)
        return try calling {
            Explained(try core.explain(room: roomId.core, timestamp: timestamp, nonce: nonce))
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
    ///   - roomId: The room.
    ///   - options: Attempts, time and pace.
    /// - Throws: ``CloseRoomError``; of kind ``CloseRoomError/Kind/cancelled``, not
    ///   `CancellationError`, when the task is cancelled.
    @discardableResult
    public func closeRoom(
        _ roomId: RoomId,
        options: CallOptions = CallOptions()
    ) async throws -> Closed {
        let options = try Self.input.call(options)
        let call = try calling { try core.call(room: roomId.core, options: options) }
        return try await closed(call, over: transport)
    }

    /// Verifies a callback's signature, then its age, and reads it.
    ///
    /// The signature covers the whole body, but neither the header `SdkAppId` nor a nonce: a
    /// recorded callback verifies for as long as it is fresh. Deliveries repeat, and come in any
    /// order: tell them apart by event, room, user and ``EventInfo/eventMsTs``.
    ///
    /// Answer with HTTP 200 within 5 seconds to whatever verifies.
    ///
    /// - Parameters:
    ///   - body: The raw body, as received, of at most 1 GiB: parsing and writing it again breaks
    ///     the signature.
    ///   - headers: The callback's headers, of which `Sign` is looked at without regard to case.
    ///   - callbackKey: The callback key set in the console. Without one there Tencent signs
    ///     nothing, and nothing verifies here.
    ///   - freshness: How old it may be. Default: 10 minutes from now, to either side.
    /// - Throws: ``CloseRoomError`` of kind ``CloseRoomError/Kind/invalidSignature``,
    ///   ``CloseRoomError/Kind/stale``, ``CloseRoomError/Kind/unexpectedResponse`` for a body of
    ///   another shape, or ``CloseRoomError/Kind/invalidInput``.
    public static func verifyCallback(
        _ body: some Sequence<UInt8>,
        headers: [String: String],
        callbackKey: String,
        freshness: Freshness = .within()
    ) throws -> Callback {
        let body = try input.body(body)
        let freshness = try input.freshness(freshness)
        return try calling {
            Callback(
                try coreVerifyTrtcCallback(
                    body: body,
                    headers: headers.map(CoreHeader.init),
                    callbackKey: callbackKey,
                    freshness: freshness
                )
            )
        }
    }
}

extension Trtc {
    /// How requests are signed; named as Tencent names them.
    public enum SignatureMethod: String, Sendable, CaseIterable {
        /// Signature v3.
        case tc3HmacSHA256 = "TC3-HMAC-SHA256"
        /// The older signature, with SHA-256.
        case hmacSHA256 = "HmacSHA256"
        /// The older signature, with SHA-1.
        case hmacSHA1 = "HmacSHA1"
    }

    /// How requests are sent.
    public enum HTTPMethod: String, Sendable, CaseIterable {
        /// With the parameters in the body.
        case post = "POST"
        /// With the parameters in the URL.
        case get = "GET"
    }
}

/// Shows the SDKAppID, and nothing else.
extension Trtc: CustomStringConvertible, CustomReflectable {
    public var description: String {
        "Trtc(sdkAppId: \(sdkAppId))"
    }

    public var customMirror: Mirror {
        Mirror(self, children: ["sdkAppId": sdkAppId])
    }
}
