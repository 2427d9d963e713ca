internal import CloseRoomCore
import Foundation

/// Turns what users pass into what the core takes. Limits and meaning are the core's; what its
/// types cannot even hold is refused here, in its words.
struct Input {
    let provider: CloseRoomError.Provider

    /// No body of the providers comes near this.
    static let maxBodyBytes = 1 << 20
    static let maxResponseBytes = 1 << 30

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
                "MaxResponseBytes", options.maxResponseBytes, max: UInt64(Self.maxResponseBytes)
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
        let body = Data(bytes)
        guard body.count <= Self.maxBodyBytes else {
            throw CloseRoomError(
                kind: .unexpectedResponse,
                provider: provider,
                message: "the body is longer than the limit of \(Self.maxBodyBytes) bytes"
            )
        }
        return body
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
        guard let number = Number(exactly: value), number <= max else {
            throw refusal(field, "must be a whole number from 0 to \(max), not \(value)")
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

    /// The headers that the core looks at.
    var coreHeaders: [CoreHeader] {
        headers
            .filter { ["date", "retry-after"].contains($0.key.lowercased()) }
            .map(CoreHeader.init)
    }
}
