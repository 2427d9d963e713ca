package dev.closeroom.tests

import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.HttpLimits
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.HttpTransport
import dev.closeroom.OkHttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcSignatureMethod
import dev.closeroom.Zego
import dev.closeroom.support.Accounts
import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.fail

const val TIMESTAMP = 1_615_186_943L
const val NONCE = "4fd24687296dd9f3"
const val TOKEN = "a+session/token=="

/** Replies as the providers send them. */
const val ZEGO_SUCCESS = """{"Code":0,"Message":"success","RequestId":"request-1"}"""
const val TRTC_SUCCESS = """{"Response":{"RequestId":"request-1"}}"""

/** A client of the sandbox's account. */
fun zego(
    endpoint: String? = null,
    serverSecret: String = Accounts.ZEGO_SERVER_SECRET,
    appId: Long = Accounts.ZEGO_APP_ID,
    transport: HttpTransport = OkHttpTransport(),
) = Zego(appId, serverSecret, endpoint, transport = transport)

/** A client of the sandbox's account. */
fun trtc(
    endpoint: String? = null,
    sdkAppId: Long = Accounts.TRTC_SDK_APP_ID,
    secretId: String = Accounts.TRTC_SECRET_ID,
    secretKey: String = Accounts.TRTC_SECRET_KEY,
    region: String = Accounts.TRTC_REGION,
    token: String? = null,
    signatureMethod: TrtcSignatureMethod? = null,
    transport: HttpTransport = OkHttpTransport(),
) = Trtc(sdkAppId, secretId, secretKey, region, token, endpoint, signatureMethod, transport = transport)

fun reply(body: String, status: Int = 200, vararg headers: Pair<String, String>) =
    HttpResponse(status, headers.associate { (name, value) -> name to listOf(value) }, body.toByteArray())

/** A transport that answers so, and keeps the requests. */
class Answering(private val answer: suspend (HttpRequest) -> HttpResponse) : HttpTransport {
    val requests = mutableListOf<HttpRequest>()

    override suspend fun send(request: HttpRequest, limits: HttpLimits): HttpResponse {
        synchronized(requests) { requests += request }
        return answer(request)
    }
}

fun unused() = HttpTransport { _, _ -> fail("a request was sent") }

/** Runs a test on several threads, of which it may block some. */
fun <T> coroutines(block: suspend CoroutineScope.() -> T): T = runBlocking(Dispatchers.IO) { block() }

/** The error that is thrown, which is checked for what holds of all of them. */
inline fun thrown(kind: ErrorKind? = null, run: () -> Any?): CloseRoomException {
    val given = try {
        run()
    } catch (e: CloseRoomException) {
        return checked(e, kind)
    }
    fail("nothing was thrown, but given: $given")
}

fun checked(error: CloseRoomException, kind: ErrorKind?): CloseRoomException {
    if (kind != null) assertEquals(kind, error.kind, error.message)
    assertTrue(error.message.isNotBlank())
    assertEquals(error.kind == ErrorKind.INVALID_INPUT, error.field != null, error.message)
    error.field?.let { assertTrue(error.message.startsWith("$it "), error.message) }
    assertTrue(error.cause == null || error.kind == ErrorKind.TRANSPORT, "a cause: ${error.cause}")
    return error
}

/** Waits until the condition holds. */
fun until(what: String, holds: () -> Boolean) {
    val end = System.nanoTime() + 20_000_000_000
    while (!holds()) {
        if (System.nanoTime() > end) fail("not in time: $what")
        Thread.sleep(5)
    }
}

/** Waits, and does not heed interrupts. */
fun CountDownLatch.awaitWhatever() {
    while (count > 0) runCatching { await() }
}

inline fun <T> timed(run: () -> T): Pair<T, Double> {
    val start = System.nanoTime()
    val value = run()
    return value to (System.nanoTime() - start) / 1e9
}
