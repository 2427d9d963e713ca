package dev.closeroom.tests

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.Freshness
import dev.closeroom.HttpResponse
import dev.closeroom.Provider
import dev.closeroom.Trtc
import dev.closeroom.TrtcEvent
import dev.closeroom.TrtcRoomId
import dev.closeroom.Zego
import java.util.Base64
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

private const val HALF = "value \uD83D"

/** Values that cannot even reach the core. */
class InputTest {
    @TestFactory
    fun `they are refused, and the field is named`(): List<DynamicTest> {
        fun zego() = zego(transport = unused())
        fun trtc() = trtc(transport = unused())
        val bytes = "{}".toByteArray()
        return listOf<Triple<Provider, String, suspend () -> Any>>(
            Triple(Provider.ZEGO, "AppId") { zego(appId = -1) },
            Triple(Provider.ZEGO, "AppId") { Zego.builder(Long.MIN_VALUE, "secret").build() },
            Triple(Provider.ZEGO, "AppId") { zego(appId = 4_294_967_296) },
            Triple(Provider.ZEGO, "ServerSecret") { zego(serverSecret = HALF) },
            Triple(Provider.ZEGO, "Endpoint") { zego(endpoint = HALF) },
            Triple(Provider.ZEGO, "RoomId") { zego().buildCloseRoom(HALF) },
            Triple(Provider.ZEGO, "RoomId") { zego().closeRoom(HALF) },
            Triple(Provider.ZEGO, "CustomReason") { zego().explainCloseRoom("room", HALF) },
            Triple(Provider.ZEGO, "Nonce") { zego().buildCloseRoom("room", nonce = HALF) },
            Triple(Provider.ZEGO, "Timestamp") { zego().buildCloseRoom("room", timestamp = -1) },
            Triple(Provider.ZEGO, "Timeout") { zego().closeRoom("room", options = CallOptions(timeoutMs = -1)) },
            Triple(Provider.ZEGO, "Timeout") { zego().closeRoom("room", options = CallOptions(timeoutMs = 0)) },
            Triple(Provider.ZEGO, "MaxAttempts") { zego().closeRoom("room", options = CallOptions(maxAttempts = -1)) },
            Triple(Provider.ZEGO, "MaxAttempts") { zego().closeRoom("room", options = CallOptions(maxAttempts = 0)) },
            Triple(Provider.ZEGO, "MaxResponseBytes") { zego().closeRoom("room", options = CallOptions(maxResponseBytes = -1)) },
            Triple(Provider.ZEGO, "Status") { zego().parseCloseRoom(HttpResponse(-1, body = bytes)) },
            Triple(Provider.ZEGO, "Status") { zego().parseCloseRoom(HttpResponse(1000, body = bytes)) },
            Triple(Provider.ZEGO, "CallbackSecret") { Zego.verifyCallback(bytes, HALF) },
            Triple(Provider.ZEGO, "CallbackSecret") { Zego.verifyCallback(bytes, "") },
            Triple(Provider.ZEGO, "Now") { Zego.verifyCallback(bytes, "secret", Freshness.within(nowSeconds = -1)) },
            Triple(Provider.ZEGO, "ToleranceSeconds") { Zego.verifyCallback(bytes, "secret", Freshness.within(-1)) },
            Triple(Provider.TRTC, "SdkAppId") { trtc(sdkAppId = -1) },
            Triple(Provider.TRTC, "SdkAppId") { trtc(sdkAppId = 0) },
            Triple(Provider.TRTC, "SdkAppId") { Trtc.builder(-1, "id", "key", "region") },
            Triple(Provider.TRTC, "SdkAppId") { Trtc.builder("-1", "id", "key", "region") },
            Triple(Provider.TRTC, "SdkAppId") { Trtc.builder("", "id", "key", "region") },
            Triple(Provider.TRTC, "SdkAppId") { Trtc.builder("+1", "id", "key", "region") },
            Triple(Provider.TRTC, "SdkAppId") { Trtc.builder("18446744073709551616", "id", "key", "region") },
            Triple(Provider.TRTC, "SdkAppId") { Trtc.builder("١", "id", "key", "region") },
            Triple(Provider.TRTC, "SecretId") { trtc(secretId = HALF) },
            Triple(Provider.TRTC, "SecretKey") { trtc(secretKey = HALF) },
            Triple(Provider.TRTC, "Region") { trtc(region = HALF) },
            Triple(Provider.TRTC, "Token") { trtc(token = HALF) },
            Triple(Provider.TRTC, "Endpoint") { trtc(endpoint = HALF) },
            Triple(Provider.TRTC, "RoomId") { trtc().buildCloseRoom(HALF) },
            Triple(Provider.TRTC, "RoomId") { trtc().buildCloseRoom(-1) },
            Triple(Provider.TRTC, "RoomId") { trtc().closeRoom(HALF) },
            Triple(Provider.TRTC, "RoomId") { trtc().closeRoom(-1) },
            Triple(Provider.TRTC, "RoomId") { trtc().closeRoom(4_294_967_295) },
            Triple(Provider.TRTC, "RoomId") { TrtcRoomId.of(Long.MIN_VALUE) },
            Triple(Provider.TRTC, "RoomId") { TrtcRoomId.ofNumber("18446744073709551616") },
            Triple(Provider.TRTC, "RoomId") { TrtcRoomId.ofNumber("1e3") },
            Triple(Provider.TRTC, "Nonce") { trtc().explainCloseRoom(TrtcRoomId.of("room"), nonce = HALF) },
            Triple(Provider.TRTC, "Timestamp") { trtc().buildCloseRoom("room", timestamp = -1) },
            Triple(Provider.TRTC, "Timeout") { trtc().closeRoom("room", CallOptions(timeoutMs = Long.MIN_VALUE)) },
            Triple(Provider.TRTC, "Status") { trtc().parseCloseRoom(HttpResponse(Int.MAX_VALUE, body = bytes)) },
            Triple(Provider.TRTC, "CallbackKey") { Trtc.verifyCallback(bytes, emptyMap(), HALF) },
        ).mapIndexed { index, (provider, field, run) ->
            dynamicTest("$field of $provider, $index") {
                val error = thrown(ErrorKind.INVALID_INPUT) { coroutines { run() } }
                assertEquals(provider, error.provider)
                assertEquals(field, error.field)
                assertFalse(error.message.contains("value "), error.message)
            }
        }
    }

    @Test
    fun `a message says what holds, not what a type could hold`() {
        val messages = listOf(
            { zego(appId = -1) } to "AppId must not be negative, but is -1",
            { zego().buildCloseRoom("room", timestamp = -1) } to "Timestamp must not be negative, but is -1",
            { TrtcRoomId.of(-1) } to "RoomId must not be negative, but is -1",
            { Trtc.builder("1e3", "id", "key", "region") } to "SdkAppId must be a number of at most 64 bits, in decimal digits",
            { zego().parseCloseRoom(HttpResponse(1000, body = byteArrayOf())) } to "Status must be from 0 to 999, not 1000",
        )
        for ((run, message) in messages) assertEquals(message, thrown(ErrorKind.INVALID_INPUT, run).message)
    }

    @Test
    fun `errors of futures come by the future`() {
        val future = zego(transport = unused()).closeRoomAsync(HALF)
        val thrown = runCatching { future.get() }.exceptionOrNull()
        assertEquals("RoomId", (thrown?.cause as CloseRoomException).field)
        val another = runCatching { trtc(transport = unused()).closeRoomAsync(-1).get() }.exceptionOrNull()
        assertEquals("RoomId", (another?.cause as CloseRoomException).field)
    }

    @Test
    fun `a client that was closed is refused`() {
        val zego = zego(transport = unused()).apply { close() }
        val trtc = trtc(transport = unused()).apply { close() }
        zego.close()
        val response = HttpResponse(200, body = ZEGO_SUCCESS.toByteArray())
        for (run in listOf<suspend () -> Any>(
            { zego.buildCloseRoom("room") },
            { zego.explainCloseRoom("room") },
            { zego.parseCloseRoom(response) },
            { zego.closeRoom("room") },
            { zego.closeRoomBlocking("room") },
            { trtc.buildCloseRoom("room") },
            { trtc.parseCloseRoom(response) },
            { trtc.closeRoom(123) },
        )) {
            val error = thrown(ErrorKind.INVALID_INPUT) { coroutines { run() } }
            assertEquals("Client has been closed; make a new one", error.message)
            assertEquals("Client", error.field)
        }
        assertEquals("Zego(appId=1234567890)", zego.toString())
    }

    @Test
    fun `what is not given is made here, and anew every time`() {
        val (first, second) = List(2) { zego().buildCloseRoom("room").url }
        assertNotEquals(first, second)
        val timestamp = Regex("Timestamp=(\\d+)").find(first)!!.groupValues[1].toLong()
        assertTrue(System.currentTimeMillis() / 1000 - timestamp in 0..60)
        assertTrue(Regex("SignatureNonce=[0-9a-f]{16}&").containsMatchIn(first))
        assertTrue(zego().buildCloseRoom("room", timestamp = TIMESTAMP, nonce = NONCE).url.contains("Nonce=$NONCE&Timestamp=$TIMESTAMP"))
    }

    @Test
    fun `rooms by string and by number are different values`() {
        assertEquals(TrtcRoomId.of(123), TrtcRoomId.ofNumber("0123"))
        assertEquals(TrtcRoomId.of(123).hashCode(), TrtcRoomId.ofNumber("123").hashCode())
        assertNotEquals(TrtcRoomId.of("123"), TrtcRoomId.of(123))
        assertEquals("18446744073709551615", TrtcRoomId.ofNumber("18446744073709551615").id)
        assertEquals("Text(id=123) Number(id=123)", "${TrtcRoomId.of("123")} ${TrtcRoomId.of(123)}")
        assertEquals(Freshness.DEFAULT, Freshness.within())
        assertNotEquals(Freshness.DEFAULT, Freshness.ANY_AGE)
    }

    @Test
    fun `numbers of callbacks that are too large for their type are not made others`() {
        val largest = "18446744073709551615"
        val key = "key"
        val body = """{"EventGroupId":4294967295,"EventType":4294967295,"CallbackTs":$largest}"""
        val other = Trtc.verifyCallback(body.toByteArray(), signed(body, key), key, Freshness.ANY_AGE)
        assertEquals(4_294_967_295 to 4_294_967_295, other.eventGroupId to other.eventType)
        assertEquals(Long.MAX_VALUE, other.callbackTs)
        val event = """{"EventGroupId":1,"EventType":103,"CallbackTs":1,"EventInfo":{"RoomId":$largest,"EventTs":$largest,"EventMsTs":$largest,"UserId":"u","Reason":4294967295,"Role":2147483648,"TerminalType":2147483647,"UserType":-1}}"""
        val known = Trtc.verifyCallback(event.toByteArray(), signed(event, key), key, Freshness.ANY_AGE).event as TrtcEvent.Known
        assertEquals(TrtcRoomId.ofNumber(largest), known.roomId)
        assertEquals(listOf(null, null, null, null, Int.MAX_VALUE, null), with(known) { listOf(eventTs, eventMsTs, reason, role, terminalType, userType) })
    }
}

private fun signed(body: String, key: String): Map<String, List<String>> {
    val mac = Mac.getInstance("HmacSHA256").apply { init(SecretKeySpec(key.toByteArray(), "HmacSHA256")) }
    return mapOf("sIgN" to listOf(Base64.getEncoder().encodeToString(mac.doFinal(body.toByteArray()))))
}
