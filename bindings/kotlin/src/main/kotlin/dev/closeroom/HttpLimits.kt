package dev.closeroom

/**
 * What an [HttpTransport] has to keep to with one request. A class, so that more may come.
 *
 * A call fills it in from its own options. The defaults are for whoever uses a transport by itself:
 * they are those of a call.
 */
public class HttpLimits @JvmOverloads constructor(
    /** The largest response body to read, in bytes. 1 MiB unless set. */
    public val maxResponseBytes: Int = 1 shl 20,
    /** When to give the request up, from now on, in milliseconds; at least 1. 10 000 unless set. */
    public val timeoutMs: Long = 10_000,
) {
    init {
        require(maxResponseBytes >= 0) { "maxResponseBytes must not be negative, but is $maxResponseBytes" }
        require(timeoutMs >= 1) { "timeoutMs must be at least 1, but is $timeoutMs" }
    }

    /** Both. */
    override fun toString(): String = "HttpLimits(maxResponseBytes=$maxResponseBytes, timeoutMs=$timeoutMs)"
}
