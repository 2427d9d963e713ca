package dev.closeroom.tests.faults

import com.fasterxml.jackson.databind.JsonNode
import dev.closeroom.CallOptions
import dev.closeroom.Closed
import dev.closeroom.TrtcRoomId
import dev.closeroom.support.Accounts
import dev.closeroom.tests.trtc
import dev.closeroom.tests.vectors.AskedTrtc
import dev.closeroom.tests.zego
import java.net.URLEncoder

/** The client of a row: the sandbox's account, and what the row has other than that. */
fun clientOf(row: Row, endpoint: String): Client = when (row.provider) {
    "zego" -> ZegoClient(row.account, row.account.secret ?: Accounts.ZEGO_SERVER_SECRET, endpoint)
    "trtc" -> TrtcClient(row.account, row.account.secret ?: Accounts.TRTC_SECRET_KEY, endpoint)
    else -> error("the provider ${row.provider} is not known")
}

sealed class Client(val endpoint: String, secret: String, token: String?) {
    /** What nobody may see. */
    val credentials = listOfNotNull(secret, token, token?.let { URLEncoder.encode(it, Charsets.UTF_8) })

    abstract suspend fun closeRoom(room: JsonNode, close: Close, options: CallOptions): Closed

    /** What a log shows of it. */
    abstract override fun toString(): String
}

private class ZegoClient(account: Account, secret: String, endpoint: String) : Client(endpoint, secret, account.token) {
    private val zego = zego(endpoint, secret, account.appId ?: Accounts.ZEGO_APP_ID)

    override suspend fun closeRoom(room: JsonNode, close: Close, options: CallOptions) =
        zego.closeRoom(room.textValue(), close.customReason, close.roomCloseCallback, options)

    override fun toString() = zego.toString()
}

private class TrtcClient(account: Account, secret: String, endpoint: String) : Client(endpoint, secret, account.token) {
    private val trtc = trtc(
        endpoint,
        account.appId ?: Accounts.TRTC_SDK_APP_ID,
        account.secretId ?: Accounts.TRTC_SECRET_ID,
        secret,
        account.region ?: Accounts.TRTC_REGION,
        account.token,
        account.signatureMethod?.let { AskedTrtc.SIGNATURE_METHODS.getValue(it) },
    )

    override suspend fun closeRoom(room: JsonNode, close: Close, options: CallOptions) =
        trtc.closeRoom(if (room.isTextual) TrtcRoomId.of(room.textValue()) else TrtcRoomId.of(room.longValue()), options)

    override fun toString() = trtc.toString()
}
