package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.support.RawServer
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

private val SUCCESS = RawServer.response(200, "", ZEGO_SUCCESS)

/** Far longer than any of these tests may take to notice. */
private val PATIENT = CallOptions(timeoutMs = 50_000)
private const val AT_ONCE_SECONDS = 5.0

/** Cancels calls at each moment, in each of the three ways. */
@Execution(ExecutionMode.CONCURRENT)
class CancellationTest {
    @TestFactory
    fun `a call can be cancelled at every moment`(): List<DynamicTest> =
        Moment.entries.flatMap { moment ->
            Way.entries.map { way -> dynamicTest("$moment by $way") { World(moment).use { it.play(way) } } }
        }

    @Test
    fun `the turns of cancelled calls go to others`() = coroutines {
        RawServer.answering(SUCCESS).use { server ->
            val zego = zego(server.url())
            zego.closeRoom("room")
            val waiting = List(8) { launch { zego.closeRoom("waiting", options = PATIENT) } }
            Thread.sleep(300)
            waiting.forEach { it.cancelAndJoin() }
            // On a busy machine the first of them may have had its turn.
            val sent = server.requests.size
            assertTrue(sent <= 2, "$sent")
            // With the turns still taken, the next would come after the deadline.
            zego.closeRoom("room", options = CallOptions(timeoutMs = 5_000))
            assertEquals(sent + 1, server.requests.size)
        }
    }

    @Test
    fun `a timeout of the caller's own is no error of the call`() = coroutines {
        RawServer { _, out -> out.trickle("HTTP/1.1 200 OK\r\nX: ") }.use { server ->
            assertThrows(TimeoutCancellationException::class.java) {
                coroutines { withTimeout(3_000) { zego(server.url()).closeRoom("room", options = PATIENT) } }
            }
            assertNotNull(server.abandoned.poll(10, TimeUnit.SECONDS))
        }
    }

    @Test
    fun `a connection that is not made can be given up`() = coroutines {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
            // Nobody accepts: when the queue is full, connecting takes for ever.
            val fill = List(8) { thread(isDaemon = true) { runCatching { Socket(server.inetAddress, server.localPort) } } }
            Thread.sleep(300)
            val call = launch { zego("http://127.0.0.1:${server.localPort}").closeRoom("room", options = PATIENT) }
            Thread.sleep(300)
            assertTrue(call.isActive)
            val (_, seconds) = timed { call.cancelAndJoin() }
            assertTrue(seconds < AT_ONCE_SECONDS, "$seconds s")
            fill.forEach { it.interrupt() }
        }
    }
}

/** When a call is cancelled, and what the server does to bring it there. */
private enum class Moment(val requests: Int) {
    BEFORE_START(0),
    WAITING_FOR_A_TURN(0),
    IN_THE_HEADERS(1),
    IN_THE_BODY(1),
    BETWEEN_ATTEMPTS(1),
    AFTER_THE_END(1),
}

private enum class Way { COROUTINE, FUTURE, INTERRUPTION }

private class World(private val moment: Moment) : AutoCloseable {
    @Volatile
    private var answer: (OutputStream) -> Unit = { it.write(SUCCESS.toByteArray()) }
    private val server = RawServer { _, out -> answer(out) }
    private val zego = zego(server.url())

    fun play(way: Way) {
        if (moment == Moment.WAITING_FOR_A_TURN) {
            // Somebody else has the turn.
            zego.closeRoomBlocking("room")
            server.requests.clear()
        }
        val success = answer
        when (moment) {
            Moment.IN_THE_HEADERS -> answer = { it.trickle("HTTP/1.1 200 OK\r\nX: ") }
            Moment.IN_THE_BODY -> answer = { it.trickle("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n") }
            Moment.BETWEEN_ATTEMPTS -> answer = { it.write(RawServer.response(503, "Retry-After: 30\r\n", "").toByteArray()) }
            else -> {}
        }
        when (way) {
            Way.COROUTINE -> cancelCoroutine()
            Way.FUTURE -> cancelFuture()
            Way.INTERRUPTION -> interrupt()
        }
        assertEquals(moment.requests, server.requests.size)
        if (moment == Moment.IN_THE_HEADERS || moment == Moment.IN_THE_BODY) {
            assertNotNull(server.abandoned.poll(20, TimeUnit.SECONDS), "the connection was left open")
        }
        answer = success
        assertEquals(Closed.Status.CLOSED, zego.closeRoomBlocking("room", options = PATIENT).status)
    }

    private fun awaitMoment() {
        until("the request") { server.requests.size == moment.requests }
        when (moment) {
            Moment.BEFORE_START -> {}
            // Which comes in 1.1 seconds.
            Moment.WAITING_FOR_A_TURN -> Thread.sleep(100)
            // Until the answer has come as far as it comes.
            else -> Thread.sleep(250)
        }
    }

    private fun cancelCoroutine() {
        if (moment == Moment.AFTER_THE_END) {
            val job = Job()
            val call = CoroutineScope(Dispatchers.Default + job).async { zego.closeRoom("room", options = PATIENT) }
            assertEquals(Closed.Status.CLOSED, coroutines { withTimeout(20_000) { call.await() } }.status)
            job.cancel()
            return
        }
        val outcome = CompletableDeferred<Throwable?>()
        val job = CoroutineScope(Dispatchers.Default).launch {
            if (moment == Moment.BEFORE_START) coroutineContext[Job]!!.cancel()
            outcome.complete(runCatching { zego.closeRoom("room", options = PATIENT) }.exceptionOrNull())
        }
        awaitMoment()
        val (thrown, seconds) = timed {
            // The first cancels itself.
            if (moment != Moment.BEFORE_START) job.cancel()
            coroutines { withTimeout(20_000) { outcome.await() } }
        }
        assertTrue(thrown is CancellationException, "$thrown")
        assertTrue(seconds < AT_ONCE_SECONDS, "$seconds s")
    }

    private fun cancelFuture() {
        val future = zego.closeRoomAsync("room", options = PATIENT)
        if (moment == Moment.AFTER_THE_END) {
            assertEquals(Closed.Status.CLOSED, future.get(20, TimeUnit.SECONDS).status)
            assertFalse(future.cancel(true))
            return
        }
        if (moment == Moment.BEFORE_START) {
            // It may have come to its first request.
            assertTrue(future.cancel(true))
            Thread.sleep(300)
            server.requests.clear()
        } else {
            awaitMoment()
            assertTrue(future.cancel(true))
        }
        assertThrows(CancellationException::class.java) { future.get(20, TimeUnit.SECONDS) }
    }

    private fun interrupt() {
        val outcome = CompletableFuture<Pair<Result<Closed>, Boolean>>()
        val caller = thread {
            if (moment == Moment.BEFORE_START) Thread.currentThread().interrupt()
            val result = runCatching { zego.closeRoomBlocking("room", options = PATIENT) }
            outcome.complete(result to Thread.interrupted())
        }
        if (moment == Moment.AFTER_THE_END) {
            assertEquals(Closed.Status.CLOSED, outcome.get(20, TimeUnit.SECONDS).first.getOrThrow().status)
            return
        }
        awaitMoment()
        val (ended, seconds) = timed {
            caller.interrupt()
            outcome.get(20, TimeUnit.SECONDS)
        }
        val (result, isInterrupted) = ended
        val error = checked(result.exceptionOrNull() as CloseRoomException, ErrorKind.CANCELLED)
        val plural = if (moment.requests == 1) "" else "s"
        assertEquals("zego: the caller cancelled the call (${moment.requests} request$plural sent)", error.message)
        assertTrue(isInterrupted, "the thread's interrupted status is lost")
        assertTrue(seconds < AT_ONCE_SECONDS, "$seconds s")
    }

    override fun close() {
        server.close()
    }
}

/** Writes the beginning of an answer, and then goes on for ever, bit by bit. */
private fun OutputStream.trickle(beginning: String) {
    write(beginning.toByteArray())
    while (true) {
        write('a'.code)
        flush()
        Thread.sleep(20)
    }
}
