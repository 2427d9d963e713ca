import CloseRoom
import Foundation
import Testing

/// Every kind of error with its fields, and what an error looks like.
@Suite struct ErrorTests {
    @Test func kindsAreThoseOfTheContract() {
        let names = [
            "invalid_input", "unauthorized", "clock_skew", "permission_denied", "room_not_found",
            "rate_limited", "rejected", "unavailable", "unexpected_response", "transport",
            "deadline_exceeded", "cancelled", "invalid_signature", "stale",
        ]
        #expect(CloseRoomError.Kind.allCases.map(\.rawValue) == names)
        #expect(CloseRoomError.Kind.allCases.map(\.number) == Array(1...14))
    }

    @Test func statusesAreThoseOfTheContract() {
        #expect(Closed.Status.allCases.map(\.rawValue) == ["closed", "already_gone"])
    }

    @Test(arguments: CloseRoomError.Kind.allCases)
    func isReached(_ kind: CloseRoomError.Kind) async throws {
        let error = try await reach(kind)
        #expect(error.kind == kind)
        #expect(error.errorDescription == error.message)
        #expect(error.localizedDescription == error.message)
        #expect(error.description == "\(kind.rawValue): \(error.message)")
        #expect(error.debugDescription.hasPrefix("CloseRoomError(kind: \(kind.rawValue), "))
        #expect(error.errorCode == kind.number && CloseRoomError.errorDomain == "CloseRoomError")
        #expect(error.errorUserInfo[NSLocalizedDescriptionKey] as? String == error.message)
        #expect(
            (error.errorUserInfo[NSUnderlyingErrorKey] != nil) == (error.underlying != nil)
        )
    }

    private func reach(_ kind: CloseRoomError.Kind) async throws -> CloseRoomError {
        switch kind {
        case .invalidInput:
            let error = try await refusal { try zegoClient().buildCloseRoom("") }
            #expect(error.field == "RoomId" && error.provider == .zego && !error.retryable)
            #expect(error.httpStatus == nil && error.providerCode == nil && error.requestId == nil)
            return error
        case .unauthorized:
            return try await parse(
                #"{"Code":100000005,"Message":"signature error","RequestId":"r-1"}"#, 200
            ) {
                #expect($0.providerCode == "100000005" && $0.requestId == "r-1")
                #expect($0.httpStatus == 200 && !$0.retryable && $0.retryAfter == nil)
            }
        case .clockSkew:
            return try await parse(#"{"Code":100000004,"Message":"","RequestId":"r-1"}"#, 200) {
                #expect($0.providerCode == "100000004" && !$0.retryable)
            }
        case .permissionDenied:
            let body =
                #"{"Response":{"Error":{"Code":"UnauthorizedOperation.SdkAppId","Message":"no"},"#
                + #""RequestId":"r-2"}}"#
            let error = try await refusal { try trtcClient().parseCloseRoom(reply(200, body)) }
            #expect(error.provider == .trtc && error.requestId == "r-2")
            #expect(error.providerCode == "UnauthorizedOperation.SdkAppId" && !error.retryable)
            return error
        case .roomNotFound:
            return try await parse(#"{"Code":5018,"Message":"gone","RequestId":"r-1"}"#, 200) {
                #expect($0.providerCode == "5018" && !$0.retryable)
            }
        case .rateLimited:
            return try await parse("busy", 429, ["retry-after": "7"]) {
                #expect($0.httpStatus == 429 && $0.retryable && $0.retryAfter == 7)
            }
        case .rejected:
            return try await parse(#"{"Code":3,"Message":"bad","RequestId":"r-1"}"#, 200) {
                #expect($0.providerCode == "3" && !$0.retryable)
            }
        case .unavailable:
            return try await parse("", 503, ["Retry-After": "2"]) {
                #expect($0.httpStatus == 503 && $0.retryable && $0.retryAfter == 2)
            }
        case .unexpectedResponse:
            return try await parse("<html>", 200) {
                #expect($0.httpStatus == 200 && !$0.retryable && $0.message.contains("<html>"))
            }
        case .transport:
            let client = try zegoClient(transport: Scripted { _, _ in throw URLError(.timedOut) })
            let error = try await refusal {
                try await client.closeRoom("room", options: CallOptions(maxAttempts: 1))
            }
            #expect((error.underlying as? URLError)?.code == .timedOut && error.retryable)
            #expect(error.message.contains("1 request sent"))
            return error
        case .deadlineExceeded:
            let client = try zegoClient(transport: Scripted { _, _ in
                await hangForEver()
                throw Unexpected(what: "it hung")
            })
            let error = try await refusal {
                try await client.closeRoom(
                    "room", options: CallOptions(maxAttempts: 1, timeout: 0.05)
                )
            }
            #expect(error.underlying == nil && error.retryable)
            return error
        case .cancelled:
            let client = try zegoClient()
            let cancelled = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await refusal { try await client.closeRoom("room") }
            }
            let error = try await cancelled.value
            #expect(error.underlying is CancellationError && !error.retryable)
            return error
        case .invalidSignature:
            let body = #"{"event":"x","timestamp":1,"nonce":"1","signature":"x"}"#
            return try await refusal {
                try Zego.verifyCallback(body.utf8, callbackSecret: Account.callbackSecret)
            }
        case .stale:
            // SHA-1 of "1", "2" and "secret", joined.
            let body =
                #"{"event":"x","timestamp":1,"nonce":"2","#
                + #""signature":"60b20184852a62b975febcb6fbd7d475071e817a"}"#
            return try await refusal {
                try Zego.verifyCallback(body.utf8, callbackSecret: "secret")
            }
        }
    }

    private func parse(
        _ body: String,
        _ status: Int,
        _ headers: [String: String] = [:],
        _ check: (CloseRoomError) -> Void
    ) async throws -> CloseRoomError {
        let error = try await refusal {
            try zegoClient().parseCloseRoom(reply(status, body, headers: headers))
        }
        #expect(error.provider == .zego)
        check(error)
        return error
    }

    @Test func oneOfYourOwn() {
        let error = CloseRoomError(
            kind: .rateLimited, provider: .trtc, message: "later", providerCode: "code",
            requestId: "id", httpStatus: 429, retryable: true, retryAfter: 1.5,
            underlying: URLError(.timedOut)
        )
        #expect(
            error.debugDescription.hasPrefix(
                "CloseRoomError(kind: rate_limited, provider: trtc, providerCode: code, "
                    + #"message: "later", requestId: id, httpStatus: 429, retryable: true, "#
                    + "retryAfter: 1.5, underlying: "
            )
        )
    }
}
