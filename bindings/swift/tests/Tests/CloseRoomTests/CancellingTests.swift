import CloseRoom
import Foundation
import Testing

/// Cancelling the task ends a call at once, whatever it is doing.
@Suite struct CancellingTests {
    /// Far more than the moment that it takes, far less than the calls would take.
    private let atOnce: TimeInterval = 15
    private let long = CallOptions(maxAttempts: 3, timeout: 300)

    @Test(arguments: Both.allCases)
    func before(_ provider: Both) async throws {
        let transport = Scripted { _, _ in provider.success }
        let client = try provider.client(transport: transport)
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.closeRoom(long)
        }
        try await expectCancelled(call)
        #expect(transport.sent.count == 0)
        #expect(try await client.closeRoom(long).status == .closed)
    }

    /// The turns that they had are given back: the next call does not wait for all of them.
    @Test func whileWaitingForATurn() async throws {
        let client = try Both.zego.client(transport: Scripted { _, _ in Both.zego.success })
        let waited = try await seconds {
            let calls = (1...30).map { _ in start(client) }
            try await Task.sleep(nanoseconds: 100_000_000)
            for call in calls { call.cancel() }
            var cancelled = 0
            for call in calls {
                if case .failure(let error as CloseRoomError) = await call.result {
                    #expect(error.kind == .cancelled)
                    cancelled += 1
                }
            }
            // The first had its turn at once, and a slow machine may get to the second.
            #expect(cancelled >= 25)
            _ = try await client.closeRoom(long)
        }
        // Thirty turns would be 33 seconds.
        #expect(waited < atOnce)
    }

    @Test(arguments: Both.allCases, [true, false])
    func whileSending(_ provider: Both, heedful: Bool) async throws {
        let entered = Counter()
        let transport = Scripted { _, _ in
            entered.add()
            if heedful {
                try await Task.sleep(nanoseconds: UInt64(300e9))
            } else {
                await hangForEver()
            }
            return provider.success
        }
        let client = try provider.client(transport: transport)
        let call = start(client)
        try await until("the transport is called") { entered.count == 1 }
        try await expectCancelled(call)
        #expect(transport.sent.count == 1)
    }

    @Test(arguments: Both.allCases)
    func betweenAttempts(_ provider: Both) async throws {
        let transport = Scripted { _, _ in reply(503, "", headers: ["Retry-After": "60"]) }
        let client = try provider.client(transport: transport)
        let call = start(client)
        try await until("the first attempt") { transport.sent.count == 1 }
        try await Task.sleep(nanoseconds: 50_000_000)
        try await expectCancelled(call)
        #expect(transport.sent.count == 1)
    }

    /// The connection is closed, not only forgotten.
    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        "HTTP/1.1 200 OK\r\n\r\n{",
    ])
    func byTheDefaultTransport(within answer: String) async throws {
        let listener = try Listener(answer, thenHangs: true)
        for provider in Both.allCases {
            let client = try provider.client(endpoint: listener.url)
            let call = start(client)
            _ = try await listener.next()
            try await Task.sleep(nanoseconds: 50_000_000)
            try await expectCancelled(call)
            try await listener.departure()
        }
    }

    @Test func afterTheEndChangesNothing() async throws {
        let client = try Both.trtc.client(transport: Scripted { _, _ in Both.trtc.success })
        let call = Task { try await client.closeRoom(long) }
        let closed = try await call.value
        call.cancel()
        #expect(try await call.value == closed)
    }

    @Test func leavesOtherCallsAlone() async throws {
        try await withSandbox { sandbox in
            try await sandbox.open(.trtc)
            try await sandbox.fault(["kind": "hang"])
            let client = try Both.trtc.client(endpoint: sandbox.url)
            let hanging = start(client)
            try await sandbox.waitForRequests(1)
            let other = start(client)
            #expect(try await other.value.status == .closed)
            try await expectCancelled(hanging)
            #expect(try await client.closeRoom(long).status == .alreadyGone)
        }
    }

    /// A group that has its result cancels the rest.
    @Test func inATaskGroup() async throws {
        let client = try Both.trtc.client(transport: Scripted { _, _ in
            await hangForEver()
            return Both.trtc.success
        })
        let kinds = await withTaskGroup(of: CloseRoomError.Kind?.self) { group in
            for _ in 1...20 {
                group.addTask {
                    do {
                        _ = try await client.closeRoom(long)
                        return nil
                    } catch {
                        return (error as? CloseRoomError)?.kind
                    }
                }
            }
            group.cancelAll()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds == Array(repeating: .cancelled, count: 20))
    }

    private func start(_ client: Client) -> Task<Closed, any Error> {
        Task { try await client.closeRoom(long) }
    }

    private func expectCancelled(_ call: Task<Closed, any Error>) async throws {
        let waited = try await seconds {
            call.cancel()
            let error = try await refusal(.cancelled) { try await call.value }
            #expect(error.underlying is CancellationError)
            #expect(!error.retryable)
        }
        #expect(waited < atOnce)
    }
}
