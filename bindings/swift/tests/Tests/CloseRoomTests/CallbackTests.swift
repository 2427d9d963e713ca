import CloseRoom
import Foundation
import Testing

/// Callbacks that arrive over HTTP, and what does not verify.
@Suite struct CallbackTests {
    private let accepted = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    @Test(arguments: ["json", "percent", "form"])
    func zego(form: String) async throws {
        try await withSandbox { sandbox in
            let listener = try Listener(accepted)
            try await sandbox.set([
                "callback_url": .string(listener.url), "zego_callback_form": .string(form),
            ])
            try await sandbox.open(.zego, "lobby", users: ["alice"], streams: ["stream-1"])
            let client = try zegoClient(endpoint: sandbox.url)
            _ = try await client.closeRoom("lobby", roomCloseCallback: true)

            var names: [String] = []
            for _ in 1...3 {
                let request = try await listener.next()
                let callback = try Zego.verifyCallback(
                    request.body, callbackSecret: Account.callbackSecret
                )
                #expect(callback.appId == Account.appId && callback.signature.utf8.count == 40)
                switch callback.event {
                case .roomClose(let event):
                    names.append("room_close")
                    #expect(event.roomId == "lobby" && event.closeReason == 0)
                    #expect(event.roomSessionId != nil)
                case .roomLogout(let event):
                    names.append("room_logout")
                    #expect(event.roomId == "lobby" && event.userAccount == "alice")
                case .streamClose(let event):
                    names.append("stream_close")
                    #expect(event.roomId == "lobby" && event.closeType == 5)
                case .other(let name):
                    Issue.record("\(name)")
                }
                try await expectRefusals(request.body)
            }
            #expect(names.sorted() == ["room_close", "room_logout", "stream_close"])
        }
    }

    /// What is wrong with a callback that is right in all else.
    private func expectRefusals(_ body: Data) async throws {
        let wrong = try await refusal(.invalidSignature) {
            try Zego.verifyCallback(body, callbackSecret: "another-secret")
        }
        #expect(wrong.provider == .zego && !wrong.retryable)
        for now in [1_600_000_000, 1_900_000_000] {
            _ = try await refusal(.stale) {
                try Zego.verifyCallback(
                    body, callbackSecret: Account.callbackSecret, freshness: .within(of: now)
                )
            }
        }
        _ = try Zego.verifyCallback(
            body, callbackSecret: Account.callbackSecret, freshness: .off
        )
    }

    @Test(arguments: [Trtc.RoomId.string("lobby"), .number(123)])
    func trtc(room: Trtc.RoomId) async throws {
        try await withSandbox { sandbox in
            let listener = try Listener(accepted)
            try await sandbox.set(["callback_url": .string(listener.url)])
            let id: JSON = room == .number(123) ? 123 : "lobby"
            try await sandbox.open(.trtc, id, users: ["alice"])
            let client = try trtcClient(endpoint: sandbox.url)
            _ = try await client.closeRoom(room)

            var kinds: Set<Trtc.EventKind> = []
            for _ in 1...2 {
                let request = try await listener.next()
                let callback = try Trtc.verifyCallback(
                    request.body, headers: request.headers, callbackKey: Account.callbackKey
                )
                guard case .known(let kind, let event) = callback.event else {
                    Issue.record("\(callback)")
                    continue
                }
                kinds.insert(kind)
                #expect(event.roomId == room && callback.eventGroupId == 1)
                expectSame(callback.raw, String(decoding: request.body, as: UTF8.self))
                try await expectRefusals(request)
            }
            #expect(kinds == [.exitRoom, .dismissRoom])
        }
    }

    private func expectRefusals(_ request: Listener.Request) async throws {
        let verify = { (body: Data, headers: [String: String], key: String) in
            try Trtc.verifyCallback(body, headers: headers, callbackKey: key)
        }
        let (body, key) = (request.body, Account.callbackKey)
        let sign = try #require(request.headers["sign"])
        _ = try verify(body, ["SIGN": sign], key)
        _ = try await refusal(.invalidSignature) { try verify(body, [:], key) }
        _ = try await refusal(.invalidSignature) { try verify(body, ["Sign": sign + "="], key) }
        _ = try await refusal(.invalidSignature) { try verify(body + [32], ["Sign": sign], key) }
        _ = try await refusal(.invalidSignature) { try verify(body, ["Sign": sign], "another") }
        _ = try await refusal(.stale) {
            try Trtc.verifyCallback(
                body, headers: ["Sign": sign], callbackKey: key,
                freshness: .within(seconds: 1, of: 1_600_000_000)
            )
        }
    }

    @Test func whatStrangersMayPostDoesNoHarm() async throws {
        let bodies: [[UInt8]] = [
            [], [0], [0xff, 0xfe], Array("{}".utf8), Array("=".utf8),
            Array(repeating: UInt8(ascii: "["), count: 100_000),
            Array(repeating: UInt8(ascii: "&"), count: 1 << 20),
        ]
        for body in bodies {
            _ = try await refusal { try Zego.verifyCallback(body, callbackSecret: "secret") }
            let error = try await refusal {
                try Trtc.verifyCallback(body, headers: ["Sign": "x"], callbackKey: "key")
            }
            #expect(error.kind == .invalidSignature)
        }
        let large = Data(count: (1 << 30) + 1)
        for verify in [
            { _ = try Zego.verifyCallback(large, callbackSecret: "secret") },
            { _ = try Trtc.verifyCallback(large, headers: [:], callbackKey: "key") },
        ] {
            let error = try await refusal(.unexpectedResponse) { try verify() }
            #expect(error.message.contains("1073741824"))
        }
    }

    /// Larger than the providers' are, and in the ways in which servers have a body.
    @Test func aLargeBody() throws {
        // SHA-1 of "1", "2" and "secret", joined.
        let body =
            #"{"event":"x","timestamp":1,"nonce":"2","#
            + #""signature":"60b20184852a62b975febcb6fbd7d475071e817a","#
            + #""padding":"\#(String(repeating: "x", count: 3 << 20))"}"#
        let verify = { (body: any Sequence<UInt8>) in
            try Zego.verifyCallback(body, callbackSecret: "secret", freshness: .off)
        }
        for body: any Sequence<UInt8> in [
            body.utf8, Data(body.utf8), Array(body.utf8), ArraySlice(body.utf8),
            AnySequence(body.utf8),
        ] {
            let callback = try verify(body)
            #expect(callback.event == .other(name: "x") && callback.raw.utf8.count > 3 << 20)
        }
    }

    /// What a program does with callbacks can be tested without any.
    @Test func callbacksOfYourOwn() {
        let closed = Zego.RoomClose(roomId: "lobby")
        #expect(closed.closeReason == nil)
        let callback = Zego.Callback(
            timestamp: 1, nonce: "2", signature: "3", event: .roomClose(closed), raw: "{}"
        )
        #expect(callback.event == .roomClose(closed) && callback.appId == nil)
        let left = Zego.RoomLogout(roomId: "lobby", userAccount: "alice", reason: 3)
        #expect(left.userAccount == "alice" && left.reason == 3 && left.roomSeq == nil)
        let stream = Zego.StreamClose(roomId: "lobby", closeType: 100)
        #expect(stream.closeType == 100 && stream.streamId == nil)

        let info = Trtc.EventInfo(roomId: 123, userId: "alice")
        #expect(info.userId == "alice" && info.reason == nil)
        let dismissed = Trtc.Callback(
            eventGroupId: 1, eventType: 102, callbackTs: 3, event: .known(.dismissRoom, info),
            raw: "{}"
        )
        #expect(dismissed.event == .known(.dismissRoom, info))
    }

    @Test func whatTheHostMayGetWrong() async throws {
        let verify = { (secret: String, freshness: Freshness) in
            try Zego.verifyCallback("{}".utf8, callbackSecret: secret, freshness: freshness)
        }
        for (field, secret, freshness): (String, String, Freshness) in [
            ("CallbackSecret", "", .off), ("CallbackSecret", " secret", .off),
            ("ToleranceSeconds", "secret", .within(seconds: -1)),
            ("Now", "secret", .within(of: -1)),
        ] {
            let error = try await refusal(.invalidInput) { try verify(secret, freshness) }
            #expect(error.field == field && error.provider == .zego)
        }
        let error = try await refusal(.invalidInput) {
            try Trtc.verifyCallback([], headers: [:], callbackKey: "")
        }
        #expect(error.field == "CallbackKey" && error.provider == .trtc)
    }
}
