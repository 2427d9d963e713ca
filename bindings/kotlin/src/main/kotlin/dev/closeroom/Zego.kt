package dev.closeroom

import dev.closeroom.core.CoreCall
import dev.closeroom.core.CoreZego
import dev.closeroom.core.CoreZegoCloseRoom
import dev.closeroom.core.CoreZegoOptions
import dev.closeroom.core.coreVerifyZegoCallback
import dev.closeroom.internal.Caller
import dev.closeroom.internal.Input
import dev.closeroom.internal.core
import dev.closeroom.internal.nonceOr
import dev.closeroom.internal.nowSeconds
import dev.closeroom.internal.toCore
import dev.closeroom.internal.toPublic
import java.util.concurrent.CompletableFuture

/**
 * Closes rooms of a ZEGOCLOUD project. In Java it is made by [builder].
 *
 * Make one and share it: it may be used by any number of threads and coroutines, and its calls
 * take turns, 1.1 seconds apart, since ZEGOCLOUD allows one CloseRoom a second and AppId.
 *
 * **The ServerSecret belongs on servers only**, never in an app on a user's device.
 *
 * Every function throws [CloseRoomException], and nothing else, for what goes wrong with its input,
 * the provider or the network.
 *
 * @param appId the project's AppID, 1 to 4294967295
 * @param serverSecret the project's ServerSecret; white space around it is refused
 * @param endpoint the access point: `unified` (the default), `sha`, `hkg`, `fra`, `lax`, `bom`,
 *   `sgp`, a host name, or an https base URL (http for loopback only). Choose by where your
 *   server is
 * @param isTest `IsTest`, sent only when set: required for projects created on or before
 *   2021-11-16
 * @param transport what sends the requests
 */
public class Zego(
    appId: Long,
    serverSecret: String,
    private val endpoint: String? = null,
    isTest: Boolean? = null,
    transport: HttpTransport = OkHttpTransport(),
) : AutoCloseable {
    private val appId = INPUT.unsigned("AppId", appId)
    private val caller = Caller(INPUT, transport)
    private val client = INPUT.core {
        val options = CoreZegoOptions(
            appId = this.appId,
            endpoint = INPUT.optionalText("Endpoint", endpoint),
            isTest = isTest,
        )
        CoreZego(options, INPUT.text("ServerSecret", serverSecret))
    }

    /**
     * Builds a signed request.
     *
     * @param roomId 1 to 128 bytes of UTF-8
     * @param customReason the reason, at most 256 bytes of UTF-8. Not encoded: it is encoded once,
     *   here
     * @param roomCloseCallback whether ZEGOCLOUD sends the callback `room_close`. Unset means no
     * @param timestamp Unix time in **seconds**; the machine's clock unless set
     * @param nonce 16 lower-case hexadecimal characters; random when `null`. Use a new one, with
     *   its timestamp, for every request
     */
    @JvmOverloads
    public fun buildCloseRoom(
        roomId: String,
        customReason: String? = null,
        roomCloseCallback: Boolean? = null,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): HttpRequest = INPUT.core {
        val room = room(roomId, customReason, roomCloseCallback)
        client.build(room, INPUT.unsigned("Timestamp", timestamp), INPUT.nonceOr(nonce)).toPublic()
    }

    /** [buildCloseRoom] with every intermediate value of the signature. */
    @JvmOverloads
    public fun explainCloseRoom(
        roomId: String,
        customReason: String? = null,
        roomCloseCallback: Boolean? = null,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): Explained = INPUT.core {
        val room = room(roomId, customReason, roomCloseCallback)
        client.explain(room, INPUT.unsigned("Timestamp", timestamp), INPUT.nonceOr(nonce)).toPublic()
    }

    /**
     * Reads the response to a built request. A room that is gone is an error here, of kind
     * [ErrorKind.ROOM_NOT_FOUND]; only [closeRoom] makes a success of it.
     */
    public fun parseCloseRoom(response: HttpResponse): Closed = INPUT.core {
        client.parse(response.toCore(INPUT)).toPublic()
    }

    /**
     * Closes the room, with retries, and signs every request afresh.
     *
     * Cancelling the coroutine aborts the request in flight and every wait at once, and throws
     * `CancellationException`, as everywhere; the call's turn goes to the next. May be called from
     * any thread, also Android's main one.
     *
     * @param roomId 1 to 128 bytes of UTF-8
     * @param customReason the reason, at most 256 bytes of UTF-8, not encoded
     * @param roomCloseCallback whether ZEGOCLOUD sends the callback `room_close`. Unset means no
     */
    @JvmSynthetic
    public suspend fun closeRoom(
        roomId: String,
        customReason: String? = null,
        roomCloseCallback: Boolean? = null,
        options: CallOptions = CallOptions(),
    ): Closed = caller.run { call(roomId, customReason, roomCloseCallback, options) }

    /**
     * [closeRoom] for Java. Cancelling the future aborts the request in flight; every error comes
     * by the future.
     */
    @JvmOverloads
    public fun closeRoomAsync(
        roomId: String,
        customReason: String? = null,
        roomCloseCallback: Boolean? = null,
        options: CallOptions = CallOptions(),
    ): CompletableFuture<Closed> =
        caller.async { call(roomId, customReason, roomCloseCallback, options) }

    /**
     * [closeRoom] that blocks the thread. Interrupting it aborts the request in flight, and throws
     * an error of kind [ErrorKind.CANCELLED], with the thread's interrupted status set again.
     */
    @JvmOverloads
    public fun closeRoomBlocking(
        roomId: String,
        customReason: String? = null,
        roomCloseCallback: Boolean? = null,
        options: CallOptions = CallOptions(),
    ): Closed = caller.blocking { call(roomId, customReason, roomCloseCallback, options) }

    /**
     * Wipes the secret from native memory. Optional: it happens as well some time after the object
     * is no longer used. Calls that are under way go on; new ones fail.
     */
    override fun close() {
        client.close()
    }

    /** AppID and endpoint. */
    override fun toString(): String =
        "Zego(appId=$appId${if (endpoint == null) "" else ", endpoint=$endpoint"})"

    private fun call(
        roomId: String,
        customReason: String?,
        roomCloseCallback: Boolean?,
        options: CallOptions,
    ): CoreCall = client.call(room(roomId, customReason, roomCloseCallback), options.toCore(INPUT))

    private fun room(roomId: String, customReason: String?, roomCloseCallback: Boolean?) =
        CoreZegoCloseRoom(
            roomId = INPUT.text("RoomId", roomId),
            customReason = INPUT.optionalText("CustomReason", customReason),
            roomCloseCallback = roomCloseCallback,
        )

    /** What needs no client. */
    public companion object {
        private val INPUT = Input(Provider.ZEGO)

        /**
         * Verifies and reads a callback; a receiver of callbacks needs no other credentials.
         *
         * Reply with a 2xx status to whatever verifies: anything else is repeated up to 5 times.
         * The signature covers timestamp and nonce only, **none of the event's own fields**: use
         * an https URL that nobody can guess, and remember signatures where a forged event would
         * hurt.
         *
         * @param body the raw body, as received
         * @param callbackSecret the project's CallbackSecret; not its ServerSecret
         * @throws CloseRoomException of kind [ErrorKind.INVALID_SIGNATURE], [ErrorKind.STALE], or
         *   [ErrorKind.UNEXPECTED_RESPONSE] for a body of another shape
         */
        @JvmStatic
        @JvmOverloads
        public fun verifyCallback(
            body: ByteArray,
            callbackSecret: String,
            freshness: Freshness = Freshness.DEFAULT,
        ): ZegoCallback = INPUT.core {
            val secret = INPUT.text("CallbackSecret", callbackSecret)
            coreVerifyZegoCallback(body, secret, freshness.toCore(INPUT)).toPublic()
        }

        /** Makes a client step by step: for Java, which has no named arguments. */
        @JvmStatic
        public fun builder(appId: Long, serverSecret: String): Builder =
            Builder(appId, serverSecret)
    }

    /** The constructor's arguments, one by one. */
    public class Builder internal constructor(
        private val appId: Long,
        private val serverSecret: String,
    ) {
        private var endpoint: String? = null
        private var isTest: Boolean? = null
        private var transport: HttpTransport? = null

        /** With that access point. */
        public fun endpoint(endpoint: String): Builder = apply { this.endpoint = endpoint }

        /** With `IsTest` set. */
        public fun isTest(isTest: Boolean): Builder = apply { this.isTest = isTest }

        /** With that transport. */
        public fun transport(transport: HttpTransport): Builder = apply { this.transport = transport }

        /** Makes the client. Throws [CloseRoomException] as the constructor does. */
        public fun build(): Zego =
            Zego(appId, serverSecret, endpoint, isTest, transport ?: OkHttpTransport())
    }
}
