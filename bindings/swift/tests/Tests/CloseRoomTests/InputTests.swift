import CloseRoom
import Foundation
import Testing

/// What the core cannot even be asked, and what it makes of odd values.
@Suite struct InputTests {
    @Test(arguments: [
        (CallOptions(maxAttempts: -1), "MaxAttempts"),
        (CallOptions(maxAttempts: 0), "MaxAttempts"),
        (CallOptions(maxAttempts: Int.max), "MaxAttempts"),
        (CallOptions(timeout: -1), "Timeout"),
        (CallOptions(timeout: 0), "Timeout"),
        (CallOptions(timeout: 0.0001), "Timeout"),
        (CallOptions(timeout: .nan), "Timeout"),
        (CallOptions(timeout: .infinity), "Timeout"),
        (CallOptions(timeout: -.infinity), "Timeout"),
        (CallOptions(timeout: .greatestFiniteMagnitude), "Timeout"),
        (CallOptions(maxResponseBytes: -1), "MaxResponseBytes"),
        (CallOptions(maxResponseBytes: Int.max), "MaxResponseBytes"),
    ])
    func options(_ options: CallOptions, _ field: String) async throws {
        let transport = Scripted { _, _ in throw Unexpected(what: "sent") }
        for provider in Both.allCases {
            let client = try provider.client(transport: transport)
            let error = try await refusal(.invalidInput) { try await client.closeRoom(options) }
            #expect(error.field == field && error.provider == provider.provider)
        }
        #expect(transport.sent.count == 0)
    }

    @Test(arguments: [
        CallOptions(timeout: 0.0006), CallOptions(timeout: 1e15),
        CallOptions(maxAttempts: Int(UInt32.max), timeout: 1e9, maxResponseBytes: 1 << 30),
        CallOptions(alreadyGoneIsError: true, paced: false),
    ])
    func oddOptionsThatAreFine(_ options: CallOptions) async throws {
        var options = options
        // A millisecond is not enough for any machine.
        if options.timeout == 0.0006 {
            let client = try Both.zego.client(transport: Scripted { _, _ in
                await hangForEver()
                return Both.zego.success
            })
            _ = try await refusal(.deadlineExceeded) { try await client.closeRoom(options) }
            options.timeout = nil
        }
        for provider in Both.allCases {
            let client = try provider.client(transport: Scripted { _, _ in provider.success })
            #expect(try await client.closeRoom(options).status == .closed)
        }
    }

    /// A time that does not fit the timer is not a time that is over.
    @Test func aTimeWithoutEnd() async throws {
        let client = try Both.trtc.client(transport: Scripted { _, _ in
            try await Task.sleep(nanoseconds: 200_000_000)
            return Both.trtc.success
        })
        let closed = try await client.closeRoom(CallOptions(maxAttempts: 1, timeout: 1e15))
        #expect(closed.attempts == 1)
    }

    @Test func stamps() async throws {
        for timestamp in [-1, Int.min, 0, Int.max] {
            for build in [
                { try zegoClient().buildCloseRoom("room", timestamp: timestamp) },
                { try trtcClient().buildCloseRoom("room", timestamp: timestamp) },
            ] {
                let error = try await refusal(.invalidInput) { try build() }
                #expect(error.field == "Timestamp")
            }
        }
        let negative = try await refusal {
            try zegoClient().explainCloseRoom("room", timestamp: -1)
        }
        #expect(negative.message == "Timestamp must not be negative, and is -1")
        let nonce = try await refusal { try trtcClient().buildCloseRoom("room", nonce: "") }
        #expect(nonce.field == "Nonce" && nonce.provider == .trtc)
    }

    @Test func stampsOfTheHost() throws {
        let before = Int(Date().timeIntervalSince1970)
        let client = try zegoClient()
        let urls = try (1...50).map { _ in try client.buildCloseRoom("room").url }
        let after = Int(Date().timeIntervalSince1970)
        let pattern = #/SignatureNonce=([0-9a-f]{16})&Timestamp=([0-9]+)&/#
        let stamps = urls.compactMap { $0.firstMatch(of: pattern) }
        #expect(Set(stamps.map { String($0.1) }).count == 50)
        #expect(stamps.allSatisfy { (before...after).contains(Int($0.2) ?? 0) })
    }

    @Test func rooms() throws {
        let number = 7
        let rooms: [Trtc.RoomId] = ["123", 123, "room-\(number)", .string("x"), .number(.max)]
        let shown = [#""123""#, "123", #""room-7""#, #""x""#, "18446744073709551615"]
        #expect(rooms.map(\.description) == shown)
        #expect(rooms[0] != rooms[1] && rooms[0] == .string("123"))
        let any = try Trtc(
            sdkAppId: .max, secretId: Account.secretId, secretKey: Account.secretKey,
            region: "ap-guangzhou", allowAnyRoomId: true
        )
        let body = #"{"SdkAppId":18446744073709551615,"RoomId":18446744073709551615}"#
        #expect(try any.buildCloseRoom(.number(.max)).body == body)
    }

    @Test func numbersThatAreTooLarge() async throws {
        for (options, message) in [
            (CallOptions(maxAttempts: 1 << 40), "MaxAttempts must be at most 4294967295, and is "),
            (CallOptions(maxResponseBytes: 1 << 40), "MaxResponseBytes must be at most 1073741824"),
        ] {
            let error = try await refusal(.invalidInput) {
                try await zegoClient().closeRoom("room", options: options)
            }
            #expect(error.message.hasPrefix(message) && error.message.hasSuffix("1099511627776"))
        }
    }

    /// Beyond the limit of a call, which does not hold here.
    @Test func aLargeBody() throws {
        var response = Both.trtc.success.body
        response.append(Data(repeating: UInt8(ascii: " "), count: 3 << 20))
        let closed = try trtcClient().parseCloseRoom(ProviderResponse(status: 200, body: response))
        #expect(closed.requestId == "request-1")
    }

    @Test func aBodyThatIsTooLargeToParse() async throws {
        let response = ProviderResponse(status: 200, body: Data(count: (1 << 30) + 1))
        for parse in [
            { _ = try zegoClient().parseCloseRoom(response) },
            { _ = try trtcClient().parseCloseRoom(response) },
        ] {
            let error = try await refusal(.unexpectedResponse) { try parse() }
            #expect(error.message == "the body is longer than the limit of 1073741824 bytes")
        }
    }

    /// The client may be gone while its call goes on.
    @Test func aClientThatIsLetGo() async throws {
        var client: Zego? = try zegoClient(transport: Scripted { _, _ in
            try await Task.sleep(nanoseconds: 100_000_000)
            return Both.zego.success
        })
        let call = Task { [client] in try await client?.closeRoom("room") }
        client = nil
        #expect(try await call.value?.status == .closed)
    }
}
