import Foundation

/// A defect of this package, not of its input: the core failed in a way that it never should.
///
/// No kind of ``CloseRoomError`` stands for it. The client can be used further; a room whose call
/// ended so may have been closed.
public struct CoreFault: LocalizedError, CustomStringConvertible {
    /// What the core said last.
    public let description: String

    /// The same, as a sentence.
    public var errorDescription: String? {
        "closeroom has failed internally, please report it: \(description)"
    }
}
