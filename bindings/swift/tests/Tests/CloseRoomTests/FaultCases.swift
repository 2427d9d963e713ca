import CloseRoom
import Foundation
import Testing

/// What can happen while a room is closed, and what `closeRoom` has to make of it.
struct FaultCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable, Equatable {
        case closed, alreadyGone
        case error(CloseRoomError.Kind)
    }

    struct Fault: Sendable {
        let what: JSON
        var times = 100
        var afterClose = false
    }

    let provider: Both
    let name: String
    let outcome: Outcome
    var requests = 1
    var faults: [Fault] = []
    var room: Trtc.RoomId = "room"
    var isOpen = true
    var options = CallOptions(timeout: 30)
    var account = Variation()
    var sandbox: [String] = []
    var settings: JSON?
    /// Is in the message.
    var says: String?
    /// What the provider made of the requests.
    var codes: [JSON]?
    var leastSeconds: TimeInterval = 0
    /// By how much the time of the second request is another.
    var correctedSeconds = 0

    /// What is other than in the account that the sandbox knows.
    struct Variation: Sendable {
        var appId: UInt64?
        var secretId: String?
        var secret: String?
        var region: String?
        var token: String?
        var customReason: String?
        var roomCloseCallback: Bool?
    }

    var testDescription: String {
        "\(provider): \(name)"
    }
}

private let limit = 1 << 20
/// So that no call's own deadline, 10 seconds unless set, is what a slow machine meets.
private let two = CallOptions(maxAttempts: 2, timeout: 30)
private let one = CallOptions(maxAttempts: 1, timeout: 30)
/// Enough for two attempts that are given up by the deadline, a second or more apart.
private let short = CallOptions(maxAttempts: 2, timeout: 3)
/// Half of it is for an attempt that is given up, and half for one that is not, on a busy machine.
private let roomy = CallOptions(maxAttempts: 2, timeout: 16)

private func always(_ fault: JSON) -> [FaultCase.Fault] {
    [.init(what: fault)]
}

private func once(_ fault: JSON) -> [FaultCase.Fault] {
    [.init(what: fault, times: 1)]
}

private func afterClosing(_ fault: JSON) -> [FaultCase.Fault] {
    [.init(what: fault, times: 1, afterClose: true)]
}

extension FaultCase {
    static let all = Both.allCases.flatMap { cases(of: $0) } + zegoCases + trtcCases

    private static func cases(of provider: Both) -> [FaultCase] {
        let isZego = provider == .zego
        let gone: JSON = isZego ? "5018" : "FailedOperation.RoomNotExist"
        let expired: JSON = isZego ? "100000004" : "AuthFailure.SignatureExpire"
        let limited: JSON = isZego ? "206" : "RequestLimitExceeded"
        let unknown: JSON = isZego ? "987654" : "Something.New"

        func make(
            _ name: String,
            _ outcome: Outcome,
            _ requests: Int = 1,
            _ faults: [Fault] = [],
            _ change: (inout FaultCase) -> Void = { _ in }
        ) -> FaultCase {
            var made = FaultCase(provider: provider, name: name, outcome: outcome)
            made.requests = requests
            made.faults = faults
            change(&made)
            return made
        }

        func tooLarge(_ bytes: Int) -> FaultCase {
            let fault: JSON = ["kind": "big_body", "bytes": .int(bytes)]
            return make("big_body of \(bytes)", .error(.unexpectedResponse), 1, always(fault)) {
                $0.says = "limit of 1048576 bytes"
            }
        }

        func late(_ fault: JSON) -> FaultCase {
            let name = "\(fault["kind"]?.string ?? "") beyond the deadline"
            return make(name, .error(.deadlineExceeded), 2, always(fault)) {
                $0.options = short
                $0.says = "of the call's 3000 ms"
                $0.leastSeconds = 2.9
            }
        }

        func afterwards(_ fault: JSON, _ options: CallOptions = two) -> FaultCase {
            let name = "\(fault["kind"]?.string ?? "") after closing"
            return make(name, .alreadyGone, 2, afterClosing(fault)) {
                $0.options = options
                $0.codes = ["success", gone]
            }
        }

        func clock(_ seconds: Int) -> FaultCase {
            make("clock \(seconds) s off", .closed, 2) {
                $0.settings = ["clock_offset_seconds": .int(seconds)]
                $0.codes = [expired, "success"]
                $0.correctedSeconds = seconds
            }
        }

        return [
            make("a room", .closed) { $0.codes = ["success"] },
            make("no room", .alreadyGone) {
                $0.isOpen = false
                $0.codes = [gone]
            },
            make("no room, as an error", .error(.roomNotFound)) {
                $0.isOpen = false
                $0.options.alreadyGoneIsError = true
            },
            make("a name that URLs would spoil", .closed) { $0.room = "a b&c=+%2F #?$!" },
            // What the answer meets on its way.
            make("delay", .closed, 1, always(["kind": "delay", "ms": 50])),
            make("slow_body", .closed, 1, always(["kind": "slow_body", "ms": 50])),
            make("wrong_content_type", .closed, 1, always(["kind": "wrong_content_type"])),
            make("no_date", .closed, 1, always(["kind": "no_date"])),
            make("big_body", .closed, 1, always(["kind": "big_body", "bytes": .int(limit)])),
            tooLarge(limit + 1),
            tooLarge(3 * limit),
            make("big_body that is allowed", .closed, 1,
                always(["kind": "big_body", "bytes": .int(3 * limit)])
            ) { $0.options.maxResponseBytes = 3 * limit },
            make("html", .error(.unexpectedResponse), 1, always(["kind": "html"])) {
                $0.says = "<title>"
            },
            make("truncated_json", .error(.unexpectedResponse), 1,
                always(["kind": "truncated_json"])),
            make("empty_body", .error(.unexpectedResponse), 1, always(["kind": "empty_body"])),
            make("redirect", .error(.unexpectedResponse), 1,
                always(["kind": "redirect", "location": "http://127.0.0.1:1/"])
            ) { $0.says = "307" },
            make("status 404", .error(.unexpectedResponse), 1,
                always(["kind": "status", "status": 404])
            ) { $0.says = "404" },
            make("status 500", .error(.unavailable), 2, always(["kind": "status", "status": 500])) {
                $0.options = two
                $0.says = "500"
            },
            make("status 503", .error(.unavailable), 3, always(["kind": "status", "status": 503])),
            make("status 429", .error(.rateLimited), 2, always(["kind": "status", "status": 429])) {
                $0.options = two
            },
            make("status 429, Retry-After 2", .closed, 2,
                once(["kind": "status", "status": 429, "retry_after": 2])
            ) { $0.leastSeconds = 2 },
            make("status 429, Retry-After beyond the deadline", .error(.rateLimited), 1,
                always(["kind": "status", "status": 429, "retry_after": 3600])),
            make("drop", .error(.transport), 2, always(["kind": "drop"])) { $0.options = two },
            make("drop_mid_body", .error(.transport), 2, always(["kind": "drop_mid_body"])) {
                $0.options = two
            },
            make("drop, one attempt", .error(.transport), 1, always(["kind": "drop"])) {
                $0.options = one
            },
            make("drop and status 502", .closed, 3,
                once(["kind": "drop"]) + once(["kind": "status", "status": 502])),
            // No answer in time.
            late(["kind": "delay", "ms": 60_000]),
            late(["kind": "hang"]),
            late(["kind": "slow_body", "ms": 60_000]),
            late(["kind": "endless_body"]),
            make("endless_body beyond the limit", .error(.unexpectedResponse), 1,
                always(["kind": "endless_body"])
            ) { $0.options.maxResponseBytes = 200 },
            make("hang once", .closed, 2, once(["kind": "hang"])) {
                $0.options = roomy
                $0.leastSeconds = 8
            },
            // What the provider says.
            make("code of a rate limit", .error(.rateLimited), 2,
                always(["kind": "code", "code": limited])
            ) {
                $0.options = two
                $0.leastSeconds = 1
            },
            make("code of a rate limit, once", .closed, 2,
                once(["kind": "code", "code": limited])
            ) { $0.leastSeconds = 1 },
            make("code that nobody knows", .error(.rejected), 1,
                always(["kind": "code", "code": unknown, "message": "as they say"])
            ) { $0.says = "as they say" },
            // A first attempt that has closed the room without saying so.
            afterwards(["kind": "drop"]),
            afterwards(["kind": "drop_mid_body"]),
            afterwards(["kind": "status", "status": 502]),
            afterwards(["kind": "hang"], roomy),
            // Clocks that disagree.
            clock(7200),
            clock(-7200),
            make("clock off, no_date", .error(.clockSkew), 1, always(["kind": "no_date"])) {
                $0.settings = ["clock_offset_seconds": 7200]
            },
        ]
    }

    private static let wrong = "0123456789abcdef0123456789abcdee"

    private static let zegoCases = [
        FaultCase(
            provider: .zego, name: "a reason and a callback", outcome: .closed,
            account: Variation(customReason: "房间 & more 100%", roomCloseCallback: true)
        ),
        FaultCase(
            provider: .zego, name: "wrong ServerSecret", outcome: .error(.unauthorized),
            account: Variation(secret: wrong), codes: ["100000005"]
        ),
        FaultCase(
            provider: .zego, name: "unknown AppId", outcome: .error(.unauthorized),
            account: Variation(appId: 1), codes: ["100000010"]
        ),
    ]

    private static let trtcCases = [
        FaultCase(
            provider: .trtc, name: "a numeric room", outcome: .closed, room: 4_294_967_294
        ),
        FaultCase(
            provider: .trtc, name: "a numeric room that is not there", outcome: .alreadyGone,
            room: 123, isOpen: false
        ),
        FaultCase(
            provider: .trtc, name: "wrong SecretKey", outcome: .error(.unauthorized),
            account: Variation(secret: wrong), codes: ["AuthFailure.SignatureFailure"]
        ),
        FaultCase(
            provider: .trtc, name: "unknown SecretId", outcome: .error(.unauthorized),
            account: Variation(secretId: "AKIDunknown"), codes: ["AuthFailure.SecretIdNotFound"]
        ),
        FaultCase(
            provider: .trtc, name: "foreign SdkAppId", outcome: .error(.permissionDenied),
            account: Variation(appId: 1), codes: ["UnauthorizedOperation.SdkAppId"]
        ),
        FaultCase(
            provider: .trtc, name: "unknown region", outcome: .error(.rejected),
            account: Variation(region: "mars-1"), codes: ["UnsupportedRegion"]
        ),
        FaultCase(
            provider: .trtc, name: "a token", outcome: .closed,
            account: Variation(token: Account.token), sandbox: ["--trtc-token", Account.token]
        ),
        FaultCase(
            provider: .trtc, name: "a token that is missing", outcome: .error(.unauthorized),
            sandbox: ["--trtc-token", Account.token], codes: ["AuthFailure.TokenFailure"]
        ),
        FaultCase(
            provider: .trtc, name: "a token that is wrong", outcome: .error(.unauthorized),
            account: Variation(token: "another-token"), sandbox: ["--trtc-token", Account.token],
            codes: ["AuthFailure.TokenFailure"]
        ),
    ]
}
