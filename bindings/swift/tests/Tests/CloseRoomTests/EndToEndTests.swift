import CloseRoom
import Foundation
import Testing

/// Rooms are closed over real HTTP, in every way that a client can be set up.
@Suite struct EndToEndTests {
    @Test(arguments: Trtc.SignatureMethod.allCases, Trtc.HTTPMethod.allCases)
    func trtc(_ signature: Trtc.SignatureMethod, _ method: Trtc.HTTPMethod) async throws {
        try await withSandbox(["--rate-limits", "off", "--trtc-token", Account.token]) { sandbox in
            try await sandbox.open(.trtc, "123")
            try await sandbox.open(.trtc, 123)
            let client = try trtcClient(
                token: Account.token, endpoint: sandbox.url, signatureMethod: signature,
                httpMethod: method
            )
            let numeric = try await client.closeRoom(123)
            #expect(numeric.status == .closed && numeric.attempts == 1)
            let left = try await sandbox.rooms()
            #expect(left.count == 1 && left[0]["room_id"] == "123")
            #expect(try await client.closeRoom("123").status == .closed)
            #expect(try await client.closeRoom("123").status == .alreadyGone)

            let requests = try await sandbox.requests()
            #expect(requests.map { $0["room_id"] } == [123, "123", "123"])
            #expect(requests.allSatisfy { $0["method"]?.string == method.rawValue })
            #expect(
                requests.map { $0["action"] } == [
                    "DismissRoom", "DismissRoomByStrRoomId", "DismissRoomByStrRoomId",
                ]
            )
        }
    }

    @Test func zego() async throws {
        try await withSandbox { sandbox in
            let rooms = ["room-1", "a/b?c=d&e#f %20+", "房间 🚪", "e\u{301}"]
            let client = try Zego(
                appId: Account.appId, serverSecret: Account.serverSecret, endpoint: sandbox.url,
                isTest: false
            )
            for room in rooms {
                try await sandbox.open(.zego, .string(room))
                let closed = try await client.closeRoom(
                    room, customReason: "100 % \"done\" 🎉", options: CallOptions(paced: false)
                )
                #expect(closed.status == .closed, "\(room)")
            }
            #expect(try await sandbox.rooms().isEmpty)
            #expect(try await sandbox.requests().map { $0["room_id"] } == rooms.map { .string($0) })
        }
    }

    /// A server signs, an app sends, and the server reads what the app received.
    @Test func signedOnAServerAndSentFromAnApp() async throws {
        try await withSandbox { sandbox in
            try await sandbox.open(.zego, "lobby")
            try await sandbox.open(.trtc, "lobby")
            let zego = try zegoClient(endpoint: sandbox.url)
            let trtc = try trtcClient(endpoint: sandbox.url)

            let byZego = try await sentByAnApp(try zego.buildCloseRoom("lobby"))
            #expect(try zego.parseCloseRoom(byZego).status == .closed)
            let byTrtc = try await sentByAnApp(try trtc.buildCloseRoom("lobby"))
            #expect(try trtc.parseCloseRoom(byTrtc).status == .closed)

            // Without the call machine a room that is gone is an error.
            let again = try await sentByAnApp(try trtc.buildCloseRoom("lobby"))
            let error = try await refusal(.roomNotFound) { try trtc.parseCloseRoom(again) }
            #expect(error.providerCode == "FailedOperation.RoomNotExist")
        }
    }

    private func sentByAnApp(_ request: SignedRequest) async throws -> ProviderResponse {
        let toApp = try JSONEncoder().encode(request)
        let received = try JSONDecoder().decode(SignedRequest.self, from: toApp)
        #expect(received == request)
        let response = try await URLSessionTransport().send(received, limits: TransportLimits())
        let toServer = try JSONEncoder().encode(response)
        return try JSONDecoder().decode(ProviderResponse.self, from: toServer)
    }

    /// The members of a request are those of the JavaScript package's.
    @Test func aRequestAsJSON() throws {
        let request = try trtcClient().buildCloseRoom("abcd", timestamp: Stamp.timestamp)
        let json = try JSON(JSONEncoder().encode(request))
        #expect(Set(json.object.keys) == ["method", "url", "headers", "body"])
        #expect(json["method"] == "POST" && json["url"] == "https://trtc.tencentcloudapi.com/")
        #expect(json["headers"]?["Content-Type"] == "application/json")
        #expect(json["body"] == #"{"SdkAppId":1400000001,"RoomId":"abcd"}"#)
    }
}
