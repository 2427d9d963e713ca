import Foundation

/// In one line, why a transport failed, in its own words.
func reason(of error: any Error) -> String {
    let reason = words(of: error) ?? String(describing: error)
    guard reason.utf8.count <= mostBytes else { return "its error is too long to show" }
    return withoutLists(reason)
}

/// The text without the numbers of each list: they may be the bytes of a credential, which the core
/// finds as text only.
private func withoutLists(_ text: String) -> String {
    let parts = text.components(separatedBy: "[")
    let others = parts.dropFirst().map { part in
        let numbers = part.prefix { "0123456789-, ".contains($0) }
        return numbers.contains(",") ? "…\(part.dropFirst(numbers.count))" : part
    }
    return ([parts[0]] + others).joined(separator: "[")
}

/// What an error says of itself, if it has words of its own.
private func words(of error: any Error) -> String? {
    if let words = (error as? any LocalizedError)?.errorDescription {
        return words
    }
    // Of any other, Foundation makes a sentence without contents; and on Linux it crashes when the
    // error is an object of another class than its own.
    let isObject = type(of: error) is AnyObject.Type
    let isFoundations = type(of: error) is NSError.Type || error is any CustomNSError && !isObject
    return isFoundations ? error.localizedDescription : nil
}

/// All the text that a log or a debugger would show of an error, with all that it holds. `nil`
/// where that is more than an error ought to hold.
func shown(by error: any Error) -> String? {
    var look = Look()
    return look.take(error, depthLeft: deepest) ? look.text : nil
}

/// An error that holds more values than this, or deeper ones, or more text, is not looked through.
private let mostValues = 500
private let deepest = 10
private let mostBytes = 1 << 20

private struct Look {
    private(set) var text = ""
    private var valuesLeft = mostValues

    /// Takes in a value; whether all of it could be.
    mutating func take(_ value: Any, depthLeft: Int) -> Bool {
        guard valuesLeft > 0, depthLeft > 0 else { return false }
        valuesLeft -= 1
        if let bytes = bytes(in: value) {
            add(String(decoding: bytes, as: UTF8.self))
            return text.utf8.count <= mostBytes
        }
        add(String(describing: value))
        add(String(reflecting: value))
        guard text.utf8.count <= mostBytes else { return false }

        var parts: [Any] = []
        if let error = value as? any Error {
            add(words(of: error) ?? "")
        }
        if let error = value as? any LocalizedError {
            let texts = [error.failureReason, error.recoverySuggestion, error.helpAnchor]
            parts += texts.compactMap { $0 }
        }
        if let error = value as? NSError {
            parts.append(error.userInfo)
        } else if let error = value as? any CustomNSError {
            parts.append(error.errorUserInfo)
        }
        var mirror: Mirror? = Mirror(reflecting: value)
        while let level = mirror {
            // One more than may be taken is refused as well as all of them.
            parts += level.children.prefix(valuesLeft + 1).map(\.value)
            mirror = level.superclassMirror
        }
        for part in parts where !take(part, depthLeft: depthLeft - 1) {
            return false
        }
        return true
    }

    private mutating func add(_ part: String) {
        text += part
        text += "\n"
    }
}

/// The bytes that a value is, where it is nothing but bytes.
private func bytes(in value: Any) -> Data? {
    switch value {
    case let bytes as Data: bytes
    case let bytes as [UInt8]: Data(bytes)
    case let bytes as ArraySlice<UInt8>: Data(bytes)
    case let bytes as ContiguousArray<UInt8>: Data(bytes)
    case let bytes as [Int8]: Data(bytes.map { UInt8(bitPattern: $0) })
    default: nil
    }
}
