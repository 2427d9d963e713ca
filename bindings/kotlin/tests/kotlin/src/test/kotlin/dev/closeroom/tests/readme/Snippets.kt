// The README's Kotlin, which has to compile.
@file:Suppress("unused", "UNUSED_VARIABLE")

package dev.closeroom.tests.readme

import dev.closeroom.CallOptions
import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.HttpLimits
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.HttpTransport
import dev.closeroom.OkHttpTransport
import dev.closeroom.Trtc
import dev.closeroom.TrtcEvent
import dev.closeroom.Zego
import dev.closeroom.ZegoEvent

suspend fun zego() {
    val zego = Zego(appId = 1234567890, serverSecret = System.getenv("ZEGO_SERVER_SECRET"))
    val closed = zego.closeRoom("room-1", customReason = "session ended")
    println(closed.status) // CLOSED, or ALREADY_GONE
}

suspend fun trtc() {
    val trtc = Trtc(
        sdkAppId = 1400000001,
        secretId = System.getenv("TENCENTCLOUD_SECRET_ID"),
        secretKey = System.getenv("TENCENTCLOUD_SECRET_KEY"),
        region = "ap-guangzhou",
    )
    trtc.closeRoom("abcd") // the string room "abcd"
    trtc.closeRoom(1234) // the numeric room 1234, which is not the room "1234"
}

suspend fun errors(zego: Zego, retryLater: (Long?) -> Unit) {
    try {
        zego.closeRoom("room-1", options = CallOptions(timeoutMs = 5_000))
    } catch (e: CloseRoomException) {
        when (e.kind) {
            ErrorKind.RATE_LIMITED -> retryLater(e.retryAfterMs)
            ErrorKind.UNAUTHORIZED -> throw IllegalStateException("check the ServerSecret", e)
            else -> throw e
        }
    }
}

fun callbackOfZego(body: ByteArray, callbackSecret: String) {
    val callback = Zego.verifyCallback(body, callbackSecret)
    when (val event = callback.event) {
        is ZegoEvent.RoomClose -> println("${event.roomId} was closed")
        is ZegoEvent.RoomLogout -> println("${event.userAccount} left ${event.roomId}")
        is ZegoEvent.StreamClose -> println("a stream ended in ${event.roomId}")
        is ZegoEvent.Other -> println(event.name)
    }
}

fun callbackOfTrtc(body: ByteArray, sign: String, callbackKey: String) {
    val callback = Trtc.verifyCallback(body, mapOf("Sign" to listOf(sign)), callbackKey)
    val event = callback.event
    if (event is TrtcEvent.Known && event.kind == TrtcEvent.Kind.DISMISS_ROOM) println("${event.roomId} was dismissed")
}

fun sign(trtc: Trtc) {
    val request = trtc.buildCloseRoom("room-1")
    val toTheApp = mapOf(
        "method" to request.method.name,
        "url" to request.url,
        "headers" to request.headers,
        "body" to request.body,
    )
}

suspend fun send(method: String, url: String, headers: Map<String, String>, body: String?) {
    val request = HttpRequest(HttpMethod.valueOf(method), url, headers, body)
    val response = OkHttpTransport().send(request, HttpLimits(timeoutMs = 10_000))
    val toTheServer = response.status to response.body
}

fun read(trtc: Trtc, status: Int, bytes: ByteArray) {
    val closed = trtc.parseCloseRoom(HttpResponse(status, body = bytes))
}

fun transport(appId: Long, serverSecret: String) {
    val logged = HttpTransport { request, limits ->
        println(request) // method and URL, without signature and token
        OkHttpTransport().send(request, limits)
    }
    val zego = Zego(appId, serverSecret, transport = logged)
}
