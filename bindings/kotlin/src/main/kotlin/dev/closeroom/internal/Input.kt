package dev.closeroom.internal

import dev.closeroom.CloseRoomException
import dev.closeroom.ErrorKind
import dev.closeroom.Provider

/**
 * Checks of values that cannot even reach the core; limits and meaning are the core's. The
 * messages name fields as the core does, and never show the text of one: it may be a secret in the
 * wrong place.
 */
internal class Input(val provider: Provider) {
    fun refuse(field: String, what: String): Nothing =
        throw CloseRoomException(ErrorKind.INVALID_INPUT, provider, "$field $what", field)

    /** Text that UTF-8 can express: what it cannot would silently become another room. */
    fun text(field: String, value: String): String {
        if (!value.isWellFormed()) {
            refuse(
                field,
                "holds half of a surrogate pair, as of an emoji cut in two; give whole characters",
            )
        }
        return value
    }

    fun optionalText(field: String, value: String?): String? = value?.let { text(field, it) }

    fun unsigned(field: String, value: Long): ULong {
        if (value < 0) refuse(field, "must not be negative, but is $value")
        return value.toULong()
    }

    fun optionalUnsigned(field: String, value: Long?): ULong? = value?.let { unsigned(field, it) }

    fun decimal(field: String, value: String): ULong =
        value.takeIf { text -> text.all { it in '0'..'9' } }?.toULongOrNull()
            ?: refuse(field, "must be a number of at most 64 bits, in decimal digits")
}

private fun String.isWellFormed(): Boolean = Charsets.UTF_8.newEncoder().canEncode(this)

/** Foreign text, of which an error or a header is made, in a form that UTF-8 can express. */
internal fun String.wellFormed(): String = if (isWellFormed()) this else encodeToByteArray().decodeToString()
