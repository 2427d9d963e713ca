package dev.closeroom

import java.io.IOException
import java.util.concurrent.CompletionException
import java.util.concurrent.CompletionStage
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.suspendCancellableCoroutine

/**
 * What sends requests. [OkHttpTransport] is the one that clients use unless they are given
 * another.
 *
 * An implementation
 * - sends URL, headers and body byte for byte, and no header of its own that changes their
 *   meaning, such as a charset in `Content-Type`;
 * - **never follows a redirect**: the signature is meant for one host alone. It returns the 3xx;
 * - never repeats a request by itself;
 * - stops reading beyond [HttpLimits.maxResponseBytes], and throws [BodyTooLargeException];
 * - stops when its coroutine is cancelled, and frees the connection. A call that is cancelled or
 *   out of time does not wait for that: what comes later is dropped;
 * - throws whatever its HTTP client throws. The message becomes part of the call's error; the
 *   exception itself becomes its cause, unless it shows credentials or holds what cannot be looked
 *   through. An [Error], such as one of a class that is missing, is no failure of HTTP: it ends
 *   the call, and is thrown as it is.
 *
 * It need not set a deadline: the call gives up by itself, a moment before [HttpLimits.timeoutMs], and
 * cancels. One that cannot be cancelled hands that time to its HTTP client.
 *
 * It is called from threads of `Dispatchers.IO`, many at once: up to 1024 that block, for each
 * client. A client whose transport never comes back from that many has no thread left to send on;
 * other clients have their own.
 */
public fun interface HttpTransport {
    /** Sends a request, and reads the whole response. */
    public suspend fun send(request: HttpRequest, limits: HttpLimits): HttpResponse

    /** Transports out of functions that do not suspend, for Java above all. */
    public companion object {
        /**
         * A transport that blocks a thread; when it is given up, the thread is interrupted.
         *
         * Much of what blocks does not heed that, `HttpURLConnection` for one: hand
         * [HttpLimits.timeoutMs] to the HTTP client as its own timeout, or its threads and
         * connections outlive the calls.
         */
        @JvmStatic
        public fun blocking(transport: BlockingHttpTransport): HttpTransport =
            HttpTransport { request, limits ->
                runInterruptible { runCatching { transport.send(request, limits) } }.getOrThrow()
            }

        /**
         * A transport that returns a future; when it is given up, `cancel(true)` is called on it.
         *
         * The future has to pass that on to the request. Those of `java.net.http.HttpClient` do,
         * also after `thenApply`; most others do not after `thenApply`.
         */
        @JvmStatic
        public fun async(transport: AsyncHttpTransport): HttpTransport =
            HttpTransport { request, limits -> transport.send(request, limits).awaitOrCancel() }
    }
}

/** An [HttpTransport] that blocks; see [HttpTransport.blocking]. The same rules hold. */
public fun interface BlockingHttpTransport {
    /** Sends a request, and reads the whole response. */
    @Throws(Exception::class)
    public fun send(request: HttpRequest, limits: HttpLimits): HttpResponse
}

/** An [HttpTransport] that returns a future; see [HttpTransport.async]. The same rules hold. */
public fun interface AsyncHttpTransport {
    /** Sends a request; the future holds the whole response. */
    @Throws(Exception::class)
    public fun send(request: HttpRequest, limits: HttpLimits): CompletionStage<HttpResponse>
}

/** What an [HttpTransport] throws when a response's body goes beyond the limit. */
public class BodyTooLargeException : IOException("the response body is larger than the limit")

/** With `cancel(true)`, where kotlinx's `await` has `false`: `java.net.http` does not heed that one. */
private suspend fun <T> CompletionStage<T>.awaitOrCancel(): T = suspendCancellableCoroutine { continuation ->
    val future = toCompletableFuture()
    continuation.invokeOnCancellation { future.cancel(true) }
    whenComplete { value, thrown ->
        if (thrown == null) {
            continuation.resume(value)
        } else {
            continuation.resumeWithException((thrown as? CompletionException)?.cause ?: thrown)
        }
    }
}
