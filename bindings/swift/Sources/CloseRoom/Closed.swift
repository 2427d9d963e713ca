internal import CloseRoomCore

/// The room is closed.
public struct Closed: Sendable, Hashable {
    /// How it came to be closed.
    public enum Status: String, Sendable, CaseIterable {
        /// By this call.
        case closed
        /// Before: it was gone when asked for.
        case alreadyGone = "already_gone"
    }

    /// How it came to be closed.
    public let status: Status
    /// The provider's request id, to quote to its support; empty when it sent none.
    public let requestId: String
    /// How many requests were sent.
    public let attempts: Int

    /// Makes a result, for tests of your own.
    public init(status: Status, requestId: String, attempts: Int) {
        self.status = status
        self.requestId = requestId
        self.attempts = attempts
    }
}

extension Closed {
    init(_ core: CoreClosed) {
        self.init(
            status: core.alreadyGone ? .alreadyGone : .closed,
            requestId: core.requestId,
            attempts: Int(core.attempts)
        )
    }
}
