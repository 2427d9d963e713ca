package dev.closeroom

import dev.closeroom.internal.SentOnce
import dev.closeroom.internal.SentOnce.Companion.sendingOnce
import java.io.IOException
import java.util.concurrent.SynchronousQueue
import java.util.concurrent.ThreadPoolExecutor
import java.util.concurrent.TimeUnit
import kotlin.coroutines.resume
import kotlinx.coroutines.suspendCancellableCoroutine
import okhttp3.Call
import okhttp3.Callback
import okhttp3.ConnectionPool
import okhttp3.Dispatcher
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.Response

/**
 * The default [HttpTransport], with OkHttp 4 or 5.
 *
 * It follows no redirect, sends nothing twice, and keeps no cache. A request has
 * [HttpLimits.timeoutMs] in all, and a third of that for connecting to any one address: where a
 * host has several, one that does not answer leaves time for the next.
 */
public class OkHttpTransport private constructor(
    client: Lazy<OkHttpClient>,
) : HttpTransport {
    private val client by client

    /**
     * With a client that all transports made so share: its threads do not keep a program running,
     * and it sends as many requests at once as there are calls.
     */
    public constructor() : this(SHARED)

    /**
     * With your client's connections, dispatcher, proxy, TLS settings and interceptors; the
     * client itself stays as it is. Its timeouts and its authenticator are not used, that of
     * proxies is; an interceptor that sends again gets the failure of the first time. Its
     * dispatcher's limits hold: 5 requests at once to one host, unless it was given others.
     */
    public constructor(client: OkHttpClient) : this(lazy { client.forSignedRequests() })

    override suspend fun send(request: HttpRequest, limits: HttpLimits): HttpResponse {
        val call = client.newCall(request.toOkHttp(limits))
        call.timeout().timeout(limits.timeoutMs, TimeUnit.MILLISECONDS)
        // Whatever is thrown comes as a value: nobody above OkHttp's threads would tell the call.
        val result = suspendCancellableCoroutine { continuation ->
            continuation.invokeOnCancellation { call.cancel() }
            call.enqueue(
                object : Callback {
                    override fun onFailure(call: Call, e: IOException) {
                        continuation.resume(Result.failure(e))
                    }

                    override fun onResponse(call: Call, response: Response) {
                        continuation.resume(runCatching { response.use { it.read(call, limits.maxResponseBytes) } })
                    }
                },
            )
        }
        return result.getOrThrow()
    }

    private companion object {
        val SHARED: Lazy<OkHttpClient> = lazy {
            val threads = ThreadPoolExecutor(
                0,
                Int.MAX_VALUE,
                60,
                TimeUnit.SECONDS,
                SynchronousQueue(),
            ) { work -> Thread(work, "closeroom http").apply { isDaemon = true } }
            val dispatcher = Dispatcher(threads).apply {
                maxRequests = Int.MAX_VALUE
                maxRequestsPerHost = Int.MAX_VALUE
            }
            OkHttpClient.Builder()
                .dispatcher(dispatcher)
                // Nobody repeats a request on a connection that the server closed in the meantime,
                // so none is kept for long.
                .connectionPool(ConnectionPool(5, 15, TimeUnit.SECONDS))
                .build()
                .forSignedRequests()
        }

        fun OkHttpClient.forSignedRequests(): OkHttpClient =
            newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .cache(null)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .sendingOnce()
                .build()

        fun HttpRequest.toOkHttp(limits: HttpLimits): Request {
            val connectTimeoutMs = (limits.timeoutMs / 3).coerceIn(1, Int.MAX_VALUE.toLong()).toInt()
            val builder = Request.Builder().url(url).tag(SentOnce::class.java, SentOnce(connectTimeoutMs))
            headers.forEach { (name, value) -> builder.header(name, value) }
            // As bytes: OkHttp adds a charset to the type of text.
            return builder.method(method.name, body?.toByteArray()?.toRequestBody()).build()
        }

        fun Response.read(call: Call, maxResponseBytes: Int): HttpResponse {
            val source = body!!.source()
            if (source.request(maxResponseBytes + 1L)) {
                // Or closing it reads on for a while, to keep the connection.
                call.cancel()
                throw BodyTooLargeException()
            }
            return HttpResponse(code, headers.toMultimap(), source.buffer.readByteArray())
        }
    }
}
