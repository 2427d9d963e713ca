package dev.closeroom

/**
 * How to carry out a call. What is `null` is as the documentation says, in every language alike.
 *
 * From Java: `new CallOptions().withTimeoutMs(2_000).withMaxAttempts(1)`.
 */
public data class CallOptions @JvmOverloads constructor(
    /**
     * The time for the whole call in milliseconds, waits included, at least 1. Default 10 000.
     * While another attempt could follow, one may use half of the time that is left; with
     * `maxAttempts = 1` the only one may use all of it.
     *
     * Keep it short: a room that is created again under the same id would be closed by a late
     * repetition.
     */
    public val timeoutMs: Long? = null,
    /** How many requests may be sent in all, at least 1. Default 3. */
    public val maxAttempts: Int? = null,
    /** The largest response body that is read, in bytes. Default 1 MiB. */
    public val maxResponseBytes: Int? = null,
    /**
     * Makes a room that is gone an error of kind [ErrorKind.ROOM_NOT_FOUND]. After an attempt
     * whose outcome is unknown it is a success all the same: that attempt may well have closed the
     * room.
     */
    public val alreadyGoneIsError: Boolean = false,
    /**
     * Whether the calls of one client take turns, so that they keep the provider's rate limit
     * together. A call whose turn would come after its deadline fails at once with
     * [ErrorKind.RATE_LIMITED].
     */
    public val paced: Boolean = true,
) {
    /** The same with so much time, in milliseconds. */
    public fun withTimeoutMs(timeoutMs: Long): CallOptions = copy(timeoutMs = timeoutMs)

    /** The same with so many requests at the most. */
    public fun withMaxAttempts(maxAttempts: Int): CallOptions = copy(maxAttempts = maxAttempts)

    /** The same with response bodies of so many bytes at the most. */
    public fun withMaxResponseBytes(maxResponseBytes: Int): CallOptions =
        copy(maxResponseBytes = maxResponseBytes)

    /** The same with a room that is gone as an error, or not. */
    public fun withAlreadyGoneIsError(alreadyGoneIsError: Boolean): CallOptions =
        copy(alreadyGoneIsError = alreadyGoneIsError)

    /** The same with turns among the calls of one client, or not. */
    public fun withPaced(paced: Boolean): CallOptions = copy(paced = paced)
}
