import Foundation
import Testing

/// A server on a free port of loopback, on threads of its own: it keeps what is said to it, byte by
/// byte, and says what it is told to.
final class Listener: Sendable {
    /// What a client sent on one connection.
    struct Request: Sendable {
        let head: String
        let body: Data

        var line: String {
            String(head.prefix { $0 != "\r\n" })
        }

        /// Names in lower case.
        var headers: [String: String] {
            let pairs = head.split(separator: "\r\n").dropFirst().compactMap { line in
                line.firstIndex(of: ":").map { colon in
                    (
                        line[..<colon].lowercased(),
                        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                    )
                }
            }
            return Dictionary(pairs, uniquingKeysWith: { "\($0), \($1)" })
        }
    }

    let url: String
    /// What came, in order of arrival.
    let requests: AsyncStream<Request>
    /// One for every client that left before the listener did.
    let departures: AsyncStream<Void>

    private let descriptor: Int32

    /// Says these bytes to every client; then it hangs up, or waits for the client to do so.
    convenience init(_ answer: String, thenHangs: Bool = false) throws {
        try self.init(Data(answer.utf8), thenHangs: thenHangs)
    }

    init(_ answer: Data, thenHangs: Bool = false) throws {
        let (requests, arrived) = AsyncStream.makeStream(of: Request.self)
        let (departures, left) = AsyncStream.makeStream(of: Void.self)
        (self.requests, self.departures) = (requests, departures)
        let descriptor = socket(AF_INET, streamType, 0)
        self.descriptor = descriptor
        url = "http://127.0.0.1:\(try bindToLoopback(descriptor))"
        try #require(listen(descriptor, 64) == 0)
        Thread.detachNewThread {
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread {
                    defer { close(client) }
                    guard let request = receive(client) else { return }
                    arrived.yield(request)
                    guard say(answer, to: client), thenHangs else { return }
                    var byte: UInt8 = 0
                    while read(client, &byte, 1) > 0 {}
                    left.yield()
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// The next request that comes.
    func next() async throws -> Request {
        try await first(of: requests, "no request came")
    }

    /// Waits until a client leaves.
    func departure() async throws {
        try await first(of: departures, "no client left")
    }

    private func first<Element: Sendable>(
        of stream: AsyncStream<Element>,
        _ otherwise: Comment
    ) async throws -> Element {
        try await withThrowingTaskGroup(of: Element?.self) { group in
            group.addTask {
                for await element in stream {
                    return element
                }
                return nil
            }
            group.addTask {
                try await Task.sleep(nanoseconds: UInt64(patience * 1e9))
                return nil
            }
            let element = try await group.next() ?? nil
            group.cancelAll()
            return try #require(element, otherwise)
        }
    }
}

#if canImport(Darwin)
    private let streamType = SOCK_STREAM
#else
    private let streamType = Int32(SOCK_STREAM.rawValue)
#endif

/// Gives the port.
private func bindToLoopback(_ descriptor: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            bind(descriptor, address, length) == 0
                && getsockname(descriptor, address, &length) == 0
        }
    }
    try #require(bound)
    return UInt16(bigEndian: address.sin_port)
}

private func receive(_ client: Int32) -> Listener.Request? {
    var bytes = Data()
    let end = Data("\r\n\r\n".utf8)
    while true {
        if let range = bytes.range(of: end) {
            let request = Listener.Request(
                head: String(decoding: bytes[..<range.lowerBound], as: UTF8.self),
                body: Data(bytes[range.upperBound...])
            )
            let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
            if request.body.count >= length { return request }
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(client, &buffer, buffer.count)
        guard count > 0 else { return nil }
        bytes.append(contentsOf: buffer[..<count])
    }
}

private func say(_ bytes: Data, to client: Int32) -> Bool {
    var rest = [UInt8](bytes)[...]
    while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, noSignal) }
        guard sent > 0 else { return false }
        rest = rest.dropFirst(sent)
    }
    return true
}

#if canImport(Darwin)
    private let noSignal: Int32 = 0
#else
    private let noSignal = Int32(MSG_NOSIGNAL)
#endif
