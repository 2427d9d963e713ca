internal import CloseRoomCore
import Foundation

/// Turns what users pass into what the core takes. Limits and meaning are the core's; what its
/// types cannot even hold is refused here, in its words.
struct Input {
    let provider: CloseRoomError.Provider

    /// The most bytes of a body. They go to the core in one piece, whose length is counted in 32
    /// bits.
    private static let mostBytes = 1 << 30

    func stamp(_ timestamp: Int?, _ nonce: String?) throws -> (timestamp: UInt64, nonce: String) {
        let timestamp = try wholeNumber("Timestamp", timestamp) ?? nowMs() / 1000
        let random = UInt64.random(in: .min ... .max)
        return (timestamp, try nonce ?? calling { try coreNonce(entropy: random) })
    }

    func call(_ options: CallOptions) throws -> CoreCallOptions {
        CoreCallOptions(
            maxAttempts: try wholeNumber("MaxAttempts", options.maxAttempts),
            timeoutMs: try milliseconds("Timeout", options.timeout),
            maxResponseBytes: try wholeNumber(
                "MaxResponseBytes", options.maxResponseBytes, max: UInt64(Self.mostBytes)
            ),
            alreadyGoneIsError: options.alreadyGoneIsError,
            paced: options.paced
        )
    }

    func response(_ response: ProviderResponse) throws -> CoreResponse {
        guard let status = response.coreStatus else {
            let status = response.status
            throw refusal("Status", "must be a whole number from 0 to 999, not \(status)")
        }
        return CoreResponse(
            status: status,
            headers: response.coreHeaders,
            body: try body(response.body)
        )
    }

    func body(_ bytes: some Sequence<UInt8>) throws -> Data {
        // What says how long it is is not copied to be refused; of what does not, and may be
        // endless, one byte beyond the limit is enough.
        if bytes.underestimatedCount <= Self.mostBytes {
            let body = Data(bytes.prefix(Self.mostBytes + 1))
            if body.count <= Self.mostBytes { return body }
        }
        throw CloseRoomError(
            kind: .unexpectedResponse,
            provider: provider,
            message: "the body is longer than the limit of \(Self.mostBytes) bytes"
        )
    }

    func freshness(_ freshness: Freshness) throws -> CoreFreshness {
        switch freshness {
        case .off:
            .off
        case .within(let seconds, let now):
            .within(
                nowSeconds: try wholeNumber("Now", now) ?? nowMs() / 1000,
                toleranceSeconds: try wholeNumber("ToleranceSeconds", seconds)
            )
        }
    }

    private func wholeNumber<Number: FixedWidthInteger>(
        _ field: String,
        _ value: Int?,
        max: Number = .max
    ) throws -> Number? {
        guard let value else { return nil }
        guard value >= 0 else {
            throw refusal(field, "must not be negative, and is \(value)")
        }
        guard let number = Number(exactly: value), number <= max else {
            throw refusal(field, "must be at most \(max), and is \(value)")
        }
        return number
    }

    private func milliseconds(_ field: String, _ seconds: TimeInterval?) throws -> UInt64? {
        guard let seconds else { return nil }
        guard let ms = UInt64(exactly: (seconds * 1000).rounded()) else {
            throw refusal(field, "must be a number of seconds from 0.001 up, not \(seconds)")
        }
        return ms
    }

    private func refusal(_ field: String, _ what: String) -> CloseRoomError {
        CloseRoomError(
            kind: .invalidInput, provider: provider, message: "\(field) \(what)", field: field
        )
    }
}

extension ProviderResponse {
    /// The status, if it is one that HTTP could have.
    var coreStatus: UInt16? {
        UInt16(exactly: status).flatMap { $0 < 1000 ? $0 : nil }
    }

    var coreHeaders: [CoreHeader] {
        headers.map(CoreHeader.init)
    }
}
