package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.Zego
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.parallel.Isolated

private val UNPACED = CallOptions(paced = false, timeoutMs = 40_000)

/** Many at once. */
@Isolated("it blocks threads that the tests of other classes share")
class ThreadsTest {
    @Test
    fun `one client serves many threads`() {
        val zego = zego(transport = Answering { reply(ZEGO_SUCCESS) })
        val trtc = trtc(transport = Answering { reply(TRTC_SUCCESS) })
        val expected = zego.buildCloseRoom("room", timestamp = TIMESTAMP, nonce = NONCE)
        onThreads(16) { thread ->
            repeat(50) {
                assertEquals(expected, zego.buildCloseRoom("room", timestamp = TIMESTAMP, nonce = NONCE))
                assertEquals(1, zego.closeRoomBlocking("room-$thread", options = UNPACED).attempts)
                assertEquals(1, trtc.closeRoomAsync(thread + 1L, UNPACED).get(20, TimeUnit.SECONDS).attempts)
                thrown(ErrorKind.INVALID_SIGNATURE) { Zego.verifyCallback("a=b".toByteArray(), "secret") }
            }
        }
    }

    @Test
    fun `a thousand coroutines wait at the same time`() = coroutines {
        val trtc = trtc(transport = Answering { delay(300); reply(TRTC_SUCCESS) })
        val closed = List(1000) { async { trtc.closeRoom("room-$it", UNPACED) } }.awaitAll()
        assertEquals(setOf(Closed(Closed.Status.CLOSED, "request-1", 1)), closed.toSet())
    }

    @Test
    fun `a call ends though all threads of the program's dispatchers are blocked`() {
        val zego = zego(transport = Answering { reply(ZEGO_SUCCESS) })
        val blocked = List(2 * Runtime.getRuntime().availableProcessors() + 2) {
            CoroutineScope(Dispatchers.Default).async {
                zego.closeRoomBlocking("room", options = UNPACED).attempts + zego.closeRoomAsync("room", options = UNPACED).get().attempts
            }
        }
        val attempts = coroutines { withTimeout(20_000) { blocked.awaitAll() } }
        assertEquals(setOf(2), attempts.toSet())
    }

    @Test
    fun `a thread that blocks does nothing else meanwhile`() = runBlocking {
        var hasRun = false
        launch { hasRun = true }
        zego(transport = Answering { delay(100); reply(ZEGO_SUCCESS) }).closeRoomBlocking("room")
        assertFalse(hasRun)
    }

    @Test
    fun `an error says who blocked for it`() {
        val error = thrown(ErrorKind.REJECTED) {
            zego(transport = Answering { reply("""{"Code":987654,"Message":"","RequestId":""}""") }).closeRoomBlocking("room")
        }
        assertTrue(error.stackTrace.any { it.className == javaClass.name }, error.stackTraceToString())
    }

    @Test
    fun `a client may be closed at any moment`() {
        repeat(20) {
            val zego = zego(transport = Answering { reply(ZEGO_SUCCESS) })
            onThreads(4) { thread ->
                repeat(20) { round ->
                    if (thread == 0 && round == 10) zego.close()
                    try {
                        assertEquals(1, zego.closeRoomBlocking("room", options = UNPACED).attempts)
                        zego.buildCloseRoom("room")
                    } catch (e: CloseRoomException) {
                        assertEquals("Client", checked(e, ErrorKind.INVALID_INPUT).field)
                    }
                }
            }
        }
    }

    @Test
    fun `a call that is under way goes on when its client is closed`() = coroutines {
        val zego = zego(transport = Answering { delay(500); reply(ZEGO_SUCCESS) })
        val call = async { zego.closeRoom("room") }
        delay(200)
        zego.close()
        assertEquals(1, call.await().attempts)
    }

    @Test
    fun `clients that nobody closes do not pile up`() {
        repeat(2_000) { zego().buildCloseRoom("room") }
        System.gc()
        assertTrue(zego().buildCloseRoom("room").url.isNotEmpty())
    }
}

private fun onThreads(count: Int, run: (Int) -> Unit) {
    val threads = Executors.newFixedThreadPool(count)
    try {
        threads.invokeAll(List(count) { Callable { run(it) } }).forEach { it.get(40, TimeUnit.SECONDS) }
    } finally {
        threads.shutdownNow()
    }
}
