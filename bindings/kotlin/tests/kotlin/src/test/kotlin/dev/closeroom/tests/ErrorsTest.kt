package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.Freshness
import dev.closeroom.Provider
import dev.closeroom.Trtc
import dev.closeroom.Zego
import java.io.IOException
import kotlin.concurrent.thread
import kotlinx.coroutines.awaitCancellation
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Every kind of error, with all its fields. */
class ErrorsTest {
    @Test
    fun `kinds have the numbers and names of the contract`() {
        val names = "invalid_input unauthorized clock_skew permission_denied room_not_found rate_limited rejected unavailable " +
            "unexpected_response transport deadline_exceeded cancelled invalid_signature stale"
        assertEquals(names.split(' '), ErrorKind.entries.map { it.stableName })
        assertEquals((1..14).toList(), ErrorKind.entries.map { it.number })
        assertEquals(ErrorKind.entries.map { it.name.lowercase() }, ErrorKind.entries.map { it.stableName })
    }

    @Test
    fun `every kind can be met`() {
        val met = listOf(
            Expected(ErrorKind.INVALID_INPUT, field = "RoomId") { zego().buildCloseRoom("") },
            Expected(ErrorKind.UNAUTHORIZED, "100000005", "id-1", 200) { zego().parseCloseRoom(zegoError(100000005)) },
            Expected(ErrorKind.CLOCK_SKEW, "AuthFailure.SignatureExpire", "id-1", 200, provider = Provider.TRTC) {
                trtc().parseCloseRoom(trtcError("AuthFailure.SignatureExpire"))
            },
            Expected(ErrorKind.PERMISSION_DENIED, "IpNotInWhitelist", "id-1", 200, provider = Provider.TRTC) {
                trtc().parseCloseRoom(trtcError("IpNotInWhitelist"))
            },
            Expected(ErrorKind.ROOM_NOT_FOUND, "5018", "id-1", 200) { zego().parseCloseRoom(zegoError(5018)) },
            Expected(ErrorKind.RATE_LIMITED, "206", "id-1", 200, retryable = true, retryAfterMs = 7000) {
                zego().parseCloseRoom(zegoError(206, "retry-AFTER" to "7"))
            },
            Expected(ErrorKind.REJECTED, "987654", "id-1", 200) { zego().parseCloseRoom(zegoError(987654)) },
            Expected(ErrorKind.UNAVAILABLE, httpStatus = 503, retryable = true, retryAfterMs = 2000) {
                zego().parseCloseRoom(reply("", 503, "Retry-After" to "2"))
            },
            Expected(ErrorKind.UNEXPECTED_RESPONSE, httpStatus = 404) { zego().parseCloseRoom(reply("<p>", 404)) },
            Expected(ErrorKind.TRANSPORT, retryable = true, cause = CAUSE) {
                zego(transport = Answering { throw CAUSE }).closeRoomBlocking("room", options = ONE)
            },
            Expected(ErrorKind.DEADLINE_EXCEEDED, retryable = true) {
                zego(transport = Answering { awaitCancellation() }).closeRoomBlocking("room", options = ONE.withTimeoutMs(100))
            },
            Expected(ErrorKind.CANCELLED) { interrupted() },
            Expected(ErrorKind.INVALID_SIGNATURE) { Zego.verifyCallback(CALLBACK.toByteArray(), "another", Freshness.ANY_AGE) },
            Expected(ErrorKind.STALE) { Zego.verifyCallback(CALLBACK.toByteArray(), "secret") },
        )
        assertEquals(ErrorKind.entries, met.map { it.kind })
        met.forEach { it.check() }
        Zego.verifyCallback(CALLBACK.toByteArray(), "secret", Freshness.ANY_AGE)
        thrown(ErrorKind.INVALID_SIGNATURE) { Trtc.verifyCallback("{}".toByteArray(), emptyMap(), "key") }
    }

    @Test
    fun `one can be made for tests of a program's own`() {
        val error = CloseRoomException(ErrorKind.RATE_LIMITED, Provider.TRTC, "slow down", retryAfterMs = 1000, cause = CAUSE)
        assertEquals(listOf("slow down", 1000L, CAUSE, null, false), with(error) { listOf(message, retryAfterMs, cause, field, retryable) })
    }

    @Test
    fun `a turn that comes too late is rate_limited, and says when it would have been`() = coroutines {
        val zego = zego(transport = Answering { reply(ZEGO_SUCCESS) })
        zego.closeRoom("room")
        val error = thrown(ErrorKind.RATE_LIMITED) { zego.closeRoom("room", options = CallOptions(timeoutMs = 100)) }
        assertTrue(error.retryAfterMs!! in 1..1100, "${error.retryAfterMs}")
        assertEquals(1, zego.closeRoom("room", options = CallOptions(paced = false)).attempts)
    }

    private class Expected(
        val kind: ErrorKind,
        private val providerCode: String? = null,
        private val requestId: String? = null,
        private val httpStatus: Int? = null,
        private val field: String? = null,
        private val retryable: Boolean = false,
        private val retryAfterMs: Long? = null,
        private val cause: Throwable? = null,
        private val provider: Provider = Provider.ZEGO,
        private val run: () -> Any,
    ) {
        fun check() {
            val error = thrown(kind, run)
            assertEquals(
                listOf(provider, providerCode, requestId, httpStatus, field, retryable, retryAfterMs),
                with(error) { listOf(provider, providerCode, requestId, httpStatus, field, retryable, retryAfterMs) },
            )
            if (cause == null) assertNull(error.cause) else assertSame(cause, error.cause)
            assertEquals("dev.closeroom.CloseRoomException: ${error.kind.stableName}: ${error.message}", error.toString())
        }
    }
}

private val CAUSE = IOException("no route")
private val ONE = CallOptions(maxAttempts = 1, timeoutMs = 30_000)

/** sha1("1000000000" + "123412" + "secret"), as `verifyCallback` sorts them. */
private val CALLBACK: String = run {
    val signed = listOf("secret", "1000000000", "123412").sorted().joinToString("")
    val signature = java.security.MessageDigest.getInstance("SHA-1").digest(signed.toByteArray()).joinToString("") { "%02x".format(it) }
    """{"event":"odd","timestamp":"1000000000","nonce":"123412","signature":"$signature"}"""
}

private fun zegoError(code: Int, vararg headers: Pair<String, String>) =
    reply("""{"Code":$code,"Message":"as they say","RequestId":"id-1"}""", 200, *headers)

private fun trtcError(code: String) =
    reply("""{"Response":{"Error":{"Code":"$code","Message":"as they say"},"RequestId":"id-1"}}""")

private fun interrupted(): Any {
    var outcome: Result<Any>? = null
    thread {
        Thread.currentThread().interrupt()
        outcome = runCatching { zego(transport = unused()).closeRoomBlocking("room") }
    }.join()
    return outcome!!.getOrElse { throw it as CloseRoomException }
}
