package dev.closeroom.tests

import dev.closeroom.BodyTooLargeException
import dev.closeroom.CallOptions
import dev.closeroom.ErrorKind
import dev.closeroom.HttpLimits
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.OkHttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcSignatureMethod
import dev.closeroom.support.Child
import dev.closeroom.support.RawServer
import dev.closeroom.support.Sandbox
import dev.closeroom.tests.vectors.asked
import dev.closeroom.tests.vectors.casesOf
import dev.closeroom.tests.vectors.text
import java.io.IOException
import java.io.InterruptedIOException
import java.net.ConnectException
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.Proxy
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import okhttp3.Credentials
import okhttp3.Dns
import okhttp3.OkHttpClient
import okhttp3.Protocol
import okhttp3.Request
import okhttp3.Response
import okhttp3.ResponseBody.Companion.toResponseBody
import okio.Buffer
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/** Headers that a client may add. */
private val ADDED = setOf("host", "connection", "accept-encoding", "user-agent", "content-length")

/** The default transport, and what it makes of a client of the user's own. */
@Execution(ExecutionMode.CONCURRENT)
class OkHttpTransportTest {
    @Test
    fun `bytes go out as they were signed`() = coroutines {
        RawServer.answering(RawServer.response(200, "", ZEGO_SUCCESS)).use { server ->
            val odd = "房间 1+%&=/?#\uD83D\uDE80\"'\\|^`{}[]<>~*!()"
            val requests = listOf(
                zego(server.url()).buildCloseRoom(odd, odd, true),
                trtc(server.url(), token = TOKEN).buildCloseRoom("room"),
                Trtc.builder(1, "id", "key", "region").endpoint(server.url())
                    .signatureMethod(TrtcSignatureMethod.HMAC_SHA256)
                    .allowAnyRoomId(true).build().buildCloseRoom(odd),
            )
            for (request in requests) {
                OkHttpTransport().send(request, HttpLimits(1000))
                val (head, body) = server.requests.poll(20, TimeUnit.SECONDS)!!.split("\r\n\r\n", limit = 2)
                val lines = head.split("\r\n")
                assertEquals("${request.method} ${request.url.removePrefix(server.url())} HTTP/1.1", lines.first())
                val headers = lines.drop(1).associate { it.substringBefore(": ").lowercase() to it.substringAfter(": ") }
                assertEquals(request.headers.mapKeys { it.key.lowercase() }, headers - ADDED)
                assertEquals("127.0.0.1:${server.port()}", headers["host"])
                assertArrayEquals(request.body.orEmpty().toByteArray(), body.toByteArray(Charsets.ISO_8859_1))
            }
        }
    }

    @TestFactory
    fun `no URL, header or body of the vectors is changed`() = listOf("zego", "trtc").flatMap { provider ->
        casesOf("$provider/request.json", "request") { case ->
            val request = asked(provider, case).first().build()
            var sent: Request? = null
            val client = OkHttpClient.Builder().addInterceptor { chain ->
                sent = chain.request()
                Response.Builder().request(chain.request()).protocol(Protocol.HTTP_1_1).code(200).message("OK").body("".toResponseBody()).build()
            }.build()
            coroutines { OkHttpTransport(client).send(request, HttpLimits(10)) }
            with(sent!!) {
                assertEquals(case["request"].text("url"), url.toString())
                assertEquals(request.headers, headers.toMap())
                assertEquals(case["request"].text("body"), body?.let { Buffer().also(it::writeTo).readUtf8() })
                assertNull(body?.contentType())
            }
        }
    }

    @Test
    fun `a redirect is given back`() = coroutines {
        RawServer.answering(RawServer.response(200, "", ZEGO_SUCCESS)).use { other ->
            for (status in listOf(301, 302, 303, 307, 308)) {
                RawServer.answering(RawServer.response(status, "Location: ${other.url()}/\r\n", "")).use { server ->
                    assertEquals(status, OkHttpTransport().send(zego(server.url()).buildCloseRoom("room"), HttpLimits(100)).status)
                    assertEquals(status, OkHttpTransport().send(trtc(server.url()).buildCloseRoom("room"), HttpLimits(100)).status)
                }
            }
            assertEquals(0, other.requests.size)
        }
    }

    @Test
    fun `nothing is sent twice`() = coroutines {
        val eager = OkHttpClient.Builder().authenticator { _, response -> response.request }.proxyAuthenticator { _, response -> response.request }.build()
        for (status in listOf(401, 407, 408, 421, 503)) {
            RawServer.answering(RawServer.response(status, "Retry-After: 0\r\n", "body")).use { server ->
                for (request in listOf(zego(server.url()).buildCloseRoom("room"), trtc(server.url()).buildCloseRoom("room"))) {
                    for (transport in listOf(OkHttpTransport(), OkHttpTransport(eager))) {
                        val response = transport.send(request, HttpLimits(100))
                        assertEquals(status to "body", response.status to response.body.decodeToString())
                        assertEquals("0", response.headers.entries.single { it.key.equals("Retry-After", true) }.value.single())
                    }
                }
                assertEquals(4, server.requests.size)
            }
        }
        RawServer { _, _ -> }.use { server ->
            val request = trtc(server.url()).buildCloseRoom("room")
            assertThrows(IOException::class.java) { coroutines { OkHttpTransport().send(request, HttpLimits(100)) } }
            assertEquals(1, server.requests.size)
        }
    }

    @Test
    fun `a client that sends again gets the failure of the first time`() = coroutines {
        val failures = mutableListOf<IOException>()
        val again = OkHttpClient.Builder().addInterceptor { chain ->
            try {
                chain.proceed(chain.request())
            } catch (e: IOException) {
                failures += e
                chain.proceed(chain.request())
            }
        }.build()
        RawServer { _, out -> out.write("no HTTP\r\n\r\n".toByteArray()) }.use { server ->
            val request = zego(server.url()).buildCloseRoom("room")
            val thrown = assertThrows(IOException::class.java) { coroutines { OkHttpTransport(again).send(request, HttpLimits()) } }
            assertSame(failures.single(), thrown)
            assertEquals(1, server.requests.size)
        }
    }

    @Test
    fun `a connection that the server has closed meanwhile is not a reason to send again`() = coroutines {
        val requests = AtomicInteger()
        ServerSocket(0, 50, InetAddress.getLoopbackAddress()).use { server ->
            thread(isDaemon = true) {
                while (!server.isClosed) runCatching { server.accept() }.onSuccess { socket -> thread(isDaemon = true) { socket.answerOnce(requests) } }
            }
            val transport = OkHttpTransport(OkHttpClient())
            val request = zego("http://127.0.0.1:${server.localPort}").buildCloseRoom("room")
            assertEquals(200, transport.send(request, HttpLimits()).status)
            assertThrows(IOException::class.java) { coroutines { transport.send(request, HttpLimits()) } }
            assertEquals(2, requests.get())
        }
    }

    @Test
    fun `a host's next address is tried when one refuses, and when one does not answer`() = coroutines {
        val addresses = listOf("127.0.0.9", "127.0.0.1").map(InetAddress::getByName)
        val dns = object : Dns {
            override fun lookup(hostname: String) = addresses
        }
        val client = OkHttpClient.Builder().dns(dns).build()
        RawServer.answering(RawServer.response(200, "", ZEGO_SUCCESS)).use { server ->
            val options = CallOptions(maxAttempts = 1, timeoutMs = 6_000)
            val zego = zego("http://localhost:${server.port()}", transport = OkHttpTransport(client))
            assertEquals(1, zego.closeRoom("room", options = options).attempts)
            ServerSocket(server.port(), 1, addresses.first()).use { silent ->
                // Nobody accepts: when the queue is full, connecting takes for ever.
                repeat(8) { thread(isDaemon = true) { runCatching { Socket(silent.inetAddress, silent.localPort) } } }
                Thread.sleep(300)
                val (closed, seconds) = timed { zego.closeRoom("room", options = options) }
                assertEquals(1, closed.attempts)
                assertTrue(seconds > 1.9, "it was not silent: $seconds s")
            }
            assertEquals(2, server.requests.size)
        }
    }

    @Test
    fun `a proxy may ask who it is`() = coroutines {
        RawServer { request, out ->
            val isKnown = request.contains("Proxy-Authorization: Basic ", ignoreCase = true)
            val answer = if (isKnown) RawServer.response(200, "", ZEGO_SUCCESS) else RawServer.response(407, "Proxy-Authenticate: Basic realm=\"here\"\r\n", "")
            out.write(answer.toByteArray())
        }.use { proxy ->
            val client = OkHttpClient.Builder()
                .proxy(Proxy(Proxy.Type.HTTP, InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                .proxyAuthenticator { _, response -> response.request.newBuilder().header("Proxy-Authorization", Credentials.basic("a", "b")).build() }
                .build()
            assertEquals(1, zego("http://127.0.0.1:9", transport = OkHttpTransport(client)).closeRoom("room", options = CallOptions(maxAttempts = 1)).attempts)
            assertEquals(2, proxy.requests.size)
        }
    }

    @Test
    fun `by itself it gives up in time`() = coroutines {
        RawServer { _, _ -> Thread.sleep(60_000) }.use { server ->
            val request = trtc(server.url()).buildCloseRoom("room")
            val (_, seconds) = timed {
                assertThrows(InterruptedIOException::class.java) { coroutines { OkHttpTransport().send(request, HttpLimits(timeoutMs = 500)) } }
            }
            assertTrue(seconds in 0.4..20.0, "$seconds s")
        }
    }

    @Test
    fun `a body is read up to the limit`() = coroutines {
        RawServer.answering(RawServer.response(200, "", "a".repeat(1000))).use { server ->
            val request = zego(server.url()).buildCloseRoom("room")
            assertEquals(1000, OkHttpTransport().send(request, HttpLimits(1000)).body.size)
            assertThrows(BodyTooLargeException::class.java) { coroutines { OkHttpTransport().send(request, HttpLimits(999)) } }
            assertEquals(1000, OkHttpTransport().send(request, HttpLimits(Int.MAX_VALUE)).body.size)
        }
    }

    @Test
    fun `a client of the user's own keeps its settings, but for those that would spoil a call`() = coroutines {
        var seen = 0
        val client = OkHttpClient.Builder()
            .readTimeout(100, TimeUnit.MILLISECONDS)
            .callTimeout(100, TimeUnit.MILLISECONDS)
            .addInterceptor { chain -> seen++; chain.proceed(chain.request()) }
            .build()
        RawServer { _, out ->
            Thread.sleep(500)
            out.write(RawServer.response(200, "", ZEGO_SUCCESS).toByteArray())
        }.use { server ->
            assertEquals(1, zego(server.url(), transport = OkHttpTransport(client)).closeRoom("room").attempts)
            assertEquals(1, seen)
        }
        assertTrue(client.followRedirects)
    }

    @Test
    fun `requests to one host are not kept waiting for each other`() = coroutines {
        val everybody = CountDownLatch(40)
        RawServer { _, out ->
            everybody.countDown()
            everybody.await(20, TimeUnit.SECONDS)
            out.write(RawServer.response(200, "", TRTC_SUCCESS).toByteArray())
        }.use { server ->
            val options = CallOptions(timeoutMs = 40_000, maxAttempts = 1, paced = false)
            val trtc = trtc(server.url())
            List(40) { async { trtc.closeRoom("room", options) } }.awaitAll()
        }
        assertEquals(0, everybody.count)
    }

    @Test
    fun `a host that is not there is an error of kind transport`() = coroutines {
        val port = RawServer.answering("").use { it.port() }
        val error = thrown(ErrorKind.TRANSPORT) {
            zego("http://127.0.0.1:$port").closeRoom("room", options = CallOptions(maxAttempts = 1))
        }
        assertTrue(error.cause is ConnectException, "${error.cause}")
        assertTrue(error.message.contains("127.0.0.1"), error.message)
    }

    @Test
    fun `its threads do not keep a program running`() {
        Sandbox.start().use { sandbox ->
            val ended = Child.run(System.getProperty("java.class.path"), "dev.closeroom.tests.ProgramKt", sandbox.url())
            assertEquals("ALREADY_GONE" to 0, ended.output.trim() to ended.status)
            assertTrue(ended.seconds < 30, "${ended.seconds} s")
        }
    }

    @Test
    fun `a request that a server signed can be sent as it came`() = coroutines {
        RawServer.answering(RawServer.response(200, "X: 1\r\nX: 2\r\n", "body")).use { server ->
            val request = HttpRequest(HttpMethod.POST, "${server.url()}/a", mapOf("Content-Type" to "text/plain"), "é")
            val response = OkHttpTransport().send(request, HttpLimits(100))
            assertEquals(200 to "body", response.status to response.body.decodeToString())
            assertEquals(listOf("1", "2"), response.headers.entries.first { it.key.equals("x", true) }.value)
            assertTrue(server.requests.poll()!!.contains("Content-Type: text/plain\r\n", ignoreCase = true))
        }
    }
}

/** Answers the first request of all, and closes the connection when another comes. */
private fun Socket.answerOnce(requests: AtomicInteger): Unit = use {
    val lines = getInputStream().bufferedReader()
    while (true) {
        val line = lines.readLine() ?: return
        if (line.isNotEmpty()) continue
        if (requests.incrementAndGet() > 1) return
        getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".toByteArray())
    }
}
