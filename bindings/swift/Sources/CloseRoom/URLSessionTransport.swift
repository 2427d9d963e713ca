import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The default transport, around `URLSession`.
///
/// It keeps nothing from one request to the next, and nothing on disk: no cookies, no cache, no
/// stored credentials, and no connection. On a connection that was kept open `URLSession` repeats
/// by itself a request whose connection turns out to be closed, and what was signed would arrive
/// twice.
///
/// It throws `URLError` without the failing URL, whose query is a credential, and of code
/// `timedOut` when the time is up; ``ResponseTooLarge``; and `CancellationError`.
public struct URLSessionTransport: HTTPTransport {
    /// Makes a transport.
    public init() {}

    public func send(
        _ request: SignedRequest,
        limits: TransportLimits
    ) async throws -> ProviderResponse {
        let urlRequest = try URLRequest(request)
        try Task.checkCancellation()
        let (responses, outcome) = AsyncThrowingStream.makeStream(
            of: ProviderResponse.self, throwing: (any Error).self
        )
        let session = URLSession(
            configuration: .closeRoom,
            delegate: Exchange(maxResponseBytes: limits.maxResponseBytes, outcome: outcome),
            delegateQueue: nil
        )
        let timer = Task {
            await sleep(seconds: limits.timeout)
            outcome.finish(throwing: URLError(.timedOut))
        }
        defer {
            timer.cancel()
            session.invalidateAndCancel()
        }
        session.dataTask(with: urlRequest).resume()
        for try await response in responses {
            return response
        }
        throw CancellationError()
    }
}

/// Longer than any call: the transport's own timer bounds the whole exchange.
private let noTimeout: TimeInterval = 30 * 24 * 60 * 60

extension URLSessionConfiguration {
    fileprivate static var closeRoom: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCredentialStorage = nil
        configuration.timeoutIntervalForRequest = noTimeout
        configuration.timeoutIntervalForResource = noTimeout
        return configuration
    }
}

extension URLRequest {
    fileprivate init(_ request: SignedRequest) throws {
        // What is signed is this text, and no other way to write the same URL.
        guard let url = URL(string: request.url), url.absoluteString == request.url else {
            throw URLError(.badURL)
        }
        self.init(url: url, timeoutInterval: noTimeout)
        httpMethod = request.method
        httpBody = request.body.map { Data($0.utf8) }
        allHTTPHeaderFields = request.headers
    }
}

/// One request on its way: gathers its response.
private final class Exchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let maxResponseBytes: Int
    private let outcome: AsyncThrowingStream<ProviderResponse, any Error>.Continuation
    // Touched on the session's delegate queue only, which runs one operation at a time: hence
    // `@unchecked`.
    private var head: HTTPURLResponse?
    private var body = Data()
    private var refusedToLogIn = false

    init(
        maxResponseBytes: Int,
        outcome: AsyncThrowingStream<ProviderResponse, any Error>.Continuation
    ) {
        self.maxResponseBytes = maxResponseBytes
        self.outcome = outcome
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        didReceive challenge: URLAuthenticationChallenge,
        completionHandler:
            @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        if challenge.protectionSpace.isOfTLS {
            completionHandler(.performDefaultHandling, nil)
        } else {
            // Answers that want a password are answers like any other.
            refusedToLogIn = true
            completionHandler(.rejectProtectionSpace, nil)
        }
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        head = response as? HTTPURLResponse
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard body.count + data.count <= maxResponseBytes else {
            outcome.finish(throwing: ResponseTooLarge())
            dataTask.cancel()
            return
        }
        body.append(data)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        didCompleteWithError error: (any Error)?
    ) {
        let error = error.map(withoutURL)
        // On Linux a refusal to log in ends with this, when the response has come.
        let isRefusal = refusedToLogIn && error?.code == .cancelled
        if let head, error == nil || isRefusal {
            outcome.yield(ProviderResponse(head, body: body))
            outcome.finish()
        } else {
            outcome.finish(throwing: error ?? URLError(.badServerResponse))
        }
    }
}

extension ProviderResponse {
    fileprivate init(_ head: HTTPURLResponse, body: Data) {
        let headers = head.allHeaderFields.map { (String(describing: $0), String(describing: $1)) }
        self.init(
            status: head.statusCode,
            headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }),
            body: body
        )
    }
}

extension URLProtectionSpace {
    /// Whether the connection asks, not HTTP.
    fileprivate var isOfTLS: Bool {
        #if canImport(FoundationNetworking)
            false
        #else
            [
                NSURLAuthenticationMethodServerTrust, NSURLAuthenticationMethodClientCertificate,
            ].contains(authenticationMethod)
        #endif
    }
}

/// The same error without what names the signed URL.
private func withoutURL(_ error: any Error) -> URLError {
    let code = (error as? URLError)?.code ?? .unknown
    return URLError(code, userInfo: [NSLocalizedDescriptionKey: error.localizedDescription])
}
