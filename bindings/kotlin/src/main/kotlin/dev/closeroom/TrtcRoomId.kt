package dev.closeroom

import dev.closeroom.internal.Input
import dev.closeroom.internal.decimal

/**
 * A TRTC room, by string or by number. The string room `"123"` and the numeric room `123` are two
 * different rooms; the type tells them apart, and chooses the action that closes it.
 */
public sealed class TrtcRoomId {
    /** The id as text; of a numeric room its decimal digits. */
    public abstract val id: String

    /**
     * A string room, closed by `DismissRoomByStrRoomId`: 1 to 64 bytes of letters, digits, space
     * and ``!#$%&()+-:;<=.>?@[]^_{}|~,``.
     */
    public data class Text(override val id: String) : TrtcRoomId()

    /** A numeric room, closed by `DismissRoom`: 1 to 4294967294, or 64 bits where any id passes. */
    public class Number internal constructor(internal val number: ULong) : TrtcRoomId() {
        override val id: String get() = number.decimal()

        override fun equals(other: Any?): Boolean = other is Number && other.number == number

        override fun hashCode(): Int = number.hashCode()

        override fun toString(): String = "Number(id=$id)"
    }

    /** The ways to have one. */
    public companion object {
        /** The string room of that id. */
        @JvmStatic
        public fun of(id: String): TrtcRoomId = Text(id)

        /** The numeric room of that id. Throws [CloseRoomException] for a negative one. */
        @JvmStatic
        public fun of(id: Long): TrtcRoomId = Number(INPUT.unsigned("RoomId", id))

        /**
         * The numeric room whose id is this decimal text: for ids beyond `Long.MAX_VALUE`, and for
         * those that come as text. Throws [CloseRoomException] where it is no number of 64 bits.
         */
        @JvmStatic
        public fun ofNumber(decimal: String): TrtcRoomId = Number(INPUT.decimal("RoomId", decimal))

        private val INPUT get() = Input(Provider.TRTC)
    }
}
