package dev.closeroom

/**
 * How far a callback's own time may be from now, to either side.
 *
 * Providers repeat an undelivered callback for about a minute; whoever has recorded one can repeat
 * it for ever. The window bounds that.
 */
public class Freshness private constructor(
    internal val window: Window?,
) {
    internal data class Window(
        val toleranceSeconds: Long?,
        val nowSeconds: Long?,
    )

    override fun equals(other: Any?): Boolean = other is Freshness && other.window == window

    override fun hashCode(): Int = window.hashCode()

    override fun toString(): String =
        if (window == null) "Freshness.ANY_AGE" else "Freshness.within(${window.toleranceSeconds}, ${window.nowSeconds})"

    /** The ways to have one. */
    public companion object {
        /** Within 10 minutes of the machine's clock: what every verification does by default. */
        @JvmField
        public val DEFAULT: Freshness = within()

        /** No check: old and repeated callbacks pass. For those who keep their own record. */
        @JvmField
        public val ANY_AGE: Freshness = Freshness(null)

        /**
         * Within so many seconds of a moment, both ends included.
         *
         * @param toleranceSeconds 600 when `null`
         * @param nowSeconds the moment as Unix time in **seconds**; the machine's clock at the
         *   time of the verification when `null`
         */
        @JvmStatic
        public fun within(toleranceSeconds: Long? = null, nowSeconds: Long? = null): Freshness =
            Freshness(Window(toleranceSeconds, nowSeconds))

        /** Within so many seconds of the machine's clock: for Java, which makes no `Long` of `60`. */
        @JvmStatic
        public fun within(toleranceSeconds: Long): Freshness = within(toleranceSeconds, null)

        /** Within so many seconds of a moment: for Java. */
        @JvmStatic
        public fun within(toleranceSeconds: Long, nowSeconds: Long): Freshness =
            Freshness(Window(toleranceSeconds, nowSeconds))
    }
}
