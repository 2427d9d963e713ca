package dev.closeroom

import dev.closeroom.internal.redacted

/** The methods of requests. */
public enum class HttpMethod {
    /** `GET` */
    GET,

    /** `POST` */
    POST,
}

/**
 * A signed request, to be sent byte for byte as it is, and to one host alone: no redirects.
 *
 * It is a credential while its signature is valid, 10 minutes at ZEGOCLOUD and 5 at Tencent. Its
 * [toString] shows method and URL without signature and token, and neither headers nor body; the
 * properties show everything.
 */
public data class HttpRequest(
    /** The method. */
    public val method: HttpMethod,
    /** The absolute URL, percent-encoded once. */
    public val url: String,
    /** The headers to set. Without `Host`: every client derives it from the URL. */
    public val headers: Map<String, String>,
    /** The body, if there is one; sent as UTF-8. */
    public val body: String? = null,
) {
    /** Method and URL, with `[redacted]` in the place of signature and token: fit for a log. */
    override fun toString(): String = "HttpRequest($method ${redacted(url)})"
}
