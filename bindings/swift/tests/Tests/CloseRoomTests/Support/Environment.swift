import Foundation

/// What the tests are given by the command that runs them.
enum Environment {
    static let sandbox = value("CLOSEROOM_SANDBOX", "the program closeroom-sandbox")
    static let vectors = value("CLOSEROOM_VECTORS", "the folder of the test vectors")
    static let faults = value("CLOSEROOM_FAULTS", "the table of the fault matrix")
    static let package = value("CLOSEROOM_PACKAGE", "the packaged folder")

    private static func value(_ name: String, _ meaning: String) -> String {
        guard let value = ProcessInfo.processInfo.environment[name] else {
            fatalError("\(name) must be \(meaning)")
        }
        return value
    }
}
