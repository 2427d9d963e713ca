import CloseRoom
import Foundation
import Testing

/// A response with that text as its body.
func reply(_ status: Int, _ body: String, headers: [String: String] = [:]) -> ProviderResponse {
    ProviderResponse(status: status, headers: headers, body: Data(body.utf8))
}

/// A transport that does as the closure says, and counts.
struct Scripted: HTTPTransport {
    let sent = Counter()
    let answer: @Sendable (SignedRequest, TransportLimits) async throws -> ProviderResponse

    func send(_ request: SignedRequest, limits: TransportLimits) async throws -> ProviderResponse {
        sent.add()
        return try await answer(request, limits)
    }
}

/// A number that many tasks count up.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var number = 0

    @discardableResult
    func add() -> Int {
        lock.withLock {
            number += 1
            return number
        }
    }

    var count: Int {
        lock.withLock { number }
    }
}

/// Never returns, whatever becomes of its task.
func hangForEver() async {
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
}

/// The error that the work throws, checked to be a well-formed one.
func refusal(
    _ kind: CloseRoomError.Kind? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ work: () async throws -> some Sendable
) async throws -> CloseRoomError {
    let error: CloseRoomError
    do {
        let value = try await work()
        throw Unexpected(what: "nothing was thrown, but given: \(value)")
    } catch let thrown as CloseRoomError {
        error = thrown
    }
    if let kind {
        #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
    }
    #expect(!error.message.isEmpty, sourceLocation: sourceLocation)
    #expect((error.field != nil) == (error.kind == .invalidInput), sourceLocation: sourceLocation)
    if let field = error.field {
        #expect(error.message.hasPrefix("\(field) "), sourceLocation: sourceLocation)
    }
    showsNoCredential(error, sourceLocation: sourceLocation)
    return error
}

struct Unexpected: Error {
    let what: String
}

/// All that a log, a debugger or an alert would show.
func shown(_ value: Any) -> String {
    var text = "\(value)\n\(String(reflecting: value))\n"
    dump(value, to: &text)
    if let error = value as? any Error {
        text += "\(error.localizedDescription)\n"
    }
    if let error = value as? any CustomNSError {
        text += "\(error.errorUserInfo)\n"
    }
    return text
}

/// Neither a secret, nor the token, nor what is shaped like a signature.
func showsNoCredential(
    _ value: Any,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let text = shown(value)
    for secret in Account.secrets where text.contains(secret) {
        Issue.record("\(secret) is in \(text)", sourceLocation: sourceLocation)
    }
    let inHexadecimal = "[0-9a-f]{32}"
    let inBase64 = "([0-9A-Za-z+/]|%2[BF]){27}(=|%3D)"
    let inItsPlace = #"Signature=(?!\[redacted\])"#
    for signature in [inHexadecimal, inBase64, inItsPlace] {
        let found = text.range(of: signature, options: .regularExpression)
        #expect(found == nil, "\(text)", sourceLocation: sourceLocation)
    }
}

/// After this long, what has not happened will not.
let patience: TimeInterval = 60

/// Waits until the condition holds.
func until(_ what: String, _ holds: () async throws -> Bool) async throws {
    let end = Date().addingTimeInterval(patience)
    while try await !holds() {
        try #require(Date() < end, "\(what): not within \(patience) s")
        try await Task.sleep(nanoseconds: 5_000_000)
    }
}

/// How long the work takes, in seconds.
func seconds(_ work: () async throws -> Void) async rethrows -> TimeInterval {
    let start = ProcessInfo.processInfo.systemUptime
    try await work()
    return ProcessInfo.processInfo.systemUptime - start
}

/// The texts are the same bytes.
func expectSame(
    _ actual: String?,
    _ expected: String?,
    _ what: @autoclosure () -> String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let same = actual.map { Array($0.utf8) } == expected.map { Array($0.utf8) }
    #expect(
        same, "\(what()): \(actual ?? "nil") instead of \(expected ?? "nil")",
        sourceLocation: sourceLocation
    )
}
