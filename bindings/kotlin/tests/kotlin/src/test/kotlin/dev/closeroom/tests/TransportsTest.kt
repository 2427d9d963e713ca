package dev.closeroom.tests

import dev.closeroom.AsyncHttpTransport
import dev.closeroom.BlockingHttpTransport
import dev.closeroom.BodyTooLargeException
import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.HttpLimits
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.HttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcSignatureMethod
import dev.closeroom.support.RawServer
import java.io.File
import java.io.IOException
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.SocketTimeoutException
import java.net.URI
import java.net.URL
import java.net.http.HttpClient
import java.net.http.HttpConnectTimeoutException
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.time.Instant
import java.util.Date
import java.util.Locale
import java.util.UUID
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

private val ONE = CallOptions(maxAttempts = 1, timeoutMs = 30_000)
private val SHORT = CallOptions(maxAttempts = 1, timeoutMs = 300)

/** Transports of users' own: those that work, and those that misbehave. */
@Execution(ExecutionMode.CONCURRENT)
class TransportsTest {
    @Test
    fun `a transport gets the signed request and the limit`() = coroutines {
        val transport = Answering { reply(ZEGO_SUCCESS) }
        val closed = zego(transport = transport).closeRoom("a room")
        assertEquals(Closed(Closed.Status.CLOSED, "request-1", 1), closed)
        assertTrue(transport.requests.single().url.endsWith("&RoomId=a%20room"))

        val given = mutableListOf<HttpLimits>()
        val limited = HttpTransport { _, limits -> given += limits; reply(TRTC_SUCCESS) }
        trtc(transport = limited).closeRoom("room")
        trtc(transport = limited).closeRoom("room", CallOptions(maxResponseBytes = 500))
        assertEquals(listOf(1 shl 20, 500), given.map { it.maxResponseBytes })
        // Half of the time, while another attempt could follow, and a second more than the call has.
        assertTrue(given.all { it.timeoutMs in 5_001..6_000 }, "$given")
        trtc(transport = limited).closeRoom("room", CallOptions(timeoutMs = 2_000, maxAttempts = 1))
        assertTrue(given.last().timeoutMs in 2_001..3_000, "$given")
    }

    @Test
    fun `limits for a transport by itself are those of a call`() {
        assertEquals("HttpLimits(maxResponseBytes=1048576, timeoutMs=10000)", HttpLimits().toString())
        assertThrows(IllegalArgumentException::class.java) { HttpLimits(maxResponseBytes = -1) }
        assertThrows(IllegalArgumentException::class.java) { HttpLimits(timeoutMs = 0) }
    }

    @Test
    fun `one that blocks is interrupted when it is given up`() {
        val interrupted = CountDownLatch(1)
        val transport = HttpTransport.blocking(
            BlockingHttpTransport { _, _ ->
                try {
                    Thread.sleep(60_000)
                } catch (e: InterruptedException) {
                    interrupted.countDown()
                    throw e
                }
                reply(ZEGO_SUCCESS)
            },
        )
        thrown(ErrorKind.DEADLINE_EXCEEDED) { zego(transport = transport).closeRoomBlocking("room", options = SHORT) }
        assertTrue(interrupted.await(20, TimeUnit.SECONDS))
        val good = HttpTransport.blocking { _, _ -> reply(ZEGO_SUCCESS) }
        assertEquals(1, zego(transport = good).closeRoomBlocking("room").attempts)
    }

    @Test
    fun `one that gives a future has it cancelled when it is given up`() {
        val future = CompletableFuture<HttpResponse>()
        val transport = HttpTransport.async(AsyncHttpTransport { _, _ -> future })
        thrown(ErrorKind.DEADLINE_EXCEEDED) { zego(transport = transport).closeRoomBlocking("room", options = SHORT) }
        until("the future is cancelled") { future.isCancelled }
        val good = HttpTransport.async { _, _ -> CompletableFuture.completedFuture(reply(ZEGO_SUCCESS)) }
        assertEquals(1, zego(transport = good).closeRoomBlocking("room").attempts)
        val failing = HttpTransport.async { _, _ -> CompletableFuture.failedFuture(IOException("no route")) }
        val error = thrown(ErrorKind.TRANSPORT) { zego(transport = failing).closeRoomBlocking("room", options = ONE) }
        assertTrue(error.message.contains("no route"), error.message)
    }

    @Test
    fun `a request of Java's own client is aborted when it is given up`() {
        val client = HttpClient.newHttpClient()
        val transport = HttpTransport.async { request, _ ->
            client.sendAsync(java.net.http.HttpRequest.newBuilder(URI(request.url)).build(), BodyHandlers.ofByteArray())
                .thenApply { HttpResponse(it.statusCode(), it.headers().map(), it.body()) }
        }
        RawServer { _, out ->
            while (true) {
                out.write('a'.code)
                out.flush()
                Thread.sleep(20)
            }
        }.use { server ->
            thrown(ErrorKind.DEADLINE_EXCEEDED) { zego(server.url(), transport = transport).closeRoomBlocking("room", options = SHORT.withTimeoutMs(2_000)) }
            assertNotNull(server.abandoned.poll(20, TimeUnit.SECONDS), "the request lives on")
        }
        RawServer.answering(RawServer.response(200, "", ZEGO_SUCCESS)).use { server ->
            assertEquals(1, zego(server.url(), transport = transport).closeRoomBlocking("room", options = ONE).attempts)
        }
    }

    @TestFactory
    fun `whatever is thrown is an error of kind transport`(): List<DynamicTest> = listOf(
        IOException("no route"),
        IOException(),
        IllegalStateException("no route", IOException("really none")),
        InterruptedException("no route"),
        CancellationException("somebody else's"),
        RuntimeException("half of a pair: \uD83D and a NUL: \u0000"),
        Unspeakable(),
        Endless(),
    ).map { throwable ->
        dynamicTest(throwable.javaClass.simpleName) {
            var count = 0
            val transport = HttpTransport { _, _ -> count++; throw throwable }
            val error = thrown(ErrorKind.TRANSPORT) { coroutines { zego(transport = transport).closeRoom("room", options = ONE) } }
            assertEquals(1, count)
            assertTrue(error.retryable)
            assertTrue(error.message.startsWith("zego: the HTTP client failed: "), error.message)
            val words = if (throwable is Unspeakable) null else throwable.message
            if (words != null && "\uD83D" !in words) assertTrue(error.message.contains(words), error.message)
            if (throwable !is Unspeakable) assertSame(throwable, error.cause)
        }
    }

    @TestFactory
    fun `an Error ends the call, and is thrown as it is`(): List<DynamicTest> = listOf(
        NoClassDefFoundError("somebody/Elses"),
        OutOfMemoryError("made up"),
        StackOverflowError(),
        AssertionError("of a test"),
    ).map { error ->
        dynamicTest(error.javaClass.simpleName) {
            val count = AtomicInteger()
            val failing = HttpTransport { _, _ -> if (count.incrementAndGet() <= 3) throw error else reply(ZEGO_SUCCESS) }
            val zego = zego(transport = failing)
            val ways = listOf<suspend () -> Any>(
                { zego.closeRoom("room") },
                { zego.closeRoomBlocking("room") },
                { zego.closeRoomAsync("room").await() },
            )
            for (way in ways) {
                val thrown = runCatching { coroutines { way() } }.exceptionOrNull()!!
                // With assertions on, kotlinx.coroutines hands out copies.
                assertSame(error, generateSequence(thrown) { it.cause }.last())
                assertEquals(error.javaClass, thrown.javaClass)
            }
            assertEquals(3, count.get())
            assertEquals(1, zego.closeRoomBlocking("room", options = CallOptions(timeoutMs = 4_000)).attempts)
        }
    }

    @Test
    fun `a transport that keeps the time itself is not the one that failed`() {
        val transport = HttpTransport.blocking { _, limits ->
            Thread.sleep(limits.timeoutMs)
            throw SocketTimeoutException("Read timed out")
        }
        repeat(5) {
            thrown(ErrorKind.DEADLINE_EXCEEDED) { zego(transport = transport).closeRoomBlocking("room", options = SHORT) }
        }
    }

    @Test
    fun `a timeout of the transport's own is a failure of the transport`() = coroutines {
        val attempts = AtomicInteger()
        val transport = HttpTransport { _, _ ->
            if (attempts.incrementAndGet() == 1) withTimeout(10) { awaitCancellation() } else reply(TRTC_SUCCESS)
        }
        assertEquals(2, trtc(transport = transport).closeRoom("room").attempts)
    }

    @Test
    fun `every attempt is signed afresh`() = coroutines {
        val transport = Answering { throw IOException("down") }
        val error = thrown(ErrorKind.TRANSPORT) { zego(transport = transport).closeRoom("room", options = CallOptions(timeoutMs = 30_000)) }
        assertTrue(error.message.endsWith("(3 requests sent)"), error.message)
        assertEquals(3, transport.requests.map { it.url.substringAfter("SignatureNonce=").take(16) }.toSet().size)
    }

    @Test
    fun `one that ignores that it is cancelled is not waited for`() = coroutines {
        val (entered, leave) = CountDownLatch(2) to CountDownLatch(1)
        val late = AtomicInteger()
        val suspending = HttpTransport { _, _ ->
            withContext(NonCancellable) {
                entered.countDown()
                while (leave.count > 0) delay(10)
                late.incrementAndGet()
                reply(ZEGO_SUCCESS)
            }
        }
        val blocking = HttpTransport { _, _ ->
            entered.countDown()
            leave.awaitWhatever()
            late.incrementAndGet()
            reply(ZEGO_SUCCESS)
        }
        for (transport in listOf(suspending, blocking)) {
            val (error, seconds) = timed {
                thrown(ErrorKind.DEADLINE_EXCEEDED) { zego(transport = transport).closeRoom("room", options = SHORT) }
            }
            assertTrue(seconds < 20, "$seconds s")
            assertTrue(error.retryable)
        }
        assertTrue(entered.await(1, TimeUnit.SECONDS))
        leave.countDown()
        until("the late results") { late.get() == 2 }
    }

    @Test
    fun `one that hangs does not keep the caller's own thread`() {
        val leave = CountDownLatch(1)
        val transport = HttpTransport { _, _ ->
            leave.await()
            reply(ZEGO_SUCCESS)
        }
        // On one thread alone, which the transport would block.
        val error = thrown(ErrorKind.DEADLINE_EXCEEDED) {
            runBlocking { zego(transport = transport).closeRoom("room", options = SHORT) }
        }
        assertTrue(error.message.contains("300 ms"), error.message)
        leave.countDown()
    }

    @ParameterizedTest
    @ValueSource(ints = [Int.MIN_VALUE, -1, 1000, 65_736, Int.MAX_VALUE])
    fun `a status that is none is a failure of the transport`(status: Int) = coroutines {
        val transport = Answering { reply(ZEGO_SUCCESS, status) }
        val error = thrown(ErrorKind.TRANSPORT) { zego(transport = transport).closeRoom("room", options = ONE) }
        assertTrue(error.message.contains("the status $status"), error.message)
        assertNull(error.cause)
    }

    @ParameterizedTest
    @ValueSource(ints = [0, 1, 99, 600, 999])
    fun `a status that nobody knows is an unexpected response`(status: Int) = coroutines {
        val transport = Answering { reply(ZEGO_SUCCESS, status) }
        val error = thrown(ErrorKind.UNEXPECTED_RESPONSE) { zego(transport = transport).closeRoom("room", options = ONE) }
        assertEquals(status, error.httpStatus)
    }

    @Test
    fun `a body that is too large is an unexpected response`() = coroutines {
        for (transport in listOf(
            HttpTransport { _, _ -> reply(" ".repeat(3 shl 20)) },
            HttpTransport { _, limits -> reply(" ".repeat(limits.maxResponseBytes + 1)) },
            HttpTransport { _, _ -> throw BodyTooLargeException() },
        )) {
            val error = thrown(ErrorKind.UNEXPECTED_RESPONSE) { zego(transport = transport).closeRoom("room") }
            assertTrue(error.message.contains("1048576 bytes"), error.message)
        }
        val odd = HttpTransport { _, _ -> HttpResponse(200, mapOf("X-\uD83D" to listOf("\uD83D", "")), ZEGO_SUCCESS.toByteArray()) }
        assertEquals(1, zego(transport = odd).closeRoom("room").attempts)
    }

    @TestFactory
    fun `a cause that shows credentials is dropped`(): List<DynamicTest> = listOf<Pair<String, (HttpRequest) -> Throwable>>(
        "in the message" to { IOException("cannot GET ${it.url}") },
        "in the message of a cause" to { IOException("no", IOException("cannot GET ${it.url}")) },
        "in the message of what is suppressed" to { IOException("no").apply { addSuppressed(IOException(it.url)) } },
        "in toString" to { request -> object : IOException("no") { override fun toString() = request.url } },
        "in a member" to { Holding(it.url) },
        "in a member of a member" to { Holding(listOf(it.url)) },
        "in something that cannot be looked into" to { Holding(it) },
        "in a URI" to { Holding(URI(it.url)) },
        "in a key of a map" to { Holding(mapOf(it.url to 1)) },
        "in a value of a map" to { Holding(mapOf("url" to listOf(it.url))) },
        "in bytes" to { Holding(it.url.toByteArray()) },
        "in characters" to { Holding(it.url.toCharArray()) },
        "in its headers" to { IOException("no " + it.headers) },
        "in the middle of a cause of a cause" to { RuntimeException(RuntimeException(Holding(arrayOf(it.headers.values.toList(), it.url)))) },
    ).flatMap { (name, make) ->
        listOf("zego", "trtc").map { provider ->
            dynamicTest("$name of $provider") {
                var request: HttpRequest? = null
                val transport = HttpTransport { sent, _ -> request = sent; throw make(sent) }
                val error = thrown(ErrorKind.TRANSPORT) {
                    coroutines {
                        if (provider == "zego") {
                            zego(transport = transport).closeRoom("room", options = ONE)
                        } else {
                            // Its URL holds nothing secret when the signature is in the headers.
                            trtcV1(transport).closeRoom("room", ONE)
                        }
                    }
                }
                // ZEGO has no headers.
                if (provider == "trtc" || name != "in its headers") {
                    val shown = request!!.url.substringAfter("Signature=").substringBefore('&')
                    assertFalse(error.stackTraceToString().contains(shown), error.stackTraceToString())
                }
                if (provider == "zego" && name != "in its headers") assertNull(error.cause, "${error.cause}")
            }
        }
    }

    @Test
    fun `a cause that shows an Authorization header is dropped`() = coroutines {
        for (make in listOf<(HttpRequest) -> Throwable>(
            { IOException("no " + it.headers) },
            { Holding(it.headers["Authorization"]) },
            { IOException(it.headers["X-TC-Token"]) },
        )) {
            val transport = HttpTransport { request, _ -> throw make(request) }
            val error = thrown(ErrorKind.TRANSPORT) { trtc(token = TOKEN, transport = transport).closeRoom("room", ONE) }
            assertNull(error.cause)
            val shown = error.stackTraceToString()
            assertFalse(shown.contains(TOKEN) || Regex("Signature=[0-9a-f]{8}").containsMatchIn(shown), shown)
        }
    }

    @Test
    fun `a cause that shows nothing is kept`() = coroutines {
        for (cause in listOf(
            IOException("no route", RuntimeException("really")),
            Holding("a harmless text"),
            Holding(listOf(1, true, ErrorKind.STALE, null)),
            CloseRoomException::class.java.let { IOException("about ${it.name}") },
            Holding(URI("https://host/")),
            Holding(listOf(URL("https://host/"), InetSocketAddress.createUnresolved("host", 443), InetAddress.getLoopbackAddress())),
            Holding(listOf(Instant.now(), Duration.ZERO, Date(), UUID.randomUUID(), File("a"), Locale.ROOT, Charsets.UTF_8)),
            Holding(mapOf("Date" to listOf("today"), null to emptyList())),
            Holding("text".toByteArray()),
            Holding("text".toCharArray()),
            HttpConnectTimeoutException("of a package of the platform"),
        )) {
            val transport = HttpTransport { _, _ -> throw cause }
            val error = thrown(ErrorKind.TRANSPORT) { zego(transport = transport).closeRoom("room", options = ONE) }
            assertSame(cause, error.cause)
        }
    }
}

private fun trtcV1(transport: HttpTransport) =
    Trtc.builder(1, "id", "key", "ap-guangzhou")
        .signatureMethod(TrtcSignatureMethod.HMAC_SHA1)
        .httpMethod(HttpMethod.GET)
        .transport(transport)
        .build()

private class Holding(@Suppress("unused") val held: Any?) : IOException("see what I hold")

private class Unspeakable : IOException() {
    override val message: String get() = error("I say nothing")

    override fun toString(): String = error("I say nothing")
}

private class Endless : IOException("round and round") {
    override val cause: Throwable get() = this
}
