import CloseRoom
import Testing

/// The client of a row: the sandbox's account, and what the row has other than that.
struct FaultClient: Sendable {
    /// What nobody may see.
    let credentials: [String]
    private let client: any Sendable

    init(_ row: FaultRow, endpoint: String) throws {
        let account = row.account
        let secret: String
        switch row.provider {
        case .zego:
            secret = account["secret"]?.string ?? Account.serverSecret
            client = try zegoClient(
                appId: account["app_id"]?.int.map { UInt32($0) } ?? Account.appId,
                serverSecret: secret,
                endpoint: endpoint
            )
        case .trtc:
            secret = account["secret"]?.string ?? Account.secretKey
            client = try trtcClient(
                sdkAppId: account["app_id"]?.int.map { UInt64($0) } ?? Account.sdkAppId,
                secretId: account["secret_id"]?.string ?? Account.secretId,
                secretKey: secret,
                region: account["region"]?.string ?? "ap-guangzhou",
                token: account["token"]?.string,
                endpoint: endpoint,
                signatureMethod: try account["signature_method"]?.string.map {
                    try #require(Trtc.SignatureMethod(rawValue: $0))
                }
            )
        }
        let token = account["token"]?.string
        let encoded = token?.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        credentials = [secret] + [token, encoded].compactMap { $0 }
    }

    func closeRoom(
        _ room: JSON,
        _ close: JSON = [:],
        options: CallOptions
    ) async throws -> Closed {
        switch (client, room) {
        case (let zego as Zego, .string(let room)):
            try await zego.closeRoom(
                room, customReason: close["custom_reason"]?.string,
                roomCloseCallback: close["room_close_callback"]?.bool, options: options
            )
        case (let trtc as Trtc, .string(let room)):
            try await trtc.closeRoom(.string(room), options: options)
        case (let trtc as Trtc, .int(let room)):
            try await trtc.closeRoom(.number(UInt64(room)), options: options)
        default:
            throw Unexpected(what: "no client closes the room \(room)")
        }
    }

    /// All that a log shows of it.
    var printed: String {
        shown(client)
    }
}
