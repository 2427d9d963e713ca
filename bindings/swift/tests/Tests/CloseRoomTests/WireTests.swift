import CloseRoom
import Foundation
import Testing

/// What the default transport puts on the wire, and what it makes of what comes back.
@Suite struct WireTests {
    private let transport = URLSessionTransport()
    private let limit = 1 << 20

    @Test func everyByteIsAsSigned() async throws {
        let listener = try Listener("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let host = listener.url.dropFirst("http://".count)
        let room = "a/b?c=d&e#f %20+~-._房间🚪"
        let zego = try zegoClient(endpoint: listener.url)
        var requests = [try zego.buildCloseRoom(room, customReason: "100 % \"done\"")]
        for signature in Trtc.SignatureMethod.allCases {
            for method in Trtc.HTTPMethod.allCases {
                let trtc = try Trtc(
                    sdkAppId: Account.sdkAppId, secretId: Account.secretId,
                    secretKey: Account.secretKey, region: "ap-guangzhou", token: Account.token,
                    endpoint: listener.url, signatureMethod: signature, httpMethod: method,
                    language: "en-US", allowAnyRoomId: true
                )
                requests += [try trtc.buildCloseRoom(.string(room)), try trtc.buildCloseRoom(123)]
            }
        }
        #expect(requests.count == 13)
        for request in requests {
            _ = try await transport.send(request, limits: TransportLimits(maxResponseBytes: limit))
            let seen = try await listener.next()
            let target = String(request.url.dropFirst(listener.url.count))
            expectSame(seen.line, "\(request.method) \(target) HTTP/1.1")
            expectSame(String(decoding: seen.body, as: UTF8.self), request.body ?? "")
            #expect(seen.headers["host"] == String(host))
            for (name, value) in request.headers {
                expectSame(seen.headers[name.lowercased()], value, name)
            }
            #expect(seen.headers["cookie"] == nil && seen.headers["expect"] == nil)
            #expect(request.body != nil || seen.headers["content-length"] == nil)
        }
    }

    @Test func whatCannotBeSentAsItIsIsNotSent() async throws {
        for url in [
            "", "no url", "http://", "https://host/?a=b c", "https://host/?a=é",
            "https://host/?a=%",
        ] {
            let request = SignedRequest(method: "GET", url: url)
            await #expect(throws: URLError.self) {
                _ = try await transport.send(request, limits: TransportLimits(maxResponseBytes: limit))
            }
        }
    }

    @Test func aResponse() async throws {
        let listener = try Listener(
            "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nX-Odd: é\r\nContent-Length: 4\r\n\r\n\0\u{1}ab"
        )
        let response = try await response(from: listener)
        #expect(response.status == 429 && response.body == Data([0, 1, 97, 98]))
        let names = response.headers.keys.map { $0.lowercased() }
        #expect(names.contains("retry-after"))
        #expect(shown(response).contains("429") && !shown(response).contains("Retry"))
    }

    @Test func inPieces() async throws {
        let listener = try Listener(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"
        )
        #expect(try await response(from: listener).body == Data("hello, world".utf8))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectsAreNotFollowed(_ status: Int) async throws {
        let elsewhere = try Listener("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let listener = try Listener(
            "HTTP/1.1 \(status) Moved\r\nLocation: \(elsewhere.url)/\r\nContent-Length: 2\r\n\r\nno"
        )
        let response = try await response(from: listener)
        #expect(response.status == status)
        let client = try Both.trtc.client(endpoint: listener.url)
        let error = try await refusal(.unexpectedResponse) {
            try await client.closeRoom(CallOptions())
        }
        #expect(error.httpStatus == status)
        try await expectNothingCame(to: elsewhere)
    }

    private func expectNothingCame(to listener: Listener) async throws {
        let probe = SignedRequest(method: "GET", url: "\(listener.url)/probe")
        _ = try await transport.send(probe, limits: TransportLimits(maxResponseBytes: limit))
        #expect(try await listener.next().line == "GET /probe HTTP/1.1")
    }

    @Test func cookiesAndLoginsAreNotKept() async throws {
        let head = "HTTP/1.1 401 No\r\nSet-Cookie: a=b\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
        let listener = try Listener(head + "Content-Length: 0\r\n\r\n")
        for _ in 1...2 {
            #expect(try await response(from: listener).status == 401)
            let seen = try await listener.next()
            #expect(seen.headers["cookie"] == nil && seen.headers["authorization"] == nil)
        }
    }

    /// With its length announced, without, and by a server that goes on for ever.
    @Test(arguments: ["Content-Length: 2000000\r\n", ""], [false, true])
    func stopsBeyondTheLimit(_ header: String, endless: Bool) async throws {
        let body = String(repeating: "x", count: 100_000)
        let listener = try Listener("HTTP/1.1 200 OK\r\n\(header)\r\n\(body)", thenHangs: endless)
        let request = SignedRequest(method: "GET", url: "\(listener.url)/")
        await #expect(throws: ResponseTooLarge()) {
            _ = try await transport.send(request, limits: TransportLimits(maxResponseBytes: 99_999))
        }
        if endless {
            try await listener.departure()
        }
    }

    @Test func upToTheLimit() async throws {
        let body = String(repeating: "x", count: 100_000)
        let listener = try Listener("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n\(body)")
        let request = SignedRequest(method: "GET", url: "\(listener.url)/")
        let response = try await transport.send(request, limits: TransportLimits(maxResponseBytes: 100_000))
        #expect(response.body.count == 100_000)
    }

    /// Nothing comes; something else than HTTP does; or only a part.
    @Test(arguments: [
        "", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
    ])
    func failures(_ answer: String) async throws {
        let listener = try Listener(answer)
        let request = try zegoClient(endpoint: listener.url).buildCloseRoom("room")
        do {
            let response = try await transport.send(request, limits: TransportLimits(maxResponseBytes: limit))
            Issue.record("\(response)")
        } catch let error as URLError {
            showsNoCredential(error)
            #expect(error.failingURL == nil && !error.localizedDescription.isEmpty)
        }
    }

    @Test func nobodyListens() async throws {
        let client = try zegoClient(endpoint: "http://127.0.0.1:1")
        let failed = try await refusal(.transport) {
            try await client.closeRoom("room", options: CallOptions(maxAttempts: 1))
        }
        #expect((failed.underlying as? URLError)?.code == .cannotConnectToHost)
    }

    @Test func isCancelledWithItsTask() async throws {
        let listener = try Listener("HTTP/1.1 200 OK\r\n\r\n{", thenHangs: true)
        let request = SignedRequest(method: "GET", url: "\(listener.url)/")
        let sending = Task { try await transport.send(request, limits: TransportLimits(maxResponseBytes: limit)) }
        _ = try await listener.next()
        sending.cancel()
        await #expect(throws: CancellationError.self) { _ = try await sending.value }
        try await listener.departure()

        let before = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(request, limits: TransportLimits(maxResponseBytes: limit))
        }
        await #expect(throws: CancellationError.self) { _ = try await before.value }
    }

    /// However much comes meanwhile: nothing, the head, or one byte after another.
    @Test(arguments: [
        ["kind": "hang"], ["kind": "slow_body", "ms": 60_000], ["kind": "endless_body"],
    ] as [JSON])
    func givesUpWhenToldTo(_ fault: JSON) async throws {
        try await withSandbox { sandbox in
            try await sandbox.open(.trtc)
            try await sandbox.fault(fault)
            let request = try trtcClient(endpoint: sandbox.url).buildCloseRoom("room")
            let waited = await seconds {
                await #expect(throws: URLError(.timedOut)) {
                    _ = try await transport.send(request, limits: TransportLimits(timeout: 1))
                }
            }
            #expect(waited >= 0.95 && waited < patience)
        }
    }

    /// The limit of a call is that of its transport: a body of its size is read, and no more.
    @Test(arguments: Both.allCases)
    func theLimitOfACall(_ provider: Both) async throws {
        let large = 3 << 20
        try await withSandbox { sandbox in
            let client = try provider.client(endpoint: sandbox.url)
            try await sandbox.open(provider)
            try await sandbox.fault(["kind": "big_body", "bytes": .int(large)])
            let closed = try await client.closeRoom(CallOptions(timeout: 60, maxResponseBytes: large))
            #expect(closed.status == .closed)

            try await sandbox.fault(["kind": "endless_body"])
            let error = try await refusal(.unexpectedResponse) {
                try await client.closeRoom(CallOptions(timeout: 60, maxResponseBytes: 200))
            }
            #expect(error.message.contains("limit of 200 bytes"), "\(error)")
        }
    }

    /// What is no time is over at once, and one that has no end is not.
    @Test func oddTimes() async throws {
        let listener = try Listener("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let request = SignedRequest(method: "GET", url: "\(listener.url)/")
        for timeout: TimeInterval in [1e300, .infinity] {
            let limits = TransportLimits(timeout: timeout)
            #expect(try await transport.send(request, limits: limits).status == 200)
        }
        let silent = try Listener("", thenHangs: true)
        for timeout: TimeInterval in [0, -1, -.infinity, .nan] {
            await #expect(throws: URLError(.timedOut)) {
                let request = SignedRequest(method: "GET", url: "\(silent.url)/")
                _ = try await transport.send(request, limits: TransportLimits(timeout: timeout))
            }
        }
    }

    private func response(from listener: Listener) async throws -> ProviderResponse {
        let request = SignedRequest(method: "GET", url: "\(listener.url)/")
        return try await transport.send(request, limits: TransportLimits(maxResponseBytes: limit))
    }
}
