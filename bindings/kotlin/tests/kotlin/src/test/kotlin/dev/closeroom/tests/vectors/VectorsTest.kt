package dev.closeroom.tests.vectors

import com.fasterxml.jackson.databind.JsonNode
import dev.closeroom.Closed
import dev.closeroom.ErrorKind
import dev.closeroom.Freshness
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.Trtc
import dev.closeroom.TrtcCallback
import dev.closeroom.TrtcEvent
import dev.closeroom.Zego
import dev.closeroom.ZegoCallback
import dev.closeroom.ZegoEvent
import dev.closeroom.tests.coroutines
import dev.closeroom.tests.thrown
import dev.closeroom.tests.trtc
import dev.closeroom.tests.unused
import dev.closeroom.tests.zego
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/** Every case of the shared vectors, through the public API. */
@Execution(ExecutionMode.CONCURRENT)
class VectorsTest {
    @Test
    fun `no file is unknown or missing`() {
        val kinds = listOf("callback", "invalid", "request", "response", "signature")
        val providers = listOf("trtc", "zego").flatMap { provider -> kinds.map { "$provider/$it.json" } }
        // What the vectors' generator reads, and what the files look like.
        assertEquals((providers + "trtc/sdk.json" + "schema.json").sorted(), vectorFiles())
    }

    @TestFactory
    fun `requests of ZEGO`() = casesOf("zego/request.json", "request") { checkRequest("zego", it) }

    @TestFactory
    fun `requests of TRTC`() = casesOf("trtc/request.json", "request") { checkRequest("trtc", it) }

    @TestFactory
    fun `responses of ZEGO`() = casesOf("zego/response.json", "response") { case ->
        case.onlyHas("response", "expect")
        checkResponse("zego", case) { zego().parseCloseRoom(it) }
    }

    @TestFactory
    fun `responses of TRTC`() = casesOf("trtc/response.json", "response") { case ->
        case.onlyHas("response", "expect", "action")
        checkResponse("trtc", case) { trtc().parseCloseRoom(it) }
    }

    @TestFactory
    fun `callbacks of ZEGO`() = casesOf("zego/callback.json", "callback") { case ->
        case.onlyHas("callbackSecret", "body", "now", "toleranceSeconds", "expect")
        val secret = case.text("callbackSecret")!!
        checkCallback("zego", case, secret) { body, freshness ->
            val callback = Zego.verifyCallback(body, secret, freshness)
            jsonOf(callback) to callback.raw
        }
    }

    @TestFactory
    fun `callbacks of TRTC`() = casesOf("trtc/callback.json", "callback") { case ->
        case.onlyHas("callbackKey", "headers", "body", "now", "toleranceSeconds", "expect")
        val key = case.text("callbackKey")!!
        checkCallback("trtc", case, key) { body, freshness ->
            val callback = Trtc.verifyCallback(body, headersOf(case["headers"]), key, freshness)
            jsonOf(callback) to callback.raw
        }
    }

    @TestFactory
    fun `invalid input for ZEGO`() =
        casesOf("zego/invalid.json", "invalid_input") { checkInvalidInput("zego", it) }

    @TestFactory
    fun `invalid input for TRTC`(): List<DynamicTest> {
        val (expressible, others) = casesOf("trtc/invalid.json", "invalid_input") { checkInvalidInput("trtc", it) }
            .partition { "language-" !in it.displayName }
        // The type of the language has no such values.
        assertEquals(2, others.size)
        return expressible
    }
}

private fun checkRequest(provider: String, case: JsonNode) {
    case.onlyHas("config", "input", "steps", "request")
    for (asked in asked(provider, case)) {
        assertEquals(case["request"], jsonOf(asked.build()))
        val explained = asked.explain()
        assertEquals(case["request"], jsonOf(explained.request))
        assertEquals(case["steps"], JSON.valueToTree<JsonNode>(explained.steps))
    }
}

private fun jsonOf(request: HttpRequest): JsonNode = JSON.valueToTree(request)

private fun checkResponse(provider: String, case: JsonNode, parse: (HttpResponse) -> Closed) {
    val (given, expect) = case["response"] to case["expect"]
    given.onlyHas("status", "headers", "body")
    val response = HttpResponse(given["status"].intValue(), headersOf(given["headers"]), given.text("body")!!.toByteArray())
    val ok = expect["ok"]
    if (ok != null) {
        ok.onlyHas("requestId")
        assertEquals(Closed(Closed.Status.CLOSED, ok.text("requestId")!!, attempts = 1), parse(response))
    } else {
        val error = thrown { parse(response) }
        assertEquals(expect["error"], jsonOf(
            "kind" to error.kind.stableName,
            "providerCode" to error.providerCode,
            "requestId" to error.requestId,
            "httpStatus" to error.httpStatus,
            "retryable" to error.retryable,
            "retryAfterMs" to error.retryAfterMs,
        ))
        assertEquals(provider, error.provider.stableName)
    }
}

private fun checkCallback(
    provider: String,
    case: JsonNode,
    key: String,
    verify: (ByteArray, Freshness) -> Pair<JsonNode, String>,
) {
    val tolerance = case["toleranceSeconds"]
    val freshness = if (tolerance != null && tolerance.isTextual) {
        assertEquals("off", tolerance.textValue())
        Freshness.ANY_AGE
    } else {
        Freshness.within(tolerance?.longValue(), case.number("now"))
    }
    val body = case.text("body")!!
    val ok = case["expect"]["ok"]
    if (ok != null) {
        val (event, raw) = verify(body.toByteArray(), freshness)
        assertEquals(ok, event)
        if (body.trimStart().startsWith("{")) assertEquals(body.trim(), raw.trim())
    } else {
        val error = thrown { verify(body.toByteArray(), freshness) }
        assertEquals(case["expect"]["error"], jsonOf("kind" to error.kind.stableName))
        assertEquals(provider, error.provider.stableName)
        assertFalse(error.retryable)
        // Short keys are words of the messages.
        if (key.length > 6) assertFalse(error.stackTraceToString().contains(key), "the key is in the error")
    }
}

private fun headersOf(headers: JsonNode): Map<String, List<String>> =
    headers.properties().associate { (name, value) -> name to listOf(value.textValue()) }

private fun jsonOf(callback: ZegoCallback): JsonNode {
    val common = arrayOf<Pair<String, Any?>>(
        "appId" to callback.appId,
        "timestamp" to callback.timestamp,
        "nonce" to callback.nonce,
    )
    return when (val event = callback.event) {
        is ZegoEvent.RoomClose -> jsonOf(
            *common,
            "event" to event.name,
            "roomId" to event.roomId,
            "roomSessionId" to event.roomSessionId,
            "closeReason" to event.closeReason,
            "roomCloseTime" to event.roomCloseTime,
        )
        is ZegoEvent.RoomLogout -> jsonOf(
            *common,
            "event" to event.name,
            "roomId" to event.roomId,
            "roomSeq" to event.roomSeq,
            "userAccount" to event.userAccount,
            "userNickname" to event.userNickname,
            "sessionId" to event.sessionId,
            "loginTime" to event.loginTime,
            "logoutTime" to event.logoutTime,
            "reason" to event.reason,
            "userRole" to event.userRole,
            "userUpdateSeq" to event.userUpdateSeq,
        )
        is ZegoEvent.StreamClose -> jsonOf(
            *common,
            "event" to event.name,
            "roomId" to event.roomId,
            "roomSessionId" to event.roomSessionId,
            "userId" to event.userId,
            "userName" to event.userName,
            "channelId" to event.channelId,
            "type" to event.type,
            "streamAlias" to event.streamAlias,
            "streamId" to event.streamId,
            "streamSid" to event.streamSid,
            "streamSeq" to event.streamSeq,
            "thirdDefineData" to event.thirdDefineData,
            "createTimeMs" to event.createTimeMs,
            "destroyTimeMs" to event.destroyTimeMs,
        )
        is ZegoEvent.Other -> jsonOf(*common, "event" to "other", "name" to event.name)
    }
}

private fun jsonOf(callback: TrtcCallback): JsonNode {
    val common = arrayOf<Pair<String, Any?>>(
        "eventGroupId" to callback.eventGroupId,
        "eventType" to callback.eventType,
        "callbackTs" to callback.callbackTs,
    )
    return when (val event = callback.event) {
        is TrtcEvent.Known -> jsonOf(
            *common,
            "event" to event.kind.stableName,
            "roomId" to jsonOf(event.roomId),
            "eventTs" to event.eventTs,
            "eventMsTs" to event.eventMsTs,
            "userId" to event.userId,
            "uniqueId" to event.uniqueId,
            "role" to event.role,
            "terminalType" to event.terminalType,
            "userType" to event.userType,
            "reason" to event.reason,
        )
        TrtcEvent.Other -> jsonOf(*common, "event" to "other")
    }
}

private fun checkInvalidInput(provider: String, case: JsonNode) {
    case.onlyHas("config", "input", "expect")
    val expect = case["expect"]
    expect.onlyHas("field", "messageContains")
    // closeRoom makes its own stamps.
    val isOfStamp = expect.text("field") in setOf("Timestamp", "Nonce")
    for (asked in asked(provider, case, unused())) {
        val ways = listOf<() -> Any>({ asked.build() }, { asked.explain() }, { coroutines { asked.close() } })
        for (way in if (isOfStamp) ways.dropLast(1) else ways) {
            val error = thrown(ErrorKind.INVALID_INPUT, way)
            assertEquals(expect.text("field"), error.field)
            assertEquals(provider, error.provider.stableName)
            assertNull(error.cause)
            for (part in expect["messageContains"]) {
                assertTrue(error.message.contains(part.textValue()), error.message)
            }
            for (name in listOf("serverSecret", "secretKey", "token")) {
                // What is left of a secret of white space stands in any text.
                val secret = case["config"].text(name)?.trim().orEmpty()
                if (secret.isNotEmpty()) assertFalse(error.stackTraceToString().contains(secret), error.message)
            }
        }
    }
}
