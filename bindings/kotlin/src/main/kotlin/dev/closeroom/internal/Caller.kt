package dev.closeroom.internal

import dev.closeroom.BodyTooLargeException
import dev.closeroom.Closed
import dev.closeroom.HttpLimits
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.HttpTransport
import dev.closeroom.core.CoreCall
import dev.closeroom.core.CoreClosed
import dev.closeroom.core.CoreException
import dev.closeroom.core.CoreFailure
import dev.closeroom.core.CoreStep
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.future
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull

/** Carries out calls: asks the core what to do, sends, waits, and reports back. */
internal class Caller(private val input: Input, private val transport: HttpTransport) {
    // Of this client alone: a transport that never comes back keeps no other client from sending.
    private val sending = Dispatchers.IO.limitedParallelism(1024)

    suspend fun run(start: () -> CoreCall): Closed = withPublicErrors {
        withContext(RETURNING) { withContext(CALLING) { input.core(start).use { drive(it) } } }.toPublic()
    }

    fun async(start: () -> CoreCall): CompletableFuture<Closed> =
        CoroutineScope(RETURNING + UNHEARD).future { run(start) }

    /**
     * Waits as any thread does: with `runBlocking`, a thread that is in another one would do the
     * other's work meanwhile. What is thrown is made here, and has the caller in its stack trace.
     */
    fun blocking(start: () -> CoreCall): Closed = input.core(start).use { call ->
        withPublicErrors { await(call).toPublic() }
    }

    private fun await(call: CoreCall): CoreClosed {
        var driven: CompletableFuture<CoreClosed>? = null
        return try {
            if (Thread.interrupted()) throw InterruptedException()
            driven = CoroutineScope(CALLING + UNHEARD).future { drive(call) }
            driven.get()
        } catch (e: ExecutionException) {
            throw e.cause!!
        } catch (_: InterruptedException) {
            Thread.currentThread().interrupt()
            call.failed(nowMs(), CoreFailure.Cancelled)
            driven?.cancel(true)
            // How it ended; it may have been closed in the same moment.
            (call.next(nowMs(), entropy(), entropy()) as CoreStep.Done).closed
        }
    }

    private suspend fun drive(call: CoreCall): CoreClosed {
        var thrown: Throwable? = null
        try {
            while (true) {
                currentCoroutineContext().ensureActive()
                when (val step = call.next(nowMs(), entropy(), entropy())) {
                    is CoreStep.Send -> thrown = attempt(call, step)
                    is CoreStep.Wait -> delay(step.ms.saturated())
                    is CoreStep.Done -> return step.closed
                }
            }
        } catch (e: CoreException) {
            throw e.apply { initCause(thrown) }
        } finally {
            // Gives the call's turn back; after its end it is ignored.
            call.failed(nowMs(), CoreFailure.Cancelled)
        }
    }

    /** Sends a request, and reports what comes of it; gives what the transport threw, if it can be shown. */
    private suspend fun attempt(call: CoreCall, step: CoreStep.Send): Throwable? {
        val limits = HttpLimits(
            maxResponseBytes = step.maxResponseBytes.coerceAtMost(Int.MAX_VALUE.toULong()).toInt(),
            timeoutMs = (step.timeoutMs + GRACE_MS).saturated(),
        )
        val result = send(step.request.toPublic(), limits, step.timeoutMs.saturated())
        val response = result?.getOrNull()
        val thrown = result?.exceptionOrNull()
        if (thrown is Error) throw thrown
        val failure = when {
            result == null -> CoreFailure.Timeout
            thrown is BodyTooLargeException -> CoreFailure.BodyTooLarge
            thrown != null -> CoreFailure.Other(reasonOf(thrown))
            response == null -> CoreFailure.Other("the transport gave no response")
            response.status !in STATUSES -> CoreFailure.Other("the transport gave the status ${response.status}")
            response.body.size > limits.maxResponseBytes -> CoreFailure.BodyTooLarge
            else -> null
        }
        if (failure == null) {
            call.received(nowMs(), response!!.toCore(input))
        } else {
            call.failed(nowMs(), failure)
        }
        return thrown?.takeUnless { seenIn(it)?.let(call::revealsCredentials) ?: true }
    }

    /**
     * What the transport gives, or nothing when the time is up. Its coroutine is not the call's
     * child, and has threads of its own, so that nobody waits for one that goes on all the same.
     */
    private suspend fun send(request: HttpRequest, limits: HttpLimits, timeoutMs: Long): Result<HttpResponse?>? {
        val scope = CoroutineScope(currentCoroutineContext().minusKey(Job) + sending)
        val sent = scope.async { runCatching<HttpResponse?> { transport.send(request, limits) } }
        try {
            return withTimeoutOrNull(timeoutMs) { sent.await() }
        } finally {
            sent.cancel()
        }
    }

    private companion object {
        /** How much longer than the attempt the transport has, so that it is the attempt that ends. */
        const val GRACE_MS = 1000uL

        // Threads beyond the limit of `Dispatchers.IO`: what blocks those of the program, or those
        // that send, keeps no call from ending in time.
        val CALLING by lazy { Dispatchers.IO.limitedParallelism(16) }

        /**
         * Where callers go on that bring no threads of their own: what depends on a future, or a
         * coroutine of `Dispatchers.Unconfined`. They may block, and so stay out of those above.
         */
        val RETURNING by lazy { Dispatchers.IO.limitedParallelism(1024) }

        /** A call that fails in the moment in which its future is cancelled has nobody to tell. */
        val UNHEARD = CoroutineExceptionHandler { _, _ -> }
    }
}
