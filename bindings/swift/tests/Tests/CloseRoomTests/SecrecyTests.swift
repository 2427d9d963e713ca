import CloseRoom
import Foundation
import Testing

/// What is secret shows nowhere but where it has to be.
@Suite struct SecrecyTests {
    @Test func clientsShowWhoTheyAreAndNothingElse() throws {
        let zego = try zegoClient()
        #expect("\(zego)" == "Zego(appId: 1234567890)")
        let trtc = try trtcClient(token: Account.token)
        #expect("\(trtc)" == "Trtc(sdkAppId: 1400000001)")
        for client in [zego, trtc] as [Any] {
            showsNoCredential(client)
            showsNoCredential([client])
            #expect(!shown(client).contains(Account.secretId))
        }
    }

    @Test func requestsShowWhereTheyGo() throws {
        for explained in try everyRequest() {
            let request = explained.request
            showsNoCredential(request)
            let text = shown(request)
            #expect(text.contains("\(request.method) https://trtc.tencentcloudapi.com/"))
            for (name, value) in request.headers where name != "Content-Type" {
                #expect(!text.contains(value), "\(name)")
            }
            #expect(request.body.map { !text.contains($0) } ?? true)
            #expect(request.url.contains("ignature=") == request.redactedURL.contains("[redacted]"))
        }
    }

    @Test func stepsShowAllButTheSignature() throws {
        for explained in try everyRequest() {
            let signature = try #require(explained.steps.last)
            #expect(signature.name == "signature" && !signature.value.isEmpty)
            let text = shown(explained)
            #expect(!text.contains(signature.value) && text.contains("signature: [redacted]"))
            #expect(text.contains("string_to_sign"))
            for secret in Account.secrets {
                #expect(!text.contains(secret))
                #expect(explained.steps.allSatisfy { !$0.value.contains(secret) })
            }
        }
    }

    /// With its signature, a callback could be repeated.
    @Test func callbacksShowAllButTheSignature() {
        let event = Zego.RoomClose(roomId: "room-1")
        let callback = Zego.Callback(
            appId: 7, timestamp: 1_499_676_989, nonce: "350176", signature: "0a36e8e590a2298f",
            event: .roomClose(event), raw: #"{"signature":"0a36e8e590a2298f"}"#
        )
        let text = shown(callback) + shown([callback])
        #expect(!text.contains("0a36e8e590a2298f"))
        #expect(text.contains("room-1") && text.contains("350176"))
    }

    private func everyRequest() throws -> [Explained] {
        try Trtc.SignatureMethod.allCases.flatMap { signature in
            try Trtc.HTTPMethod.allCases.map { method in
                try trtcClient(
                    token: Account.token, signatureMethod: signature, httpMethod: method
                ).explainCloseRoom("abcd", timestamp: Stamp.timestamp, nonce: Stamp.nonce)
            }
        }
    }

    @Test func whatShowsACredentialIsNotKept() async throws {
        for (index, (name, _)) in indiscreetErrors(quoting: "").enumerated() {
            let transport = Scripted { request, _ in
                throw indiscreetErrors(quoting: quoted(request))[index].error
            }
            let calls: [() async throws -> Closed] = [
                { try await zegoClient(transport: transport).closeRoom("room", options: once) },
                { try await trtcClient(transport: transport).closeRoom("room", options: once) },
                {
                    let client = try trtcClient(
                        token: Account.token, httpMethod: .get, transport: transport
                    )
                    return try await client.closeRoom("room", options: once)
                },
                {
                    try await trtcClient(signatureMethod: .hmacSHA1, transport: transport)
                        .closeRoom("room", options: once)
                },
            ]
            for call in calls {
                let failed = try await refusal(.transport) { try await call() }
                #expect(failed.underlying == nil, "\(name)")
            }
        }
    }

    @Test func whatShowsTheTokenOrTheSecretIsNotKept() async throws {
        for secret in [Account.secretKey, Account.token] {
            let client = try trtcClient(
                token: Account.token,
                transport: Scripted { _, _ in throw Unexpected(what: "with \(secret)") }
            )
            let failed = try await refusal(.transport) {
                try await client.closeRoom("room", options: once)
            }
            #expect(failed.underlying == nil && failed.message.contains("[redacted]"))
        }
    }

    /// Bytes are numbers where Swift shows them.
    @Test func bytesThatShowASecretAreNeitherKeptNorQuoted() async throws {
        for wrap in inBytes {
            for client in [
                try trtcClient(transport: Scripted { _, _ in throw wrap(Account.secretKey) }),
                try trtcClient(
                    transport: Scripted { request, _ in
                        throw wrap(try #require(request.headers["Authorization"]))
                    }
                ),
            ] {
                let failed = try await refusal(.transport) {
                    try await client.closeRoom("room", options: once)
                }
                #expect(failed.underlying == nil, "\(failed)")
                // Neither the first bytes of the one, "Gu5", nor of the other, "TC3".
                #expect(!failed.message.contains("71, 117") && !failed.message.contains("84, 67"))
            }
        }
    }

    @Test func whatShowsNothingIsKept() async throws {
        let client = try zegoClient(transport: Scripted { _, _ in
            throw Nested(inner: [Tagged(tags: ["host": "rtc-api.zego.im"])])
        })
        let failed = try await refusal(.transport) {
            try await client.closeRoom("room", options: once)
        }
        let kept = try #require(failed.underlying as? Nested)
        #expect((kept.inner.first as? Tagged)?.tags == ["host": "rtc-api.zego.im"])

        let bytes = try zegoClient(transport: Scripted { _, _ in
            throw Holding(value: Array("harmless".utf8))
        })
        let other = try await refusal(.transport) {
            try await bytes.closeRoom("room", options: once)
        }
        #expect(other.underlying is Holding<[UInt8]> && other.message.contains("[…]"))
    }

    /// A provider, or something before it, that repeats what it was sent.
    @Test func whatComesBackIsNotShown() async throws {
        let echo = Scripted { request, _ in reply(200, "<html>\(quoted(request))") }
        let calls: [() async throws -> Closed] = [
            { try await zegoClient(transport: echo).closeRoom("room", options: once) },
            {
                try await trtcClient(token: Account.token, transport: echo)
                    .closeRoom("room", options: once)
            },
        ]
        for call in calls {
            let failed = try await refusal(.unexpectedResponse) { try await call() }
            #expect(failed.message.contains("<html>"))
        }
    }
}

private let once = CallOptions(maxAttempts: 1, timeout: 60)

/// The URL of a request or, where that holds no signature, what does.
private func quoted(_ request: SignedRequest) -> String {
    let parts = [request.url, request.headers["Authorization"], request.body]
    return parts.compactMap { $0 }.first { $0.contains("Signature=") } ?? ""
}

/// Each way in which an HTTP client may quote what it was asked to send.
private func indiscreetErrors(quoting text: String) -> [(name: String, error: any Error)] {
    let inner = NSError(domain: "d", code: 1, userInfo: ["request": text])
    let many = Dictionary(uniqueKeysWithValues: (1...5000).map { ("\($0)", "") })
    return [
        ("a text", Unexpected(what: text)),
        ("a text that is nested", Nested(inner: [Unexpected(what: text)])),
        ("a member that is not printed", Hidden(secret: text)),
        ("a description", Described(description: text)),
        ("a debug description", Debugged(debugDescription: text)),
        ("a reason", Reasoned(failureReason: text)),
        ("an object", Reference(secret: text)),
        ("an object's superclass", Subclass(secret: text)),
        ("bytes", Holding(value: Data(text.utf8))),
        ("an array of bytes", Holding(value: Array(text.utf8))),
        ("a dictionary", Tagged(tags: ["request": text])),
        ("user info", inner),
        ("user info within", NSError(domain: "d", code: 1, userInfo: ["inner": inner])),
        ("URLError", URLError(.timedOut, userInfo: [NSURLErrorFailingURLStringErrorKey: text])),
        ("more than can be looked through", Tagged(tags: many)),
    ]
}

private struct Nested: Error {
    let inner: [any Error]
}

private struct Hidden: Error, CustomStringConvertible {
    let secret: String
    var description: String { "nothing" }
}

private struct Described: Error, CustomStringConvertible {
    let description: String
}

private struct Debugged: Error, CustomDebugStringConvertible {
    let debugDescription: String
}

private struct Reasoned: LocalizedError {
    let errorDescription: String? = "it failed"
    let failureReason: String?
}

private class Reference: Error, @unchecked Sendable {
    private let secret: String

    init(secret: String) {
        self.secret = secret
    }
}

private final class Subclass: Reference, @unchecked Sendable {}

private struct Holding<Value: Sendable>: Error {
    let value: Value
}

private struct Saying: LocalizedError {
    let bytes: [UInt8]
    var errorDescription: String? { "sent \(bytes), and nothing came" }
}

/// Errors with the bytes of a text in them, one for each way to hold some.
private let inBytes: [@Sendable (String) -> any Error] = [
    { Holding(value: Data($0.utf8)) },
    { Holding(value: Array($0.utf8)) },
    { Holding(value: Array($0.utf8)[...]) },
    { Holding(value: ContiguousArray($0.utf8)) },
    { Holding(value: $0.utf8.map { Int8(bitPattern: $0) }) },
    { Holding(value: ["request": [Array($0.utf8)]]) },
    { Saying(bytes: Array($0.utf8)) },
]

private struct Tagged: Error {
    let tags: [String: String]
}
