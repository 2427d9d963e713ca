internal import CloseRoomCore
import Foundation

/// One request of a call on its way.
struct Attempt: Sendable {
    let request: SignedRequest
    let timeoutMs: UInt64
    let maxResponseBytes: Int

    /// How much longer than the attempt the transport has, so that it is the attempt that ends.
    private static let grace: TimeInterval = 1

    /// Sends the request, and reports to the call machine what comes of it. What the transport
    /// threw is given back.
    func carryOut(
        for call: CoreCall,
        over transport: any HTTPTransport
    ) async throws -> (any Error)? {
        switch await outcome(over: transport) {
        case .received(let response):
            try calling { try call.received(nowMs: nowMs(), response: response) }
            return nil
        case .failed(let failure, let thrown):
            try calling { try call.failed(nowMs: nowMs(), failure: failure) }
            return thrown
        }
    }

    private enum Outcome: Sendable {
        case received(CoreResponse)
        case failed(CoreFailure, thrown: (any Error)? = nil)
    }

    /// Whatever comes first: the transport is not waited for, should it ignore that its task is
    /// cancelled.
    private func outcome(over transport: any HTTPTransport) async -> Outcome {
        let (outcomes, first) = AsyncStream.makeStream(of: Outcome.self)
        let sending = Task {
            let outcome = await sent(over: transport)
            first.yield(outcome)
        }
        let timer = Task {
            await sleep(ms: timeoutMs)
            first.yield(.failed(.timeout))
        }
        defer {
            sending.cancel()
            timer.cancel()
        }
        for await outcome in outcomes {
            return outcome
        }
        // The stream ends by itself only when the caller's task is cancelled.
        return .failed(.cancelled)
    }

    private func sent(over transport: any HTTPTransport) async -> Outcome {
        do {
            let limits = TransportLimits(
                maxResponseBytes: maxResponseBytes,
                timeout: TimeInterval(timeoutMs) / 1000 + Self.grace
            )
            let response = try await transport.send(request, limits: limits)
            guard let status = response.coreStatus else {
                let what = "it gave the status \(response.status), which no HTTP response has"
                return .failed(.other(message: what))
            }
            // One byte beyond the limit is enough for the core to refuse it.
            let body = response.body.prefix(maxResponseBytes + 1)
            return .received(
                CoreResponse(status: status, headers: response.coreHeaders, body: body)
            )
        } catch is ResponseTooLarge {
            return .failed(.bodyTooLarge)
        } catch {
            return .failed(.other(message: reason(of: error)), thrown: error)
        }
    }
}
