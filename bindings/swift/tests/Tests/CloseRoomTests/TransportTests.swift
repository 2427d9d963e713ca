import CloseRoom
import Foundation
import Testing

/// Transports of others, which may do as they like.
@Suite struct TransportTests {
    private let once = CallOptions(maxAttempts: 1, timeout: 60)

    @Test(arguments: Both.allCases)
    func isGivenTheRequest(_ provider: Both) async throws {
        let seen = AsyncStream.makeStream(of: (SignedRequest, TransportLimits).self)
        let client = try provider.client(transport: Scripted { request, limits in
            seen.continuation.yield((request, limits))
            return provider.success
        })
        let options = CallOptions(maxAttempts: 1, timeout: 90, maxResponseBytes: 5000)
        let closed = try await client.closeRoom(options)
        #expect(closed == Closed(status: .closed, requestId: "request-1", attempts: 1))
        seen.continuation.finish()
        for await (request, limits) in seen.stream {
            #expect(limits == TransportLimits(maxResponseBytes: 5000, timeout: 91))
            #expect(request.url.hasPrefix("https://"))
            #expect(request.method == (provider == .zego ? "GET" : "POST"))
        }
    }

    @Test func everyAttemptIsSignedAfresh() async throws {
        let seen = AsyncStream.makeStream(of: String.self)
        let client = try zegoClient(transport: Scripted { request, _ in
            seen.continuation.yield(request.url)
            throw URLError(.networkConnectionLost)
        })
        let error = try await refusal(.transport) {
            try await client.closeRoom("room", options: CallOptions(timeout: 60))
        }
        #expect(error.message.contains("3 requests sent"))
        seen.continuation.finish()
        #expect(await Set(seen.stream.reduce(into: []) { $0.append($1) }).count == 3)
    }

    @Test(arguments: Both.allCases)
    func mayThrowAnything(_ provider: Both) async throws {
        struct Plain: Error {}
        enum Kinds: Error { case one(Int) }
        struct Localized: LocalizedError {
            var errorDescription: String? { "in its own words" }
        }
        final class Reference: Error, Sendable {}
        final class Spoken: LocalizedError, CustomNSError, Sendable {
            let errorDescription: String? = "an object's words"
        }
        let large = String(repeating: "large ", count: 1_000_000)
        let cases: [(any Error, says: String, isKept: Bool)] = [
            (Plain(), "Plain()", true),
            (Kinds.one(7), "one(7)", true),
            (Localized(), "in its own words", true),
            (Reference(), "Reference", true),
            (Spoken(), "an object's words", true),
            (URLError(.cannotFindHost), "", true),
            (CocoaError(.fileNoSuchFile), "", true),
            (NSError(domain: "domain", code: 5), "", true),
            (CancellationError(), "CancellationError()", true),
            (Unexpected(what: large), "too long to show", false),
            (Unexpected(what: "\u{0}\r\n\u{1b}[31m"), "", true),
            (Unexpected(what: ""), "Unexpected", true),
        ]
        for (thrown, says, isKept) in cases {
            let client = try provider.client(transport: Scripted { _, _ in throw thrown })
            let error = try await refusal(.transport) { try await client.closeRoom(once) }
            #expect(error.retryable && error.httpStatus == nil)
            #expect(says.isEmpty || error.message.contains(says), "\(error)")
            #expect(error.message.utf8.count < 1000)
            #expect((error.underlying != nil) == isKept, "\(error)")
        }
    }

    @Test(arguments: [-1, 1000, 65_536, 65_736, Int.max, Int.min])
    func mayGiveAStatusThatIsNone(_ status: Int) async throws {
        for provider in Both.allCases {
            let client = try provider.client(transport: Scripted { _, _ in
                ProviderResponse(status: status, body: provider.success.body)
            })
            let error = try await refusal(.transport) { try await client.closeRoom(once) }
            #expect(error.message.contains("\(status)"))
        }
        let response = ProviderResponse(status: status, body: Data())
        let error = try await refusal(.invalidInput) { try zegoClient().parseCloseRoom(response) }
        #expect(error.field == "Status" && error.message.contains("\(status)"))
    }

    @Test(arguments: [0, 99, 100, 304, 999])
    func mayGiveAnOddStatus(_ status: Int) async throws {
        for provider in Both.allCases {
            let client = try provider.client(transport: Scripted { _, _ in reply(status, "") })
            let error = try await refusal(.unexpectedResponse) {
                try await client.closeRoom(once)
            }
            #expect(error.httpStatus == status)
        }
    }

    /// One that reads on beyond the limit, and one that says so.
    @Test(arguments: [10, 1 << 20])
    func mayReadTooMuch(_ limit: Int) async throws {
        let options = CallOptions(maxAttempts: 1, timeout: 60, maxResponseBytes: limit)
        let body = Data(repeating: UInt8(ascii: " "), count: 20 * limit)
        for provider in Both.allCases {
            let careless = try provider.client(transport: Scripted { _, _ in
                ProviderResponse(status: 200, body: body)
            })
            let error = try await refusal(.unexpectedResponse) {
                try await careless.closeRoom(options)
            }
            #expect(error.message.contains("\(limit) bytes") && error.httpStatus == 200)

            let careful = try provider.client(transport: Scripted { _, _ in
                throw ResponseTooLarge()
            })
            let other = try await refusal(.unexpectedResponse) {
                try await careful.closeRoom(options)
            }
            #expect(other.message.contains("\(limit) bytes") && other.underlying == nil)
        }
    }

    /// A body that is a part of other data begins at another index.
    @Test func mayGiveASlice() async throws {
        let slice = (Data("noise".utf8) + Both.trtc.success.body).dropFirst(5)
        let client = try trtcClient(transport: Scripted { _, _ in
            ProviderResponse(status: 200, body: slice)
        })
        #expect(try await client.closeRoom("room").requestId == "request-1")
        #expect(try client.parseCloseRoom(ProviderResponse(status: 200, body: slice)).attempts == 1)
    }

    @Test(arguments: Both.allCases)
    func mayHang(_ provider: Both) async throws {
        let client = try provider.client(transport: Scripted { _, _ in
            await hangForEver()
            return provider.success
        })
        let waited = try await seconds {
            let error = try await refusal(.deadlineExceeded) {
                try await client.closeRoom(CallOptions(maxAttempts: 1, timeout: 1))
            }
            #expect(error.message.contains("1000 ms") && error.message.contains("1 request sent"))
        }
        #expect(waited >= 0.95 && waited < patience)
    }

    /// What the first attempt brings late is not taken for the answer to the second.
    @Test func mayBringItsResultLate() async throws {
        let transport = Scripted { [attempts = Counter()] _, _ in
            if attempts.add() == 1 {
                try? await Task.sleep(nanoseconds: UInt64(300e9))
                // Its task is cancelled by now, and it answers all the same.
                return reply(200, #"{"Response":{"RequestId":"late"}}"#)
            }
            try await Task.sleep(nanoseconds: 200_000_000)
            return Both.trtc.success
        }
        let client = try trtcClient(transport: transport)
        // Half of it is for the first attempt, and half for the second, on a busy machine.
        let closed = try await client.closeRoom(
            "room", options: CallOptions(maxAttempts: 2, timeout: 16)
        )
        #expect(closed == Closed(status: .closed, requestId: "request-1", attempts: 2))
    }

    @Test func mayUseTheClientItself() async throws {
        let plain = try trtcClient(transport: Scripted { _, _ in Both.trtc.success })
        let client = try trtcClient(transport: Scripted { request, _ in
            _ = try await plain.closeRoom("another")
            return Both.trtc.success
        })
        #expect(try await client.closeRoom("room").status == .closed)
    }

    /// One that lives on the main actor, as an app's may.
    @MainActor @Test func mayBelongToAnActor() async throws {
        let client = try trtcClient(transport: OnTheMainActor())
        #expect(try await client.closeRoom("room").status == .closed)
    }
}

@MainActor private final class OnTheMainActor: HTTPTransport {
    private var sent = 0

    func send(_ request: SignedRequest, limits: TransportLimits) async throws -> ProviderResponse {
        sent += 1
        return Both.trtc.success
    }
}
