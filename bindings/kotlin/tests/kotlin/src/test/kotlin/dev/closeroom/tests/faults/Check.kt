package dev.closeroom.tests.faults

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.TextNode
import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.support.Sandbox
import dev.closeroom.tests.checked
import dev.closeroom.tests.coroutines
import dev.closeroom.tests.timed
import dev.closeroom.tests.until
import dev.closeroom.tests.vectors.JSON
import dev.closeroom.tests.vectors.text
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue

/** In hexadecimal, in base64, or where one stands. */
private val LIKE_A_SIGNATURE =
    Regex("""[0-9a-fA-F]{32}|([0-9A-Za-z+/]|%2[BF]){27}(=|%3D)|Signature=(?!\[redacted])""")

/** The call that meets what the row has prepared. */
fun checkFirst(row: Row, sandbox: Sandbox, client: Client) {
    val expect = row.expect
    val options = with(row.options) { CallOptions(timeoutMs, maxAttempts, alreadyGoneIsError = alreadyGoneIsError) }
    val (result, seconds) = timed { close(client, row.room, row.close, options) }
    assertTrue(seconds * 1000 >= expect.leastMs, "it took $seconds s only")
    checkOutcome(result, expect.outcome, row, client)
    when (result) {
        is Success -> assertEquals(expect.attempts, result.closed.attempts)
        is Failure -> checkDetails(result.error, expect)
    }
    checkRequests(sandbox.answeredRequests().toList(), row)
    assertEquals(expect.open, !sandbox.rooms().isEmpty)
    until("the client's threads have nothing to do") { !isAtWork(client.endpoint) }
}

/** A call that meets nothing, by the same client. */
fun checkNext(row: Row, sandbox: Sandbox, client: Client) {
    val room = TextNode("next")
    sandbox.open(row.provider, room)
    val result = close(client, room, Close(), CallOptions(timeoutMs = 60_000))
    checkOutcome(result, row.next.outcome, row, client)
    assertEquals(1, sandbox.answeredRequests().size())
    assertEquals(result is Success, sandbox.rooms().isEmpty)
}

/** Whether a thread carries out a request to that address: OkHttp names it after the host and port. */
fun isAtWork(endpoint: String): Boolean = Thread.getAllStackTraces().keys.any { "$endpoint/" in it.name }

private sealed interface Outcome

private class Success(val closed: Closed) : Outcome

private class Failure(val error: CloseRoomException) : Outcome

private fun close(client: Client, room: JsonNode, close: Close, options: CallOptions): Outcome = coroutines {
    try {
        Success(client.closeRoom(room, close, options))
    } catch (e: CloseRoomException) {
        Failure(checked(e, null))
    }
}

private fun checkOutcome(outcome: Outcome, expected: String, row: Row, client: Client) {
    when (outcome) {
        is Success -> {
            assertEquals(expected, outcome.closed.status.stableName)
            assertTrue(outcome.closed.requestId.length >= 8, outcome.closed.requestId)
        }
        is Failure -> {
            val error = outcome.error
            assertEquals(expected, error.kind.stableName, error.message)
            assertEquals(row.provider, error.provider.stableName)
            assertEquals(error.kind == ErrorKind.TRANSPORT, error.cause != null, error.message)
            checkSecrecy("${error.stackTraceToString()}\n${JSON.writeValueAsString(error)}\n$client", client)
        }
    }
}

private fun checkDetails(error: CloseRoomException, expect: Expect) {
    assertEquals(expect.retryable, error.retryable, error.message)
    assertEquals(expect.httpStatus, error.httpStatus, error.message)
    assertEquals(expect.providerCode, error.providerCode, error.message)
    assertEquals(expect.retryAfterMs, error.retryAfterMs, error.message)
    assertTrue(error.message.contains(expect.message), error.message)
}

private fun checkRequests(seen: List<JsonNode>, row: Row) {
    val expect = row.expect
    assertEquals(expect.requests.size, seen.size, "$seen")
    for ((request, expected) in seen zip expect.requests) {
        assertEquals(row.provider, request.text("provider"))
        assertEquals(row.room, request["room_id"])
        assertEquals(expected.code, request.text("code"), "$seen")
        expected.answer?.let { assertEquals(it, request.text("answer"), "$seen") }
    }
    expect.correctedSeconds?.let { corrected ->
        val (first, second) = seen.map { it.text("timestamp")!!.toLong() }
        assertTrue(second - first - corrected in -59..59, "$seen")
    }
}

/** Neither a secret, nor a token, nor anything that looks like a signature. */
private fun checkSecrecy(text: String, client: Client) {
    for (credential in client.credentials) assertFalse(text.contains(credential), text)
    assertFalse(LIKE_A_SIGNATURE.containsMatchIn(text), text)
}
