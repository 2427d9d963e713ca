import CloseRoom
import Foundation
import Testing

/// Many tasks on one client.
@Suite struct ConcurrencyTests {
    @Test(arguments: Both.allCases)
    func callsTakeTurns(_ provider: Both) async throws {
        let transport = Scripted { _, _ in provider.success }
        let client = try provider.client(transport: transport)
        let calls = provider == .zego ? 3 : 20
        let interval = provider == .zego ? 1.1 : 0.055
        let waited = try await seconds {
            try await closeAtOnce(calls) { try await client.closeRoom(CallOptions(timeout: 300)) }
        }
        #expect(transport.sent.count == calls)
        // The first goes at once. The clocks of the call and of this test may differ a little.
        #expect(waited >= Double(calls - 1) * interval - 0.05)
    }

    @Test func callsThatAreNotPacedGoAtOnce() async throws {
        let transport = Scripted { _, _ in Both.zego.success }
        let client = try Both.zego.client(transport: transport)
        let waited = try await seconds {
            try await closeAtOnce(1000) {
                try await client.closeRoom(CallOptions(timeout: 300, paced: false))
            }
        }
        #expect(transport.sent.count == 1000)
        #expect(waited < 60)
    }

    /// Of many at once one has its turn, and perhaps another on a slow machine.
    @Test func aTurnThatComesTooLate() async throws {
        let client = try Both.zego.client(transport: Scripted { _, _ in Both.zego.success })
        let refused = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...20 {
                group.addTask {
                    do {
                        _ = try await client.closeRoom(CallOptions(timeout: 0.5))
                    } catch let error as CloseRoomError where error.kind == .rateLimited {
                        let retryAfter = try #require(error.retryAfter)
                        #expect(error.retryable && error.httpStatus == nil)
                        #expect(0...1.2 ~= retryAfter)
                        refused.add()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(refused.count > 0)
    }

    @Test func manyRoomsOverHTTP() async throws {
        try await withSandbox { sandbox in
            let client = try trtcClient(endpoint: sandbox.url)
            let rooms = (1...40).map { UInt64($0) }
            for room in rooms {
                try await sandbox.open(.trtc, .int(Int(room)))
            }
            try await withThrowingTaskGroup(of: Closed.self) { group in
                for room in rooms {
                    group.addTask {
                        try await client.closeRoom(
                            .number(room), options: CallOptions(timeout: 60, paced: false)
                        )
                    }
                }
                for try await closed in group {
                    #expect(closed.status == .closed && closed.attempts == 1)
                }
            }
            #expect(try await sandbox.rooms().isEmpty)
            #expect(try await sandbox.requests().count == rooms.count)
        }
    }

    @Test func clientsOnManyThreads() throws {
        let client = try trtcClient()
        let wrong = Counter()
        DispatchQueue.concurrentPerform(iterations: 500) { number in
            let room = Trtc.RoomId.number(UInt64(number) + 1)
            let request = try? client.buildCloseRoom(room, timestamp: Stamp.timestamp)
            let body = #"{"SdkAppId":1400000001,"RoomId":\#(number + 1)}"#
            if request?.body != body || (try? zegoClient()) == nil {
                wrong.add()
            }
        }
        #expect(wrong.count == 0)
    }

    /// Nothing is kept of a call that is over: neither memory, nor a connection.
    @Test func descriptorsAreGivenBack() async throws {
        try await withSandbox { sandbox in
            let client = try Both.trtc.client(endpoint: sandbox.url)
            let options = CallOptions(timeout: 60, paced: false)
            let before = descriptors()
            for _ in 1...200 {
                _ = try await client.closeRoom(options)
            }
            // Other tests open some of their own meanwhile.
            try await until("descriptors are given back") { descriptors() < before + 100 }
        }
    }

    private func descriptors() -> Int {
        let folder = FileManager.default.fileExists(atPath: "/proc/self/fd")
            ? "/proc/self/fd" : "/dev/fd"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }

    private func closeAtOnce(
        _ count: Int,
        _ closeRoom: @escaping @Sendable () async throws -> Closed
    ) async throws {
        try await withThrowingTaskGroup(of: Closed.self) { group in
            for _ in 1...count {
                group.addTask { try await closeRoom() }
            }
            for try await closed in group {
                #expect(closed.status == .closed && closed.attempts == 1)
            }
        }
    }
}
