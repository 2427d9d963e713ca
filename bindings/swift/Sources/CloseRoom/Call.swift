internal import CloseRoomCore

/// Closes a room: does what the core's call machine says, until the call is over.
func closed(_ call: CoreCall, over transport: any HTTPTransport) async throws -> Closed {
    var thrown: (any Error)?
    while true {
        if Task.isCancelled {
            try calling { try call.failed(nowMs: nowMs(), failure: .cancelled) }
        }
        switch try next(call, after: thrown) {
        case .send(let request, let timeoutMs, let maxResponseBytes):
            let attempt = Attempt(
                request: SignedRequest(request),
                timeoutMs: timeoutMs,
                maxResponseBytes: Int(clamping: maxResponseBytes)
            )
            thrown = try await attempt.carryOut(for: call, over: transport)
        case .wait(let ms):
            await sleep(ms: ms)
        case .done(let closed):
            return Closed(closed)
        }
    }
}

/// The next step; the end of a call that failed is thrown, with what is behind it.
private func next(_ call: CoreCall, after thrown: (any Error)?) throws -> CoreStep {
    try calling {
        try call.next(
            nowMs: nowMs(),
            nonceEntropy: .random(in: .min ... .max),
            jitterEntropy: .random(in: .min ... .max)
        )
    } underlying: { kind in
        switch kind {
        case .transport: thrown.flatMap { reveals(call, $0) ? nil : $0 }
        case .cancelled: CancellationError()
        default: nil
        }
    }
}

/// Whether the error shows what is not to be kept, or may do so unseen.
private func reveals(_ call: CoreCall, _ error: any Error) -> Bool {
    guard let text = shown(by: error) else { return true }
    return (try? call.revealsCredentials(text: text)) ?? true
}
