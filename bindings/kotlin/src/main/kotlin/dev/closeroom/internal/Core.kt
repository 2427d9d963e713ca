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

/** What the core is used through: its errors become the public one. */
internal inline fun <T> Input.core(use: () -> T): T {
    NativeLibrary.load()
    try {
        return use()
    } catch (e: CoreException) {
        throw e.toPublic()
    } catch (e: InternalException) {
        throw AssertionError("closeroom failed inside, please report it: ${e.message}", e)
    } catch (_: IllegalStateException) {
        refuse("Client", "has been closed; make a new one")
    }
}

internal fun CoreException.toPublic(cause: Throwable? = null): CloseRoomException {
    val details = (this as CoreException.Failed).details
    return CloseRoomException(
        kind = ErrorKind.entries.first { it.number.toUInt() == details.kind },
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
        cause = cause,
    )
}

internal fun Input.timestampOr(seconds: Long?): ULong =
    optionalUnsigned("Timestamp", seconds) ?: (nowMs() / 1000u)

internal fun Input.nonceOr(nonce: String?): String =
    optionalText("Nonce", nonce) ?: coreNonce(entropy())

internal fun nowMs(): ULong = System.currentTimeMillis().toULong()

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
