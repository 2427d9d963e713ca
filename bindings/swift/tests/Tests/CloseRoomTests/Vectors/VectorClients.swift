import CloseRoom
import Testing

/// The clients and arguments that vectors speak of.
enum VectorClient {
    static func zego(_ config: JSON, transport: any HTTPTransport = URLSessionTransport()) throws
        -> Zego
    {
        try config.onlyMembers(["appId", "serverSecret", "endpoint", "isTest"])
        return try Zego(
            appId: UInt32(try config.number("appId")),
            serverSecret: try config.text("serverSecret"),
            endpoint: config["endpoint"]?.string,
            isTest: config["isTest"]?.bool,
            transport: transport
        )
    }

    static func trtc(_ config: JSON, transport: any HTTPTransport = URLSessionTransport()) throws
        -> Trtc
    {
        try config.onlyMembers([
            "sdkAppId", "secretId", "secretKey", "region", "token", "endpoint", "signatureMethod",
            "httpMethod", "language", "allowAnyRoomId",
        ])
        return try Trtc(
            sdkAppId: try #require(UInt64(try config.text("sdkAppId"))),
            secretId: try config.text("secretId"),
            secretKey: try config.text("secretKey"),
            region: try config.text("region"),
            token: config["token"]?.string,
            endpoint: config["endpoint"]?.string,
            signatureMethod: try config["signatureMethod"]?.string.map {
                try #require(Trtc.SignatureMethod(rawValue: $0))
            },
            httpMethod: try config["httpMethod"]?.string.map {
                try #require(Trtc.HTTPMethod(rawValue: $0))
            },
            language: config["language"]?.string,
            allowAnyRoomId: config["allowAnyRoomId"]?.bool ?? false,
            transport: transport
        )
    }

    static func room(_ json: JSON?) throws -> Trtc.RoomId {
        let json = try #require(json)
        try json.onlyMembers(["string", "number"])
        if let text = json["string"]?.string {
            return .string(text)
        }
        return .number(try #require(UInt64(try json.text("number"))))
    }
}

/// What a client makes of a vector's input, in every way that there is.
struct VectorCalls {
    let build: () throws -> SignedRequest
    let explain: () throws -> Explained
    /// Over a transport that must not be called.
    let closeRoom: () async throws -> Closed

    init(zego config: JSON, _ input: JSON) throws {
        try input.onlyMembers([
            "roomId", "customReason", "roomCloseCallback", "timestamp", "nonce",
        ])
        let room = try input.text("roomId")
        let reason = input["customReason"]?.string
        let callback = input["roomCloseCallback"]?.bool
        let (timestamp, nonce) = (try input.number("timestamp"), try input.text("nonce"))
        build = {
            try VectorClient.zego(config).buildCloseRoom(
                room, customReason: reason, roomCloseCallback: callback, timestamp: timestamp,
                nonce: nonce
            )
        }
        explain = {
            try VectorClient.zego(config).explainCloseRoom(
                room, customReason: reason, roomCloseCallback: callback, timestamp: timestamp,
                nonce: nonce
            )
        }
        closeRoom = {
            try await VectorClient.zego(config, transport: unused).closeRoom(
                room, customReason: reason, roomCloseCallback: callback
            )
        }
    }

    init(trtc config: JSON, _ input: JSON) throws {
        try input.onlyMembers(["roomId", "timestamp", "nonce"])
        let room = try VectorClient.room(input["roomId"])
        let (timestamp, nonce) = (try input.number("timestamp"), try input.text("nonce"))
        build = {
            try VectorClient.trtc(config).buildCloseRoom(room, timestamp: timestamp, nonce: nonce)
        }
        explain = {
            try VectorClient.trtc(config).explainCloseRoom(room, timestamp: timestamp, nonce: nonce)
        }
        closeRoom = {
            try await VectorClient.trtc(config, transport: unused).closeRoom(room)
        }
    }

    init(_ provider: String, _ config: JSON, _ input: JSON) throws {
        self = provider == "zego" ? try .init(zego: config, input) : try .init(trtc: config, input)
    }
}

private let unused = Scripted { _, _ in
    throw Unexpected(what: "a request was sent")
}
