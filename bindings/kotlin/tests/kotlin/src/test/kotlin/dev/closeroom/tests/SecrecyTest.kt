package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.Freshness
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.HttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcRoomId
import dev.closeroom.TrtcSignatureMethod
import dev.closeroom.Zego
import dev.closeroom.ZegoCallback
import dev.closeroom.ZegoEvent
import dev.closeroom.tests.vectors.JSON
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.ObjectOutputStream
import java.lang.reflect.Modifier
import java.net.URLEncoder
import java.util.Base64
import java.util.Collections
import java.util.IdentityHashMap
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Made up, and of characters that percent-encoding and JSON change. */
private const val SERVER_SECRET = "ServerSecret/of+nobody=7f31"
private const val SECRET_KEY = "SecretKey\"of\\nobody/90aa"
private const val SESSION_TOKEN = "session+token/of=nobody5c"
private const val CALLBACK_SECRET = "callback secret of nobody 11"
private val SECRETS = listOf(SERVER_SECRET, SECRET_KEY, SESSION_TOKEN, CALLBACK_SECRET)

/** Neither secrets nor signatures are seen in what is printed, logged or looked into. */
class SecrecyTest {
    private fun zego(transport: HttpTransport = unused()) = Zego(1, SERVER_SECRET, "hkg", transport = transport)

    private fun trtc(method: TrtcSignatureMethod? = null, transport: HttpTransport = unused()) =
        Trtc(1, "id", SECRET_KEY, "ap-guangzhou", SESSION_TOKEN, signatureMethod = method, transport = transport)

    @Test
    fun `a client shows its public identity only, and holds no secret`() {
        assertEquals("Zego(appId=1, endpoint=hkg)", zego().toString())
        assertEquals("Trtc(sdkAppId=1)", trtc().toString())
        for (client in listOf(zego().apply { buildCloseRoom("room") }, trtc().apply { buildCloseRoom("room") })) {
            assertHidden(heldBy(client))
        }
        assertHidden(Zego.builder(1, SERVER_SECRET).toString() + Trtc.builder(1, "id", SECRET_KEY, "r").token(SESSION_TOKEN))
    }

    @Test
    fun `a request prints method and URL, without signature and token`() {
        val built = zego().buildCloseRoom("room", timestamp = TIMESTAMP, nonce = NONCE)
        assertEquals(
            "HttpRequest(GET https://rtc-api-hkg.zego.im/?Action=CloseRoom&AppId=1&SignatureNonce=$NONCE&Timestamp=$TIMESTAMP" +
                "&Signature=[redacted]&SignatureVersion=2.0&RoomId=room)",
            built.toString(),
        )
        assertEquals("HttpRequest(POST https://trtc.tencentcloudapi.com/)", trtc().buildCloseRoom("room").toString())
        for (request in listOf(
            trtc(TrtcSignatureMethod.HMAC_SHA1).buildCloseRoom("room"),
            Trtc.builder(1, "id", SECRET_KEY, "r").token(SESSION_TOKEN).httpMethod(HttpMethod.GET)
                .signatureMethod(TrtcSignatureMethod.HMAC_SHA256).build().buildCloseRoom(1),
        )) {
            assertHidden("$request", SECRETS + signatureOf(request))
        }
    }

    @Test
    fun `an explanation masks its signature`() {
        for (explained in listOf(zego().explainCloseRoom("room"), trtc().explainCloseRoom(TrtcRoomId.of("room")))) {
            val signature = explained.steps.single { it.name == "signature" }.value
            assertHidden("$explained", SECRETS + signature)
            assertTrue("$explained".contains("[redacted]"))
        }
    }

    @Test
    fun `a response and a callback print nothing to repeat`() {
        assertEquals("HttpResponse(status=307, body=4 bytes)", reply("body", 307, "Location" to SERVER_SECRET).toString())
        val signature = "8de31b4b4b0b4a3e0f0f8e2f4d6f9d4c0c5a9a11"
        val callback = ZegoCallback(1, 2, "n", signature, ZegoEvent.Other("odd"), "{\"signature\":\"$signature\"}")
        assertEquals("ZegoCallback(appId=1, timestamp=2, nonce=n, event=Other(name=odd))", callback.toString())
    }

    @Test
    fun `an error shows none, whatever providers, proxies and clients repeat`() {
        // A client knows its own secrets only.
        val ofTrtc = "$SECRET_KEY $SESSION_TOKEN"
        val json = JSON.writeValueAsString(ofTrtc)
        val once = CallOptions(maxAttempts = 1, timeoutMs = 30_000)
        var request: HttpRequest? = null
        fun echo(sent: HttpRequest): String {
            request = sent
            return "${sent.url} ${sent.headers} ${sent.body} ${if ("zego" in sent.url) SERVER_SECRET else ofTrtc}"
        }
        val throwing = HttpTransport { sent, _ -> throw IOException(echo(sent)) }
        val answering = HttpTransport { sent, _ -> reply(echo(sent), 404) }
        val runs = listOf<() -> Any>(
            { Zego(1, " $SERVER_SECRET") },
            { Trtc(1, "id", "$SECRET_KEY\n", "r") },
            { Trtc(1, "id", SECRET_KEY, "r", "$SESSION_TOKEN\r\nX-Injected: 1") },
            { Zego(1, SERVER_SECRET + "\uD83D") },
            { Zego.verifyCallback("{}".toByteArray(), "$CALLBACK_SECRET ") },
            { Zego.verifyCallback("{\"signature\":\"$CALLBACK_SECRET\"}".toByteArray(), CALLBACK_SECRET, Freshness.ANY_AGE) },
            { Trtc.verifyCallback("{}".toByteArray(), mapOf("Sign" to listOf(CALLBACK_SECRET)), CALLBACK_SECRET) },
            { zego().parseCloseRoom(reply("""{"Code":100000005,"Message":"$SERVER_SECRET","RequestId":"$SERVER_SECRET"}""")) },
            { trtc().parseCloseRoom(reply("""{"Response":{"Error":{"Code":$json,"Message":$json},"RequestId":$json}}""")) },
            { zego().parseCloseRoom(reply(SERVER_SECRET)) },
            { trtc().parseCloseRoom(reply(ofTrtc, 502)) },
        ) + listOf(throwing, answering).flatMap { transport ->
            listOf<() -> Any>(
                { zego(transport).closeRoomBlocking("room", options = once) },
                { trtc(null, transport).closeRoomBlocking("room", options = once) },
                { trtc(TrtcSignatureMethod.HMAC_SHA256, transport).closeRoomBlocking("room", options = once) },
            )
        }
        for ((index, run) in runs.withIndex()) {
            request = null
            val error = thrown(null, run)
            val hidden = SECRETS + listOfNotNull(request?.let(::signatureOf))
            val text = looks(error)
            for (secret in hidden) assertHidden(text, listOf(secret), "run $index")
        }
    }
}

private fun signatureOf(request: HttpRequest): String {
    val all = listOfNotNull(request.url, request.headers["Authorization"], request.body).joinToString("&")
    return all.substringAfter("Signature=").substringBefore('&')
}

private fun looks(error: CloseRoomException): String {
    val bytes = ByteArrayOutputStream()
    ObjectOutputStream(bytes).use { it.writeObject(error) }
    return listOf(error.stackTraceToString(), error.toString(), error.localizedMessage, heldBy(error), bytes.toString(Charsets.UTF_8)).joinToString("\n")
}

/** Every text that can be reached from an object by reflection. */
private fun heldBy(root: Any): String {
    val seen = Collections.newSetFromMap(IdentityHashMap<Any, Boolean>())
    val texts = mutableListOf<String>()
    val left = ArrayDeque(listOf<Any>(root))
    while (left.isNotEmpty()) {
        val next = left.removeFirst()
        if (!seen.add(next) || seen.size > 20_000) continue
        when (next) {
            is CharSequence -> texts += next.toString()
            is ByteArray -> texts += next.decodeToString()
            is CharArray -> texts += next.concatToString()
            is Array<*> -> left.addAll(next.filterNotNull())
            is Map<*, *> -> left.addAll((next.keys + next.values).filterNotNull())
            is Iterable<*> -> left.addAll(next.filterNotNull())
            else -> {
                val classes = generateSequence<Class<*>>(next.javaClass) { it.superclass }
                for (field in classes.flatMap { it.declaredFields.asSequence() }) {
                    if (Modifier.isStatic(field.modifiers) || field.type.isPrimitive) continue
                    // What the platform does not open cannot be looked into by others either.
                    if (runCatching { field.isAccessible = true }.isFailure) continue
                    field.get(next)?.let(left::add)
                }
            }
        }
    }
    return texts.joinToString("\n")
}

private fun assertHidden(text: String, secrets: List<String> = SECRETS, what: String = "") {
    for (secret in secrets) {
        val spellings = listOf(
            secret,
            URLEncoder.encode(secret, Charsets.UTF_8),
            URLEncoder.encode(secret, Charsets.UTF_8).replace("+", "%20"),
            JSON.writeValueAsString(secret).removeSurrounding("\""),
            Base64.getEncoder().encodeToString(secret.toByteArray()),
        )
        for (spelling in spellings) assertFalse(text.contains(spelling), "$what: $spelling can be seen in $text")
    }
}
