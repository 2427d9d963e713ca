package dev.closeroom

/**
 * What went wrong, by what you can do about it.
 *
 * Numbers and names are stable and the same in every language. More may come: have an `else` branch,
 * and treat what it catches as fatal.
 */
public enum class ErrorKind(
    /** The kind's stable number, 1 and up. */
    public val number: Int,
    /** The kind's name as every language spells it, such as `invalid_input`. */
    public val stableName: String,
) {
    /** Refused before anything was signed; the message names the field and its limit. */
    INVALID_INPUT(1, "invalid_input"),

    /** The provider refused the credentials or the signature: check the app id and the secret. */
    UNAUTHORIZED(2, "unauthorized"),

    /** The signature had expired and could not be corrected: fix the machine's clock. */
    CLOCK_SKEW(3, "clock_skew"),

    /** Signed correctly, but not allowed: service not enabled, sub-account policy, IP list. */
    PERMISSION_DENIED(4, "permission_denied"),

    /** The room does not exist (any more). */
    ROOM_NOT_FOUND(5, "room_not_found"),

    /** Too many requests: slow down; [CloseRoomException.retryAfterMs] says for how long. */
    RATE_LIMITED(6, "rate_limited"),

    /** The provider refused a parameter or the call: do not repeat it unchanged. */
    REJECTED(7, "rejected"),

    /** A failure on the provider's side: may work later. */
    UNAVAILABLE(8, "unavailable"),

    /** Not what the provider documents (HTML, truncated, wrong shape, too large). */
    UNEXPECTED_RESPONSE(9, "unexpected_response"),

    /**
     * The [HttpTransport] failed; its own error is the cause, unless that shows credentials or
     * holds what cannot be looked through.
     */
    TRANSPORT(10, "transport"),

    /** The call's time was up. */
    DEADLINE_EXCEEDED(11, "deadline_exceeded"),

    /**
     * The caller cancelled: the thread in a `closeRoomBlocking` was interrupted. A cancelled
     * coroutine or future ends with its own `CancellationException` instead.
     */
    CANCELLED(12, "cancelled"),

    /** A callback whose signature does not verify, or that has none. */
    INVALID_SIGNATURE(13, "invalid_signature"),

    /** A callback outside the allowed time window. */
    STALE(14, "stale"),
}
