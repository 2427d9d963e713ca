import Foundation

/// What an HTTP client received in answer to a ``SignedRequest``.
///
/// What prints it shows the status and the size of the body: a redirect, or an error page, may
/// quote the signed URL.
public struct ProviderResponse: Sendable, Hashable, Codable {
    /// The HTTP status.
    public let status: Int
    /// The headers; `Date` and `Retry-After` are looked at, without regard to case.
    public let headers: [String: String]
    /// The whole body, of at most 1 GiB.
    public let body: Data

    /// Makes a response of its parts.
    public init(status: Int, headers: [String: String] = [:], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension ProviderResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The status and the size of the body.
    public var description: String {
        "HTTP \(status), \(body.count) bytes"
    }

    /// The same.
    public var debugDescription: String {
        description
    }

    /// The status and the size of the body.
    public var customMirror: Mirror {
        Mirror(self, children: ["status": status, "bodyBytes": body.count])
    }
}
