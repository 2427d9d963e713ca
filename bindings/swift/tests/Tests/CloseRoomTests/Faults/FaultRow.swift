import CloseRoom
import Foundation
import Testing

/// A row of the fault matrix: what can happen while a room is closed, and what closing it has to
/// make of that. The README of the matrix says what each member means.
struct FaultRow: Sendable, CustomTestStringConvertible {
    let provider: Both
    let name: String
    let account: JSON
    let room: JSON
    let isOpen: Bool
    let close: JSON
    let options: CallOptions
    let sandbox: [String]
    let isListening: Bool
    let settings: JSON?
    let faults: [JSON]
    let expected: JSON
    /// What comes of the next call.
    let next: String

    /// All of the table.
    static let all = try! read()

    private static func read() throws -> [FaultRow] {
        let matrix = try JSON(Data(contentsOf: URL(fileURLWithPath: Environment.faults)))
        try matrix.onlyMembers(["schema", "rows"])
        return try (matrix["rows"]?.array ?? []).map(FaultRow.init)
    }

    private init(_ row: JSON) throws {
        try row.onlyMembers([
            "provider", "group", "name", "account", "room", "open", "close", "options", "sandbox",
            "listening", "settings", "faults", "expect", "next",
        ])
        provider = try #require(Both(rawValue: try row.text("provider")))
        name = try row.text("name")
        account = row["account"] ?? [:]
        try account.onlyMembers([
            "app_id", "secret", "secret_id", "token", "region", "signature_method",
        ])
        room = try #require(row["room"])
        isOpen = try #require(row["open"]?.bool as Bool?)
        close = row["close"] ?? [:]
        try close.onlyMembers(["custom_reason", "room_close_callback"])
        options = try CallOptions(row: try #require(row["options"]))
        sandbox = (row["sandbox"]?.array ?? []).compactMap(\.string)
        isListening = row["listening"]?.bool ?? true
        settings = row["settings"]
        faults = row["faults"]?.array ?? []
        expected = try #require(row["expect"])
        try expected.onlyMembers([
            "outcome", "attempts", "retryable", "http_status", "provider_code", "retry_after_ms",
            "message", "requests", "least_ms", "corrected_seconds", "open",
        ])
        let next = try #require(row["next"])
        try next.onlyMembers(["outcome"])
        self.next = try next.text("outcome")
    }

    var testDescription: String {
        "\(provider)/\(name)"
    }
}

extension CallOptions {
    fileprivate init(row: JSON) throws {
        try row.onlyMembers(["timeout_ms", "max_attempts", "already_gone_is_error"])
        self.init(
            maxAttempts: row["max_attempts"]?.int,
            timeout: TimeInterval(try row.number("timeout_ms")) / 1000,
            alreadyGoneIsError: row["already_gone_is_error"]?.bool ?? false
        )
    }
}
