import Foundation

/// How a call is carried out. What is `nil` is as the core has it.
public struct CallOptions: Sendable, Hashable {
    /// How many requests may be sent in all, at least 1. Default: 3.
    public var maxAttempts: Int?
    /// The time for the whole call in seconds, waits included. Default: 10.
    ///
    /// While another attempt could follow, one may use half of the time that is left; the last may
    /// use all of it. Keep it short: a room that is created again under the same id would be closed
    /// by a late retry.
    public var timeout: TimeInterval?
    /// The largest response body that is read, in bytes, at most 1 GiB. Default: 1 MiB.
    public var maxResponseBytes: Int?
    /// Whether a room that is gone already is an error of kind
    /// ``CloseRoomError/Kind/roomNotFound``.
    ///
    /// A room that is gone after an attempt whose outcome is unknown counts as success all the
    /// same: that attempt may well have closed it.
    public var alreadyGoneIsError: Bool
    /// Whether the calls of one client take turns, so that they keep the provider's rate limit
    /// together: 1.1 seconds apart at ZEGOCLOUD, 55 milliseconds at TRTC.
    ///
    /// A call whose turn would come after its deadline fails at once with
    /// ``CloseRoomError/Kind/rateLimited``: to close many rooms, give the calls more time.
    public var paced: Bool

    /// Makes options, with the defaults for what is left out.
    public init(
        maxAttempts: Int? = nil,
        timeout: TimeInterval? = nil,
        maxResponseBytes: Int? = nil,
        alreadyGoneIsError: Bool = false,
        paced: Bool = true
    ) {
        self.maxAttempts = maxAttempts
        self.timeout = timeout
        self.maxResponseBytes = maxResponseBytes
        self.alreadyGoneIsError = alreadyGoneIsError
        self.paced = paced
    }
}
