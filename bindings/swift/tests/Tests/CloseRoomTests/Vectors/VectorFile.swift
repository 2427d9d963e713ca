import Foundation
import Testing

/// One file of the shared vectors.
struct VectorFile {
    let provider: String
    let cases: [Vector]

    init(_ path: String, kind: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(Environment.vectors)/\(path)"))
        let file = try JSON(data)
        try #require(file["schema"] == 1)
        try #require(file["kind"]?.string == kind)
        provider = try #require(file["provider"]?.string)
        try #require(path.hasPrefix("\(provider)/"))
        cases = try (file["cases"]?.array ?? []).map(Vector.init)
        try #require(!cases.isEmpty)
    }

    /// Checks every case, and that so many were.
    func check(count: Int, _ check: (Vector) async throws -> Void) async throws {
        for vector in cases {
            do {
                try await check(vector)
            } catch {
                Issue.record(error, "\(vector.name)")
            }
        }
        #expect(cases.count == count)
    }
}

/// One case.
struct Vector {
    let name: String
    let members: JSON

    init(_ json: JSON) throws {
        name = try #require(json["name"]?.string)
        members = json
    }

    /// A member that must be there.
    subscript(_ name: String) -> JSON {
        get throws { try #require(members[name], "\(self.name) has no \(name)") }
    }

    func onlyMembers(_ known: String...) throws {
        try members.onlyMembers(known + ["name", "source", "note"])
    }
}

extension JSON {
    /// A vector that says more than a test knows of is not tested.
    func onlyMembers(_ known: [String]) throws {
        let unknown = Set(object.keys).subtracting(known)
        try #require(unknown.isEmpty, "members that this test does not know: \(unknown)")
    }

    func text(_ name: String) throws -> String {
        try #require(self[name]?.string, "no text \(name)")
    }

    func number(_ name: String) throws -> Int {
        try #require(self[name]?.int, "no number \(name)")
    }

    /// A header object as a dictionary.
    var headers: [String: String] {
        object.compactMapValues(\.string)
    }
}
