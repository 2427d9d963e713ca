package dev.closeroom

import java.io.IOException
import java.util.concurrent.CompletionStage
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runInterruptible

/**
 * What sends requests. [OkHttpTransport] is the one that clients use unless they are given
 * another.
 *
 * An implementation
 * - sends URL, headers and body byte for byte, and no header of its own that changes their
 *   meaning, such as a charset in `Content-Type`;
 * - **never follows a redirect**: the signature is meant for one host alone. It returns the 3xx;
 * - never repeats a request by itself;
 * - stops reading beyond `maxResponseBytes`, and throws [BodyTooLargeException];
 * - stops when its coroutine is cancelled, and frees the connection. A call that is cancelled or
 *   out of time does not wait for that: what comes later is dropped;
 * - throws whatever its HTTP client throws. The message becomes part of the call's error; the
 *   exception itself becomes its cause, unless it shows credentials.
 *
 * It sets no deadline of its own: the call has one. It is called from threads of
 * `Dispatchers.IO`, many at once.
 */
public fun interface HttpTransport {
    /**
     * Sends a request, and reads the whole response.
     *
     * @param maxResponseBytes the largest body to read
     */
    public suspend fun send(request: HttpRequest, maxResponseBytes: Int): HttpResponse

    /** Transports out of functions that do not suspend, for Java above all. */
    public companion object {
        /** A transport that blocks a thread; when it is given up, the thread is interrupted. */
        @JvmStatic
        public fun blocking(transport: BlockingHttpTransport): HttpTransport =
            HttpTransport { request, maxResponseBytes ->
                runInterruptible { runCatching { transport.send(request, maxResponseBytes) } }.getOrThrow()
            }

        /** A transport that returns a future; when it is given up, the future is cancelled. */
        @JvmStatic
        public fun async(transport: AsyncHttpTransport): HttpTransport =
            HttpTransport { request, maxResponseBytes ->
                transport.send(request, maxResponseBytes).await()
            }
    }
}

/** An [HttpTransport] that blocks; see [HttpTransport.blocking]. The same rules hold. */
public fun interface BlockingHttpTransport {
    /** Sends a request, and reads the whole response. */
    @Throws(Exception::class)
    public fun send(request: HttpRequest, maxResponseBytes: Int): HttpResponse
}

/** An [HttpTransport] that returns a future; see [HttpTransport.async]. The same rules hold. */
public fun interface AsyncHttpTransport {
    /** Sends a request; the future holds the whole response. */
    @Throws(Exception::class)
    public fun send(request: HttpRequest, maxResponseBytes: Int): CompletionStage<HttpResponse>
}

/** What an [HttpTransport] throws when a response's body goes beyond the limit. */
public class BodyTooLargeException : IOException("the response body is larger than the limit")
