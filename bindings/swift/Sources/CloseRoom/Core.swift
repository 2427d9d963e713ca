internal import CloseRoomCore
import Foundation

/// Calls the core, and turns its errors into this module's.
func calling<Value>(
    _ core: () throws -> Value,
    underlying: (CloseRoomError.Kind) -> (any Error)? = { _ in nil }
) throws -> Value {
    do {
        return try core()
    } catch CoreError.Failed(let details) {
        throw CloseRoomError(details, underlying: underlying)
    } catch {
        // uniffi reports a panic by an error of its own.
        throw CoreFault(description: error.localizedDescription)
    }
}

extension CloseRoomError {
    fileprivate init(_ core: CoreErrorDetails, underlying: (Kind) -> (any Error)?) {
        let known = Kind.allCases.first { $0.number == core.kind }
        // A newer core may have another kind. All else is kept, and the kind is the one that
        // promises the least: neither that the room is closed, nor that it is not.
        let kind = known ?? .unexpectedResponse
        self.init(
            kind: kind,
            provider: Provider(core.provider),
            message: known == nil ? "\(core.message) (kind \(core.kind))" : core.message,
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

extension CloseRoomError.Provider {
    fileprivate init(_ core: CoreProvider) {
        switch core {
        case .zego: self = .zego
        case .trtc: self = .trtc
        }
    }
}
