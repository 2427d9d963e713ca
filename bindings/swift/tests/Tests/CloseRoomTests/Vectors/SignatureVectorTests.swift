import CloseRoom
import Foundation
import Testing

/// The bare algorithms, which the package does not export: what its builder makes of the same
/// input is compared. Where it takes no such input, ZEGOCLOUD's cases must be refused for that
/// reason, and TRTC's are counted.
@Suite struct SignatureVectorTests {
    @Test func zego() async throws {
        let file = try VectorFile("zego/signature.json", kind: "signature")
        try await file.check(count: 17) { vector in
            try vector.onlyMembers("input", "signature", "mustNotBe")
            let input = try vector["input"]
            try input.onlyMembers(["appId", "nonce", "serverSecret", "timestamp"])
            let nonce = try input.text("nonce")
            let timestamp = try input.number("timestamp")
            let client = try zegoClient(
                appId: UInt32(try input.number("appId")),
                serverSecret: try input.text("serverSecret")
            )
            let explain = {
                try client.explainCloseRoom("room", timestamp: timestamp, nonce: nonce)
            }
            let isGood = nonce.utf8.count == 16 && nonce.allSatisfy("0123456789abcdef".contains)
            let refused = isGood ? (timestamp > 99_999_999_999 ? "Timestamp" : nil) : "Nonce"
            if let refused {
                let error = try await refusal(.invalidInput) { try explain() }
                #expect(error.field == refused, "\(vector.name)")
            } else {
                let step = try #require(try explain().steps.last)
                #expect(step.name == "signature")
                expectSame(step.value, try vector["signature"].string, vector.name)
            }
        }
    }

    @Test func trtc() async throws {
        let file = try VectorFile("trtc/signature.json", kind: "signature")
        var leftOut = 0
        try await file.check(count: 54) { vector in
            try vector.onlyMembers("input", "steps", "authorization", "derivedKeys")
            guard let request = try DismissRequest(try vector["input"]) else {
                leftOut += 1
                return
            }
            let (explained, steps) = (try request.explained(), try vector["steps"])
            #expect(json(explained.steps) == steps, "\(vector.name)")
            let authorization = try vector["authorization"].string
            expectSame(explained.request.headers["Authorization"], authorization, vector.name)
        }
        #expect(leftOut == 43)
    }
}

/// The input of a signature that is that of a request as the builder makes it.
private struct DismissRequest {
    let input: JSON
    let host: String
    let app: UInt64
    let room: Trtc.RoomId

    init?(_ input: JSON) throws {
        let headers = input["headers"]?.array.map { $0.array.compactMap(\.string) } ?? []
        let isPost = input["method"] == "POST"
        let type = isPost ? "application/json" : "application/x-www-form-urlencoded"
        guard input["algorithm"] == "TC3-HMAC-SHA256", input["service"] == "trtc",
            headers.count == 2, headers[0] == ["content-type", type], headers[1][0] == "host"
        else { return nil }
        let text = try input.text(isPost ? "payload" : "query")
        let pattern =
            isPost
            ? #/\{"SdkAppId":([0-9]+),"RoomId":(".*"|[0-9]+)\}/#
            // Only rooms that are spelled in the query as they are.
            : #/SdkAppId=([0-9]+)&RoomId=([A-Za-z0-9]+)/#
        guard let match = text.wholeMatch(of: pattern), let app = UInt64(match.1) else {
            return nil
        }
        let room = String(match.2)
        if let number = UInt64(room) {
            self.room = .number(number)
        } else if isPost {
            self.room = .string(try JSONDecoder().decode(String.self, from: Data(room.utf8)))
        } else {
            self.room = .string(room)
        }
        self.input = input
        self.app = app
        host = headers[1][1]
    }

    func explained() throws -> Explained {
        let client = try Trtc(
            sdkAppId: app,
            secretId: try input.text("secretId"),
            secretKey: try input.text("secretKey"),
            region: "ap-guangzhou",
            endpoint: host,
            httpMethod: Trtc.HTTPMethod(rawValue: try input.text("method")),
            allowAnyRoomId: true
        )
        return try client.explainCloseRoom(room, timestamp: try input.number("timestamp"))
    }
}
