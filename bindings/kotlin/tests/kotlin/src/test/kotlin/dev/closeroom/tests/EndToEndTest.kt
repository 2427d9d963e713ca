package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.Freshness
import dev.closeroom.HttpLimits
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.OkHttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcEvent
import dev.closeroom.TrtcLanguage
import dev.closeroom.TrtcRoomId
import dev.closeroom.TrtcSignatureMethod
import dev.closeroom.Zego
import dev.closeroom.ZegoEvent
import dev.closeroom.support.Accounts
import dev.closeroom.support.CallbackReceiver
import dev.closeroom.support.Sandbox
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.junit.jupiter.params.provider.ValueSource

private const val ODD = "房间 1+%&=/?#\uD83D\uDE80\"'\\"
private const val LARGEST = "18446744073709551615"

/** Rooms of the sandbox, by HTTP and the default transport. */
@Execution(ExecutionMode.CONCURRENT)
class EndToEndTest {
    @Test
    fun `ZEGO rooms, with everything that can be said about them`() = sandboxed { sandbox ->
        for (isTest in listOf(null, true, false)) {
            // A client of its own each, since the calls of one take turns.
            for ((room, reason, callback) in listOf(
                Triple("room", null, null),
                Triple(ODD, "$ODD ended", true),
                Triple("r".repeat(128), "", false),
            )) {
                sandbox.open("zego", room)
                Zego(Accounts.ZEGO_APP_ID, Accounts.ZEGO_SERVER_SECRET, sandbox.url(), isTest).use { zego ->
                    assertClosed(zego.closeRoom(room, reason, callback))
                }
                val request = sandbox.requests().last()
                assertEquals(listOf("CloseRoom", "GET", room), listOf("action", "method", "room_id").map { request[it].asText() })
            }
        }
        assertEquals(0, sandbox.rooms().size())
    }

    @ParameterizedTest
    @CsvSource(
        "TC3_HMAC_SHA256, POST", "TC3_HMAC_SHA256, GET",
        "HMAC_SHA256, POST", "HMAC_SHA256, GET",
        "HMAC_SHA1, POST", "HMAC_SHA1, GET",
    )
    fun `TRTC rooms, however they are signed`(signature: TrtcSignatureMethod, method: HttpMethod) = sandboxed { sandbox ->
        val trtc = Trtc(
            Accounts.TRTC_SDK_APP_ID,
            Accounts.TRTC_SECRET_ID,
            Accounts.TRTC_SECRET_KEY,
            region = Accounts.TRTC_REGION,
            endpoint = sandbox.url(),
            signatureMethod = signature,
            httpMethod = method,
            language = TrtcLanguage.EN_US,
            allowAnyRoomId = true,
        )
        for (room in listOf("room", " !#$%&()+-:;<=.>?@[]^_{}|~,", "123", "会议/*\"'\\`\uD83D\uDE80é\n\u2028")) {
            sandbox.open("trtc", room)
            assertClosed(trtc.closeRoom(room))
            assertEquals("DismissRoomByStrRoomId" to room, sandbox.requests().last().let { it["action"].asText() to it["room_id"].textValue() })
        }
        for (room in listOf(123L, 4_294_967_294, Long.MAX_VALUE)) {
            sandbox.open("trtc", room)
            assertClosed(trtc.closeRoom(room))
            assertEquals("DismissRoom" to room, sandbox.requests().last().let { it["action"].asText() to it["room_id"].longValue() })
        }
        sandbox.open("trtc", LARGEST.toBigInteger())
        assertClosed(trtc.closeRoom(TrtcRoomId.ofNumber(LARGEST)))
        assertEquals(0, sandbox.rooms().size())
        assertEquals(setOf(method.name), sandbox.requests().map { it["method"].asText() }.toSet())
    }

    @Test
    fun `a string room is not the number of the same digits`() = sandboxed { sandbox ->
        val trtc = trtc(sandbox.url())
        sandbox.open("trtc", 123)
        assertEquals(Closed.Status.ALREADY_GONE, trtc.closeRoom("123").status)
        assertEquals(1, sandbox.rooms().size())
        assertClosed(trtc.closeRoom(123))
    }

    @ParameterizedTest
    @CsvSource("TC3_HMAC_SHA256, POST", "TC3_HMAC_SHA256, GET", "HMAC_SHA1, POST", "HMAC_SHA256, GET")
    fun `temporary credentials`(signature: TrtcSignatureMethod, method: HttpMethod) =
        sandboxed("--trtc-token", TOKEN) { sandbox ->
            fun client(token: String?) = Trtc(
                Accounts.TRTC_SDK_APP_ID,
                Accounts.TRTC_SECRET_ID,
                Accounts.TRTC_SECRET_KEY,
                Accounts.TRTC_REGION,
                token,
                sandbox.url(),
                signature,
                method,
            )
            sandbox.open("trtc", "room")
            for (token in listOf(null, "another-token")) {
                val error = thrown(ErrorKind.UNAUTHORIZED) { client(token).closeRoom("room") }
                assertEquals("AuthFailure.TokenFailure", error.providerCode)
                assertFalse(error.stackTraceToString().contains("another-token"))
            }
            assertClosed(client(TOKEN).closeRoom("room"))
        }

    @ParameterizedTest
    @ValueSource(strings = ["zego", "trtc"])
    fun `a body may be as large as the call allows`(provider: String) = sandboxed { sandbox ->
        suspend fun close(maxResponseBytes: Int): Closed {
            sandbox.open(provider, "room")
            val options = CallOptions(timeoutMs = 50_000, maxResponseBytes = maxResponseBytes)
            return if (provider == "zego") zego(sandbox.url()).closeRoom("room", options = options) else trtc(sandbox.url()).closeRoom("room", options)
        }
        // Below the limit that there is without one of the call's own, and beyond.
        for (bytes in listOf(200, 3 shl 20)) {
            sandbox.plan(mapOf("fault" to mapOf("kind" to "big_body", "bytes" to bytes), "times" to 2))
            assertClosed(close(bytes))
            val error = thrown(ErrorKind.UNEXPECTED_RESPONSE) { close(bytes - 1) }
            assertTrue(error.message.contains("limit of ${bytes - 1} bytes"), error.message)
        }
        sandbox.fault(mapOf("kind" to "endless_body"))
        val error = thrown(ErrorKind.UNEXPECTED_RESPONSE) { close(200) }
        assertTrue(error.message.contains("limit of 200 bytes"), error.message)
    }

    @Test
    fun `a request is built here, sent elsewhere, and its response read here`() = sandboxed { sandbox ->
        sandbox.open("zego", "room")
        sandbox.open("trtc", 123)
        val (zego, trtc) = zego(sandbox.url()) to trtc(sandbox.url())
        suspend fun send(request: HttpRequest): HttpResponse {
            // As it comes out of JSON somewhere else.
            val copy = HttpRequest(HttpMethod.valueOf(request.method.name), request.url, request.headers, request.body)
            return OkHttpTransport().send(copy, HttpLimits())
        }
        assertClosed(zego.parseCloseRoom(send(zego.buildCloseRoom("room"))))
        assertClosed(trtc.parseCloseRoom(send(trtc.explainCloseRoom(TrtcRoomId.of(123)).request)))
        val gone = thrown(ErrorKind.ROOM_NOT_FOUND) { trtc.parseCloseRoom(send(trtc.buildCloseRoom(123))) }
        assertEquals("FailedOperation.RoomNotExist", gone.providerCode)
    }

    @ParameterizedTest
    @ValueSource(strings = ["json", "percent", "form"])
    fun `callbacks of ZEGO are received and verified`(form: String) = sandboxed { sandbox ->
        CallbackReceiver().use { receiver ->
            sandbox.set(mapOf("callback_url" to receiver.url(), "zego_callback_form" to form))
            sandbox.openWithPeople("zego", ODD)
            assertClosed(zego(sandbox.url()).closeRoom(ODD, roomCloseCallback = true))
            val callbacks = List(3) {
                val received = receiver.received.poll(20, TimeUnit.SECONDS)!!
                thrown(ErrorKind.INVALID_SIGNATURE) { Zego.verifyCallback(received.body(), "another secret") }
                val later = Freshness.within(nowSeconds = System.currentTimeMillis() / 1000 + 3600)
                thrown(ErrorKind.STALE) { Zego.verifyCallback(received.body(), Accounts.ZEGO_CALLBACK_SECRET, later) }
                Zego.verifyCallback(received.body(), Accounts.ZEGO_CALLBACK_SECRET)
            }
            assertEquals(setOf("room_close", "room_logout", "stream_close"), callbacks.map { it.event.name }.toSet())
            for (callback in callbacks) {
                assertEquals(Accounts.ZEGO_APP_ID, callback.appId)
                when (val event = callback.event) {
                    is ZegoEvent.RoomClose -> assertEquals(ODD to 0, event.roomId to event.closeReason)
                    is ZegoEvent.RoomLogout -> assertEquals(Triple(ODD, "alice", 3), Triple(event.roomId, event.userAccount, event.reason))
                    is ZegoEvent.StreamClose -> assertEquals(Triple(ODD, "s1", 5), Triple(event.roomId, event.streamId, event.type))
                    is ZegoEvent.Other -> error("${event.name} is known")
                }
            }
        }
    }

    @Test
    fun `callbacks of TRTC are received and verified`() = sandboxed { sandbox ->
        CallbackReceiver().use { receiver ->
            sandbox.set(mapOf("callback_url" to receiver.url()))
            val trtc = trtc(sandbox.url())
            for (room in listOf(TrtcRoomId.of("123"), TrtcRoomId.of(123))) {
                sandbox.openWithPeople("trtc", if (room is TrtcRoomId.Text) room.id else 123)
                assertClosed(trtc.closeRoom(room))
                val events = mutableListOf<TrtcEvent.Known>()
                while (events.none { it.kind == TrtcEvent.Kind.DISMISS_ROOM }) {
                    val received = receiver.received.poll(20, TimeUnit.SECONDS)!!
                    thrown(ErrorKind.INVALID_SIGNATURE) {
                        Trtc.verifyCallback(received.body(), received.headers(), "another key")
                    }
                    val callback = Trtc.verifyCallback(received.body(), received.headers(), Accounts.TRTC_CALLBACK_KEY)
                    events += callback.event as TrtcEvent.Known
                }
                assertEquals(setOf(room), events.map { it.roomId }.toSet())
                val exit = events.first { it.kind == TrtcEvent.Kind.EXIT_ROOM }
                assertEquals("alice" to 20, exit.userId to exit.role)
                receiver.received.clear()
            }
        }
    }

    @Test
    fun `rooms of both providers, many at once`() = sandboxed { sandbox ->
        val rooms = List(50) { "room-$it" }
        rooms.forEach { room -> listOf("zego", "trtc").forEach { sandbox.open(it, room) } }
        val (zego, trtc) = zego(sandbox.url()) to trtc(sandbox.url())
        val unpaced = CallOptions(paced = false, timeoutMs = 30_000)
        val closed = rooms.flatMap { room ->
            listOf(
                async { zego.closeRoom(room, options = unpaced) },
                async { trtc.closeRoom(room, unpaced) },
            )
        }.awaitAll()
        closed.forEach(::assertClosed)
        assertEquals(0, sandbox.rooms().size())
    }

    @ParameterizedTest
    @CsvSource("zego, 3", "trtc, 30")
    fun `the calls of one client keep the provider's rate limit`(provider: String, count: Int) =
        sandboxed("--rate-limits", "on") { sandbox ->
            val rooms = List(count) { "room-$it" }
            rooms.forEach { sandbox.open(provider, it) }
            val (zego, trtc) = zego(sandbox.url()) to trtc(sandbox.url())
            val options = CallOptions(timeoutMs = 50_000)
            val closed = rooms.map { room ->
                async { if (provider == "zego") zego.closeRoom(room, options = options) else trtc.closeRoom(room, options) }
            }.awaitAll()
            // On a busy machine a few may come too close to others.
            assertTrue(closed.count { it.attempts > 1 } <= count / 3, "$closed")
            assertEquals(0, sandbox.rooms().size())
        }
}

private fun sandboxed(vararg options: String, test: suspend CoroutineScope.(Sandbox) -> Unit): Unit =
    Sandbox.start(*options).use { sandbox -> coroutines { test(sandbox) } }

fun assertClosed(closed: Closed) {
    assertEquals(Closed.Status.CLOSED, closed.status)
    assertTrue(Regex("[\\w-]{8,}").matches(closed.requestId), closed.requestId)
}
