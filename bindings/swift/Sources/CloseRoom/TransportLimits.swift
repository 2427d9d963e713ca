import Foundation

/// What bounds one request and its response. More may come.
public struct TransportLimits: Sendable, Hashable {
    /// The largest body to read, in bytes.
    public var maxResponseBytes: Int
    /// The time for the request and all of its response, in seconds.
    ///
    /// `closeRoom` gives up by itself, and cancels the transport's task. This is a moment later: for
    /// clients that cannot be cancelled.
    public var timeout: TimeInterval

    /// Makes the limits for a request that you send yourself.
    ///
    /// - Parameters:
    ///   - maxResponseBytes: The largest body to read. Default: 1 MiB.
    ///   - timeout: The time for the request and all of its response, in seconds. Default: 10, as
    ///     that of a call: a request that comes late may close a room that was created anew.
    public init(maxResponseBytes: Int = 1 << 20, timeout: TimeInterval = 10) {
        self.maxResponseBytes = maxResponseBytes
        self.timeout = timeout
    }
}
