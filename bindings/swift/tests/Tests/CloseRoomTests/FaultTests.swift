import CloseRoom
import Foundation
import Testing

/// Every fault that the sandbox knows, over real HTTP with the default transport.
@Suite struct FaultTests {
    /// Until a slow machine has started a program.
    private let slack: TimeInterval = 20

    @Test(arguments: FaultCase.all)
    func ends(_ fault: FaultCase) async throws {
        try await withSandbox(["--rate-limits", "off"] + fault.sandbox) { sandbox in
            if fault.isOpen {
                try await sandbox.open(fault.provider, room(fault))
            }
            if let settings = fault.settings {
                try await sandbox.set(settings)
            }
            for plan in fault.faults {
                try await sandbox.fault(plan.what, times: plan.times, afterClose: plan.afterClose)
            }
            let seconds = try await seconds { try await check(fault, sandbox) }
            #expect(fault.leastSeconds...fault.leastSeconds + slack ~= seconds)

            let requests = try await sandbox.requests()
            #expect(requests.count == fault.requests, "\(requests)")
            #expect(requests.allSatisfy { $0["room_id"] == room(fault) })
            if let codes = fault.codes {
                #expect(requests.map { $0["code"] } == codes)
            }
            if fault.correctedSeconds != 0 {
                let times = requests.compactMap { $0["timestamp"]?.string.flatMap { Int($0) } }
                try #require(times.count == 2)
                #expect(abs(times[1] - times[0] - fault.correctedSeconds) < 60)
            }
        }
    }

    @Test func allAreThere() {
        #expect(FaultCase.all.count == 96)
    }

    private func check(_ fault: FaultCase, _ sandbox: Sandbox) async throws {
        guard case .error(let kind) = fault.outcome else {
            let closed = try await close(fault, sandbox)
            #expect(closed.status == (fault.outcome == .closed ? .closed : .alreadyGone))
            #expect(closed.attempts == fault.requests)
            #expect(closed.requestId.utf8.count >= 8)
            #expect(try await sandbox.rooms().isEmpty)
            return
        }
        let error = try await refusal(kind) { try await close(fault, sandbox) }
        if let says = fault.says {
            #expect(error.message.contains(says), "\(error)")
        }
        #expect(error.provider == fault.provider.provider)
        #expect((error.underlying != nil) == (kind == .transport))
    }

    private func close(_ fault: FaultCase, _ sandbox: Sandbox) async throws -> Closed {
        let account = fault.account
        switch (fault.provider, fault.room) {
        case (.zego, .string(let room)):
            let client = try zegoClient(
                appId: account.appId.map { UInt32($0) } ?? Account.appId,
                serverSecret: account.secret ?? Account.serverSecret,
                endpoint: sandbox.url
            )
            return try await client.closeRoom(
                room, customReason: account.customReason,
                roomCloseCallback: account.roomCloseCallback, options: fault.options
            )
        default:
            let client = try trtcClient(
                sdkAppId: account.appId ?? Account.sdkAppId,
                secretId: account.secretId ?? Account.secretId,
                secretKey: account.secret ?? Account.secretKey,
                region: account.region ?? "ap-guangzhou",
                token: account.token,
                endpoint: sandbox.url
            )
            return try await client.closeRoom(fault.room, options: fault.options)
        }
    }

    private func room(_ fault: FaultCase) -> JSON {
        switch fault.room {
        case .string(let text): .string(text)
        case .number(let number): .int(Int(number))
        }
    }
}
