internal import CloseRoomCore

/// A built request, and how its signature came about.
public struct Explained: Sendable, Hashable {
    /// The request, exactly as `buildCloseRoom` makes it of the same arguments.
    public let request: SignedRequest
    /// The intermediate values in the order in which they are computed, secrets masked.
    ///
    /// ZEGOCLOUD and the two older methods of TRTC: `string_to_sign`, `signature`. TC3:
    /// `hashed_payload`, `canonical_request`, `hashed_canonical_request`, `credential_scope`,
    /// `string_to_sign`, `signature`.
    public let steps: [Step]

    /// One intermediate value of a signature. What prints it masks the signature itself.
    public struct Step: Sendable, Hashable {
        /// What is computed, in `snake_case`.
        public let name: String
        /// What came out.
        public let value: String
    }
}

extension Explained.Step: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name and the value, `[redacted]` for the signature.
    public var description: String {
        "\(name): \(shownValue)"
    }

    /// The same.
    public var debugDescription: String {
        description
    }

    /// The name and the value, `[redacted]` for the signature.
    public var customMirror: Mirror {
        Mirror(self, children: ["name": name, "value": shownValue])
    }

    private var shownValue: String {
        name == "signature" ? "[redacted]" : value
    }
}

extension Explained {
    init(_ core: CoreExplained) {
        self.init(
            request: SignedRequest(core.request),
            steps: core.steps.map { Step(name: $0.name, value: $0.value) }
        )
    }
}
