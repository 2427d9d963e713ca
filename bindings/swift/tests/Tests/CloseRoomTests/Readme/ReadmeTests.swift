import CloseRoom
import Foundation
import Testing

/// The code on the README's page is code that compiles, and does what is said of it.
@Suite struct ReadmeTests {
    /// Fragments of a manifest, which the tests' own is like.
    private let manifests = 2

    @Test func everySnippetIsCompiled() throws {
        let readme = try String(contentsOfFile: "\(Environment.package)/README.md", encoding: .utf8)
        let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let source = beside.appendingPathComponent("Snippets.swift")
        let compiled = unindented(try String(contentsOf: source, encoding: .utf8))

        let fence = "\n```"
        let blocks = readme.components(separatedBy: "\(fence)swift\n").dropFirst().compactMap {
            $0.components(separatedBy: fence).first
        }
        let snippets = blocks.filter { !$0.hasPrefix("dependencies: ") }
        #expect(blocks.count - snippets.count == manifests)
        #expect(snippets.count == 9)
        for snippet in snippets {
            #expect(compiled.contains(unindented(snippet)), "\(snippet)")
        }
    }

    private func unindented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: "\n")
    }

    @Test func whatItSays() async throws {
        try await withSandbox { sandbox in
            try await sandbox.open(.trtc, "lobby")
            let (lines, logged) = AsyncStream.makeStream(of: String.self)
            let page = Surroundings(
                roomId: "lobby",
                zego: try zegoClient(endpoint: sandbox.url, transport: Recording()),
                trtc: try trtcClient(endpoint: sandbox.url),
                log: { logged.yield($0) }
            )
            let answer = try await page.app(page.server())
            #expect(try page.serverAgain(answer).status == .closed)
            try await page.errors()
            await #expect(throws: CloseRoomError.self) { try await page.withOptions() }

            let listener = try Listener("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            try await sandbox.set(["callback_url": .string(listener.url)])
            try await sandbox.open(.zego, "lobby", users: ["alice"])
            try await page.errors()
            let left = try await listener.next()
            #expect(page.received(body: left.body, signHeader: nil) == 200)
            #expect(page.received(body: Data(), signHeader: nil) == 401)

            try await sandbox.open(.trtc, 123)
            _ = try await trtcClient(endpoint: sandbox.url).closeRoom(123)
            let dismissed = try await listener.next()
            try page.received(body: dismissed.body, ofTrtc: dismissed.headers["sign"])
            logged.finish()
            let said = await lines.reduce(into: []) { $0.append($1) }
            #expect(said.count == 3)
            #expect(said[0] == "alice left lobby" && said[1].hasPrefix("refused: unexpected_"))
            #expect(said[2] == "123 was dismissed")
        }
    }
}
