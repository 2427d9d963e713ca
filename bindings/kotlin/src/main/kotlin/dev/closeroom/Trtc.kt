package dev.closeroom

import dev.closeroom.core.CoreTrtc
import dev.closeroom.core.CoreTrtcOptions
import dev.closeroom.core.coreVerifyTrtcCallback
import dev.closeroom.internal.Caller
import dev.closeroom.internal.Input
import dev.closeroom.internal.core
import dev.closeroom.internal.nonceOr
import dev.closeroom.internal.nowSeconds
import dev.closeroom.internal.toCore
import dev.closeroom.internal.toPublic
import java.util.concurrent.CompletableFuture

/**
 * Closes rooms of a TRTC application. In Java it is made by [builder].
 *
 * Make one and share it: it may be used by any number of threads and coroutines, and its calls
 * take turns, 55 milliseconds apart, since TRTC allows 20 requests a second.
 *
 * **The SecretKey belongs on servers only**, never in an app on a user's device.
 *
 * Every function throws [CloseRoomException], and nothing else, for what goes wrong with its input,
 * the provider or the network.
 */
public class Trtc private constructor(
    options: CoreTrtcOptions,
    secretKey: String,
    token: String?,
    transport: HttpTransport,
) : AutoCloseable {
    private val sdkAppId = options.sdkAppId
    private val endpoint = options.endpoint
    private val caller = Caller(INPUT, transport)
    private val client = INPUT.core {
        val key = INPUT.text("SecretKey", secretKey)
        if (token == null) {
            CoreTrtc(options, key)
        } else {
            CoreTrtc.withToken(options, key, INPUT.text("Token", token))
        }
    }

    /**
     * Makes a client. Throws [CloseRoomException] where the credentials cannot be right.
     *
     * @param sdkAppId the application's SDKAppID; [builder] takes it as decimal text as well, for
     *   those beyond `Long.MAX_VALUE`
     * @param secretId the API key's SecretId
     * @param secretKey the API key's SecretKey; white space around it is refused
     * @param region the region whose rooms they are; open text. Documents name `ap-beijing`,
     *   `ap-guangzhou`, `ap-singapore` and `ap-mumbai`
     * @param token the session token of temporary credentials; never with long-term ones
     * @param endpoint the host: `china` (the default), `intl`, one of the regional hosts
     *   (`ap-guangzhou`, `eu-frankfurt`, …), a host name, or an https base URL (http for loopback
     *   only)
     * @param signatureMethod [TrtcSignatureMethod.TC3_HMAC_SHA256] when `null`
     * @param httpMethod [HttpMethod.POST] when `null`
     * @param language the language of the provider's error messages; left out when `null`
     * @param allowAnyRoomId lifts the check of room ids to "not empty" and the full 64 bits. The
     *   check follows the client SDKs; the server's rule is not documented
     * @param transport what sends the requests
     */
    public constructor(
        sdkAppId: Long,
        secretId: String,
        secretKey: String,
        region: String,
        token: String? = null,
        endpoint: String? = null,
        signatureMethod: TrtcSignatureMethod? = null,
        httpMethod: HttpMethod? = null,
        language: TrtcLanguage? = null,
        allowAnyRoomId: Boolean = false,
        transport: HttpTransport = OkHttpTransport(),
    ) : this(
        CoreTrtcOptions(
            sdkAppId = INPUT.unsigned("SdkAppId", sdkAppId),
            secretId = INPUT.text("SecretId", secretId),
            region = INPUT.text("Region", region),
            endpoint = INPUT.optionalText("Endpoint", endpoint),
            signatureMethod = signatureMethod?.spelling,
            httpMethod = httpMethod?.name,
            language = language?.spelling,
            allowAnyRoomId = allowAnyRoomId,
        ),
        secretKey,
        token,
        transport,
    )

    /**
     * Builds a signed request: `DismissRoomByStrRoomId` for a string room, `DismissRoom` for a
     * numeric one.
     *
     * @param timestamp Unix time in **seconds**; the machine's clock unless set
     * @param nonce 16 lower-case hexadecimal characters; random when `null`. Use a new one, with
     *   its timestamp, for every request
     */
    @JvmOverloads
    public fun buildCloseRoom(
        roomId: TrtcRoomId,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): HttpRequest = INPUT.core {
        client.build(roomId.toCore(INPUT), INPUT.unsigned("Timestamp", timestamp), INPUT.nonceOr(nonce)).toPublic()
    }

    /** Builds a signed request for the string room of that id. */
    @JvmOverloads
    public fun buildCloseRoom(
        roomId: String,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): HttpRequest = buildCloseRoom(TrtcRoomId.of(roomId), timestamp, nonce)

    /** Builds a signed request for the numeric room of that id. */
    @JvmOverloads
    public fun buildCloseRoom(
        roomId: Long,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): HttpRequest = buildCloseRoom(TrtcRoomId.of(roomId), timestamp, nonce)

    /** [buildCloseRoom] with every intermediate value of the signature. */
    @JvmOverloads
    public fun explainCloseRoom(
        roomId: TrtcRoomId,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): Explained = INPUT.core {
        client.explain(roomId.toCore(INPUT), INPUT.unsigned("Timestamp", timestamp), INPUT.nonceOr(nonce)).toPublic()
    }

    /** [explainCloseRoom] for the string room of that id. */
    @JvmOverloads
    public fun explainCloseRoom(
        roomId: String,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): Explained = explainCloseRoom(TrtcRoomId.of(roomId), timestamp, nonce)

    /** [explainCloseRoom] for the numeric room of that id. */
    @JvmOverloads
    public fun explainCloseRoom(
        roomId: Long,
        timestamp: Long = nowSeconds(),
        nonce: String? = null,
    ): Explained = explainCloseRoom(TrtcRoomId.of(roomId), timestamp, nonce)

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
     */
    @JvmSynthetic
    public suspend fun closeRoom(roomId: TrtcRoomId, options: CallOptions = CallOptions()): Closed =
        caller.run { call(roomId, options) }

    /** Closes the string room of that id. */
    @JvmSynthetic
    public suspend fun closeRoom(roomId: String, options: CallOptions = CallOptions()): Closed =
        closeRoom(TrtcRoomId.of(roomId), options)

    /** Closes the numeric room of that id. */
    @JvmSynthetic
    public suspend fun closeRoom(roomId: Long, options: CallOptions = CallOptions()): Closed =
        closeRoom(TrtcRoomId.of(roomId), options)

    /**
     * [closeRoom] for Java. Cancelling the future aborts the request in flight; every error comes
     * by the future.
     */
    @JvmOverloads
    public fun closeRoomAsync(
        roomId: TrtcRoomId,
        options: CallOptions = CallOptions(),
    ): CompletableFuture<Closed> = caller.async { call(roomId, options) }

    /** [closeRoomAsync] for the string room of that id. */
    @JvmOverloads
    public fun closeRoomAsync(
        roomId: String,
        options: CallOptions = CallOptions(),
    ): CompletableFuture<Closed> = caller.async { call(TrtcRoomId.of(roomId), options) }

    /** [closeRoomAsync] for the numeric room of that id. */
    @JvmOverloads
    public fun closeRoomAsync(
        roomId: Long,
        options: CallOptions = CallOptions(),
    ): CompletableFuture<Closed> = caller.async { call(TrtcRoomId.of(roomId), options) }

    /**
     * [closeRoom] that blocks the thread. Interrupting it aborts the request in flight, and throws
     * an error of kind [ErrorKind.CANCELLED], with the thread's interrupted status set again.
     */
    @JvmOverloads
    public fun closeRoomBlocking(
        roomId: TrtcRoomId,
        options: CallOptions = CallOptions(),
    ): Closed = caller.blocking { call(roomId, options) }

    /** [closeRoomBlocking] for the string room of that id. */
    @JvmOverloads
    public fun closeRoomBlocking(roomId: String, options: CallOptions = CallOptions()): Closed =
        closeRoomBlocking(TrtcRoomId.of(roomId), options)

    /** [closeRoomBlocking] for the numeric room of that id. */
    @JvmOverloads
    public fun closeRoomBlocking(roomId: Long, options: CallOptions = CallOptions()): Closed =
        closeRoomBlocking(TrtcRoomId.of(roomId), options)

    /**
     * Wipes the secrets from native memory. Optional: it happens as well some time after the
     * object is no longer used. Calls that are under way go on; new ones fail.
     */
    override fun close() {
        client.close()
    }

    /** SDKAppID and endpoint. */
    override fun toString(): String =
        "Trtc(sdkAppId=$sdkAppId${if (endpoint == null) "" else ", endpoint=$endpoint"})"

    private fun call(roomId: TrtcRoomId, options: CallOptions) =
        client.call(roomId.toCore(INPUT), options.toCore(INPUT))

    /** What needs no client. */
    public companion object {
        private val INPUT = Input(Provider.TRTC)

        /**
         * Verifies and reads a callback; a receiver of callbacks needs no other credentials.
         *
         * Reply with HTTP 200 within 5 seconds to whatever verifies. The signature covers the
         * body, but neither a nonce nor the header `SdkAppId`: deliveries repeat, and come in any
         * order.
         *
         * @param body the raw body, as received: parsing and writing it again breaks the signature
         * @param headers the callback's headers, of which `Sign` is needed, by any spelling
         * @param callbackKey the callback key set in the console
         * @throws CloseRoomException of kind [ErrorKind.INVALID_SIGNATURE], [ErrorKind.STALE], or
         *   [ErrorKind.UNEXPECTED_RESPONSE] for a body of another shape
         */
        @JvmStatic
        @JvmOverloads
        public fun verifyCallback(
            body: ByteArray,
            headers: Map<String, List<String>>,
            callbackKey: String,
            freshness: Freshness = Freshness.DEFAULT,
        ): TrtcCallback = INPUT.core {
            val key = INPUT.text("CallbackKey", callbackKey)
            coreVerifyTrtcCallback(body, headers.toCore(), key, freshness.toCore(INPUT)).toPublic()
        }

        /** Makes a client step by step: for Java, which has no named arguments. */
        @JvmStatic
        public fun builder(
            sdkAppId: Long,
            secretId: String,
            secretKey: String,
            region: String,
        ): Builder = Builder(INPUT.unsigned("SdkAppId", sdkAppId), secretId, secretKey, region)

        /** [builder] with the SDKAppID as decimal text, up to 18446744073709551615. */
        @JvmStatic
        public fun builder(
            sdkAppId: String,
            secretId: String,
            secretKey: String,
            region: String,
        ): Builder = Builder(INPUT.decimal("SdkAppId", sdkAppId), secretId, secretKey, region)
    }

    /**
     * The constructor's arguments, one by one. Throws [CloseRoomException] where one cannot be
     * right, at the latest in [build].
     */
    public class Builder internal constructor(
        sdkAppId: ULong,
        secretId: String,
        private val secretKey: String,
        region: String,
    ) {
        private var options = CoreTrtcOptions(
            sdkAppId = sdkAppId,
            secretId = INPUT.text("SecretId", secretId),
            region = INPUT.text("Region", region),
            endpoint = null,
            signatureMethod = null,
            httpMethod = null,
            language = null,
            allowAnyRoomId = false,
        )
        private var token: String? = null
        private var transport: HttpTransport? = null

        /** With the session token of temporary credentials. */
        public fun token(token: String): Builder = apply { this.token = token }

        /** With that host. */
        public fun endpoint(endpoint: String): Builder =
            set(options.copy(endpoint = INPUT.text("Endpoint", endpoint)))

        /** With that signature. */
        public fun signatureMethod(signatureMethod: TrtcSignatureMethod): Builder =
            set(options.copy(signatureMethod = signatureMethod.spelling))

        /** With that HTTP method. */
        public fun httpMethod(httpMethod: HttpMethod): Builder =
            set(options.copy(httpMethod = httpMethod.name))

        /** With error messages in that language. */
        public fun language(language: TrtcLanguage): Builder =
            set(options.copy(language = language.spelling))

        /** With the check of room ids lifted, or not. */
        public fun allowAnyRoomId(allowAnyRoomId: Boolean): Builder =
            set(options.copy(allowAnyRoomId = allowAnyRoomId))

        /** With that transport. */
        public fun transport(transport: HttpTransport): Builder = apply { this.transport = transport }

        /** Makes the client. */
        public fun build(): Trtc = Trtc(options, secretKey, token, transport ?: OkHttpTransport())

        private fun set(options: CoreTrtcOptions) = apply { this.options = options }
    }
}
