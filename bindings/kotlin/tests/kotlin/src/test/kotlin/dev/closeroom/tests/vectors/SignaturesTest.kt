package dev.closeroom.tests.vectors

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ObjectNode
import dev.closeroom.ErrorKind
import dev.closeroom.tests.thrown
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/**
 * `signature`: the bare algorithms, which the package does not have. What its builder makes of the
 * same input is compared; where it takes no such input, ZEGOCLOUD's cases must be refused for that
 * reason, and TRTC's are not run.
 */
class SignaturesTest {
    @TestFactory
    fun `signatures of ZEGO`(): List<DynamicTest> = casesOf("zego/signature.json", "signature") { case ->
        case.onlyHas("input", "signature", "mustNotBe")
        val input = case["input"]
        input.onlyHas("appId", "nonce", "serverSecret", "timestamp")
        val asked = AskedZego(
            jsonOf("appId" to input["appId"], "serverSecret" to input["serverSecret"]),
            jsonOf("roomId" to "room", "timestamp" to input["timestamp"], "nonce" to input["nonce"]),
        )
        val refusal = when {
            !Regex("[0-9a-f]{16}").matches(input.text("nonce")!!) -> "Nonce"
            input.number("timestamp")!! > 99_999_999_999 -> "Timestamp"
            else -> null
        }
        if (refusal == null) {
            val step = asked.explain().steps.last()
            assertEquals("signature" to case.text("signature"), step.name to step.value)
            assertNotEquals(case.text("mustNotBe"), step.value)
        } else {
            assertEquals(refusal, thrown(ErrorKind.INVALID_INPUT) { asked.explain() }.field)
        }
    }

    @TestFactory
    fun `signatures of TRTC`(): List<DynamicTest> {
        val ofOurRequests = mutableSetOf<String>()
        val all = casesOf("trtc/signature.json", "signature") { case -> checkTrtc(case) }
        casesOf("trtc/signature.json", "signature") { case ->
            if (parametersOf(case["input"]) != null) ofOurRequests += case.text("name")!!
        }.forEach { it.executable.execute() }
        val run = all.filter { it.displayName.substringAfter(' ') in ofOurRequests }
        assertEquals(43, all.size - run.size, "cases that call for the bare algorithm")
        return run
    }
}

private fun checkTrtc(case: JsonNode) {
    case.onlyHas("input", "steps", "authorization", "derivedKeys")
    val input = case["input"]
    val parameters = parametersOf(input)!!
    val room = parameters["RoomId"]
    val config = jsonOf(
        "sdkAppId" to parameters["SdkAppId"].asText(),
        "secretId" to input["secretId"],
        "secretKey" to input["secretKey"],
        "region" to "ap-guangzhou",
        "endpoint" to input["headers"][1][1],
        "httpMethod" to input["method"],
        "allowAnyRoomId" to true,
    )
    val roomId = if (room.isTextual) jsonOf("string" to room) else jsonOf("number" to room.asText())
    val stamps = jsonOf("roomId" to roomId, "timestamp" to input["timestamp"], "nonce" to "0000000000000000")
    val explained = AskedTrtc(config, stamps, byBuilder = true).explain()
    assertEquals(case["steps"], JSON.valueToTree<JsonNode>(explained.steps))
    assertEquals(case.text("authorization"), explained.request.headers["Authorization"])
}

/** `SdkAppId` and `RoomId` of a request that our builder makes; nothing where it is another. */
private fun parametersOf(input: JsonNode): JsonNode? {
    if (input.text("algorithm") != "TC3-HMAC-SHA256" || input.text("service") != "trtc") return null
    val isPost = input.text("method") == "POST"
    val contentType = if (isPost) "application/json" else "application/x-www-form-urlencoded"
    val headers = input["headers"].map { it[0].textValue() to it[1].textValue() }
    if (headers.map { it.first } != listOf("content-type", "host") || headers[0].second != contentType) return null
    if (!isPost) {
        val parts = Regex("SdkAppId=([0-9]+)&RoomId=([A-Za-z0-9]+)").matchEntire(input.text("query")!!) ?: return null
        val (app, room) = parts.destructured
        return jsonOf("SdkAppId" to app.toLong(), "RoomId" to (room.toLongOrNull() ?: room))
    }
    // Compact JSON, as the builder writes it.
    val payload = input.text("payload")!!
    val body = runCatching { JSON.readTree(payload) }.getOrNull() as? ObjectNode ?: return null
    val isOurs = body.names() == setOf("SdkAppId", "RoomId") && body["SdkAppId"].isNumber && body.toString() == payload
    return body.takeIf { isOurs }
}
