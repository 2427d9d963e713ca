package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.HttpTransport
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.parallel.Isolated

private val UNPACED = CallOptions(paced = false, timeoutMs = 40_000)

/** Threads that others block for ever. Alone, since it takes many. */
@Isolated
class StarvationTest {
    @Test
    fun `what depends on futures may block, and so may those who go on in no thread of their own`() {
        val (go, leave) = CompletableDeferred<Unit>() to CountDownLatch(1)
        val blocked = CountDownLatch(80)
        val zego = zego(transport = Answering { go.await(); reply(ZEGO_SUCCESS) })
        repeat(40) {
            zego.closeRoomAsync("room", options = UNPACED).thenRun { blocked.countDown(); leave.await() }
            CoroutineScope(Dispatchers.Unconfined).launch {
                zego.closeRoom("room", options = UNPACED)
                blocked.countDown()
                leave.await()
            }
        }
        go.complete(Unit)
        assertTrue(blocked.await(20, TimeUnit.SECONDS), "${blocked.count} never came")
        assertEquals(1, zego.closeRoomBlocking("room", options = UNPACED).attempts)
        assertEquals(1, zego.closeRoomAsync("room", options = UNPACED).get(20, TimeUnit.SECONDS).attempts)
        assertEquals(1, coroutines { withTimeout(20_000) { zego.closeRoom("room", options = UNPACED) } }.attempts)
        leave.countDown()
    }

    @Test
    fun `a client whose transport never comes back leaves the others alone`() {
        val leave = CountDownLatch(1)
        val hanging = zego(transport = HttpTransport { _, _ -> leave.awaitWhatever(); reply(ZEGO_SUCCESS) })
        val calls = List(1100) { hanging.closeRoomAsync("room", options = UNPACED.withMaxAttempts(1).withTimeoutMs(300)) }
        for (call in calls) {
            val error = assertThrows(ExecutionException::class.java) { call.get(20, TimeUnit.SECONDS) }.cause
            checked(error as CloseRoomException, ErrorKind.DEADLINE_EXCEEDED)
        }
        assertEquals(1, zego(transport = Answering { reply(ZEGO_SUCCESS) }).closeRoomBlocking("room", options = UNPACED).attempts)
        leave.countDown()
    }
}
