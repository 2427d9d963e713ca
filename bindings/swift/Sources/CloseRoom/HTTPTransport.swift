/// What sends requests: ``URLSessionTransport``, or your own around the HTTP client of your server.
///
/// The call machine around it owns retries, waits and deadlines. A transport sends one request and
/// brings one response, whatever its status.
public protocol HTTPTransport: Sendable {
    /// Sends the request, and reads the whole response.
    ///
    /// - Send the URL and the body byte for byte as they are: they are signed.
    /// - Set ``SignedRequest/headers`` exactly, and let the client add `Host`.
    /// - Follow no redirect: the signature is meant for one host alone. A redirect is a response
    ///   like any other.
    /// - Do not retry: every attempt is signed afresh.
    /// - Stop reading once the body is larger than ``TransportLimits/maxResponseBytes``, and throw
    ///   ``ResponseTooLarge``.
    /// - Stop when the task is cancelled: it is, when the time of the attempt is up, too. A
    ///   transport that does not is left behind, and what it brings is dropped. Where a client
    ///   cannot be cancelled, give it ``TransportLimits/timeout``.
    ///
    /// Whatever is thrown ends the attempt, not the call. It becomes
    /// ``CloseRoomError/underlying`` unless it shows a credential, such as the signed URL.
    func send(_ request: SignedRequest, limits: TransportLimits) async throws -> ProviderResponse
}

/// Thrown by a transport: the body is larger than the limit.
public struct ResponseTooLarge: Error, Sendable, Hashable {
    /// Makes the error.
    public init() {}
}
