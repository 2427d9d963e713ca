import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The stand-in for both providers, as a process of a test's own.
struct Sandbox: Sendable {
    let url: String

    /// Asks the control API; gives the answer.
    @discardableResult
    func control(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        var request = URLRequest(url: try #require(URL(string: "\(url)/_sandbox/\(path)")))
        request.httpMethod = method
        request.httpBody = body?.bytes
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = try #require(response as? HTTPURLResponse).statusCode
        let text = String(decoding: data, as: UTF8.self)
        try #require(status < 300, "the sandbox refused \(method) \(path): \(text)")
        return data.isEmpty ? .null : try JSON(data)
    }

    /// Opens a room; a number is a numeric one of TRTC.
    func open(_ provider: Both, _ room: JSON = "room", users: [JSON] = [], streams: [JSON] = [])
        async throws
    {
        try await control(
            "POST", "rooms",
            [
                "provider": .string(provider.rawValue), "room_id": room, "users": .array(users),
                "streams": .array(streams),
            ]
        )
    }

    /// Plans a fault for the next request.
    func fault(_ fault: JSON) async throws {
        try await plan(["fault": fault])
    }

    /// Plans a fault, with all that is to be said of it.
    func plan(_ fault: JSON) async throws {
        try await control("POST", "faults", fault)
    }

    func set(_ settings: JSON) async throws {
        try await control("PUT", "settings", settings)
    }

    /// The rooms that are open.
    func rooms() async throws -> [JSON] {
        try await control("GET", "rooms").array
    }

    /// The requests seen, oldest first.
    func requests() async throws -> [JSON] {
        try await control("GET", "requests").array
    }

    /// The same, once none of them is under way.
    func answeredRequests() async throws -> [JSON] {
        var seen: [JSON] = []
        try await until("every request is answered, or given up") {
            seen = try await requests()
            return seen.allSatisfy { $0["answer"]?.string != nil }
        }
        return seen
    }

    /// Where nothing listens yet.
    func door() async throws -> String {
        try #require(try await control("GET", "door")["url"]?.string)
    }

    func openDoor() async throws {
        try await control("POST", "door")
    }

    func reset() async throws {
        try await control("POST", "reset")
    }

    /// Waits until so many have been seen.
    func waitForRequests(_ count: Int) async throws {
        try await until("\(count) requests") { try await requests().count >= count }
    }
}

/// Gives a sandbox without rate limits to the body. Few run at the same time: on a slow machine
/// they would keep each other from answering.
func withSandbox<Value>(
    _ arguments: [String] = ["--rate-limits", "off"],
    _ body: (Sandbox) async throws -> Value
) async throws -> Value {
    try await gate.pass {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Environment.sandbox)
        process.arguments = ["--port", "0", "--exit-with-stdin"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SANDBOX_ZEGO_CALLBACK_SECRET": Account.callbackSecret,
            "SANDBOX_TRTC_CALLBACK_KEY": Account.callbackKey,
        ]) { $1 }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { process.terminate() }
        let greeting = await firstLine(of: output.fileHandleForReading)
        let url = try #require(greeting.split(separator: " ").last, "the sandbox did not start")
        try #require(url.hasPrefix("http://127.0.0.1:"), "\(greeting)")
        let value = try await body(Sandbox(url: String(url)))
        withExtendedLifetime((input, output)) {}
        return value
    }
}

private let gate = Gate(places: 12)

private func firstLine(of handle: FileHandle) async -> String {
    let descriptor = handle.fileDescriptor
    return await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            var line = [UInt8]()
            var byte: UInt8 = 0
            while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
                line.append(byte)
            }
            continuation.resume(returning: String(decoding: line, as: UTF8.self))
        }
    }
}
