package dev.closeroom.internal

import dev.closeroom.BodyTooLargeException
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.HttpResponse
import dev.closeroom.HttpTransport
import dev.closeroom.core.CoreCall
import dev.closeroom.core.CoreException
import dev.closeroom.core.CoreFailure
import dev.closeroom.core.CoreStep
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull

/** Carries out calls: asks the core what to do, sends, waits, and reports back. */
internal class Caller(private val input: Input, private val transport: HttpTransport) {
    suspend fun run(start: () -> CoreCall): Closed =
        withContext(CALLING) { input.core(start).use { drive(it) } }

    fun async(start: () -> CoreCall): CompletableFuture<Closed> =
        CoroutineScope(CALLING + UNHEARD).future { run(start) }

    fun blocking(start: () -> CoreCall): Closed = input.core(start).use { call ->
        try {
            if (Thread.interrupted()) throw InterruptedException()
            runBlocking { drive(call) }
        } catch (_: InterruptedException) {
            Thread.currentThread().interrupt()
            call.failed(nowMs(), CoreFailure.Cancelled)
            // How it ended; it may have been closed in the same moment.
            input.core { (call.next(nowMs(), entropy(), entropy()) as CoreStep.Done).closed.toPublic() }
        }
    }

    private suspend fun drive(call: CoreCall): Closed {
        var cause: Throwable? = null
        try {
            while (true) {
                currentCoroutineContext().ensureActive()
                when (val step = call.next(nowMs(), entropy(), entropy())) {
                    is CoreStep.Send -> cause = attempt(call, step)
                    is CoreStep.Wait -> delay(step.ms.saturated())
                    is CoreStep.Done -> return step.closed.toPublic()
                }
            }
        } catch (e: CoreException) {
            val error = e.toPublic()
            throw if (error.kind == ErrorKind.TRANSPORT) e.toPublic(cause) else error
        } finally {
            // Gives the call's turn back; after its end it is ignored.
            call.failed(nowMs(), CoreFailure.Cancelled)
        }
    }

    /** Sends a request, and reports what comes of it; gives what the transport threw, if it can be shown. */
    private suspend fun attempt(call: CoreCall, step: CoreStep.Send): Throwable? {
        val limit = step.maxResponseBytes.coerceAtMost(Int.MAX_VALUE.toULong()).toInt()
        val result = send(step, limit)
        val response = result?.getOrNull()
        val thrown = result?.exceptionOrNull()
        val failure = when {
            result == null -> CoreFailure.Timeout
            thrown is BodyTooLargeException -> CoreFailure.BodyTooLarge
            thrown != null -> CoreFailure.Other(reasonOf(thrown))
            response == null -> CoreFailure.Other("the transport gave no response")
            response.status !in 0..999 -> CoreFailure.Other("the transport gave the status ${response.status}")
            response.body.size > limit -> CoreFailure.BodyTooLarge
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
    private suspend fun send(step: CoreStep.Send, limit: Int): Result<HttpResponse?>? {
        val scope = CoroutineScope(currentCoroutineContext().minusKey(Job) + SENDING)
        val sending = scope.async { runCatching<HttpResponse?> { transport.send(step.request.toPublic(), limit) } }
        try {
            return withTimeoutOrNull(step.timeoutMs.saturated()) { sending.await() }
        } finally {
            sending.cancel()
        }
    }

    private companion object {
        // Threads beyond the limit of `Dispatchers.IO`: what blocks those of the program, or those
        // that send, keeps no call from ending in time.
        val CALLING by lazy { Dispatchers.IO.limitedParallelism(16) }
        val SENDING by lazy { Dispatchers.IO.limitedParallelism(1024) }

        /** A call that fails in the moment in which its future is cancelled has nobody to tell. */
        val UNHEARD = CoroutineExceptionHandler { _, _ -> }
    }
}
