package dev.closeroom.internal

import java.io.IOException
import java.net.ProtocolException
import java.net.Proxy
import java.util.concurrent.TimeUnit
import okhttp3.Interceptor
import okhttp3.OkHttpClient
import okhttp3.Response

/**
 * The tag of a request that goes out once at the most, whatever OkHttp and a user's client would
 * repeat.
 *
 * OkHttp has a switch against repeating, but that also keeps it from trying a host's next address
 * when one cannot be connected to. So it stays on, and two interceptors stand around the part of
 * OkHttp that repeats: the inner one hides from it why it would, the outer one restores that.
 */
internal class SentOnce(private val connectTimeoutMs: Int) {
    private var isSent = false
    private var failure: IOException? = null
    private var hiddenStatus: Int? = null

    private fun outside(chain: Interceptor.Chain): Response {
        val response = try {
            chain.withConnectTimeout(connectTimeoutMs, TimeUnit.MILLISECONDS).proceed(chain.request())
        } catch (e: Unrepeatable) {
            throw e.failure
        }
        return hiddenStatus?.let { response.newBuilder().code(it).build() } ?: response
    }

    private fun inside(chain: Interceptor.Chain): Response {
        if (isSent) throw Unrepeatable(failure ?: IOException("a signed request is not sent twice"))
        isSent = true
        val response = try {
            chain.proceed(chain.request())
        } catch (e: IOException) {
            failure = e
            throw Unrepeatable(e)
        }
        return when {
            // The provider has not seen it.
            chain.isAskedByProxy(response) -> response.also { isSent = false }
            response.code in ANSWERED_BY_OKHTTP -> {
                hiddenStatus = response.code
                response.newBuilder().code(200).build()
            }
            else -> response
        }
    }

    /** OkHttp takes the failure of a protocol for one that another attempt would meet as well. */
    private class Unrepeatable(val failure: IOException) : ProtocolException(failure.message) {
        init {
            initCause(failure)
        }
    }

    companion object {
        /**
         * Unauthorized; proxy authentication, where no proxy asks; timeout; misdirected; and
         * unavailable, with `Retry-After: 0`.
         */
        private val ANSWERED_BY_OKHTTP = setOf(401, 407, 408, 421, 503)

        /** Requests with the tag go out once. */
        fun OkHttpClient.Builder.sendingOnce(): OkHttpClient.Builder = apply {
            retryOnConnectionFailure(true)
            // The last of these and the first of those are next to what repeats.
            addInterceptor { chain -> chain.tag()?.outside(chain) ?: chain.proceed(chain.request()) }
            networkInterceptors().add(0) { chain -> chain.tag()?.inside(chain) ?: chain.proceed(chain.request()) }
        }

        private fun Interceptor.Chain.tag(): SentOnce? = request().tag(SentOnce::class.java)

        /** Of a request that is not encrypted; the others go through a tunnel, which OkHttp makes before. */
        private fun Interceptor.Chain.isAskedByProxy(response: Response): Boolean =
            response.code == 407 && !request().isHttps && connection()?.route()?.proxy?.type() == Proxy.Type.HTTP
    }
}
