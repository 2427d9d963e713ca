internal import CloseRoomCore
import Foundation

/// A defect of this package, not of its input: the core failed in a way that it never should.
///
/// No kind of ``CloseRoomError`` stands for it. The client can be used further; a room whose call
/// ended so may have been closed.
public struct CoreFault: LocalizedError, CustomStringConvertible {
    /// What the core said last.
    public let description: String

    /// The same, as a sentence.
    public var errorDescription: String? {
        "closeroom has failed internally, please report it: \(description)"
    }
}

/// Calls the core, and turns its errors into this module's.
func calling<Value>(
    _ core: () throws -> Value,
    underlying: (CloseRoomError.Kind) -> (any Error)? = { _ in nil }
) throws -> Value {
    do {
        return try core()
    } catch CoreError.Failed(let details) {
        throw try CloseRoomError(details, underlying: underlying)
    } catch {
        // uniffi reports a panic by an error of its own.
        throw CoreFault(description: error.localizedDescription)
    }
}

extension CloseRoomError {
    fileprivate init(
        _ core: CoreErrorDetails,
        underlying: (Kind) -> (any Error)?
    ) throws {
        guard let kind = Kind.allCases.first(where: { $0.number == core.kind }) else {
            throw CoreFault(description: "there is no kind of error \(core.kind)")
        }
        self.init(
            kind: kind,
            provider: core.provider == .zego ? .zego : .trtc,
            message: core.message,
            field: core.field,
            providerCode: core.providerCode,
            requestId: core.requestId,
            httpStatus: core.httpStatus.map { Int($0) },
            retryable: core.retryable,
            retryAfter: core.retryAfterMs.map { TimeInterval($0) / 1000 },
            underlying: underlying(kind)
        )
    }
}
