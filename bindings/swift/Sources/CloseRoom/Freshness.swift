/// How old a callback may be.
///
/// Providers repeat an undelivered callback for about a minute; whoever recorded one can repeat it
/// for ever. The window bounds that.
public enum Freshness: Sendable, Hashable {
    /// Sent at most so many seconds before or after this moment, both ends included. Unset, the
    /// tolerance is the core's own of 10 minutes, and the moment is now by the host's clock; both
    /// are in whole seconds, the moment since 1970.
    case within(seconds: Int? = nil, of: Int? = nil)
    /// Of any age: for callers that keep their own record, and for recorded callbacks.
    case off
}
