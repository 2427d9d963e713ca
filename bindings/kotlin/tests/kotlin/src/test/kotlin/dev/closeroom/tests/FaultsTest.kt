package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.support.Sandbox
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

private const val LIMIT_BYTES = 1 shl 20

/** So that no call's own deadline is what a slow machine meets. */
private val LONG = CallOptions(timeoutMs = 40_000)
private val ONE = LONG.withMaxAttempts(1)
private val TWO = LONG.withMaxAttempts(2)

/** Enough for two attempts that are given up by the deadline, a second or more apart. */
private val SHORT = CallOptions(timeoutMs = 2_500, maxAttempts = 2)

/** Half of it is for an attempt that is given up, and half for one that is not, on a busy machine. */
private val ROOMY = CallOptions(timeoutMs = 10_000, maxAttempts = 2)

/** What can happen while a room is closed, and what closeRoom has to make of it. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
    @TestFactory
    fun `faults of ZEGO`() = tests("zego")

    @TestFactory
    fun `faults of TRTC`() = tests("trtc")
}

private data class Fault(val kind: String, val fields: Map<String, Any> = emptyMap(), val plan: Map<String, Any> = emptyMap()) {
    val once get() = this
    val always get() = copy(plan = mapOf("times" to 100))
    val afterClosing get() = copy(plan = mapOf("after_close" to true))
}

private fun fault(kind: String, vararg fields: Pair<String, Any>) = Fault(kind, fields.toMap())

private data class Case(
    val name: String,
    /** A status, or the kind of the error. */
    val outcome: Enum<*>,
    val requests: Int = 1,
    val faults: List<Fault> = emptyList(),
    val room: String = "room",
    val isOpen: Boolean = true,
    val options: CallOptions = LONG,
    val settings: Map<String, Any> = emptyMap(),
    val says: String = "",
    /** What the provider made of the requests. */
    val codes: List<String> = emptyList(),
    val leastSeconds: Double = 0.0,
    /** By how much the time of the second request is another. */
    val correctedSeconds: Int = 0,
    val httpStatus: Int? = null,
)

private fun cases(provider: String): List<Case> {
    val isZego = provider == "zego"
    val gone = if (isZego) "5018" else "FailedOperation.RoomNotExist"
    val expired = if (isZego) "100000004" else "AuthFailure.SignatureExpire"
    val limited = if (isZego) "206" else "RequestLimitExceeded"
    val unknown = if (isZego) "987654" else "Something.New"
    val (closed, alreadyGone) = Closed.Status.CLOSED to Closed.Status.ALREADY_GONE
    fun status(status: Int, vararg more: Pair<String, Any>) = fault("status", "status" to status, *more)
    return listOf(
        Case("a room", closed, codes = listOf("success")),
        Case("no room", alreadyGone, isOpen = false, codes = listOf(gone)),
        Case("a name that URLs would spoil", closed, room = "a b&c=+%2F #?$!"),
        // What the answer meets on its way.
        Case("delay", closed, faults = listOf(fault("delay", "ms" to 50).always)),
        Case("slow_body", closed, faults = listOf(fault("slow_body", "ms" to 50).always)),
        Case("wrong_content_type", closed, faults = listOf(fault("wrong_content_type").always)),
        Case("no_date", closed, faults = listOf(fault("no_date").always)),
        Case("big_body", closed, faults = listOf(fault("big_body", "bytes" to LIMIT_BYTES).always)),
        *listOf(LIMIT_BYTES + 1, 3 * LIMIT_BYTES).map { bytes ->
            Case(
                "big_body of $bytes bytes",
                ErrorKind.UNEXPECTED_RESPONSE,
                faults = listOf(fault("big_body", "bytes" to bytes).always),
                says = "limit of 1048576 bytes",
            )
        }.toTypedArray(),
        Case(
            "big_body beyond a limit of 100 bytes",
            ErrorKind.UNEXPECTED_RESPONSE,
            faults = listOf(fault("big_body", "bytes" to 101).always),
            options = LONG.withMaxResponseBytes(100),
            says = "limit of 100 bytes",
        ),
        Case("html", ErrorKind.UNEXPECTED_RESPONSE, faults = listOf(fault("html").always), says = "<title>", httpStatus = 200),
        Case("truncated_json", ErrorKind.UNEXPECTED_RESPONSE, faults = listOf(fault("truncated_json").always), httpStatus = 200),
        Case("empty_body", ErrorKind.UNEXPECTED_RESPONSE, faults = listOf(fault("empty_body").always), httpStatus = 200),
        Case("status 404", ErrorKind.UNEXPECTED_RESPONSE, faults = listOf(status(404).always), says = "404", httpStatus = 404),
        Case("status 500", ErrorKind.UNAVAILABLE, 2, listOf(status(500).always), options = TWO, says = "500", httpStatus = 500),
        Case("status 503", ErrorKind.UNAVAILABLE, 3, listOf(status(503).always), says = "503", httpStatus = 503),
        Case("status 503, Retry-After 0", ErrorKind.UNAVAILABLE, 2, listOf(status(503, "retry_after" to 0).always), options = TWO, httpStatus = 503),
        Case("status 429", ErrorKind.RATE_LIMITED, 2, listOf(status(429).always), options = TWO, says = "429", httpStatus = 429),
        Case("status 429, Retry-After 2", closed, 2, listOf(status(429, "retry_after" to 2).once), leastSeconds = 2.0),
        Case(
            "status 429, Retry-After beyond the deadline",
            ErrorKind.RATE_LIMITED,
            faults = listOf(status(429, "retry_after" to 3600).always),
            httpStatus = 429,
        ),
        Case(
            "redirect",
            ErrorKind.UNEXPECTED_RESPONSE,
            faults = listOf(fault("redirect", "location" to "/elsewhere").always),
            httpStatus = 307,
        ),
        Case("drop", ErrorKind.TRANSPORT, 2, listOf(fault("drop").always), options = TWO),
        Case("drop_mid_body", ErrorKind.TRANSPORT, 2, listOf(fault("drop_mid_body").always), options = TWO),
        Case("drop, one attempt", ErrorKind.TRANSPORT, 1, listOf(fault("drop").always), options = ONE),
        Case("drop and status 502", closed, 3, listOf(fault("drop").once, status(502).once)),
        // No answer in time.
        *listOf(
            fault("delay", "ms" to 60_000),
            fault("hang"),
            fault("slow_body", "ms" to 60_000),
            fault("endless_body"),
        ).map {
            Case(
                "${it.kind} beyond the deadline",
                ErrorKind.DEADLINE_EXCEEDED,
                2,
                listOf(it.always),
                options = SHORT,
                says = "of the call's 2500 ms",
                leastSeconds = 2.4,
            )
        }.toTypedArray(),
        Case("hang once", closed, 2, listOf(fault("hang").once), options = ROOMY, leastSeconds = 5.0),
        // What the provider says.
        Case("code of a rate limit", ErrorKind.RATE_LIMITED, 2, listOf(fault("code", "code" to limited).always), options = TWO, leastSeconds = 1.0, httpStatus = 200),
        Case("code of a rate limit, once", closed, 2, listOf(fault("code", "code" to limited).once), leastSeconds = 1.0),
        Case(
            "code that nobody knows",
            ErrorKind.REJECTED,
            faults = listOf(fault("code", "code" to unknown, "message" to "as they say").always),
            says = "as they say",
            httpStatus = 200,
        ),
        // A first attempt that has closed the room without saying so.
        *listOf(fault("drop") to LONG, fault("drop_mid_body") to LONG, status(502) to LONG, fault("hang") to ROOMY)
            .flatMap { (fault, options) ->
                listOf(false, true).map { isError ->
                    Case(
                        "${fault.kind} after closing${if (isError) ", a room that is gone being an error" else ""}",
                        alreadyGone,
                        2,
                        listOf(fault.afterClosing),
                        options = options.withAlreadyGoneIsError(isError),
                        codes = listOf("success", gone),
                    )
                }
            }.toTypedArray(),
        // Clocks that disagree.
        *listOf(7200, -7200).map {
            Case(
                "clock $it s off",
                closed,
                2,
                settings = mapOf("clock_offset_seconds" to it),
                codes = listOf(expired, "success"),
                correctedSeconds = it,
            )
        }.toTypedArray(),
        Case(
            "clock off, no_date",
            ErrorKind.CLOCK_SKEW,
            faults = listOf(fault("no_date").always),
            settings = mapOf("clock_offset_seconds" to 7200),
            httpStatus = 200,
        ),
    )
}

private fun tests(provider: String): List<DynamicTest> =
    cases(provider).map { case -> dynamicTest("$provider: ${case.name}") { play(provider, case) } }

private fun play(provider: String, case: Case): Unit = Sandbox.start().use { sandbox ->
    if (case.isOpen) sandbox.open(provider, case.room)
    sandbox.set(case.settings)
    case.faults.forEach { sandbox.fault(it.fields + ("kind" to it.kind), it.plan) }

    val (outcome, seconds) = timed {
        coroutines {
            runCatching {
                if (provider == "zego") {
                    zego(sandbox.url()).closeRoom(case.room, options = case.options)
                } else {
                    trtc(sandbox.url()).closeRoom(case.room, case.options)
                }
            }
        }
    }
    val closed = outcome.getOrNull()
    if (closed != null) {
        assertEquals(case.outcome, closed.status)
        assertEquals(case.requests, closed.attempts)
    } else {
        val error = checked(outcome.exceptionOrNull() as CloseRoomException, null)
        assertEquals(case.outcome, error.kind, error.message)
        assertEquals(provider, error.provider.stableName)
        assertEquals(case.httpStatus, error.httpStatus, error.message)
        assertTrue(error.message.contains(case.says), error.message)
        val retryable = setOf(ErrorKind.UNAVAILABLE, ErrorKind.RATE_LIMITED, ErrorKind.TRANSPORT, ErrorKind.DEADLINE_EXCEEDED)
        assertEquals(error.kind in retryable, error.retryable, error.message)
        assertEquals(error.kind == ErrorKind.TRANSPORT, error.cause != null)
        assertFalse(Regex("[0-9a-f]{32}").containsMatchIn(error.stackTraceToString()), error.stackTraceToString())
    }

    val requests = sandbox.requests().toList()
    assertEquals(case.requests, requests.size)
    assertTrue(requests.all { it["room_id"].textValue() == case.room })
    if (case.codes.isNotEmpty()) assertEquals(case.codes, requests.map { it["code"].textValue() })
    if (closed != null || case.faults.isEmpty()) assertEquals(0, sandbox.rooms().size())
    assertTrue(seconds >= case.leastSeconds, "only $seconds s")
    if (case.correctedSeconds != 0) {
        val (first, second) = requests.map { it["timestamp"].asLong() }
        assertTrue(second - first - case.correctedSeconds in -60..60, "$requests")
    }
}
