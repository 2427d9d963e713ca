package dev.closeroom

/** What an HTTP client received. */
public class HttpResponse @JvmOverloads constructor(
    /** The HTTP status. */
    public val status: Int,
    /** The headers, by any spelling; only `Date` and `Retry-After` are looked at. */
    public val headers: Map<String, List<String>> = emptyMap(),
    /** The whole body. Not copied: leave it as it is. */
    public val body: ByteArray,
) {
    /** Status and size; a redirect's headers may repeat the signed URL. */
    override fun toString(): String = "HttpResponse(status=$status, body=${body.size} bytes)"
}
