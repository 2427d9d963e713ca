internal import CloseRoomCore

/// A signed request, to be sent byte for byte as it is, and to one host alone: never follow a
/// redirect.
///
/// It is a credential while its signature is valid: for 10 minutes at ZEGOCLOUD and for any room,
/// since that signature covers neither the room nor the action; for 5 minutes at Tencent, and for
/// this room alone.
/// What prints it shows the method and ``redactedURL`` only; its members and its JSON show all.
///
/// As JSON it is `{"method", "url", "headers": {…}, "body"}`, as in the JavaScript package.
public struct SignedRequest: Sendable, Hashable, Codable {
    /// `GET` or `POST`.
    public let method: String
    /// The absolute URL, percent-encoded once: never encode it again.
    public let url: String
    /// The headers to set. Without `Host`: every HTTP client derives it from the URL.
    public let headers: [String: String]
    /// The body, if there is one.
    public let body: String?

    /// Makes a request of its parts, for tests of your own transport.
    public init(method: String, url: String, headers: [String: String] = [:], body: String? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The URL with `[redacted]` in the place of its signature and token: fit for a log.
    public var redactedURL: String {
        // It fails only where the core does, and what cannot be checked is not shown.
        (try? coreRedactedUrl(url: url)) ?? "[redacted]"
    }
}

extension SignedRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the redacted URL.
    public var description: String {
        "\(method) \(redactedURL)"
    }

    /// The same.
    public var debugDescription: String {
        description
    }

    /// The method and the redacted URL.
    public var customMirror: Mirror {
        Mirror(self, children: ["method": method, "url": redactedURL])
    }
}

extension SignedRequest {
    init(_ core: CoreRequest) {
        let headers = core.headers.map { ($0.name, $0.value) }
        self.init(
            method: core.method,
            url: core.url,
            headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }),
            body: core.body
        )
    }
}
