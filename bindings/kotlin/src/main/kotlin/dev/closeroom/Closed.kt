package dev.closeroom

/** The room is closed. */
public data class Closed(
    /** Whether this call closed it. */
    public val status: Status,
    /** The provider's request id, to quote to its support; empty when it sent none. */
    public val requestId: String,
    /** How many requests were sent. */
    public val attempts: Int,
) {
    /** How the room came to be closed. */
    public enum class Status(
        /** The status as every language spells it: `closed`, `already_gone`. */
        public val stableName: String,
    ) {
        /** This call closed it. */
        CLOSED("closed"),

        /** It was gone when asked for: closed before, or never opened. */
        ALREADY_GONE("already_gone"),
    }
}
