extension CloseRoomError {
    /// What went wrong, by what you can do about it. Names and numbers are the same in every
    /// language, and stable.
    ///
    /// A minor version may add cases: let a `switch` have a `default`.
    public enum Kind: String, Sendable, CaseIterable {
        /// Refused before anything was signed; the message names the field and its limit.
        case invalidInput = "invalid_input"
        /// The provider refused the credentials or the signature: check app id and secret.
        case unauthorized
        /// The signature had expired and could not be corrected: fix the host's clock.
        case clockSkew = "clock_skew"
        /// Signed correctly, but not allowed: service not enabled, sub-account policy, IP list.
        case permissionDenied = "permission_denied"
        /// The room does not exist (any more).
        case roomNotFound = "room_not_found"
        /// Too many requests: slow down; ``CloseRoomError/retryAfter`` says for how long.
        case rateLimited = "rate_limited"
        /// The provider refused a parameter or the call: do not repeat it unchanged.
        case rejected
        /// A failure on the provider's side: may work later.
        case unavailable
        /// Not what the provider documents: HTML, truncated, wrong shape, too large.
        case unexpectedResponse = "unexpected_response"
        /// The transport failed; its own error is ``CloseRoomError/underlying``.
        case transport
        /// The call's time was up.
        case deadlineExceeded = "deadline_exceeded"
        /// The task was cancelled.
        case cancelled
        /// A callback whose signature does not verify, or that has none.
        case invalidSignature = "invalid_signature"
        /// A callback outside the allowed time window.
        case stale

        /// The stable number of the kind, 1 and up.
        public var number: Int {
            switch self {
            case .invalidInput: 1
            case .unauthorized: 2
            case .clockSkew: 3
            case .permissionDenied: 4
            case .roomNotFound: 5
            case .rateLimited: 6
            case .rejected: 7
            case .unavailable: 8
            case .unexpectedResponse: 9
            case .transport: 10
            case .deadlineExceeded: 11
            case .cancelled: 12
            case .invalidSignature: 13
            case .stale: 14
            }
        }
    }
}
