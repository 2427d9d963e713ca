import CloseRoom
import Foundation
import Testing

/// Every case of the shared vectors through the public API.
@Suite struct VectorTests {
    @Test func noFileIsUnknownOrMissing() throws {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: Environment.vectors)
        let found = paths.filter { $0.hasSuffix(".json") }
        #expect(
            found.sorted() == [
                "schema.json",
                "trtc/callback.json", "trtc/invalid.json", "trtc/request.json",
                "trtc/response.json",
                "trtc/sdk.json",  // What the vectors' generator reads.
                "trtc/signature.json",
                "zego/callback.json", "zego/invalid.json", "zego/request.json",
                "zego/response.json", "zego/signature.json",
            ]
        )
    }

    @Test(arguments: [("zego", 111), ("trtc", 286)])
    func requests(of provider: String, count: Int) async throws {
        let file = try VectorFile("\(provider)/request.json", kind: "request")
        try await file.check(count: count) { vector in
            try vector.onlyMembers("config", "input", "steps", "request")
            let calls = try VectorCalls(provider, try vector["config"], try vector["input"])
            let (request, steps) = (try vector["request"], try vector["steps"])
            let explained = try calls.explain()
            try expect(try calls.build(), is: request, vector.name)
            try expect(explained.request, is: request, vector.name)
            #expect(json(explained.steps) == steps, "\(vector.name)")
            showsNoSignature(explained, vector.name)
        }
    }

    @Test(arguments: [("zego", 148), ("trtc", 175)])
    func responses(of provider: String, count: Int) async throws {
        let (zego, trtc) = (try zegoClient(), try trtcClient())
        let file = try VectorFile("\(provider)/response.json", kind: "response")
        try await file.check(count: count) { vector in
            try vector.onlyMembers("action", "response", "expect")
            let (response, expect) = (try vector["response"], try vector["expect"])
            try response.onlyMembers(["status", "headers", "body"])
            for headers in [response["headers"], .object(lowerCase(response["headers"]))] {
                let received = reply(
                    try response.number("status"), try response.text("body"),
                    headers: headers?.headers ?? [:]
                )
                let parse = {
                    provider == "zego"
                        ? try zego.parseCloseRoom(received) : try trtc.parseCloseRoom(received)
                }
                if let ok = expect["ok"] {
                    let closed = try parse()
                    #expect(closed.status == .closed && closed.attempts == 1, "\(vector.name)")
                    #expect(["requestId": .string(closed.requestId)] == ok, "\(vector.name)")
                } else {
                    let error = try await refusal { try parse() }
                    #expect(["error": json(error)] == expect, "\(vector.name)")
                    #expect(error.provider.rawValue == provider)
                    #expect(error.underlying == nil)
                }
            }
        }
    }

    @Test(arguments: [("zego", 68), ("trtc", 108)])
    func invalidInput(of provider: String, count: Int) async throws {
        let file = try VectorFile("\(provider)/invalid.json", kind: "invalid_input")
        try await file.check(count: count) { vector in
            try vector.onlyMembers("config", "input", "expect")
            let expect = try vector["expect"]
            try expect.onlyMembers(["field", "messageContains"])
            let field = try expect.text("field")
            let config = try vector["config"]
            let calls = try VectorCalls(provider, config, try vector["input"])
            var errors = [
                try await refusal(.invalidInput) { try calls.build() },
                try await refusal(.invalidInput) { try calls.explain() },
            ]
            // closeRoom makes its own stamps.
            if !["Timestamp", "Nonce"].contains(field) {
                errors.append(try await refusal(.invalidInput) { try await calls.closeRoom() })
            }
            for error in errors {
                #expect(error.field == field, "\(vector.name)")
                #expect(error.provider.rawValue == provider && !error.retryable)
                for part in try #require(expect["messageContains"]).array.compactMap(\.string) {
                    #expect(error.message.contains(part), "\(vector.name): \(error)")
                }
                for name in ["serverSecret", "secretKey", "token"] {
                    let secret = config[name]?.string ?? ""
                    // What is left of a secret of white space stands in any text.
                    let trimmed = secret.trimmingCharacters(in: .whitespacesAndNewlines)
                    #expect(trimmed.isEmpty || !shown(error).contains(trimmed), "\(vector.name)")
                }
            }
        }
    }

    private func expect(_ request: SignedRequest, is expected: JSON, _ name: String) throws {
        try expected.onlyMembers(["method", "url", "headers", "body"])
        let actual: JSON = [
            "method": .string(request.method),
            "url": .string(request.url),
            "headers": .object(request.headers.mapValues { .string($0) }),
            "body": request.body.map { .string($0) } ?? .null,
        ]
        #expect(actual == expected, "\(name)")
    }

    /// What prints a request shows the URL without its signature; its steps without the signature.
    private func showsNoSignature(_ explained: Explained, _ name: String) {
        let signature = explained.steps.last?.value ?? ""
        #expect(!signature.isEmpty && !shown(explained).contains(signature), "\(name)")
        #expect(!shown(explained.request).contains(signature), "\(name)")
    }

    private func lowerCase(_ headers: JSON?) -> [String: JSON] {
        let pairs = headers?.object.map { ($0.lowercased(), $1) } ?? []
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

func json(_ steps: [Explained.Step]) -> JSON {
    .array(steps.map { ["name": .string($0.name), "value": .string($0.value)] })
}

/// The fields of an error that vectors speak of.
private func json(_ error: CloseRoomError) -> JSON {
    .members([
        "kind": .string(error.kind.rawValue),
        "providerCode": error.providerCode.map { .string($0) },
        "requestId": error.requestId.map { .string($0) },
        "httpStatus": error.httpStatus.map { .int($0) },
        "retryable": .bool(error.retryable),
        "retryAfterMs": error.retryAfter.map { .int(Int(($0 * 1000).rounded())) },
    ])
}
