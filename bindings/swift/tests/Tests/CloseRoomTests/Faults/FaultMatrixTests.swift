import CloseRoom
import Foundation
import Testing

/// Every row of the fault matrix, over real HTTP with the default transport.
@Suite struct FaultMatrixTests {
    @Test(arguments: FaultRow.all)
    func ends(_ row: FaultRow) async throws {
        try await withSandbox(["--rate-limits", "off"] + row.sandbox) { sandbox in
            try await prepare(row, sandbox)
            let endpoint = row.isListening ? sandbox.url : try await sandbox.door()
            let client = try FaultClient(row, endpoint: endpoint)
            try await checkFirst(row, sandbox, client)
            if !row.isListening {
                try await sandbox.openDoor()
            }
            try await sandbox.reset()
            try await checkNext(row, sandbox, client)
        }
    }

    @Test func theTableIsWhole() {
        #expect(FaultRow.all.count == 179)
    }

    private func prepare(_ row: FaultRow, _ sandbox: Sandbox) async throws {
        if row.isOpen {
            try await sandbox.open(row.provider, row.room)
        }
        if let settings = row.settings {
            try await sandbox.set(settings)
        }
        for fault in row.faults {
            try await sandbox.plan(fault)
        }
    }

    /// The call that meets what the row has prepared.
    private func checkFirst(_ row: FaultRow, _ sandbox: Sandbox, _ client: FaultClient) async throws {
        let expected = row.expected
        let seconds = try await seconds {
            try await check(row, client, outcome: try expected.text("outcome")) {
                try await client.closeRoom(row.room, row.close, options: row.options)
            } details: { result in
                switch result {
                case .success(let closed): #expect(closed.attempts == expected["attempts"]?.int)
                case .failure(let error): compare(error, expected)
                }
            }
        }
        #expect(seconds * 1000 >= Double(expected["least_ms"]?.int ?? 0))
        try compare(try await sandbox.answeredRequests(), row)
        #expect(try await sandbox.rooms().isEmpty != expected["open"]?.bool)
    }

    /// A call that meets nothing, by the same client.
    private func checkNext(_ row: FaultRow, _ sandbox: Sandbox, _ client: FaultClient) async throws {
        try await sandbox.open(row.provider, "next")
        try await check(row, client, outcome: row.next) {
            try await client.closeRoom("next", options: CallOptions(timeout: 60))
        }
        #expect(try await sandbox.answeredRequests().count == 1)
        #expect(try await sandbox.rooms().isEmpty == (row.next == "closed"))
    }

    private func check(
        _ row: FaultRow,
        _ client: FaultClient,
        outcome: String,
        _ call: () async throws -> Closed,
        details: (Result<Closed, CloseRoomError>) -> Void = { _ in }
    ) async throws {
        do {
            let closed = try await call()
            #expect(closed.status.rawValue == outcome)
            #expect(closed.requestId.utf8.count >= 8)
            details(.success(closed))
        } catch let error as CloseRoomError {
            #expect(error.kind.rawValue == outcome, "\(error)")
            #expect(error.provider == row.provider.provider)
            #expect((error.underlying != nil) == (error.kind == .transport))
            showsNoCredential(error)
            let text = shown(error) + client.printed
            #expect(client.credentials.allSatisfy { !text.contains($0) }, "\(text)")
            details(.failure(error))
        }
    }

    private func compare(_ error: CloseRoomError, _ expected: JSON) {
        #expect(error.retryable == expected["retryable"]?.bool)
        #expect(error.httpStatus == expected["http_status"]?.int)
        #expect(error.providerCode == expected["provider_code"]?.string)
        #expect(error.retryAfter.map { Int($0 * 1000) } == expected["retry_after_ms"]?.int)
        if let part = expected["message"]?.string {
            #expect(error.message.contains(part), "\(error)")
        }
    }

    /// What the sandbox has seen is what the row says, request by request.
    private func compare(_ requests: [JSON], _ row: FaultRow) throws {
        let expected = row.expected["requests"]?.array ?? []
        try #require(requests.count == expected.count, "\(requests)")
        for (request, expected) in zip(requests, expected) {
            try expected.onlyMembers(["code", "answer"])
            #expect(request["provider"]?.string == row.provider.rawValue)
            #expect(request["room_id"] == row.room)
            #expect(request["code"] == expected["code"])
            if let answer = expected["answer"] {
                #expect(request["answer"] == answer)
            }
        }
        if let corrected = row.expected["corrected_seconds"]?.int {
            let times = requests.compactMap { $0["timestamp"]?.string.flatMap { Int($0) } }
            try #require(times.count == 2)
            #expect(abs(times[1] - times[0] - corrected) < 60)
        }
    }
}
