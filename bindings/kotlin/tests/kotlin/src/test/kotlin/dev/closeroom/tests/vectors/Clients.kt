package dev.closeroom.tests.vectors

import com.fasterxml.jackson.databind.JsonNode
import dev.closeroom.Closed
import dev.closeroom.Explained
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.HttpTransport
import dev.closeroom.OkHttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcLanguage
import dev.closeroom.TrtcRoomId
import dev.closeroom.TrtcSignatureMethod
import dev.closeroom.Zego

/** What a case's `config` and `input` ask for, by one of the ways that the public API has. */
interface Asked {
    fun build(): HttpRequest

    fun explain(): Explained

    suspend fun close(): Closed
}

class AskedZego(private val config: JsonNode, private val input: JsonNode, private val transport: HttpTransport = OkHttpTransport()) : Asked {
    init {
        config.onlyHas("appId", "serverSecret", "endpoint", "isTest")
        input.onlyHas("roomId", "customReason", "roomCloseCallback", "timestamp", "nonce")
    }

    private val roomId = input.text("roomId")!!
    private val reason = input.text("customReason")
    private val callback = input.flag("roomCloseCallback")

    private fun client() = Zego(
        config.number("appId")!!,
        config.text("serverSecret")!!,
        config.text("endpoint"),
        config.flag("isTest"),
        transport,
    )

    override fun build() =
        client().buildCloseRoom(roomId, reason, callback, input.number("timestamp")!!, input.text("nonce"))

    override fun explain() =
        client().explainCloseRoom(roomId, reason, callback, input.number("timestamp")!!, input.text("nonce"))

    override suspend fun close() = client().closeRoom(roomId, reason, callback)
}

/** With the builder, which takes every SDKAppID, or with the constructor. */
class AskedTrtc(
    private val config: JsonNode,
    private val input: JsonNode,
    private val byBuilder: Boolean,
    private val transport: HttpTransport = OkHttpTransport(),
) : Asked {
    init {
        config.onlyHas(
            "sdkAppId",
            "secretId",
            "secretKey",
            "token",
            "region",
            "endpoint",
            "signatureMethod",
            "httpMethod",
            "language",
            "allowAnyRoomId",
        )
        input.onlyHas("roomId", "timestamp", "nonce")
    }

    private val sdkAppId = config.text("sdkAppId")!!
    private val secretId = config.text("secretId")!!
    private val secretKey = config.text("secretKey")!!
    private val region = config.text("region")!!
    private val signatureMethod = config.text("signatureMethod")?.let { SIGNATURE_METHODS.getValue(it) }
    private val httpMethod = config.text("httpMethod")?.let(HttpMethod::valueOf)
    private val language = config.text("language")?.let { LANGUAGES.getValue(it) }

    private fun client(): Trtc = if (byBuilder) {
        val builder = Trtc.builder(sdkAppId, secretId, secretKey, region)
        config.text("token")?.let(builder::token)
        config.text("endpoint")?.let(builder::endpoint)
        signatureMethod?.let(builder::signatureMethod)
        httpMethod?.let(builder::httpMethod)
        language?.let(builder::language)
        config.flag("allowAnyRoomId")?.let(builder::allowAnyRoomId)
        builder.transport(transport).build()
    } else {
        Trtc(
            sdkAppId = sdkAppId.toLong(),
            secretId = secretId,
            secretKey = secretKey,
            region = region,
            token = config.text("token"),
            endpoint = config.text("endpoint"),
            signatureMethod = signatureMethod,
            httpMethod = httpMethod,
            language = language,
            allowAnyRoomId = config.flag("allowAnyRoomId") ?: false,
            transport = transport,
        )
    }

    private val room = roomOf(input["roomId"])

    override fun build() = client().buildCloseRoom(room, input.number("timestamp")!!, input.text("nonce"))

    override fun explain() = client().explainCloseRoom(room, input.number("timestamp")!!, input.text("nonce"))

    override suspend fun close() = client().closeRoom(room)

    companion object {
        val LANGUAGES = mapOf("zh-CN" to TrtcLanguage.ZH_CN, "en-US" to TrtcLanguage.EN_US)
        val SIGNATURE_METHODS = mapOf(
            "TC3-HMAC-SHA256" to TrtcSignatureMethod.TC3_HMAC_SHA256,
            "HmacSHA256" to TrtcSignatureMethod.HMAC_SHA256,
            "HmacSHA1" to TrtcSignatureMethod.HMAC_SHA1,
        )
    }
}

fun roomOf(roomId: JsonNode): TrtcRoomId {
    roomId.onlyHas("string", "number")
    return roomId.text("string")?.let(TrtcRoomId::of) ?: TrtcRoomId.ofNumber(roomId.text("number")!!)
}

fun jsonOf(roomId: TrtcRoomId): JsonNode = when (roomId) {
    is TrtcRoomId.Text -> jsonOf("string" to roomId.id)
    is TrtcRoomId.Number -> jsonOf("number" to roomId.id)
}

/** Every way to ask for the same. */
fun asked(provider: String, case: JsonNode, transport: HttpTransport = OkHttpTransport()): List<Asked> =
    if (provider == "zego") {
        listOf(AskedZego(case["config"], case["input"], transport))
    } else {
        val fitsLong = case["config"].text("sdkAppId")!!.toLongOrNull() != null
        listOf(true, false).filter { it || fitsLong }.map { AskedTrtc(case["config"], case["input"], it, transport) }
    }
