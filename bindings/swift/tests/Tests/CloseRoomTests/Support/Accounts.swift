import CloseRoom

/// The accounts that the sandbox knows: the placeholders of the providers' documents.
enum Account {
    static let appId: UInt32 = 1_234_567_890
    static let serverSecret = "9193cc662a4c0ec135ec71fb57194b38"
    static let callbackSecret = "callback-secret-of-zego"

    static let sdkAppId: UInt64 = 1_400_000_001
    static let secretId = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
    static let secretKey = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
    static let token = "a+session/token=="
    static let callbackKey = "callback-key-of-trtc"

    static let secrets = [serverSecret, callbackSecret, secretKey, token, callbackKey]
}

/// When and with what the examples of the documents are signed.
enum Stamp {
    static let timestamp = 1_615_186_943
    static let nonce = "4fd24687296dd9f3"
}

func zegoClient(
    appId: UInt32 = Account.appId,
    serverSecret: String = Account.serverSecret,
    endpoint: String? = nil,
    transport: any HTTPTransport = URLSessionTransport()
) throws -> Zego {
    try Zego(
        appId: appId, serverSecret: serverSecret, endpoint: endpoint, transport: transport
    )
}

func trtcClient(
    sdkAppId: UInt64 = Account.sdkAppId,
    secretId: String = Account.secretId,
    secretKey: String = Account.secretKey,
    region: String = "ap-guangzhou",
    token: String? = nil,
    endpoint: String? = nil,
    signatureMethod: Trtc.SignatureMethod? = nil,
    httpMethod: Trtc.HTTPMethod? = nil,
    transport: any HTTPTransport = URLSessionTransport()
) throws -> Trtc {
    try Trtc(
        sdkAppId: sdkAppId, secretId: secretId, secretKey: secretKey, region: region, token: token,
        endpoint: endpoint, signatureMethod: signatureMethod, httpMethod: httpMethod,
        transport: transport
    )
}

/// Both providers, for what holds for both.
enum Both: String, CaseIterable, Sendable {
    case zego, trtc

    /// A client that closes one room.
    func client(
        endpoint: String? = nil,
        transport: any HTTPTransport = URLSessionTransport()
    ) throws -> Client {
        switch self {
        case .zego:
            let client = try zegoClient(endpoint: endpoint, transport: transport)
            return Client { try await client.closeRoom("room", options: $0) }
        case .trtc:
            let client = try trtcClient(endpoint: endpoint, transport: transport)
            return Client { try await client.closeRoom("room", options: $0) }
        }
    }

    /// A reply as the provider sends it.
    var success: ProviderResponse {
        switch self {
        case .zego: reply(200, #"{"Code":0,"Message":"success","RequestId":"request-1"}"#)
        case .trtc: reply(200, #"{"Response":{"RequestId":"request-1"}}"#)
        }
    }

    var provider: CloseRoomError.Provider {
        self == .zego ? .zego : .trtc
    }
}

/// A client of either provider, with a room.
struct Client: Sendable {
    let closeRoom: @Sendable (CallOptions) async throws -> Closed
}
