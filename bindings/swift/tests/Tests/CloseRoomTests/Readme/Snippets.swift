import CloseRoom
import Foundation

/// What the code on the README's page takes for granted.
struct Surroundings: Sendable {
    let roomId: String
    let zego: Zego
    let trtc: Trtc
    let secrets = Secrets()
    let log: @Sendable (String) -> Void

    struct Secrets: Sendable {
        let zego = Account.serverSecret
        let zegoCallback = Account.callbackSecret
        let id = Account.secretId
        let key = Account.secretKey
        let trtcCallback = Account.callbackKey
    }
}

/// The code on the README's page, word for word. `ReadmeTests` compares.
extension Surroundings {
    func closeARoom() async throws {
        let zego = try Zego(appId: 1_234_567_890, serverSecret: secrets.zego)
        let closed = try await zego.closeRoom("room-1", customReason: "session ended")
        print(closed.status, closed.requestId, closed.attempts)  // closed, or alreadyGone

        let trtc = try Trtc(
            sdkAppId: 1_400_000_001,
            secretId: secrets.id,
            secretKey: secrets.key,
            region: "ap-guangzhou"
        )
        try await trtc.closeRoom("abcd")  // the string room "abcd"
        try await trtc.closeRoom(1234)  // the numeric room 1234, which is not the room "1234"
        try await trtc.closeRoom(.string(roomId))  // variables say which one they are
    }

    func withOptions() async throws {
        let options = CallOptions(maxAttempts: 2, timeout: 5, alreadyGoneIsError: true)
        try await zego.closeRoom("room-1", options: options)
    }

    func errors() async throws {
        do {
            try await zego.closeRoom(roomId)
        } catch let error as CloseRoomError where error.kind == .rateLimited {
            try await Task.sleep(nanoseconds: UInt64((error.retryAfter ?? 1) * 1e9))
        } catch let error as CloseRoomError {
            log("\(error.kind.rawValue) \(error.kind.number): \(error.message)")
        }
    }

    /// Gives the HTTP status to answer with.
    func received(body: Data, signHeader: String?) -> Int {
        do {
            let callback = try Zego.verifyCallback(body, callbackSecret: secrets.zegoCallback)
            switch callback.event {
            case .roomClose(let event): log("\(event.roomId) was closed")
            case .roomLogout(let event): log("\(event.userAccount) left \(event.roomId)")
            case .streamClose(let event): log("a stream ended in \(event.roomId)")
            default: log("another event: \(callback.event)")
            }
            return 200
        } catch {
            log("refused: \(error)")  // invalid_signature, stale, unexpected_response
            return 401
        }
    }

    func received(body: Data, ofTrtc signHeader: String?) throws {
        let callback = try Trtc.verifyCallback(
            body,
            headers: ["Sign": signHeader ?? ""],
            callbackKey: secrets.trtcCallback
        )
        if case .known(.dismissRoom, let event) = callback.event {
            log("\(event.roomId) was dismissed")
        }
    }

    func server() throws -> Data {
        let request = try trtc.buildCloseRoom(.string(roomId))
        let toTheApp = try JSONEncoder().encode(request)
        return toTheApp
    }

    func app(_ fromTheServer: Data) async throws -> Data {
        let request = try JSONDecoder().decode(SignedRequest.self, from: fromTheServer)
        let limits = TransportLimits(timeout: 5)
        let response = try await URLSessionTransport().send(request, limits: limits)
        let backToTheServer = try JSONEncoder().encode(response)
        return backToTheServer
    }

    func serverAgain(_ fromTheApp: Data) throws -> Closed {
        let response = try JSONDecoder().decode(ProviderResponse.self, from: fromTheApp)
        let closed = try trtc.parseCloseRoom(response)
        return closed
    }
}

private func log(_ line: String) {}

struct Recording: HTTPTransport {
    let inner = URLSessionTransport()

    func send(_ request: SignedRequest, limits: TransportLimits) async throws -> ProviderResponse {
        log("\(request)")  // the method and the URL, without signature and token
        return try await inner.send(request, limits: limits)
    }
}
