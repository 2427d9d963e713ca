package dev.closeroom.internal

import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.Provider
import dev.closeroom.core.CoreException
import dev.closeroom.core.CoreProvider
import dev.closeroom.core.InternalException
import dev.closeroom.core.coreNonce
import dev.closeroom.core.coreRedactedUrl
import java.security.SecureRandom

/** What a client is used through. */
internal inline fun <T> Input.core(use: () -> T): T {
    NativeLibrary.load()
    return withPublicErrors {
        try {
            use()
        } catch (_: IllegalStateException) {
            refuse("Client", "has been closed; make a new one")
        }
    }
}

/** The core's errors become the public one, and its panics an error that is nobody else's. */
internal inline fun <T> withPublicErrors(use: () -> T): T = try {
    use()
} catch (e: CoreException) {
    throw e.toPublic()
} catch (e: InternalException) {
    throw AssertionError("closeroom failed inside, please report it: ${e.message}", e)
}

internal fun CoreException.toPublic(): CloseRoomException {
    val details = (this as CoreException.Failed).details
    val kind = ErrorKind.entries.first { it.number.toUInt() == details.kind }
    return CloseRoomException(
        kind = kind,
        provider = when (details.provider) {
            CoreProvider.ZEGO -> Provider.ZEGO
            CoreProvider.TRTC -> Provider.TRTC
        },
        message = details.message,
        field = details.field,
        providerCode = details.providerCode,
        requestId = details.requestId,
        httpStatus = details.httpStatus?.toInt(),
        retryable = details.retryable,
        retryAfterMs = details.retryAfterMs?.saturated(),
        cause = cause.takeIf { kind == ErrorKind.TRANSPORT },
    )
}

internal fun Input.nonceOr(nonce: String?): String =
    optionalText("Nonce", nonce) ?: coreNonce(entropy())

internal fun nowMs(): ULong = System.currentTimeMillis().toULong()

internal fun nowSeconds(): Long = System.currentTimeMillis() / 1000

private val random by lazy { SecureRandom() }

internal fun entropy(): ULong = random.nextLong().toULong()

/** Fit for a log, also where there is no native library: an app may only send what a server signed. */
internal fun redacted(url: String): String = try {
    NativeLibrary.load()
    coreRedactedUrl(url.wellFormed())
} catch (_: LinkageError) {
    url.substringBefore('?')
}

/** With a base, since the plain `toString` becomes a function of Java that Android 24 has not. */
internal fun ULong.decimal(): String = toString(10)

internal fun ULong.saturated(): Long = coerceAtMost(Long.MAX_VALUE.toULong()).toLong()

internal fun UInt.saturated(): Int = coerceAtMost(Int.MAX_VALUE.toUInt()).toInt()

/** Nothing where it does not fit: a wrong number would be worse. */
internal fun ULong.exact(): Long? = takeIf { it <= Long.MAX_VALUE.toULong() }?.toLong()

/** Nothing where it does not fit: a wrong number would be worse. */
internal fun UInt.exact(): Int? = takeIf { it <= Int.MAX_VALUE.toUInt() }?.toInt()
