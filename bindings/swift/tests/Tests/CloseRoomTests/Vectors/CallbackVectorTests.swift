import CloseRoom
import Foundation
import Testing

/// The callbacks of the shared vectors.
@Suite struct CallbackVectorTests {
    @Test func zego() async throws {
        let file = try VectorFile("zego/callback.json", kind: "callback")
        try await file.check(count: 144) { vector in
            try vector.onlyMembers("callbackSecret", "body", "now", "toleranceSeconds", "expect")
            let secret = try vector.members.text("callbackSecret")
            let body = try vector.members.text("body")
            let freshness = try freshness(vector)
            try await check(vector, "zego", key: secret, body: body) {
                let callback = try Zego.verifyCallback(
                    body.utf8, callbackSecret: secret, freshness: freshness
                )
                #expect(!callback.signature.isEmpty)
                return (json(callback), callback.raw)
            }
        }
    }

    @Test func trtc() async throws {
        let file = try VectorFile("trtc/callback.json", kind: "callback")
        try await file.check(count: 131) { vector in
            try vector.onlyMembers(
                "callbackKey", "headers", "body", "now", "toleranceSeconds", "expect"
            )
            let key = try vector.members.text("callbackKey")
            let body = try vector.members.text("body")
            let headers = try vector["headers"].headers
            let freshness = try freshness(vector)
            try await check(vector, "trtc", key: key, body: body) {
                let callback = try Trtc.verifyCallback(
                    Data(body.utf8), headers: headers, callbackKey: key, freshness: freshness
                )
                return (json(callback), callback.raw)
            }
        }
    }

    private func freshness(_ vector: Vector) throws -> Freshness {
        if vector.members["toleranceSeconds"] == "off" {
            return .off
        }
        return .within(
            seconds: vector.members["toleranceSeconds"]?.int, of: try vector.members.number("now")
        )
    }

    private func check(
        _ vector: Vector,
        _ provider: String,
        key: String,
        body: String,
        verify: () throws -> (event: JSON, raw: String)
    ) async throws {
        let expect = try vector["expect"]
        guard let expected = expect["ok"] else {
            let error = try await refusal { try verify().raw }
            let kind: JSON = ["kind": .string(error.kind.rawValue)]
            #expect(["error": kind] == expect, "\(vector.name)")
            #expect(error.provider.rawValue == provider && !error.retryable, "\(vector.name)")
            #expect(error.httpStatus == nil && error.providerCode == nil, "\(vector.name)")
            // Short keys are words of the messages.
            #expect(key.utf8.count <= 6 || !shown(error).contains(key), "\(vector.name)")
            return
        }
        let (event, raw) = try verify()
        #expect(event == expected, "\(vector.name)")
        let body = body.trimmingCharacters(in: .whitespacesAndNewlines)
        if body.hasPrefix("{") {
            expectSame(raw.trimmingCharacters(in: .whitespacesAndNewlines), body, vector.name)
        }
    }
}

/// Ids of 64 bits are decimal text in the vectors.
private func id(_ number: UInt64?) -> JSON? {
    number.map { .string(String($0)) }
}

private func number(_ number: (some BinaryInteger)?) -> JSON? {
    number.map { .int(Int($0)) }
}

private func text(_ text: String?) -> JSON? {
    text.map { .string($0) }
}

private func json(_ callback: Zego.Callback) -> JSON {
    let common: [String: JSON?] = [
        "appId": number(callback.appId),
        "timestamp": number(callback.timestamp),
        "nonce": .string(callback.nonce),
    ]
    return .members(common.merging(members(of: callback.event)) { $1 })
}

private func members(of event: Zego.Event) -> [String: JSON?] {
    switch event {
    case .roomClose(let event):
        [
            "event": "room_close",
            "roomId": .string(event.roomId),
            "roomSessionId": id(event.roomSessionId),
            "closeReason": number(event.closeReason),
            "roomCloseTime": number(event.roomCloseTime),
        ]
    case .roomLogout(let event):
        [
            "event": "room_logout",
            "roomId": .string(event.roomId),
            "roomSeq": id(event.roomSeq),
            "userAccount": .string(event.userAccount),
            "userNickname": text(event.userNickname),
            "sessionId": text(event.sessionId),
            "loginTime": number(event.loginTime),
            "logoutTime": number(event.logoutTime),
            "reason": number(event.reason),
            "userRole": number(event.userRole),
            "userUpdateSeq": number(event.userUpdateSeq),
        ]
    case .streamClose(let event):
        [
            "event": "stream_close",
            "roomId": .string(event.roomId),
            "roomSessionId": id(event.roomSessionId),
            "userId": text(event.userId),
            "userName": text(event.userName),
            "channelId": text(event.channelId),
            "type": number(event.closeType),
            "streamAlias": text(event.streamAlias),
            "streamId": text(event.streamId),
            "streamSid": text(event.streamSid),
            "streamSeq": id(event.streamSeq),
            "thirdDefineData": text(event.thirdDefineData),
            "createTimeMs": number(event.createTimeMs),
            "destroyTimeMs": number(event.destroyTimeMs),
        ]
    case .other(let name):
        ["event": "other", "name": .string(name)]
    }
}

private func json(_ callback: Trtc.Callback) -> JSON {
    let common: [String: JSON?] = [
        "eventGroupId": number(callback.eventGroupId),
        "eventType": number(callback.eventType),
        "callbackTs": number(callback.callbackTs),
    ]
    guard case .known(let kind, let event) = callback.event else {
        return .members(common.merging(["event": "other"]) { $1 })
    }
    let members: [String: JSON?] = [
        "event": .string(kind.rawValue),
        "roomId": json(event.roomId),
        "eventTs": number(event.eventTs),
        "eventMsTs": number(event.eventMsTs),
        "userId": text(event.userId),
        "uniqueId": text(event.uniqueId),
        "role": number(event.role),
        "terminalType": number(event.terminalType),
        "userType": number(event.userType),
        "reason": number(event.reason),
    ]
    return .members(common.merging(members) { $1 })
}

private func json(_ room: Trtc.RoomId) -> JSON {
    switch room {
    case .string(let text): ["string": .string(text)]
    case .number(let number): ["number": .string(String(number))]
    }
}
